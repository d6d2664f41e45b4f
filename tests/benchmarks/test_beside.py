"""How other ways of keeping a place answer, beside which links are measured."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from archive import Page, Part, Passage, Slice, State
from benchmarks.worlds.beside import EXACT_QUOTE, PAGE_AND_NUMBER, PLAIN_QUOTE, QUOTE_AND_PLACE, WAYS, Others
from tests import factories

PAGES = (
    ("The plan names four measures.", "Source: own."),
    ("A budget is set aside each year.", "Source: own.", "The region looks after the coast."),
)


def passages_of(pages: Sequence[Sequence[str]]) -> tuple[list[Page], list[Passage]]:
    made, passages = [], []
    for number, texts in enumerate(pages, 1):
        at = 0
        for repeat, text in enumerate(texts):
            parts = (Part(number, at, at + len(text), 0),)
            passages.append(
                factories.passage(text, ordinal=len(passages), parts=parts, repeat=10 * number + repeat)
            )
            at += len(text) + 1
        made.append(factories.page(number, "\n".join(texts)))
    return made, passages


def asked(way: str, after: Sequence[Sequence[str]], ordinal: int, span: tuple[int, int] | None = None) -> str:
    """Ask one way for a passage of `PAGES`; gives what stands where it says."""
    before, first = passages_of(PAGES)
    pages, second = passages_of(after)
    answer = Others(before, first, pages, second).answer(way, first[ordinal], span)
    texts = {page.number: page.text for page in pages}
    return "|".join(texts[number][start:end] for number, start, end, _ in answer.slices)


@pytest.mark.parametrize("way", WAYS)
def test_all_ways_find_what_stands_as_it_stood(way: str) -> None:
    assert asked(way, PAGES, 0) == PAGES[0][0]
    assert asked(way, PAGES, 4) == PAGES[1][2]
    assert asked(way, PAGES, 4, (4, 10)) == "region"


@pytest.mark.parametrize("way", WAYS)
def test_no_way_finds_what_is_gone_for_good(way: str) -> None:
    assert asked(way, (("Nothing at all.",), ("0",)), 4) == ""


def test_the_number_on_the_page_counts_and_not_the_words() -> None:
    assert asked(PAGE_AND_NUMBER, (("New here.", *PAGES[0]), PAGES[1]), 0) == "New here."


def test_a_plain_quote_is_free_of_case_and_white_space() -> None:
    after = (("THE  PLAN names\nfour measures.",),)
    assert asked(EXACT_QUOTE, after, 0) == ""
    assert asked(PLAIN_QUOTE, after, 0) == after[0][0]


def test_exact_and_plain_quotes_take_the_first_of_several() -> None:
    before, first = passages_of(PAGES)
    others = Others(before, first, before, first)
    for way in (EXACT_QUOTE, PLAIN_QUOTE):
        assert others.answer(way, first[3], None).slices == (Slice(1, 30, 42),)
    assert others.answer(QUOTE_AND_PLACE, first[3], None).slices == (Slice(2, 33, 45),)


def test_a_quote_with_its_place_is_found_though_letters_differ() -> None:
    after = (("A head.", "The pIan namcs four rneasures.", "Source: own."),)
    before, first = passages_of(PAGES)
    pages, second = passages_of(after)
    answer = Others(before, first, pages, second).answer(QUOTE_AND_PLACE, first[0], None)
    assert answer.state is State.CHANGED
    assert answer.slices == (Slice(1, 8, 38),)
