"""To which document a new file belongs, where somebody said so: by option, by its path, or by its name.

Rule: only what a person has laid down decides here. Likeness of content is evidence for a suggestion, not more.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from archive import Archive, Document, Version, Warned
from ingest.naming import named_language, names_in_other_languages


class Place(NamedTuple):
    """The document a version goes to, its edition there, and what should be said about it."""

    document: Document
    edition: int
    notes: tuple[Warned, ...] = ()


def find_known(archive: Archive, source: str) -> Version | None:
    """Find the newest version that was added from this very path: its bytes have changed since."""
    known = archive.catalogue.find_sources([source])
    return max(known, key=lambda version: (version.added_at, version.edition), default=None)


def find_sister(archive: Archive, source: str, language: str) -> tuple[Document, Version] | None:
    """Find the other language version by name: "study.en.pdf" and "study.es.pdf" in one folder are one document.

    Nothing is found when the file does not read as its name says, or when the document has a version in this
    language already: a name may fill a gap, never put another file aside.
    """
    path = Path(source)
    if named_language(path.name) != language:
        return None
    names = [path.with_name(name) for name in names_in_other_languages(path.name)]
    for version in archive.catalogue.find_sources([str(name) for name in names]):
        is_free = archive.catalogue.find_current(version.document_id, language) is None
        if named_language(version.file_name) == version.language and is_free:
            return archive.catalogue.get_document(version.document_id), version
    return None


def name_note(file_name: str, language: str) -> tuple[Warned, ...]:
    """Say so when a file's name promises another language than its text is in."""
    named = named_language(file_name)
    if named and named != language:
        return (
            Warned(
                "language_unlike_name",
                None,
                f"Its name says “{named}”, but it reads as “{language}”: kept apart.",
            ),
        )
    return ()
