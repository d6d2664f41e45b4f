"""Too much of everything: operators, fonts, notes, pages, colours, depth."""

from __future__ import annotations

from benchmarks.hostile.making import FONT, GOOD, Maker, many_pages, one_page, packed, pdf, stream, three_pages


def fifty_thousand_fonts() -> bytes:
    """Give a page on which each word has a font of its own."""
    count = 50_000
    marks = b"\n".join(
        b"BT /G%d 3 Tf %d %d Td (abcd) Tj ET" % (at, 10 + 14 * (at % 40), 830 - at // 61) for at in range(count)
    )
    names = b"".join(b"/G%d %d 0 R" % (at, 6 + at) for at in range(count))
    return one_page(packed(marks), *[FONT] * count, resources=b"/Font<<%s>>" % names)


def notes(count: int) -> bytes:
    """Give a page with so many notes; they are one object, named so many times."""
    note = b"<</Type/Annot/Subtype/Link/Rect[9 9 99 99]/A<</S/URI/URI(http://example.org/)>>>>"
    return one_page(None, note, page=b"/Annots[%s]" % (b"6 0 R " * count))


def own_notes(count: int) -> bytes:
    """Give a page with so many notes, each written out."""
    note = b"<</Type/Annot/Subtype/Text/Rect[9 9 19 19]/Contents(words of a note)>>"
    return one_page(None, page=b"/Annots[%s]" % (note * count))


def shadings() -> bytes:
    """Give a page of 20,000 shadings over the whole of it."""
    shading = b"<</ShadingType 1/ColorSpace/DeviceRGB/Domain[0 1 0 1]/Matrix[595 0 0 842 0 0]/Function 7 0 R>>"
    function = stream(
        b"{ dup mul exch dup mul add sqrt dup sin exch cos 0.5 }",
        b"/FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1]",
    )
    content = packed(b"/S sh\n" * 20_000 + GOOD)
    return one_page(content, shading, function, resources=b"/Shading<</S 6 0 R>>")


def mesh() -> bytes:
    """Give a page with a mesh of a million corners."""
    entries = (
        b"/ShadingType 4/ColorSpace/DeviceRGB/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8"
        b"/Decode[0 595 0 842 0 1 0 1 0 1]"
    )
    corners = bytes(range(256)) * 24_000
    return one_page(stream(b"/S sh " + GOOD), packed(corners, entries), resources=b"/Shading<</S 6 0 R>>")


def function(program: bytes) -> bytes:
    """Give a page coloured by a PostScript function."""
    made = packed(program, b"/FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1]")
    colour = b"/ColorSpace<</C[/Separation/Spot/DeviceRGB 6 0 R]>>"
    content = stream(b"/C cs 0.5 sc 9 9 99 99 re f " + GOOD)
    return one_page(content, made, resources=colour)


def pattern() -> bytes:
    """Give a page filled with tiles of a thousandth of a point."""
    entries = (
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.001/YStep 0.001/Resources<<>>"
    )
    tile = stream(b"0 0 1 1 re f", entries)
    content = stream(b"/Pattern cs /P scn 0 0 595 842 re f " + GOOD)
    return one_page(content, tile, resources=b"/Pattern<</P 6 0 R>>")


def deep(opening: bytes, closing: bytes, levels: int = 1_000_000) -> bytes:
    """Give something nested so deep, as an object of the catalog and within the content."""
    nested = opening * levels + closing * levels
    return one_page(packed(nested + b" " + GOOD), nested, catalog=b"/Deep 6 0 R")


def long_words() -> bytes:
    """Give a font in which each letter stands for 250 characters, on a page of 20,000 letters."""
    told = b"0041" * 250
    rows = b"".join(b"<%02x> <%s>\n" % (code, told) for code in range(33, 127))
    table = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <00> <ff> "
    table += b"endcodespacerange\n94 beginbfchar\n%sendbfchar endcmap end end" % rows
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 7 0 R>>"
    lines = b"".join(b"BT /F2 3 Tf 9 %d Td (%s) Tj ET\n" % (9 + 4 * at, b"abcde" * 20) for at in range(200))
    return one_page(packed(lines), font, packed(table), resources=b"/Font<</F2 6 0 R>>")


def spoken_for() -> bytes:
    """Give a page that says ten million characters in place of one."""
    content = b"/Span <</ActualText (%s)>> BDC %s EMC" % (b"word " * 2_000_000, GOOD)
    return one_page(packed(content))


def pictures_within(count: int) -> bytes:
    """Give a page of pictures that stand in its content."""
    picture = b"q 9 0 0 9 %d %d cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"
    return one_page(packed(b"".join(picture % (at % 590, at % 830) for at in range(count)) + GOOD))


def text_of(characters: int) -> bytes:
    """Give a content of so many characters in small letters."""
    line = b"BT /F1 1 Tf 9 %d Td (%s) Tj ET\n"
    words = b"abcd " * 24
    return packed(b"".join(line % (9 + at % 820, words) for at in range(characters // 120)))


def labels_and_outline(count: int) -> bytes:
    """Give so many pages with a label each, and an outline with an entry for each."""
    first = 5 + count
    labels = b"".join(b"%d<</P(page %d)>>" % (at, at) for at in range(count))
    entries = [
        b"<</Title(Entry %d)/Parent %d 0 R/Dest[%d 0 R/Fit]%s>>"
        % (at, first + 1, 5 + at, b"/Next %d 0 R" % (first + 3 + at) if at + 1 < count else b"")
        for at in range(count)
    ]
    outline = b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (first + 2, first + 1 + count, count)
    catalog = b"/PageLabels %d 0 R/Outlines %d 0 R" % (first, first + 1)
    return many_pages(count, catalog=catalog, more=[b"<</Nums[%s]>>" % labels, outline, *entries])


def big_page(box: bytes, extra: bytes = b"") -> bytes:
    """Give a page of an unusual size with a sentence and an area over all of it."""
    return one_page(stream(b"0.9 g 0 0 1000000 1000000 re f 0 g " + GOOD), box=box, page=extra)


FILES: dict[str, Maker] = {
    "operators-6-million": lambda: one_page(packed(b"BT /F1 9 Tf 9 9 Td (aaaaaaaa) Tj ET\n" * 6_000_000)),
    "paths-3-million": lambda: three_pages(packed(b"1 2 m 300 400 l S\n" * 3_000_000)),
    "one-path-of-3-million-lines": lambda: one_page(
        packed(b"0 0 m\n" + b"9 9 l 500 800 l\n" * 1_500_000 + b"S " + GOOD)
    ),
    "dashes-without-end": lambda: one_page(stream(b"[0.00001 0.00001] 0 d 0 0 m 595 842 l S " + GOOD)),
    "clips-500-thousand": lambda: one_page(packed(b"0 0 595 842 re W n\n" * 500_000 + GOOD)),
    "states-5-million": lambda: one_page(packed(b"q\n" * 5_000_000 + GOOD)),
    "fonts-50-thousand": fifty_thousand_fonts,
    "notes-1-million": lambda: notes(1_000_000),
    "notes-300-thousand-of-their-own": lambda: own_notes(300_000),
    "shadings-20-thousand": shadings,
    "mesh-1-million": mesh,
    "function-deep": lambda: function(b"{" * 100_000 + b"}" * 100_000),
    "function-long": lambda: function(b"{ " + b"dup mul sin " * 1_000_000 + b" dup dup }"),
    "function-rolls": lambda: function(b"{ 1000000000 copy 2147483647 2147483647 roll 1e30 exp dup dup }"),
    "pattern-of-specks": pattern,
    "arrays-deep": lambda: deep(b"[", b"]"),
    "dictionaries-deep": lambda: deep(b"<</A ", b">>"),
    "letters-that-say-250": long_words,
    "text-spoken-for": spoken_for,
    "pictures-within-200-thousand": lambda: pictures_within(200_000),
    "text-2-million-characters": lambda: one_page(text_of(2_000_000)),
    "text-on-500-pages": lambda: many_pages(500, text_of(60_000)),
    "text-on-5000-pages": lambda: many_pages(5000, text_of(100_000)),
    "pages-5000": lambda: many_pages(5000),
    "pages-100-thousand": lambda: many_pages(100_000),
    "pages-100-thousand-with-labels-and-outline": lambda: labels_and_outline(100_000),
    "pages-4000-with-labels-and-outline": lambda: labels_and_outline(4000),
    "pages-that-are-one-object": lambda: pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1000000/Kids[%s]>>" % (b"3 0 R " * 1_000_000),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        ]
    ),
    "page-of-a-million-points": lambda: big_page(b"0 0 1000000 1000000"),
    "page-a-million-points-wide": lambda: big_page(b"0 0 1000000 842"),
    "page-of-1e38-points": lambda: big_page(b"0 0 1e38 1e38"),
    "page-of-no-size": lambda: big_page(b"0 0 0 0"),
    "page-of-giant-units": lambda: big_page(b"0 0 595 842", b"/UserUnit 1000000000"),
    "page-of-negative-size": lambda: big_page(b"595 842 -595 -842"),
    "page-turned-without-end": lambda: big_page(b"0 0 595 842", b"/Rotate 2147483647"),
}
