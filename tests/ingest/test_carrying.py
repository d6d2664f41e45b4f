"""What comes along with a copied page: all that draws it, and nothing else of the file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from tests.ingest.copies import a_page, annotations, changed, copied, picture
from tests.pdf_factory import Sheet, pdf_bytes, write_pdf


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_pdf(tmp_path / "file.pdf", [a_page(), Sheet().put("Nobody else's business", y=100)])


def test_nothing_that_acts_and_nothing_of_other_pages_comes_along(path: Path) -> None:
    def arm(writer: PdfWriter) -> None:
        script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("gotcha()")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject(key): value for key, value in script.items()}
        )
        writer.add_attachment("gotcha.txt", b"gotcha")
        page = writer.pages[0]
        action = DictionaryObject(
            {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject("gotcha:")}
        )
        page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
        other = writer.pages[1].indirect_reference
        link = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Link"),
                NameObject("/Rect"): ArrayObject(map(FloatObject, (0, 0, 99, 99))),
                NameObject("/A"): action,
            }
        )
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(link)])
        font = page["/Resources"]["/Font"]["/F1"]  # type: ignore[index]
        font[NameObject("/PieceInfo")] = TextStringObject("gotcha")
        font[NameObject("/Encoding")] = DictionaryObject({NameObject("/Differences"): ArrayObject([other])})

    made = copied(changed(path, arm)).read_bytes()
    assert b"gotcha" not in made
    assert b"business" not in made
    for word in (b"JavaScript", b"/AA", b"URI", b"EmbeddedFile", b"/Link", b"/A "):
        assert word not in made.replace(b"/AAAA", b"")


def test_a_field_that_was_filled_in_is_seen_but_is_no_field(path: Path) -> None:
    def fill_in(writer: PdfWriter) -> None:
        look = StreamObject()
        look.set_data(b"0 g 0 0 60 20 re f")
        look[NameObject("/Subtype")] = NameObject("/Form")
        look[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, 60, 20)))
        field = {
            "/Type": NameObject("/Annot"),
            "/Subtype": NameObject("/Widget"),
            "/FT": NameObject("/Tx"),
            "/T": TextStringObject("secret name"),
            "/F": NumberObject(4),
            "/Rect": ArrayObject(map(FloatObject, (300, 300, 360, 320))),
            "/AP": DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        }
        made = DictionaryObject({NameObject(key): value for key, value in field.items()})
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(made)])

    made = copied(changed(path, fill_in))
    assert picture(made)[842 - 310, 330].max() == 0
    assert b"/FT" not in made.read_bytes()
    assert b"secret" not in made.read_bytes()


def test_a_damaged_annotation_costs_itself_alone(path: Path) -> None:
    def damage(writer: PdfWriter) -> None:
        look = stream(b"0 g 0 0 60 20 re f", Subtype=NameObject("/Form"))
        broken = {
            "/Subtype": NameObject("/Stamp"),
            "/Rect": NumberObject(7),
            "/AP": DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        }
        made = DictionaryObject({NameObject(key): value for key, value in broken.items()})
        writer.pages[0][NameObject("/Annots")] = ArrayObject([NumberObject(3), made])

    (mark,) = annotations(PdfReader(copied(changed(path, damage))).pages[0])
    assert mark["/Subtype"] == "/Highlight"


def stream(content: bytes, **entries: Any) -> StreamObject:
    made = StreamObject()
    made.set_data(content)
    made.update({NameObject(f"/{key}"): value for key, value in entries.items()})
    return made


def image(grey: int, size: int = 1) -> StreamObject:
    return stream(
        bytes([grey]) * size,
        Type=NameObject("/XObject"),
        Subtype=NameObject("/Image"),
        Width=NumberObject(size),
        Height=NumberObject(1),
        ColorSpace=NameObject("/DeviceGray"),
        BitsPerComponent=NumberObject(8),
    )


def with_images(path: Path, names: Sequence[str], content: bytes) -> Path:
    """Give a file whose pages share all images, of which the first page draws some."""

    def add(writer: PdfWriter) -> None:
        held = {NameObject(name): writer._add_object(image(0, 50_000)) for name in names}
        resources = writer._add_object(DictionaryObject({NameObject("/XObject"): DictionaryObject(held)}))
        for page in writer.pages:
            page[NameObject("/Resources")] = resources
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream(content))

    return changed(path, add)


def test_of_resources_that_all_pages_share_only_the_pages_own_come_along(path: Path) -> None:
    source = with_images(path, [f"/Im{n}" for n in range(20)], b"q 90 0 0 9 50 600 cm /Im#37 Do Q")
    assert source.stat().st_size > 1_000_000
    made = copied(source)
    assert made.stat().st_size < 60_000
    assert (picture(made, annotated=False) == picture(source)).all()


def test_a_form_that_draws_with_the_resources_of_its_page_has_them(path: Path) -> None:
    """PDF 1.1 allowed forms without resources; files of today still have them."""

    def lean(writer: PdfWriter) -> None:
        form = stream(
            b"q 90 0 0 9 50 600 cm /Im1 Do Q",
            Subtype=NameObject("/Form"),
            BBox=ArrayObject(map(FloatObject, (0, 0, 595, 842))),
        )
        held = DictionaryObject(
            {NameObject("/Fm"): writer._add_object(form), NameObject("/Im1"): writer._add_object(image(0))}
        )
        writer.pages[0][NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): held})
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream(b"/Fm Do"))

    source = changed(path, lean)
    assert picture(source)[842 - 604, 90].max() == 0
    assert (picture(copied(source), annotated=False) == picture(source)).all()


@pytest.mark.parametrize("name", [b"/Pic", "/Año".encode("latin-1"), "/Año".encode(), b"/A#20B", b"/A#f1#28"])
def test_names_are_found_however_they_are_written(path: Path, name: bytes) -> None:
    """Content streams name resources in bytes, and nobody says in which encoding."""
    plain = pdf_bytes([Sheet(drawn=[b"q 90 0 0 9 50 600 cm /Im Do Q"])])
    source = path.with_name("named.pdf")
    source.write_bytes(plain.replace(b"/Im ", name + b" "))  # readers look for objects that have moved
    assert picture(source)[842 - 604, 90].max() < 200
    assert (picture(copied(source), annotated=False) == picture(source)).all()


def test_what_the_file_hides_stays_hidden(path: Path) -> None:
    def hide(writer: PdfWriter) -> None:
        layer = writer._add_object(
            DictionaryObject(
                {NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("Draft")}
            )
        )
        page = writer.pages[0]
        page["/Resources"][NameObject("/Properties")] = DictionaryObject({NameObject("/L"): layer})  # type: ignore[index]
        page[NameObject("/Contents")] = writer._add_object(
            stream(b"/OC /L BDC 0 g 50 600 90 9 re f EMC 0 g 50 500 90 9 re f")
        )
        off = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
        writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
            {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): off}
        )

    source = changed(path, hide)
    seen = picture(copied(source), annotated=False)
    assert seen[842 - 604, 90].min() == 255
    assert seen[842 - 504, 90].max() == 0
