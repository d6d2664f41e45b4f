"""A document whose every word would act if it came out as it went in: text, title, names, labels, metadata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive import (
    Archive,
    Document,
    Field,
    Furniture,
    Kind,
    OutlineEntry,
    Part,
    Passage,
    Version,
    Warned,
)
from benchmarks.fuzzing.laws import MARKERS
from tests.factories import make_version, page, passage, store_version

ALL = " ".join(MARKERS)
DOCUMENT = "<b id=zqx>\"onzqx='1'"
"""A document's name in addresses is made from its file's name, and may be laid down by whoever adds it."""

HEADER = (MARKERS[0], MARKERS[1])
ROW = f"{MARKERS[2]}\t{MARKERS[4]}"


def store_hostile(archive: Archive) -> Version:
    """Put it in twice, so that it has changes and lost passages; people have confirmed more of the same."""
    for edition in (1, 2):
        version = _stored(archive, make_version(DOCUMENT, "en", edition), [f"{edition} {ALL}", *MARKERS, ROW])
    archive.descriptions.change(
        DOCUMENT,
        {
            Field.AUTHORS: (f"{MARKERS[0]}, {MARKERS[1]}", MARKERS[6]),
            Field.PLACE: MARKERS[3],
            Field.SERIES: ALL,
            Field.NUMBER: MARKERS[5],
        },
        {"en": f"Title {ALL}"},
    )
    return version


def _stored(archive: Archive, version: Version, texts: Sequence[str]) -> Version:
    kept = store_version(archive, version, [], title=f"Title {ALL}")
    archive.catalogue.put_document(Document(DOCUMENT, f"Title {ALL}", MARKERS[0]))
    version = replace(
        kept,
        file_name=f"{ALL}.pdf",
        source=f"/papers/{ALL}.pdf",
        outline=tuple(OutlineEntry(each, 1, 1) for each in MARKERS),
        metadata={"author": ALL, "title": ALL, "creator": ALL, "producer": MARKERS[0], MARKERS[0]: MARKERS[1]},
        warnings=(Warned(MARKERS[0], 1, ALL), Warned("other", None, ALL)),
        page_count=1,
        passage_count=len(texts),
    )
    text = "\n\n".join(texts)
    furniture = (Furniture(ALL, (72.0, 30.0, 300.0, 40.0)),)
    pages = [replace(page(1, text, label=MARKERS[0]), furniture=furniture)]
    archive.passages.replace_version(version, pages, list(_passages(version, texts)))
    return version


def _passages(version: Version, texts: Sequence[str]) -> list[Passage]:
    made, start = [], 0
    for number, text in enumerate(texts):
        parts = (Part(1, start, start + len(text), 0),)
        kind = Kind.TABLE if "\t" in text else list(Kind)[number % 2]
        each = passage(
            text, of=version, ordinal=number, section=MARKERS[:3], parts=parts, kind=kind, repeat=number
        )
        made.append(replace(each, header=HEADER) if kind is Kind.TABLE else each)
        start += len(text) + len("\n\n")
    return made
