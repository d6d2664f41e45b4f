"""Make what tests put into an archive: pages set on a plain grid, passages that stand on them, versions."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from archive import (
    Archive,
    Document,
    Kind,
    LabelSource,
    Page,
    PageState,
    Part,
    Passage,
    Version,
    VersionStatus,
    Warned,
    Word,
    Words,
)
from archive.identity import passage_id, version_id
from archive.passage_names import name_passages
from ingest.passages import known_before
from tests.pdf_factory import Sheet, pdf_bytes

CHARACTER_POINTS = 6.0
LINE_POINTS = 14.0
MARGIN_POINTS = 72.0
WORD_POINTS = 10.0
"""A word's height."""


def words(text: str) -> Words:
    """Set text as a typewriter does: every character is as wide, a line of text is a line of the page."""
    made = []
    for match in re.finditer(r"\w+|[^\w\s]", text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        left = MARGIN_POINTS + CHARACTER_POINTS * (match.start() - line_start)
        top = MARGIN_POINTS + LINE_POINTS * text.count("\n", 0, match.start())
        right = left + CHARACTER_POINTS * len(match.group())
        made.append(Word(match.start(), match.end(), (left, top, right, top + WORD_POINTS)))
    return Words(made)


def page(number: int = 1, text: str = "Regional innovation.", *, label: str | None = None) -> Page:
    """Make a page of A4 with this text on it."""
    return Page(
        number=number,
        label=label or str(number),
        label_source=LabelSource.PDF if label else LabelSource.POSITION,
        width_points=595.0,
        height_points=842.0,
        text=text,
        words=words(text),
        state=PageState.TEXT if text else PageState.BLANK,
    )


def passage(
    text: str = "Regional innovation.",
    *,
    of: Version | None = None,
    ordinal: int = 0,
    parts: Sequence[Part] = (),
    kind: Kind = Kind.PARAGRAPH,
    section: Sequence[str] = (),
    language: str | None = None,
    repeat: int = 0,
    header: Sequence[str] = (),
) -> Passage:
    """Make a passage of a version; without `parts` it is the beginning of page 1."""
    version = of or make_version()
    return Passage(
        id=passage_id(text, document_id=version.document_id, language=version.language, repeat=repeat),
        version_id=version.id,
        ordinal=ordinal,
        kind=kind,
        section=tuple(section),
        language=language or version.language,
        text=text,
        parts=tuple(parts) or (Part(1, 0, len(text), 0),),
        header=tuple(header),
    )


def make_version(
    document_id: str = "study",
    language: str = "en",
    edition: int = 1,
    *,
    title: str | None = None,
    sha256: str | None = None,
    status: VersionStatus = VersionStatus.READY,
    warnings: Iterable[Warned] = (),
) -> Version:
    """Make a version without pages; its original's hash comes from its place unless it is given."""
    seed = sha256 or hashlib.sha256(f"{document_id} {language} {edition}".encode()).hexdigest()
    return Version(
        id=version_id(seed),
        document_id=document_id,
        title=title or document_id.replace("-", " ").capitalize(),
        language=language,
        edition=edition,
        original_sha256=seed,
        file_name=f"{document_id}-{language}-{edition}.pdf",
        source=f"/papers/{document_id}-{language}-{edition}.pdf",
        status=status,
        page_count=0,
        passage_count=0,
        added_at="2026-11-23T12:00:00+00:00",
        warnings=tuple(warnings),
    )


def store_version(
    archive: Archive,
    version: Version,
    texts: Sequence[Sequence[str]] = (("Regional innovation.",),),
    *,
    title: str | None = None,
    date: str | None = None,
    section: Sequence[str] = (),
    labels: Sequence[str] | None = None,
) -> Version:
    """Put a version in as the pipeline does, with an original: `texts` are the paragraphs of each page."""
    sha256 = _store_original(archive, version)
    pages: list[Page] = []
    passages: list[Passage] = []
    version = replace(version, id=version_id(sha256), original_sha256=sha256, title=title or version.title)
    ids = iter(_ids(archive, version, [paragraph for paragraphs in texts for paragraph in paragraphs]))
    for number, paragraphs in enumerate(texts, start=1):
        text = "\n\n".join(paragraphs)
        pages.append(page(number, text, label=labels[number - 1] if labels else None))
        start = 0
        for paragraph in paragraphs:
            parts = (Part(number, start, start + len(paragraph), 0),)
            made = passage(paragraph, of=version, ordinal=len(passages), parts=parts, section=section)
            made = replace(made, id=next(ids))
            passages.append(made)
            start += len(paragraph) + len("\n\n")
    version = replace(version, page_count=len(pages), passage_count=len(passages))
    if title or archive.catalogue.find_document(version.document_id) is None:
        archive.catalogue.put_document(Document(version.document_id, version.title, date))
    archive.passages.replace_version(version, pages, passages)
    return version


def _ids(archive: Archive, version: Version, texts: Sequence[str]) -> list[str]:
    """Give the ids that the pipeline would give."""
    return name_passages(
        texts,
        document_id=version.document_id,
        language=version.language,
        before=known_before(archive, version.id, version.document_id, version.language),
        issued=archive.issues.given,
    )


_BLANK = pdf_bytes([Sheet()] * 4)
"""An original that can be drawn; what stands on pages in tests is made without it."""


def _store_original(archive: Archive, version: Version) -> str:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(_BLANK + b"% " + version.original_sha256.encode())
        file.flush()
        return archive.originals.put(Path(file.name)).sha256
