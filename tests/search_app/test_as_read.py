"""Of a search that is too long, links carry on what was read of it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from index import parse
from search_app.as_read import as_read
from tests.search_app.test_web_search import links_of, read

WORDS = ["innovation", *(f"word{number}" for number in range(300))]
pieces = st.sampled_from([*WORDS[:40], "(", ")", '"', "OR", "-", "title:", "the", "..."])


@given(st.lists(pieces, min_size=90, max_size=260))
def test_what_links_carry_on_is_read_as_all_was(typed: list[str]) -> None:
    text = " ".join(typed)
    whole = parse(text)
    carried = as_read(text, whole)
    assert text.startswith(carried)
    assert (parse(carried).tree, parse(carried).filters) == (whole.tree, whole.filters)


def test_what_was_not_read_is_not_carried_on() -> None:
    text = " ".join(WORDS)
    assert as_read(text, parse(text)) == " ".join(WORDS[:100])


@pytest.mark.parametrize("address", ["/", "/concordance"])
def test_the_page_says_what_was_typed_and_links_to_what_was_read(client: FlaskClient, address: str) -> None:
    page = read(client, f"{address}?q={'+'.join(WORDS)}")
    assert "only its beginning was read" in page
    assert f'value="{" ".join(WORDS)}"' in page
    said = [
        parse_qs(urlsplit(link).query).get("q", [""])[0] for link in links_of(page).values() if "ui=" not in link
    ]
    assert " ".join(WORDS[:100]) in said
    assert max(map(len, said)) < len(" ".join(WORDS[:101]))
