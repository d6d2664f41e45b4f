"""Kilobytes that unfold to gigabytes, wherever a PDF has a stream."""

from __future__ import annotations

import zlib

from benchmarks.hostile.making import FREE, GOOD, MEGABYTE, Maker, bomb, one_page, packed, pdf, stream, three_pages

_GIGABYTE = 1200


def in_object_stream() -> bytes:
    """Give a file whose page lies in a stream of objects that unfolds without end."""
    inner = b"3 0 <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>"
    holder = bomb(_GIGABYTE, b"/Type/ObjStm/N 1/First 4", head=inner)
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        4: stream(GOOD),
        5: holder,
    }
    return with_table(bodies, {3: (5, 0)})


def in_table() -> bytes:
    """Give a file whose table of places unfolds without end."""
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>",
        4: stream(GOOD),
    }
    return with_table(bodies, {}, unfolds=_GIGABYTE)


def with_table(
    bodies: dict[int, bytes],
    inside: dict[int, tuple[int, int]],
    *,
    widths: bytes = b"1 4 2",
    size: int | None = None,
    unfolds: int = 0,
    entries: bytes = b"",
) -> bytes:
    """Write objects with a table that is a stream; `inside` are those in streams: (number of it, place)."""
    made, places = bytearray(b"%PDF-1.7\n"), {0: b"\x00" + bytes(4) + b"\xff\xff"}
    for number, body in bodies.items():
        places[number] = b"\x01" + len(made).to_bytes(4, "big") + b"\x00\x00"
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    for number, (holder, place) in inside.items():
        places[number] = b"\x02" + holder.to_bytes(4, "big") + place.to_bytes(2, "big")
    own, start = max(places) + 1, len(made)
    places[own] = b"\x01" + start.to_bytes(4, "big") + b"\x00\x00"
    rows = b"".join(places.get(number, bytes(7)) for number in range(own + 1))
    head = b"/Type/XRef/W[%s]/Size %d/Root 1 0 R%s" % (widths, size or own + 1, entries)
    table = bomb(unfolds, head, head=rows) if unfolds else packed(rows, head)
    made += b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, table, start)
    return bytes(made)


def in_font() -> bytes:
    """Give a page set in a font whose program unfolds without end."""
    widths = b"/FirstChar 32/LastChar 33/Widths[500 500]"
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/Bomb%s/FontDescriptor 7 0 R>>" % widths
    descriptor = b"<</Type/FontDescriptor/FontName/Bomb/Flags 4/FontBBox[0 0 9 9]/FontFile2 8 0 R>>"
    content = stream(b"BT /F2 9 Tf 9 9 Td (!!) Tj ET " + GOOD)
    program = bomb(_GIGABYTE, b"/Length1 1200000000", head=b"\x00\x01\x00\x00\xff\xff")
    return one_page(content, font, descriptor, program, resources=b"/Font<</F2 6 0 R/F1 5 0 R>>")


def in_picture() -> bytes:
    """Give a page with a picture of a billion points."""
    picture = bomb(
        _GIGABYTE,
        b"/Type/XObject/Subtype/Image/Width 34000/Height 34000/ColorSpace/DeviceGray/BitsPerComponent 8",
    )
    return one_page(stream(b"q 500 0 0 500 0 0 cm /Im Do Q " + GOOD), picture, resources=b"/XObject<</Im 6 0 R>>")


def in_map() -> bytes:
    """Give a page whose font has a map to characters that unfolds without end."""
    head = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 beginbfrange <00> <ff> <0041> endbfrange "
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>"
    content = stream(b"BT /F2 9 Tf 9 9 Td (words) Tj ET")
    return one_page(content, font, bomb(_GIGABYTE, head=head), resources=b"/Font<</F2 6 0 R>>")


def in_colours() -> bytes:
    """Give a page with a colour profile that unfolds without end."""
    profile = bomb(_GIGABYTE, b"/N 3/Alternate/DeviceRGB")
    content = stream(b"/C cs 1 0 0 sc 9 9 99 99 re f " + GOOD)
    return one_page(content, profile, resources=b"/ColorSpace<</C[/ICCBased 6 0 R]>>")


def in_appearance() -> bytes:
    """Give a page with a note whose look unfolds without end."""
    look = bomb(_GIGABYTE, b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]", head=b"0 0 9 9 re f ")
    note = b"<</Type/Annot/Subtype/Stamp/Rect[9 9 99 99]/F 4/AP<</N 7 0 R>>>>"
    return one_page(None, note, look, page=b"/Annots[6 0 R]")


def run_lengths() -> bytes:
    """Give a content packed by run lengths, and these by Flate."""
    content = zlib.compress(b"\x81 " * 8_000_000, 9)
    return one_page(stream(content, b"/Filter[/FlateDecode/RunLengthDecode]"))


def one_stream_many_times() -> bytes:
    """Give a page whose content is the same megabyte 5,000 times."""
    page = b"/Contents[%s]" % (b"6 0 R " * 5000)
    return one_page(None, packed(MEGABYTE), page=page)


def doubling(levels: int) -> bytes:
    """Give forms that each draw the next one twice."""
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>/XObject<</A %d 0 R>>>>"
    forms = [stream(b"/A Do /A Do", form % (FREE + level + 1)) for level in range(levels)]
    last = stream(b"BT /F1 9 Tf 9 9 Td (deep) Tj ET", form % (FREE + levels))
    return one_page(stream(b"/A Do " + GOOD), *forms, last, resources=b"/XObject<</A 6 0 R>>")


FILES: dict[str, Maker] = {
    "bomb-content": lambda: one_page(bomb(_GIGABYTE, head=GOOD)),
    "bomb-content-between-pages": lambda: three_pages(bomb(_GIGABYTE, head=GOOD)),
    "bomb-of-operators": lambda: three_pages(packed(b"BT /F1 9 Tf 9 9 Td (aaaa) Tj ET\n" * 6_000_000)),
    "bomb-nested-filters": lambda: one_page(bomb(_GIGABYTE, times=3)),
    "bomb-forty-filters": lambda: one_page(packed(GOOD, times=40)),
    "bomb-object-stream": in_object_stream,
    "bomb-table": in_table,
    "bomb-font": in_font,
    "bomb-picture": in_picture,
    "bomb-map-to-characters": in_map,
    "bomb-colour-profile": in_colours,
    "bomb-appearance": in_appearance,
    "bomb-metadata": lambda: one_page(
        None, bomb(_GIGABYTE, b"/Type/Metadata/Subtype/XML"), catalog=b"/Metadata 6 0 R"
    ),
    "bomb-attachment": lambda: one_page(
        None,
        b"<</Type/Filespec/F(a.txt)/UF(a.txt)/EF<</F 7 0 R>>>>",
        bomb(_GIGABYTE, b"/Type/EmbeddedFile"),
        catalog=b"/Names<</EmbeddedFiles<</Names[(a.txt)6 0 R]>>>>",
    ),
    "bomb-run-lengths": run_lengths,
    "bomb-one-stream-many-times": one_stream_many_times,
    "forms-doubling-12": lambda: doubling(12),
    "forms-doubling-30": lambda: doubling(30),
    "forms-doubling-between-pages": lambda: three_pages(
        stream(b"/A Do"),
        *[
            stream(
                b"/A Do /A Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A %d 0 R>>>>" % at
            )
            for at in range(11, 41)
        ],
        resources=b"/XObject<</A 10 0 R>>",
    ),
    "empty-content": lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"]),
}
