"""What leads back to itself or has no bottom: trees, tables, references, resources."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.hostile.bombs import with_table
from benchmarks.hostile.making import FONT, FREE, GOOD, Maker, one_page, packed, pdf, stream

_DEEP = 100_000
_CATALOG = b"<</Type/Catalog/Pages 2 0 R%s>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>"


def page_tree(kids: bytes, *, count: bytes = b"1", parent: bytes = b"") -> bytes:
    """Give a file whose tree of pages is as said; object 3 is a page."""
    tree = b"<</Type/Pages/Count %s/Kids[%s]%s>>" % (count, kids, parent)
    return pdf([_CATALOG % b"", tree, _PAGE % b"", stream(GOOD), FONT])


def deep_page_tree() -> bytes:
    """Give a page under 100,000 nodes."""
    nodes = [b"<</Type/Pages/Count 1/Parent %d 0 R/Kids[%d 0 R]>>" % (5 + at, 7 + at) for at in range(_DEEP)]
    leaf = (_PAGE % b"").replace(b"/Parent 2 0 R", b"/Parent %d 0 R" % (5 + _DEEP))
    return pdf([_CATALOG % b"", b"<</Type/Pages/Count 1/Kids[6 0 R]>>", b"null", stream(GOOD), FONT, *nodes, leaf])


def outline(entry: Callable[[int], bytes], count: int) -> bytes:
    """Give a page with an outline of so many entries, which count from object 7."""
    root = b"<</Type/Outlines/First 7 0 R/Last %d 0 R/Count %d>>" % (6 + count, count)
    return one_page(None, root, *map(entry, range(count)), catalog=b"/Outlines 6 0 R")


def _entry(links: bytes) -> bytes:
    return b"<</Title(An entry)/Parent 6 0 R/Dest[3 0 R/Fit]%s>>" % links


def deep_tree(key: bytes, leaf: bytes, *, in_names: bytes = b"") -> bytes:
    """Give a tree of names or numbers with 100,000 nodes, one below the other."""
    nodes = [b"<</Kids[%d 0 R]>>" % (FREE + at + 1) for at in range(_DEEP)]
    place = b"<<%s %d 0 R>>" % (in_names, FREE) if in_names else b"%d 0 R" % FREE
    return one_page(None, *nodes, leaf, catalog=b"%s %s" % (key, place))


def looping_tree(key: bytes, *, in_names: bytes = b"") -> bytes:
    """Give a tree of names or numbers whose nodes are below each other."""
    place = b"<<%s 6 0 R>>" % in_names if in_names else b"6 0 R"
    return one_page(None, b"<</Kids[7 0 R 7 0 R]>>", b"<</Kids[6 0 R 6 0 R]>>", catalog=b"%s %s" % (key, place))


def table_to_itself(entries: str) -> bytes:
    """Give a table whose trailer says that an older one stands where it stands; `{at}` is its place."""
    made = one_page()
    at = made.rindex(b"xref\n0 ")
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R" + entries.format(at=at).encode())


def old_tables(count: int) -> bytes:
    """Give so many tables, each with the one before."""
    made = bytearray(one_page())
    place = made.rindex(b"xref\n0 ")
    for _ in range(count):
        start = len(made)
        made += b"xref\n0 0\ntrailer\n<</Size 6/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (place, start)
        place = start
    return bytes(made)


def looping_font() -> bytes:
    """Give a font whose letter is drawn by itself."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[0.1 0 0 0.1 0 0]/FirstChar 97/LastChar 97"
        b"/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 7 0 R>>/Resources<</Font<</F2 6 0 R>>>>>>"
    )
    letter = stream(b"9 0 d0 BT /F2 9 Tf (aaaaaaaa) Tj ET 0 0 9 9 re f")
    content = stream(b"BT /F2 9 Tf 9 9 Td (aaaa) Tj ET " + GOOD)
    return one_page(content, font, letter, resources=b"/Font<</F2 6 0 R/F1 5 0 R>>")


def looping_mask() -> bytes:
    """Give a form that is masked by itself."""
    state = b"<</Type/ExtGState/SMask<</Type/Mask/S/Luminosity/G 7 0 R>>>>"
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Group<</S/Transparency>>"
    form = stream(b"/G gs 0 0 9 9 re f", entries + b"/Resources<</ExtGState<</G 6 0 R>>>>")
    return one_page(stream(b"/G gs 0 0 99 99 re f " + GOOD), state, form, resources=b"/ExtGState<</G 6 0 R>>")


def looping_pattern() -> bytes:
    """Give a pattern filled with itself."""
    entries = (
        b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"
        b"/Resources<</Pattern<</P 6 0 R>>>>"
    )
    tile = stream(b"/Pattern cs /P scn 0 0 9 9 re f", entries)
    content = stream(b"/Pattern cs /P scn 0 0 595 842 re f " + GOOD)
    return one_page(content, tile, resources=b"/Pattern<</P 6 0 R>>")


def looping_colours() -> bytes:
    """Give colours that are counted from themselves, by a function made of itself."""
    function = b"<</FunctionType 3/Domain[0 1]/Functions[7 0 R 7 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>"
    content = stream(b"/C cs 0 sc 9 9 99 99 re f /S cs 0.5 sc 9 9 9 9 re f " + GOOD)
    colours = b"/ColorSpace<</C 6 0 R/S[/Separation/A/DeviceRGB 7 0 R]>>"
    return one_page(content, b"[/Indexed 6 0 R 255 (abc)]", function, resources=colours)


def looping_map() -> bytes:
    """Give a font whose map of codes uses itself."""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding 7 0 R/DescendantFonts[8 0 R]/ToUnicode 7 0 R>>"
    table = stream(
        b"/CIDInit /ProcSet findresource begin begincmap /A usecmap 1 begincodespacerange <0000> <ffff> "
        b"endcodespacerange 1 begincidrange <0000> <ffff> 0 endcidrange endcmap",
        b"/Type/CMap/CMapName/A/UseCMap 7 0 R/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>",
    )
    own = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(A)/Ordering(B)/Supplement 0>>>>"
    content = stream(b"BT /F2 9 Tf 9 9 Td <00410042> Tj ET " + GOOD)
    return one_page(content, font, table, own, resources=b"/Font<</F2 6 0 R/F1 5 0 R>>")


FILES: dict[str, Maker] = {
    "tree-of-pages-that-loops": lambda: page_tree(b"2 0 R 3 0 R", count=b"2"),
    "tree-of-pages-that-is-itself": lambda: page_tree(b"2 0 R"),
    "tree-of-pages-deep": deep_page_tree,
    "tree-of-pages-that-claims-2-billion": lambda: page_tree(b"3 0 R", count=b"2147483647"),
    "tree-of-pages-that-claims-minus-1": lambda: page_tree(b"3 0 R", count=b"-1"),
    "tree-of-pages-that-claims-none": lambda: page_tree(b"3 0 R", count=b"0"),
    "tree-of-pages-with-a-looping-parent": lambda: page_tree(b"3 0 R", parent=b"/Parent 2 0 R"),
    "outline-that-loops": lambda: outline(lambda at: _entry(b"/Next %d 0 R" % (7 + (at + 1) % 3)), 3),
    "outline-below-itself": lambda: outline(lambda _: _entry(b"/First 7 0 R/Last 7 0 R/Count 1"), 1),
    "outline-deep": lambda: outline(lambda at: _entry(b"/First %d 0 R/Last %d 0 R" % (8 + at, 8 + at)), _DEEP),
    "outline-long": lambda: outline(lambda at: _entry(b"/Next %d 0 R" % (8 + at)), _DEEP),
    "labels-that-loop": lambda: looping_tree(b"/PageLabels"),
    "labels-deep": lambda: deep_tree(b"/PageLabels", b"<</Nums[0<</S/D>>]>>"),
    "names-that-loop": lambda: looping_tree(b"/Names", in_names=b"/Dests"),
    "names-deep": lambda: deep_tree(b"/Names", b"<</Names[(a)[3 0 R/Fit]]>>", in_names=b"/Dests"),
    "structure-that-loops": lambda: one_page(
        None,
        b"<</Type/StructTreeRoot/K 7 0 R>>",
        b"<</S/P/P 6 0 R/K[7 0 R 7 0 R]>>",
        catalog=b"/StructTreeRoot 6 0 R",
    ),
    "fields-that-loop": lambda: one_page(
        None,
        b"<</Fields[7 0 R]>>",
        b"<</FT/Tx/T(a)/Kids[7 0 R 7 0 R]/Parent 7 0 R/Subtype/Widget/Rect[0 0 9 9]>>",
        catalog=b"/AcroForm 6 0 R",
        page=b"/Annots[7 0 R]",
    ),
    "layers-that-loop": lambda: one_page(
        stream(b"/OC /L BDC " + GOOD + b" EMC"),
        b"<</Type/OCMD/OCGs[6 0 R]/VE 7 0 R>>",
        b"[/And 7 0 R 7 0 R]",
        catalog=b"/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>",
        resources=b"/Properties<</L 6 0 R>>",
    ),
    "table-to-itself": lambda: table_to_itself("/Prev {at}"),
    "table-to-itself-by-stream": lambda: table_to_itself("/XRefStm {at}"),
    "tables-10-thousand": lambda: old_tables(10_000),
    "table-that-claims-2-billion": lambda: one_page().replace(b"xref\n0 6", b"xref\n0 2147483647"),
    "table-far-away": lambda: one_page().replace(b"startxref\n", b"startxref\n99999999999999999999"),
    "table-of-no-width": lambda: with_table({1: _CATALOG % b""}, {}, widths=b"0 0 0"),
    "table-of-giant-width": lambda: with_table({1: _CATALOG % b""}, {}, widths=b"1 2147483647 2147483647"),
    "table-of-giant-size": lambda: with_table(
        {1: _CATALOG % b""}, {}, size=2_147_483_647, entries=b"/Index[0 2147483647]"
    ),
    "objects-in-themselves": lambda: with_table(
        {
            1: _CATALOG % b"",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            5: packed(b"3 0 <<>>", b"/Type/ObjStm/N 1/First 4/Extends 5 0 R"),
        },
        {3: (4, 0), 4: (4, 0)},
    ),
    "length-of-itself": lambda: one_page(b"<</Length 4 0 R>>\nstream\n%s\nendstream" % GOOD),
    "filter-of-itself": lambda: one_page(
        b"<</Length 9/Filter 6 0 R/DecodeParms 6 0 R>>\nstream\n123456789\nendstream", b"6 0 R"
    ),
    "content-of-itself": lambda: one_page(b"[4 0 R 4 0 R]"),
    "reference-to-itself": lambda: one_page(b"4 0 R"),
    "form-of-itself": lambda: one_page(
        stream(b"/A Do " + GOOD),
        stream(b"/A Do /A Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 6 0 R>>>>"),
        resources=b"/XObject<</A 6 0 R>>",
    ),
    "font-of-itself": looping_font,
    "mask-of-itself": looping_mask,
    "pattern-of-itself": looping_pattern,
    "colours-of-themselves": looping_colours,
    "map-of-itself": looping_map,
}
