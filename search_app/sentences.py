"""Which sentences of two passages that say the same correspond: for the eye, and for nothing that is kept.

Rule: this is the only door to the aligner of sentences.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from search_app.rendering import Span

_SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[»”\")\]]*(?=\s)|$)", re.DOTALL)


class SentencePair(NamedTuple):
    """Some sentences of one text and those of the other that say the same, as half-open stretches of each."""

    from_span: Span
    to_span: Span


def align_sentences(from_text: str, to_text: str) -> tuple[SentencePair, ...]:
    """Pair the sentences of two texts one by one where they have as many; else nothing is said."""
    ours, theirs = ([found.span() for found in _SENTENCE.finditer(text)] for text in (from_text, to_text))
    if len(ours) != len(theirs):
        return ()
    return tuple(SentencePair(one, other) for one, other in zip(ours, theirs, strict=True))
