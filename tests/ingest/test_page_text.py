"""The text of a page: what becomes of hyphens at line ends, and where every character of it comes from."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import Block
from ingest.hyphens import Vocabulary, joint_of, vocabulary_of
from ingest.lines import Line, join, line_of
from ingest.page_text import PageText, words_of
from ingest.runs import HYPHEN, Face

KNOWN = Vocabulary(
    Counter(
        {
            "cooperation": 3,
            "innovación": 2,
            "well-known": 1,
            "franco-peruano": 2,
            "cross": 4,
            "border": 5,
            "the": 9,
            "inter": 1,
            "developers": 2,
            "lilypond": 3,
        }
    )
)


@pytest.mark.parametrize(
    ("above", "below", "joint"),
    [
        ("the regional", "system", " "),
        ("this coopera-", "tion between", ""),
        ("la inno-", "vación regional", ""),
        ("a well-", "known fact", "-"),
        ("el franco-", "peruano comité", "-"),
        ("across the cross-", "border line", "-"),
        ("an unheard-", "ofword", ""),
        ("Unión Europea-", "Perú en", "-"),
        ("for non-", "developers too", "-"),
        ("of Lily-", "Pond files", ""),
        ("la C-", "neutralidad", "-"),
        ("va rápidamen-", "te al", ""),
        ("a play-", "by-play account", "-"),
        ("pages 12-", "14 of", "-"),
        ("a dash -", "and more", " "),
        ("el comité hispano-", "francés de", "-"),
        ("los hispano-", "hablantes de", ""),
        ("the cross-", "in of", "-"),
        ("the terra-", "in of", ""),
        ("the follow-", "up of", "-"),
        ("los anglo-", "sajones de", ""),
        ("está comunicándo-", "selo a", ""),
        ("it is in-", "dependent of", ""),
        ("a cross-", "ing of", ""),
    ],
)
def test_the_documents_own_words_decide(above: str, below: str, joint: str) -> None:
    assert joint_of(above, below, KNOWN) == joint


def test_a_document_that_never_cuts_words_keeps_all_its_hyphens() -> None:
    """Office programs set ragged text without cutting words: a hyphen at a line end is one of the word's own."""
    assert joint_of("a long-", "range plan", Vocabulary(Counter({"plan": 1}), cuts_words=False)) == "-"


LINE_TEXTS = st.text(alphabet="abcABCñé12.,;()- –", min_size=1, max_size=20).filter(lambda text: text.strip())
BLOCKS = st.lists(
    st.lists(LINE_TEXTS | LINE_TEXTS.map(lambda text: text.strip() + HYPHEN), min_size=1, max_size=4),
    min_size=1,
    max_size=6,
)


def laid(blocks: list[list[str]], cells: bool) -> list[Block]:
    """Set lines below each other, typewritten; each character comes from a place of its own."""
    made, at, y = [], 0, 0.0
    for texts in blocks:
        lines = []
        for text in map(str.strip, texts):
            lines.append(typed(text, at, y))
            at, y = at + len(text), y + 12
        made.append(Block(1, tuple(lines), (1,) * len(lines) if cells else ()))
    return made


def typed(text: str, at: int, y: float, x: float = 0.0) -> Line:
    boxes = np.array([(x + 6.0 * i, y, x + 6.0 * i + 6, y + 10) for i in range(len(text))])
    sources = np.array([(at + i, at + i + 1) for i in range(len(text))], np.int32)
    return line_of(text, boxes, sources, 10.0, Face.PLAIN)


@given(BLOCKS, st.booleans())
def test_every_character_of_a_page_has_a_source_in_the_order_of_its_lines(
    texts: list[list[str]], cells: bool
) -> None:
    """Joined or parted, hyphen kept or dropped, no line goes back before what it has given."""
    blocks = laid(texts, cells)
    page = _page_of(blocks)
    sources = page.sources().tolist()
    assert len(sources) == len(page.text)
    assert HYPHEN not in page.text
    assert all(start <= end for start, end in sources)
    assert all(before[0] <= after[0] and before[1] <= after[1] for before, after in pairwise(sources))
    assert sources[-1][1] == blocks[-1].lines[-1].sources[-1, 1]


@given(st.text(alphabet="ab1_é\u0301¿.,-· \n\u2003€", max_size=40))
def test_words_are_the_same_beside_signs_of_whatever_script(text: str) -> None:
    """Characters of the two languages are looked up at once, others one by one."""
    further = f"{text} 漢字"
    words, others = (words_of(each, np.zeros((len(each), 4))) for each in (text, further))
    assert [(each.start, each.end) for each in others] == [
        *((each.start, each.end) for each in words),
        (len(further) - 2, len(further)),
    ]


@given(BLOCKS, st.booleans())
def test_words_are_slices_of_the_text_with_boxes_on_one_line(texts: list[list[str]], cells: bool) -> None:
    """Words follow one another, hold all that is no space, and none reaches over two lines of the page."""
    page = _page_of(laid(texts, cells))
    words = list(page.words())
    assert all(word.start < word.end for word in words)
    assert all(before.end <= after.start for before, after in pairwise(words))
    assert "".join(page.text[word.start : word.end] for word in words) == "".join(page.text.split())
    assert all(word.box[2] > word.box[0] for word in words)
    # A hyphen that was dropped belongs to the half before it, on its own line.
    assert all(word.box[3] - word.box[1] == pytest.approx(10, abs=0.2) for word in words)


@given(LINE_TEXTS, LINE_TEXTS)
def test_two_lines_joined_keep_text_boxes_and_sources_together(left: str, right: str) -> None:
    """What stood side by side stands so still, a space between, and every character has its row."""
    one, other = typed(left, 0, 0.0), typed(right, 100, 0.0, x=300.0)
    joined = join(one, other)
    assert joined.text == f"{left} {right}"
    assert len(joined.text) == len(joined.boxes) == len(joined.sources)
    assert joined.box == (one.box[0], 0.0, other.box[2], 10.0)
    assert all(before <= after for before, after in pairwise(joined.sources[:, 0].tolist()))


def _page_of(blocks: list[Block]) -> PageText:
    page = PageText()
    vocabulary = vocabulary_of(line for block in blocks for line in block.lines)
    for block in blocks:
        page.add(block, vocabulary, None)
    return page
