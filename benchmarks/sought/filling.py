"""A collection put into an archive of its own, without PDFs.

A document is put in once for each language and stands by itself: what says the same in the other language is not
told to Pasaje, for it would lead from one to the other.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
    Words,
)
from archive.identity import slug, version_id
from archive.passage_names import name_passages
from benchmarks.sought.collection import Collection, Text
from benchmarks.sought.opened import Names, Opened


@contextmanager
def filled(collection: Collection, data: Path) -> Iterator[Opened]:
    """Open an archive of a collection below a data folder, and put in what is not there yet."""
    with Archive.open(data / collection.name) as archive:
        with archive.writing("measuring"):
            names = _fill(archive, collection)
        yield Opened(collection, archive, names)


def _fill(archive: Archive, collection: Collection) -> Names:
    held = {version.id: version for version in archive.catalogue.versions()}
    documents = defaultdict[tuple[str, str], list[Text]](list)
    for text in collection.texts:
        documents[text.language, text.title].append(text)
    names: dict[tuple[str, str], str] = {}
    for (language, title), texts in documents.items():
        version = _version(collection.name, language, title, texts)
        if version.id not in held:
            _put(archive, version, texts)
        for passage in archive.passages.of_version(version.id):
            names[version.id, passage.id] = texts[passage.ordinal].id
    return names


def _version(name: str, language: str, title: str, texts: Sequence[Text]) -> Version:
    seed = "\x1f".join((name, language, title, *(each.text for each in texts)))
    sha256 = hashlib.sha256(seed.encode()).hexdigest()
    return Version(
        id=version_id(sha256),
        document_id=f"{slug(title)}-{sha256[:6]}",
        title=title,
        language=language,
        edition=1,
        original_sha256=sha256,
        file_name=f"{slug(title)}.pdf",
        source=f"{name} {language}",
        status=VersionStatus.READY,
        page_count=len(texts),
        passage_count=len(texts),
        added_at="2026-11-27T12:00:00+00:00",
        warnings=(),
    )


def _put(archive: Archive, version: Version, texts: Sequence[Text]) -> None:
    """Write a version, each text on a page of its own."""
    ids = name_passages(
        [each.text for each in texts],
        document_id=version.document_id,
        language=version.language,
        before=(),
        issued=archive.issues.given,
    )
    pages = [_page(number, each.text) for number, each in enumerate(texts, start=1)]
    passages = [
        Passage(
            id=own_id,
            version_id=version.id,
            ordinal=number,
            kind=Kind.PARAGRAPH,
            section=(),
            language=version.language,
            text=each.text,
            parts=(Part(number + 1, 0, len(each.text), 0),),
        )
        for number, (own_id, each) in enumerate(zip(ids, texts, strict=True))
    ]
    archive.catalogue.put_document(Document(version.document_id, version.title, None))
    archive.passages.replace_version(version, pages, passages)


def _page(number: int, text: str) -> Page:
    return Page(
        number=number,
        label=str(number),
        label_source=LabelSource.POSITION,
        width_points=595.0,
        height_points=842.0,
        text=text,
        words=Words(),
        state=PageState.TEXT,
    )
