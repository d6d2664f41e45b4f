"""A copy of some pages of a PDF with a passage marked on them, by pypdf: for other programs, and to be saved.

Rule: only a killable child calls this (`artist.py`), for a PDF is hostile; that is why it lies here and not in
`search_app`. Nothing comes along but what draws the pages (`carrying.py`), and the copy is read again by pdfium:
it is given only where its pages say what those of the original say.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NullObject,
    NumberObject,
)

from ingest.annotations import highlight_annotation, stamps, text
from ingest.carrying import Carrier, dictionary, resolved
from ingest.errors import PageUnreadable
from ingest.frames import Frame
from ingest.highlights import MarkedPage, Origin
from ingest.pdf_structure import FAULTS
from ingest.pdf_text import PageSeen, open_pdf, see_page

MAXIMUM_COPY_BYTES = 60_000_000
"""A page of photographs has 20 MB; a copy is held in memory, whole, by the child and by who asked for it."""

_SAME_POINTS = 0.02
"""Edges are written as decimals and read as floats."""


def copy_pages(path: Path, pages: Sequence[MarkedPage], origin: Origin) -> bytes:
    """Give a PDF of these pages, in this order, with what is to be marked on them.

    Raises: OriginalUnreadable (`damaged`, `encrypted`), PageUnreadable.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with open_pdf(path) as document:
        seen = [see_page(document, page.number) for page in pages]
        count = len(document)
    try:
        made = _copied(path, count, list(zip(pages, (each.frame for each in seen), strict=True)), origin)
    except FAULTS as fault:
        raise PageUnreadable(f"Page {pages[0].number} cannot be copied ({type(fault).__name__}).") from fault
    if len(made) > MAXIMUM_COPY_BYTES or not _says_the_same(made, seen):
        raise PageUnreadable(f"Page {pages[0].number} cannot be copied.")
    return made


def _says_the_same(made: bytes, seen: Sequence[PageSeen]) -> bool:
    with open_pdf(made) as document:
        again = [see_page(document, number) for number in range(1, len(document) + 1)]
    return len(again) == len(seen) and all(map(_is_same, again, seen))


def _is_same(one: PageSeen, other: PageSeen) -> bool:
    edges = zip(one.frame.area, other.frame.area, strict=True)
    return (
        one.text == other.text
        and one.frame.rotation == other.frame.rotation
        and all(abs(edge - same) < _SAME_POINTS for edge, same in edges)
    )


def _copied(path: Path, count: int, pages: Sequence[tuple[MarkedPage, Frame]], origin: Origin) -> bytes:
    with path.open("rb") as opened:  # pypdf reads all of a file that it opens itself
        reader = PdfReader(opened, strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        if len(reader.pages) != count:
            raise PageUnreadable("Its pages are counted in two ways.")
        writer = PdfWriter()
        writer.pdf_header = "%PDF-2.0" if reader.pdf_header.startswith("%PDF-2") else "%PDF-1.7"
        carrier = Carrier(writer)
        for page, frame in pages:
            _add_page(writer, carrier, reader.pages[page.number - 1], frame, page)
        _describe(writer, pages, origin)
        _keep_layers_off(writer, carrier, reader)
        written = io.BytesIO()
        writer.write(written)
        return written.getvalue()


def _add_page(writer: PdfWriter, carrier: Carrier, source: Any, frame: Frame, marked: MarkedPage) -> None:
    page = writer.add_blank_page(1, 1)
    contents, names = carrier.content(source.get("/Contents"))
    page[NameObject("/MediaBox")] = ArrayObject(FloatObject(edge) for edge in frame.area)
    page[NameObject("/Rotate")] = NumberObject(frame.rotation)
    page[NameObject("/Resources")] = carrier.resources(source.get("/Resources"), names)
    page[NameObject("/Contents")] = contents
    for key in ("/UserUnit", "/Group"):
        if key in source:
            page[NameObject(key)] = carrier.carry(source[key])
    over = [*stamps(carrier, source.get("/Annots"))]
    over += [highlight_annotation(carrier, frame, each, edges) for each, edges in marked.edges() if each.rects]
    page[NameObject("/Annots")] = ArrayObject(carrier.add(each) for each in over)


def _describe(writer: PdfWriter, pages: Sequence[tuple[MarkedPage, Frame]], origin: Origin) -> None:
    """Say what this is: title, origin and language, the labels of the pages, and a name to link to the mark."""
    said = {"/Title": origin.title, "/Author": origin.author, "/Subject": origin.source, "/Producer": "Pasaje"}
    writer.metadata = {name: text(each) for name, each in said.items() if each}
    labels = ArrayObject()
    for number, (page, _) in enumerate(pages):
        labels += [NumberObject(number), DictionaryObject({NameObject("/P"): text(page.label)})]
    catalog = writer.root_object
    catalog[NameObject("/PageLabels")] = DictionaryObject({NameObject("/Nums"): labels})
    catalog[NameObject("/Lang")] = text(origin.language)
    place = _place_of_mark(writer, pages)
    if place is not None:
        catalog[NameObject("/Dests")] = DictionaryObject({NameObject(f"/{origin.anchor}"): place})


def _place_of_mark(writer: PdfWriter, pages: Sequence[tuple[MarkedPage, Frame]]) -> ArrayObject | None:
    for number, (page, frame) in enumerate(pages):
        for highlight in page.highlights:
            if highlight.rects:
                left, _, _, top = frame.box(highlight.rects[0])
                place = (NameObject("/XYZ"), FloatObject(left), FloatObject(top), NullObject())
                return ArrayObject([writer.pages[number].indirect_reference, *place])
    return None


def _keep_layers_off(writer: PdfWriter, carrier: Carrier, reader: PdfReader) -> None:
    """Leave hidden what the original hides: a file without a word on its layers shows them all."""
    settings = dictionary(dictionary(reader.root_object.get("/OCProperties")).get("/D"))
    if not carrier.layers or not settings:
        return
    kept = {
        key: ArrayObject(
            carrier.layers[layer.idnum]
            for layer in resolved(settings.get(key)) or ()
            if getattr(layer, "idnum", None) in carrier.layers
        )
        for key in ("/ON", "/OFF")
    }
    default = DictionaryObject({NameObject(key): layers for key, layers in kept.items()})
    if "/BaseState" in settings:
        default[NameObject("/BaseState")] = carrier.carry(settings["/BaseState"])
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
        {NameObject("/OCGs"): ArrayObject(carrier.layers.values()), NameObject("/D"): default}
    )
