"""The lexicon of an archive kept up with what is aligned in it: archive -> sentences -> words -> a file.

Rule: its cost has a bound, and small growth of a large archive does not make it again each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from archive import Archive, Bitext
from index.crosslingual import About, Kept, chosen, glossary, learn_lexicon, write_lexicon
from ingest.aligned_texts import aligned_texts, learned_from

SMALL = 20_000
"""Pairs of passages that are learned from again within seconds, with every change."""

GROWTH = 1.05
"""Of the number of bitexts, from which on a lexicon of more is made again."""

_DIGEST_BYTES = 8

Tell = Callable[[str], None]


def update_lexicon(archive: Archive, tell: Tell | None = None) -> bool:
    """Make the lexicon again where it is due; tells whether it was. For the holder of the writer lock.

    Raises: OSError when the disk is full; the one before stands.
    """
    if not is_due(archive):
        return False
    if tell:
        tell("Learning which words of the two languages stand for each other ...")
    make_lexicon(archive)
    return True


def is_due(archive: Archive) -> bool:
    """Tell whether the lexicon is to be made again: it is not there, or what it was made of is no longer so.

    What was taken out is forgotten at once, for it may have been purged. Where nothing is aligned there is nothing
    to be learned.
    """
    kept, bitexts = Kept(archive.folder, archive.id).find(), learned_from(archive)
    if kept is None:
        return bool(bitexts)
    about = kept[1]
    if about.glossary != _glossary_digest():
        return True
    if about.sources == _sources(bitexts):
        return False
    is_small = about.passages < SMALL
    return is_small or set(about.versions) - _versions(bitexts) != set() or len(bitexts) > GROWTH * about.bitexts


def make_lexicon(archive: Archive) -> About:
    """Learn the lexicon from all that is aligned, and put it in its place. For the holder of the writer lock.

    Raises: OSError when the disk is full; the one before stands.
    """
    bitexts = learned_from(archive)
    learned = learn_lexicon(aligned_texts(archive), glossary())
    entries = list(chosen(learned.candidates, glossary()))
    about = About(
        archive_id=archive.id,
        glossary=_glossary_digest(),
        sources=_sources(bitexts),
        versions=tuple(sorted(_versions(bitexts))),
        bitexts=len(bitexts),
        passages=learned.passages,
        texts=learned.texts,
        entries=len(entries),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    write_lexicon(archive.folder, about, entries)
    return about


def _sources(bitexts: Sequence[Bitext]) -> str:
    return _digest(repr([(each.number, each.made, each.made_at) for each in bitexts]))


def _versions(bitexts: Sequence[Bitext]) -> set[str]:
    return {version_id for each in bitexts for version_id in (each.from_version, each.to_version)}


def _glossary_digest() -> str:
    return _digest(repr(glossary()))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest()
