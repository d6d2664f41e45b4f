"""Of a search that is too long, links carry on what was read of it, and find the same."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.search_app.test_web_search import links_of, read

WORDS = ["innovation", *(f"word{number}" for number in range(300))]
BEGINNING = " ".join(WORDS[:100])


@pytest.mark.parametrize("address", ["/", "/concordance"])
def test_the_page_says_what_was_typed_and_links_to_what_was_read(client: FlaskClient, address: str) -> None:
    page = read(client, f"{address}?q={'+'.join(WORDS)}")
    assert "only its beginning was read" in page
    assert f'value="{" ".join(WORDS)}"' in page
    said = [
        parse_qs(urlsplit(link).query).get("q", [""])[0] for link in links_of(page).values() if "ui=" not in link
    ]
    assert f"{BEGINNING} …" in said
    assert max(map(len, said)) < len(" ".join(WORDS[:101]))


def test_the_next_page_goes_on_with_the_same_search_and_says_that_it_was_shortened(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words behind those that are read have no say either: not in which language was typed."""
    monkeypatch.setattr("search_app.parameters.HITS_PER_PAGE", 2)
    typed = " ".join(
        [*("cooperation", "regional", "innovation", "systems") * 25, *("de", "la", "que", "los") * 40]
    )
    address = f"/?q={quote_plus(typed)}"
    by_link = read(client, links_of(read(client, address))["2"])
    assert hits_of(by_link) == hits_of(read(client, f"{address}&page=2")) != []
    assert "only its beginning was read" in by_link


def hits_of(page: str) -> list[str]:
    """Give the passages of a page of hits."""
    return re.findall(r'<a class="copy" href="([^"?]*)', page)
