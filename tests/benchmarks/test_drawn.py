"""What is drawn to be found again: read by poppler, on one page of all, as somebody might type it."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.drawn.kinds import KINDS, Typed, draw
from benchmarks.drawn.leaves import Leaf, Leaves, leaf_of, plain, unaccented
from benchmarks.marked.poppler import Word
from tests.benchmarks.test_marked import lines, page

WRITTEN = Counter(["innovation", "cross-border", "plan", "plans", "regions", "region"])


def leaf(*texts: str, number: int = 1, name: str = "plan.pdf") -> Leaf:
    return leaf_of(Path(name), page(lines(*texts), number=number), WRITTEN)


def words(one: Leaf) -> list[str]:
    return [word.text for run in one.runs for word in run]


def typed(kind: str, *files: tuple[Leaf, ...]) -> set[str]:
    """Draw all that there is of a kind."""
    chance = random.Random(1)
    found = (KINDS[kind](Leaves(files), chance) for _ in range(300))
    return {each.text for each in found if each}


def test_words_parted_at_a_line_end_are_joined_as_they_are_written_elsewhere() -> None:
    one = leaf("of cross-", "border inno-", "vation and unhe-", "ard things")
    assert words(one) == ["of", "cross-border", "innovation", "and", "unheard", "things"]
    assert [word.is_sure for word in one.runs[0]] == [True, True, True, True, False, True]


def test_small_capitals_are_put_to_the_capital_that_they_touch() -> None:
    boxes = [("P", 0, 5), ("LAN", 5, 20), ("A", 25, 30), ("ROAD", 35, 55)]
    block = tuple(Word(text, (x0, 0, x1, 10), 0) for text, x0, x1 in boxes)
    assert words(leaf_of(Path("a.pdf"), page(block), WRITTEN)) == ["PLAN", "A", "ROAD"]


def test_letters_drawn_over_those_beside_them_are_no_sure_words() -> None:
    boxes = [("CITY", 0, 20), ("Y", 15, 20), ("OF", 25, 35)]
    block = tuple(Word(text, (x0, 0, x1, 10), 0) for text, x0, x1 in boxes)
    one = leaf_of(Path("a.pdf"), page(block), WRITTEN)
    assert [word.is_sure for word in one.runs[0]] == [False, False, True]


def test_a_phrase_stands_on_one_page_of_all() -> None:
    often = leaf("plans made for all regions"), leaf("plans made for all regions", number=2)
    once = (leaf("roads built for many towns", name="other.pdf"),)
    assert typed("plain", often, once) == {"roads built for many towns"}


def test_a_phrase_goes_over_no_end_of_a_sentence_or_paragraph() -> None:
    assert typed("plain", (leaf("roads built here. Many towns"),)) == set()
    assert typed("plain", (leaf("roads built here", "many towns that have no road at all"),)) == {
        "many towns that have no",
        "towns that have no road",
    }


def test_accents_are_not_typed_but_the_letter_with_a_key_of_its_own_is() -> None:
    assert typed("accents not typed", (leaf("cooperación para los niños pequeños"),)) == {
        "cooperacion para los niños pequeños"
    }
    assert unaccented(unicodedata.normalize("NFD", "Éxito, año")) == "Exito, año"


@pytest.mark.parametrize(("said", "asked"), [("plan", "plans"), ("regions", "region")])
def test_the_other_number_is_one_that_is_written_somewhere(said: str, asked: str) -> None:
    other = (leaf("plans for one region", name="other.pdf"), leaf("plan all regions", number=2, name="other.pdf"))
    assert f"their great {asked} of growth" in typed(
        "other number", (leaf(f"their great {said} of growth"),), other
    )


def test_a_page_break_is_one_where_running_text_goes_on() -> None:
    above, below = ("they went on", "to build one"), ("great road that", "all wanted.")
    assert "to build one great road" in typed("across a page break", (leaf(*above), leaf(*below, number=2)))
    for ending in ("to build it.", "make one/", "to"):
        assert typed("across a page break", (leaf(above[0], ending), leaf(*below, number=2))) == set()


def test_a_prefix_begins_words_of_one_page() -> None:
    file = leaf("cooperation", number=1), leaf("cooperative", number=2)
    assert typed("prefix", file) == {"cooperati" + end for end in ("o*", "v*")} | {"cooperatio*"} - {"cooperati*"}


def test_the_same_lot_draws_the_same() -> None:
    leaves = Leaves(((leaf("roads built for many towns and for all the regions of this country"),),))
    drawn = draw(leaves, 3, seed=1)
    assert drawn == draw(leaves, 3, seed=1) != draw(leaves, 3, seed=2)
    assert all(isinstance(each, Typed) and each.pages == {1} for each in drawn)


def test_ligatures_accents_and_signs_make_no_difference_to_where_a_text_stands() -> None:
    assert plain("“Ofﬁce” of the niño, in Bogota\u0301!") == "office of the niño in bogota"
