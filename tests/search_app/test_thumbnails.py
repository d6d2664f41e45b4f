"""Which pages are shown small."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from search_app.thumbnails import near_pages, overview
from tests.factories import make_version
from tests.search_app.test_web_search import links_of, read

LONG = replace(make_version(), page_count=300)


@pytest.mark.parametrize(
    ("page", "shown"), [(1, range(1, 10)), (150, range(146, 155)), (299, range(292, 301)), (300, range(292, 301))]
)
def test_as_many_pages_are_near_at_the_ends_as_in_the_middle(page: int, shown: range) -> None:
    assert near_pages(LONG, page) == shown


def test_of_a_short_file_all_pages_are_near() -> None:
    assert near_pages(replace(LONG, page_count=3), 2) == range(1, 4)
    assert near_pages(replace(LONG, page_count=0), 1) == range(1, 2)


def test_all_pages_come_by_screenfuls() -> None:
    first, second, last = (overview(LONG, start) for start in ("", "121", "241"))
    assert (first.numbers, first.before, first.after) == (range(1, 121), None, 121)
    assert (second.numbers, second.before, second.after) == (range(121, 241), 1, 241)
    assert (last.numbers, last.before, last.after) == (range(241, 301), 121, None)


@pytest.mark.parametrize("start", ["0", "301", "x", "-3", "9" * 20])
def test_a_start_that_is_no_page_is_the_first(start: str) -> None:
    assert overview(LONG, start).numbers[0] == 1


def test_all_pages_are_linked_with_what_is_found_on_them(client: FlaskClient) -> None:
    page = read(client, "/documents/study/en/pages/all?q=firms")
    assert page.count("/thumbnail") == 4
    assert "1 passage found here" in page
    assert 'href="/documents/study/en/pages/3?q=firms"' in page
    assert page.count('<span class="count">1 hit</span>') == 1


def test_the_reader_shows_the_pages_near_by(client: FlaskClient) -> None:
    page = read(client, "/documents/study/en/pages/3")
    assert page.count("/thumbnail") == 4
    assert links_of(page)["All pages"] == "/documents/study/en/pages/all"
