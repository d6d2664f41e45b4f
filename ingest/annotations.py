"""What lies over a page in a copy, written by pypdf: highlights, and what annotations of the original show.

Rule: an annotation made here has a look and a note, and can do nothing (ISO 32000-1, 12.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from archive.words import Box
from ingest.carrying import Carrier, dictionary, resolved, slashed
from ingest.frames import Frame
from ingest.highlights import EDGE, Highlight, rgb
from ingest.pdf_structure import FAULTS

_AUTHOR = "Pasaje"

_PRINTED = 1 << 2
_UNSEEN = 1 << 1 | 1 << 5
"""Flags (ISO 32000-1, 12.5.3): shown on paper too; hidden, and not shown on screens."""

_PICTURES = slashed(
    "Widget Stamp FreeText Ink Line Square Circle Polygon PolyLine Highlight Underline StrikeOut Squiggly Caret "
    "Watermark"
)
"""Annotations that are seen as part of the page, such as what was filled into a form."""


def numbers(values: Iterable[float]) -> ArrayObject:
    """Give an array of numbers, to hundredths: boxes are kept no finer."""
    return ArrayObject(FloatObject(f"{value:.2f}") for value in values)


def text(said: str) -> TextStringObject:
    """Give a text for a file; halves of characters, which no encoding can write, become question marks."""
    return TextStringObject(said.encode("utf-8", "replace").decode())


def highlight_annotation(
    carrier: Carrier, frame: Frame, highlight: Highlight, edges: Sequence[Box]
) -> DictionaryObject:
    """Make a highlight of rectangles, one quadrilateral each, with a look that every viewer shows as it is."""
    rects = [frame.box(rect) for rect in highlight.rects]
    lines = [frame.box(edge) for edge in edges]
    around = _bounds([*rects, *lines])
    made = _annotation("/Highlight", numbers(around), _PRINTED)
    made[NameObject("/QuadPoints")] = numbers(
        value for rect in highlight.rects for corner in frame.corners(rect) for value in corner
    )
    made[NameObject("/C")] = numbers(_shares(highlight.look))
    made[NameObject("/T")] = TextStringObject(_AUTHOR)
    if highlight.note:
        made[NameObject("/Contents")] = text(highlight.note)
    look = _look(around, _filled(highlight.look, rects) + _filled(EDGE, lines))
    made[NameObject("/AP")] = DictionaryObject({NameObject("/N"): carrier.add(look)})
    return made


def stamps(carrier: Carrier, annotations: Any) -> Iterator[DictionaryObject]:
    """Give what the annotations of a page show, as stamps: without fields, links or notes."""
    found = resolved(annotations)
    for each in found if isinstance(found, ArrayObject) else ():
        with suppress(*FAULTS):  # a damaged one costs itself
            made = _stamp(carrier, dictionary(each))
            if made is not None:
                yield made


def _stamp(carrier: Carrier, source: Mapping[Any, Any]) -> DictionaryObject | None:
    look, flags = _appearance(source), int(source.get("/F", 0))
    if look is None or flags & _UNSEEN or source.get("/Subtype") not in _PICTURES:
        return None
    made = _annotation("/Stamp", numbers(map(float, source["/Rect"])), flags & _PRINTED)
    made[NameObject("/AP")] = DictionaryObject({NameObject("/N"): carrier.carry(look)})
    if "/OC" in source:
        made[NameObject("/OC")] = carrier.carry(source.get("/OC"))
    return made


def _annotation(kind: str, rect: ArrayObject, flags: int) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/Rect"): rect,
            NameObject("/F"): NumberObject(flags),
        }
    )


def _appearance(annotation: Mapping[Any, Any]) -> PdfObject | None:
    """Give how an annotation looks when it is let be, in the state it is in."""
    normal = dictionary(annotation.get("/AP")).get("/N")
    if not isinstance(resolved(normal), StreamObject):
        normal = dictionary(normal).get(resolved(annotation.get("/AS")))
    return normal if isinstance(resolved(normal), StreamObject) else None


def _look(around: Box, drawing: str) -> StreamObject:
    """Make an appearance that darkens what lies under it; no group, or it would darken itself alone."""
    look = StreamObject()
    look.set_data(f"/Over gs {drawing}".encode())
    over = DictionaryObject(
        {NameObject("/Type"): NameObject("/ExtGState"), NameObject("/BM"): NameObject("/Multiply")}
    )
    resources = {NameObject("/ExtGState"): DictionaryObject({NameObject("/Over"): over})}
    look.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): numbers(around),
            NameObject("/Resources"): DictionaryObject(resources),
        }
    )
    return look


def _filled(colour: str, boxes: Sequence[Box]) -> str:
    if not boxes:
        return ""
    shares = " ".join(f"{share:.3f}" for share in _shares(colour))
    areas = " ".join(f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re" for x0, y0, x1, y1 in boxes)
    return f"{shares} rg {areas} f "


def _shares(colour: str) -> tuple[float, ...]:
    return tuple(value / 255 for value in rgb(colour))


def _bounds(boxes: Sequence[Box]) -> Box:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)
