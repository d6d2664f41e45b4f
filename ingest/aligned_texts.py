"""What says the same in both languages of an archive, sentence by sentence, for those who learn from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archive import Archive, Bitext, Passage, Verdict
from index.crosslingual import AlignedText, Place
from ingest.alignment import align_sentences

LEAST_CONFIDENCE = 0.5


def aligned_texts(archive: Archive) -> Iterator[AlignedText]:
    """Give the sentences of passages that say the same, those of the bitexts that were made last first."""
    for bitext in reversed(archive.bitexts.all()):
        if bitext.verdict is Verdict.ALIGNED:
            yield from _of(archive, bitext)
