"""What becomes of hyphens at line ends."""

from __future__ import annotations

from collections import Counter

import pytest

from ingest.page_text import Vocabulary, joint_of

KNOWN = Vocabulary(
    Counter(
        {
            "cooperation": 3,
            "innovación": 2,
            "well-known": 1,
            "franco-peruano": 2,
            "cross": 4,
            "border": 5,
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
        ("pages 12-", "14 of", "-"),
        ("a dash -", "and more", " "),
    ],
)
def test_the_documents_own_words_decide(above: str, below: str, joint: str) -> None:
    assert joint_of(above, below, KNOWN) == joint


def test_a_document_that_never_cuts_words_keeps_all_its_hyphens() -> None:
    """Office programs set ragged text without cutting words: a hyphen at a line end is one of the word's own."""
    assert joint_of("a long-", "range plan", Vocabulary(Counter({"plan": 1}), cuts_words=False)) == "-"
