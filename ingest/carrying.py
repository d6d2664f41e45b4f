"""What a page needs of its file, copied from one PDF into another by pypdf: its content and its resources.

Rule: only what is known to draw a page is taken (ISO 32000-1, 7.8 to 11): a key that is not named here stays
behind, and so do scripts, actions, files, forms, other pages and whatever else a PDF can carry. Streams are copied
as they are encoded.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from ingest.pdf_structure import FAULTS

Names = frozenset[str]

_RESOURCES = ("/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/Properties")
_NAMED_BY_AUTHOR = ("/CharProcs", "/Colorants")
"""Dictionaries whose keys are names of the author's choice, as those of each kind of resources are."""


def slashed(written: str) -> Names:
    """Give PDF names, as pypdf has them, of words."""
    return frozenset(f"/{word}" for word in written.split())


_KEYS = slashed(
    """
    Type Subtype Name
    Filter DecodeParms Predictor Colors Columns EarlyChange K EndOfLine EncodedByteAlign Rows EndOfBlock BlackIs1
    DamagedRowsBeforeError JBIG2Globals ColorTransform
    FormType BBox Matrix Resources Group OC S CS I
    Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask SMaskInData Matte
    LW LC LJ ML D RI OP op OPM Font BG BG2 UCR UCR2 TR TR2 FL SM SA BM CA ca AIS TK UseBlackPtComp G BC
    PatternType PaintType TilingType XStep YStep Shading ExtGState
    ShadingType Background AntiAlias Coords Domain Function Extend BitsPerCoordinate BitsPerFlag VerticesPerRow
    FunctionType Range Size BitsPerSample Order Encode C0 C1 N Functions Bounds
    WhitePoint BlackPoint Gamma Alternate Colorants Process Components
    BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts CIDSystemInfo Registry
    Ordering Supplement DW W DW2 W2 CIDToGIDMap FontBBox FontMatrix CharProcs FontName FontFamily FontStretch
    FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth
    MissingWidth FontFile FontFile2 FontFile3 CharSet CIDSet Lang Length1 Length2 Length3 BaseEncoding Differences
    CMapName WMode UseCMap
    OCGs VE ActualText Alt E MCID
    """
)
"""Streams, forms and groups; images; graphics states; patterns and shadings; functions; colours; fonts; layers and
words that stand for what is drawn."""

_POLICY = "/P"
"""Of several layers, which must be on: a name. In most other objects it leads to the page or what is above it."""

_OTHERS_TYPES = slashed("Page Pages Catalog Annot Action Filespec EmbeddedFile StructTreeRoot StructElem Outlines")
"""What is none of a page's resources, whatever leads to it."""

_PLAIN = frozenset(map(chr, range(ord("!"), ord("~") + 1))) - frozenset("#()<>[]{}/%")
_NAME = re.compile(rb"/([^\x00\t\n\f\r ()<>\[\]{}/%]+)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def resolved(thing: Any) -> Any:
    """Follow a reference to what it leads to."""
    return thing.get_object() if isinstance(thing, IndirectObject) else thing


def dictionary(thing: Any) -> dict[str, Any]:
    """Give a dictionary, or an empty one for anything else."""
    found = resolved(thing)
    return found if isinstance(found, DictionaryObject) else {}


class Carrier:
    """Copies into `writer`; what several pages share, fonts for example, is copied once.

    `layers` are the copies of layers (optional content groups), by the number of each in its file.
    """

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._carried: dict[tuple[int, int], PdfObject] = {}
        self.layers: dict[int, PdfObject] = {}

    def add(self, made: PdfObject) -> IndirectObject:
        """Put a new object into the file."""
        return self._writer._add_object(made)  # noqa: SLF001 - pypdf has no other way, and tells its users this one

    def content(self, contents: Any) -> tuple[ArrayObject, Names | None]:
        """Copy the streams of a page; gives the names that stand in them, or nothing where one cannot be read."""
        found = resolved(contents)
        parts = list(found) if isinstance(found, ArrayObject) else [contents]
        streams = [each for each in parts if isinstance(resolved(each), StreamObject)]
        return ArrayObject(self._streamed(each) for each in streams), _names_in(map(resolved, streams))

    def resources(self, resources: Any, names: Names | None) -> DictionaryObject:
        """Copy the resources that have one of these names, or all: a file may keep those of all pages in one."""
        found = {kind: _spelled(dictionary(dictionary(resources).get(kind)), names) for kind in _RESOURCES}
        kept = {kind: _named(entries, names) for kind, entries in found.items()}
        if any(_leans_on_page(resolved(each)) for entries in kept.values() for each in entries.values()):
            kept = found
        return DictionaryObject(
            {NameObject(kind): self._each(entries) for kind, entries in kept.items() if entries}
        )

    def carry(self, thing: Any) -> PdfObject:
        """Copy an object with all that it leads to, as far as a page may need it."""
        if isinstance(thing, IndirectObject):
            return self._once(thing)
        if _is_of_others(thing):
            return NullObject()
        if isinstance(thing, (ArrayObject, DictionaryObject)):
            made: PdfObject = _empty(thing)
            self._fill(made, thing)
            return made
        if isinstance(thing, TextStringObject):
            return ByteStringObject(thing.original_bytes)  # a palette's bytes are no text, and stay as they are
        return thing if isinstance(thing, PdfObject) else NullObject()

    def _once(self, reference: IndirectObject) -> PdfObject:
        key = (reference.idnum, reference.generation)
        if key not in self._carried:
            source = resolved(reference)
            if not isinstance(source, (ArrayObject, DictionaryObject)) or _is_of_others(source):
                return self.carry(source)
            made = _empty(source)
            self._carried[key] = self.add(made)  # before it is filled: it may lead back to itself
            if isinstance(source, DictionaryObject) and source.get("/Type") == "/OCG":
                self.layers[reference.idnum] = self._carried[key]
            self._fill(made, source)
        return self._carried[key]

    def _fill(self, made: Any, source: Any) -> None:
        if isinstance(source, ArrayObject):
            made.extend(self.carry(each) for each in source)
            return
        for key, value in source.items():
            if key == "/Resources":
                names = _names_in([source]) if isinstance(source, StreamObject) else None
                made[NameObject(key)] = self.resources(value, names)
            elif key in _NAMED_BY_AUTHOR:
                made[NameObject(key)] = self._each(dictionary(value))
            elif key in _KEYS or (key == _POLICY and isinstance(value, NameObject)):
                made[NameObject(key)] = self.carry(value)

    def _each(self, entries: dict[str, Any]) -> DictionaryObject:
        return DictionaryObject({name: self.carry(each) for name, each in entries.items()})

    def _streamed(self, stream: Any) -> PdfObject:
        carried = self.carry(stream)
        return carried if isinstance(carried, IndirectObject) else self.add(carried)


def _is_of_others(thing: Any) -> bool:
    return isinstance(thing, DictionaryObject) and resolved(thing.get("/Type")) in _OTHERS_TYPES


def _empty(source: Any) -> Any:
    """Give an object like this with nothing in it; a stream keeps its bytes, as they are encoded."""
    if not isinstance(source, StreamObject):
        return ArrayObject() if isinstance(source, ArrayObject) else DictionaryObject()
    made = copy.copy(source)
    made.clear()
    made.decoded_self = made.indirect_reference = None
    return made


class _Spelled(NameObject):
    """A name, each character of which is one of its bytes."""

    def renumber(self) -> bytes:
        """Write it as PDF does: `#` and two digits for what is no plain letter."""
        plain = (byte if byte in _PLAIN else f"#{ord(byte):02X}" for byte in self[1:])
        return f"/{''.join(plain)}".encode()


def _spelled(entries: dict[str, Any], names: Names | None) -> dict[str, Any]:
    """Spell the names of resources as the content does: pypdf reads them in the first encoding that fits."""
    return {_spelling(name, names or frozenset()): each for name, each in entries.items()}


def _spelling(name: str, names: Names) -> NameObject:
    if name.isascii():
        return NameObject(name)
    spellings = [name.encode(each, "replace").decode("latin-1") for each in NameObject.CHARSETS]
    return _Spelled(next((each for each in spellings if each[1:] in names), spellings[0]))


def _named(entries: dict[str, Any], names: Names | None) -> dict[str, Any]:
    return {name: each for name, each in entries.items() if names is None or name[1:] in names}


def _leans_on_page(resource: Any) -> bool:
    """Tell whether something draws with the resources of the page, having none of its own (ISO 32000-1, 7.8.3)."""
    if not isinstance(resource, DictionaryObject):
        return False
    draws = resource.get("/Subtype") in ("/Form", "/Type3") or resource.get("/PatternType") == 1
    mask = dictionary(resource.get("/SMask"))
    return (draws and "/Resources" not in resource) or _leans_on_page(resolved(mask.get("/G")))


def _names_in(streams: Iterable[Any]) -> Names | None:
    """Give every name in some streams, or nothing where one cannot be decoded: then any name may be in it."""
    found: set[str] = set()
    for stream in streams:
        try:
            data = stream.get_data()
        except FAULTS:
            return None
        stream.decoded_self = None  # it is not asked for again, and may be large
        found.update(_ESCAPED.sub(_unescaped, name).decode("latin-1") for name in set(_NAME.findall(data)))
    return frozenset(found)


def _unescaped(escape: re.Match[bytes]) -> bytes:
    return bytes.fromhex(escape[1].decode())
