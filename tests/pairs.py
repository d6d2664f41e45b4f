"""Two language versions of a guide, side by side: some passages together, some alone, some hostile."""

from __future__ import annotations

from dataclasses import dataclass

from archive import Alignment, Archive, Bitext, Verdict, Version
from ingest.aligning import MADE
from tests.factories import make_version, store_version

HARBOUR = "The harbour opens at dawn."
BOATS = "Boats leave in pairs, and wait for each other."
FORMULA = "=HYPERLINK(1) <b>& \x07 bell \u202e reversed"
ALONE = "Only English readers are told of the ferry."
PUERTO = "El puerto abre al amanecer."
LANCHAS = "Las lanchas salen de dos en dos."
ESPERAN = "Se esperan unas a otras."
SUMA = "-2+3 <i>& \ufffe no es nada"
SOLO = "Solo en español se habla del faro."


@dataclass(frozen=True, slots=True)
class Pair:
    """The two versions and the ids of their passages, in order."""

    english: Version
    spanish: Version
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    bitext: Bitext


def store_pair(archive: Archive, document_id: str = "guide") -> Pair:
    """Put both in, and align them: 1-1, 1-2 in doubt, 1-1, and one alone on each side."""
    english = store_version(
        archive, make_version(document_id), [[HARBOUR, BOATS], [FORMULA, ALONE]], title="Harbour guide"
    )
    spanish = store_version(
        archive,
        make_version(document_id, "es", title="Guía del puerto"),
        [[PUERTO, LANCHAS], [ESPERAN, SUMA, SOLO]],
        labels=["i", "1"],
    )
    ours, theirs = (
        tuple(each.id for each in archive.passages.of_version(version.id)) for version in (english, spanish)
    )
    bitext = Bitext(english.id, spanish.id, "en", "es", Verdict.ALIGNED, 0.83, MADE)
    found = [
        Alignment(ours[:1], theirs[:1], 0.97),
        Alignment(ours[1:2], theirs[1:3], 0.62),
        Alignment(ours[2:3], theirs[3:4], 0.9, is_moved=True),
        Alignment(ours[3:], (), 0.8),
        Alignment((), theirs[4:], 0.75),
    ]
    archive.bitexts.put(bitext, found)
    return Pair(english, spanish, ours, theirs, bitext)


def refuse(archive: Archive, pair: Pair, verdict: Verdict = Verdict.REFUSED) -> None:
    """Say of both that they are no translations of each other, or why else they do not stand side by side."""
    refused = Bitext(pair.english.id, pair.spanish.id, "en", "es", verdict, 0.12, MADE)
    archive.bitexts.put(refused, [])
