"""What a PDF says of itself never costs its text, nor more time than it is given."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from archive import OutlineEntry
from ingest import pdf_structure
from ingest.pdf_structure import read_structure
from tests.pdf_factory import Sheet, assemble, pdf_bytes, with_structure


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "file.pdf"
    made = with_structure(
        pdf_bytes([Sheet().put("Text", y=100)]),
        outline=[("A title", 1, 1)],
        metadata={"/Title": "  A\tstudy  "},
    )
    path.write_bytes(made)
    return path


def test_titles_are_cleaned_of_what_is_no_text(path: Path) -> None:
    structure = read_structure(path)
    assert structure.metadata["title"] == "A study"
    assert structure.outline[0].title == "A title"


def test_what_stands_elsewhere_in_the_file_is_found_too(tmp_path: Path) -> None:
    """Some producers write the date, or the language, as an object of its own and refer to it."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang 5 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        b"<</CreationDate 6 0 R/Title 7 0 R>>",
        b"(es-PE)",
        b"(D:20130514)",
        b"9 0 R",
    ]
    path = tmp_path / "referred.pdf"
    path.write_bytes(assemble(objects).replace(b"/Root 1 0 R", b"/Root 1 0 R/Info 4 0 R"))
    assert read_structure(path).metadata == {"created": "D:20130514", "language": "es-PE"}


def test_an_entry_leads_to_the_page_of_the_place_that_it_names(tmp_path: Path) -> None:
    """LaTeX names the place of every heading, figure and reference; entries of outlines go by these names."""
    writer = PdfWriter()
    for _ in range(3):
        writer.add_blank_page(200, 200)
    entry = writer.add_outline_item(title="A title", page_number=0)
    writer.add_named_destination(title="section.2", page_number=2)
    named = entry.get_object()
    del named["/A"]
    named[NameObject("/Dest")] = TextStringObject("section.2")
    writer.write(tmp_path / "named.pdf")
    assert read_structure(tmp_path / "named.pdf").outline == (OutlineEntry("A title", 3, 1),)


def test_pages_have_the_labels_that_the_file_gives_them(tmp_path: Path) -> None:
    writer = PdfWriter()
    for _ in range(4):
        writer.add_blank_page(200, 200)
    writer.set_page_label(0, 1, style="/r")
    writer.set_page_label(2, 3, prefix="A-", style="/D", start=7)
    writer.write(tmp_path / "labelled.pdf")
    assert read_structure(tmp_path / "labelled.pdf").labels == ("i", "ii", "A-7", "A-8")


def test_a_structure_that_takes_too_long_is_given_up_with_a_warning(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def knotted(_path: Path) -> tuple[()]:
        while time.process_time() < until:
            pass
        return ()

    until = time.process_time() + 30
    monkeypatch.setattr(pdf_structure, "_outline", knotted)
    structure = read_structure(path, seconds=0.3)
    assert time.process_time() < until - 25
    assert structure.metadata["title"] == "A study", "what was read before is kept"
    assert [warned.code for warned in structure.warnings] == ["structure_unread"]


def test_a_structure_is_not_given_up_for_what_else_the_machine_does(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept_waiting(_path: Path) -> tuple[OutlineEntry, ...]:
        time.sleep(0.4)
        return (OutlineEntry("A title", 1, 1),)

    monkeypatch.setattr(pdf_structure, "_outline", kept_waiting)
    structure = read_structure(path, seconds=0.3)
    assert structure.outline == (OutlineEntry("A title", 1, 1),)
    assert structure.warnings == ()


def test_a_part_that_breaks_leaves_the_others(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(reader: object, path: Path) -> None:
        raise KeyError("/Labels")

    monkeypatch.setattr(pdf_structure, "_labels", broken)
    structure = read_structure(path)
    assert structure.labels == ()
    assert structure.outline[0].title == "A title"
    assert structure.warnings[0].message == "The file's page labels could not be read (KeyError)."


@pytest.mark.parametrize(("value", "is_filled_in"), [("Cusco", True), ("  ", False), ("/Off", False)])
def test_what_is_filled_into_a_form_is_said_not_to_be_read(
    path: Path, tmp_path: Path, value: str, is_filled_in: bool
) -> None:
    """Also in a field below another; a box that is ticked has no words."""
    filled = tmp_path / "filled.pdf"
    writer = PdfWriter(clone_from=path)
    kid = writer._add_object(
        DictionaryObject({NameObject("/V"): NameObject(value) if value[0] == "/" else TextStringObject(value)})
    )
    field = writer._add_object(DictionaryObject({NameObject("/Kids"): ArrayObject([kid])}))
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): ArrayObject([field])})
    writer.write(filled)
    codes = [warned.code for warned in read_structure(filled).warnings]
    assert codes == (["form_values"] if is_filled_in else [])
