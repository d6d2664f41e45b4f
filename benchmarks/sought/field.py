"""The archive of a field: papers of governments and manuals in both languages, read, joined and aligned.

Rule: what was read is kept until its files are others. Whoever changes how PDFs are read deletes the folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from archive import Archive, Passage, Version
from archive.identity import normalise
from benchmarks.lexicon import fill
from benchmarks.sought.collection import Text
from benchmarks.sought.opened import Names
from index.crosslingual import Kept, Lexicon
from ingest.lexicon import update_lexicon

_PARTS = ("policy", "parallel")


@dataclass(frozen=True, slots=True)
class Field:
    """An archive and all of its passages, version by version in reading order."""

    archive: Archive
    versions: tuple[tuple[Version, tuple[Passage, ...]], ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """Give the passages as texts."""
        return tuple(
            Text(text_id(passage), passage.language, version.title, passage.text)
            for version, passages in self.versions
            for passage in passages
        )

    @property
    def names(self) -> Names:
        """Give which passage is which text."""
        return {(each.version_id, each.id): text_id(each) for _, passages in self.versions for each in passages}

    def same(self) -> dict[tuple[str, str], list[str]]:
        """Give the texts that say the same by their language and normalised words."""
        found: dict[tuple[str, str], list[str]] = {}
        for _, passages in self.versions:
            for each in passages:
                found.setdefault((each.language, normalise(each.text)), []).append(text_id(each))
        return found


def text_id(passage: Passage) -> str:
    """Name a passage by its place."""
    return f"{passage.version_id}.{passage.ordinal}"


@contextmanager
def open_field(corpus: Path, data: Path | None) -> Iterator[Field]:
    """Open the archive of a corpus's papers below a data folder; read them unless they were.

    Without a data folder it is thrown away in the end.
    """
    if data is None:
        with TemporaryDirectory() as folder, open_field(corpus, Path(folder)) as field:
            yield field
        return
    files = [path for part in _PARTS for path in sorted((corpus / part).rglob("*.pdf"))]
    held = "\n".join(f"{path.name} {path.stat().st_size}" for path in files)
    folder = data / "field"
    mark = folder / "filled-with"
    is_filled = mark.is_file() and mark.read_text() == held
    if mark.is_file() and not is_filled:
        shutil.rmtree(folder)
    with Archive.open(folder) as archive:
        if not is_filled:
            fill(archive, [corpus / part for part in _PARTS])
            mark.write_text(held)
        with archive.writing("measuring"):
            update_lexicon(archive)  # one that an older release learned is not read, and would be missed unsaid
        yield field_of(archive)


def field_of(archive: Archive) -> Field:
    """Read all that is searched of an archive."""
    versions = archive.catalogue.current_versions()
    return Field(archive, tuple((each, tuple(archive.passages.of_version(each.id))) for each in versions))


def lexicon_of(archive: Archive) -> Lexicon | None:
    """Give the lexicon that an archive has learned, if it has."""
    kept = Kept(archive.folder, archive.id).find()
    return kept[0] if kept else None


def field_lexicon(data: Path) -> Lexicon | None:
    """Give the lexicon of the field's archive below a data folder, if it was filled."""
    if not (data / "field" / "filled-with").is_file():
        return None
    with Archive.open(data / "field") as archive:
        return lexicon_of(archive)
