"""A passage's page with its mark over HTTP, as a PDF and as an image."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from flask.testing import FlaskClient
from PIL import Image
from pypdf import PdfReader

from archive import Archive, Passage
from ingest.artist import Artist
from ingest.errors import DrawingStopped, PageSlow, PageUnreadable
from search_app import create_app
from search_app.settings import Settings
from tests.filling import fill_from
from tests.pdf_factory import Sheet, write_pdf
from tests.poppler import words
from tests.search_app.holdings import passage_of

FIRST = ["The regional innovation system of both shores is wide; it begins with", "two people who know each other"]
SECOND = ["and goes on when they have long retired."]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the data folder of an archive with one real PDF, in which a passage goes on over the page."""
    made = tmp_path_factory.mktemp("copied")
    above, below = Sheet(), Sheet()
    above.set(FIRST, y=740, size=12)
    below.set(SECOND, y=100, size=12)
    below.set(["Another paragraph of the study."], y=200, size=12)
    pdf = write_pdf(made / "shores of Perú.en.pdf", [above, below])
    return fill_from(made / "data", [pdf]).data


@pytest.fixture(scope="module")
def reader(folder: Path) -> Iterator[FlaskClient]:
    made = create_app(Settings(data=folder, base_url="https://archive.example"))
    yield made.test_client()
    made.extensions["pasaje"].close()


@pytest.fixture(scope="module")
def crossing(folder: Path) -> Passage:
    """Give the passage that stands on two pages."""
    with Archive.open(folder) as archive:
        return passage_of(archive, "both shores")


def saved(reader: FlaskClient, address: str, folder: Path) -> Path:
    answer = reader.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    made = folder / "saved.pdf"
    made.write_bytes(answer.data)
    return made


def covered(path: Path, number: int, at: int = 0) -> str:
    """Give the words, by poppler, under an annotation of an upright page."""
    page = PdfReader(path).pages[number - 1]
    values = list(map(float, page["/Annots"][at]["/QuadPoints"]))  # type: ignore[index]
    top = float(page.mediabox.top)
    lines = [
        (values[i], top - values[i + 1], values[i + 2], top - values[i + 5]) for i in range(0, len(values), 8)
    ]
    return " ".join(word.text for word in words(path, number) if any(word.is_in(line) for line in lines))


def test_a_passage_over_two_pages_is_copied_with_both(
    reader: FlaskClient, crossing: Passage, tmp_path: Path
) -> None:
    made = saved(reader, f"/p/{crossing.id}.pdf", tmp_path)
    assert f"{covered(made, 1)} {covered(made, 2)}" == crossing.text


def test_the_mark_tells_the_passage_and_its_link(reader: FlaskClient, crossing: Passage, tmp_path: Path) -> None:
    copy = PdfReader(saved(reader, f"/p/{crossing.id}.pdf", tmp_path))
    note = copy.pages[0]["/Annots"][0]["/Contents"]  # type: ignore[index]
    assert note == f"{crossing.text}\nhttps://archive.example/p/{crossing.id}"
    assert copy.metadata is not None
    assert copy.metadata.subject == f"https://archive.example/p/{crossing.id}"
    assert str(copy.metadata.title).endswith(", p. 1-2")


def test_a_quote_and_a_search_are_marked_in_the_passage(
    reader: FlaskClient, crossing: Passage, tmp_path: Path
) -> None:
    """And only the page of the quote is copied."""
    start = crossing.text.index("goes on")
    made = saved(reader, f"/p/{crossing.id}.pdf?quote={start}-{start + 7}&q=retired", tmp_path)
    assert len(PdfReader(made).pages) == 1
    assert [covered(made, 1, at) for at in range(3)] == [SECOND[0], "goes on", "retired."]


def test_a_copy_is_marked_as_the_search_was_carried_over(
    reader: FlaskClient, crossing: Passage, tmp_path: Path
) -> None:
    """By a word in the other language, unless the search goes no further than it was typed."""
    address = f"/p/{crossing.id}.pdf?q=innovación"
    marks = [
        len(PdfReader(saved(reader, f"{address}{how}", tmp_path)).pages[0]["/Annots"])  # type: ignore[arg-type]
        for how in ("", "&across=0", "&without=innovation")
    ]
    assert marks == [2, 1, 1]


def test_a_quote_that_is_not_there_narrows_nothing(reader: FlaskClient, crossing: Passage, tmp_path: Path) -> None:
    made = saved(reader, f"/p/{crossing.id}.pdf?quote=900-999", tmp_path)
    assert len(PdfReader(made).pages) == 2


def test_copies_are_shown_under_a_name_to_save_them_by(reader: FlaskClient, crossing: Passage) -> None:
    said = reader.get(f"/p/{crossing.id}.pdf").headers["Content-Disposition"]
    assert said.startswith("inline; filename=")
    assert f"shores%20of%20Per%C3%BA.en%20p.%201%20{crossing.id}.pdf" in said
    assert f"{crossing.id}.png" in reader.get(f"/p/{crossing.id}.png").headers["Content-Disposition"]


def test_what_did_not_change_is_answered_in_a_line(reader: FlaskClient, crossing: Passage) -> None:
    for address in (f"/p/{crossing.id}.pdf?q=shores", f"/p/{crossing.id}.png?crop=1"):
        first = reader.get(address)
        assert first.cache_control.private
        assert not first.cache_control.immutable
        again = reader.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        for name in ("Cache-Control", "Content-Security-Policy", "ETag"):
            assert again.headers[name] == first.headers[name]
        assert again.vary == first.vary
        assert reader.get(f"/p/{crossing.id}.pdf").headers["ETag"] != first.headers["ETag"]


def test_an_image_is_of_the_page_on_which_the_quote_begins(reader: FlaskClient, crossing: Passage) -> None:
    start = crossing.text.index("goes on")
    for address in (f"/p/{crossing.id}.png", f"/p/{crossing.id}.png?quote={start}-{start + 7}"):
        answer = reader.get(address)
        assert (answer.status_code, answer.mimetype) == (200, "image/png")
        pixels = np.asarray(Image.open(io.BytesIO(answer.data)).convert("RGB")).astype(int)
        coloured = np.flatnonzero((pixels[..., 0] - pixels[..., 2] > 20).any(axis=1))
        assert (coloured[0] > len(pixels) / 2) == ("quote" not in address)


def test_the_marked_lines_alone_are_a_small_image(reader: FlaskClient, crossing: Passage) -> None:
    whole, lines = (
        Image.open(io.BytesIO(reader.get(f"/p/{crossing.id}.png{said}").data)) for said in ("", "?crop=1")
    )
    assert lines.height < whole.height / 8
    assert reader.get(f"/p/{crossing.id}.png?crop=yes").status_code == 400
    assert reader.get(f"/p/{crossing.id}.png?density=7").status_code == 400


def test_a_passage_that_is_none_has_no_copy(reader: FlaskClient) -> None:
    for ending in ("pdf", "png"):
        assert reader.get(f"/p/abcdefghijklm.{ending}").status_code == 404


@pytest.mark.parametrize(
    ("ending", "method", "sentence"),
    [("pdf", "copy", "cannot be copied by itself"), ("png", "draw_marked", "cannot be drawn")],
)
def test_what_cannot_be_made_is_said_and_not_tried_again(
    folder: Path,
    crossing: Passage,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    ending: str,
    method: str,
    sentence: str,
) -> None:
    """A page that breaks, and one that is slow: both are left alone for now."""
    for fault, page in ((PageUnreadable("It breaks."), ""), (PageSlow("It is slow."), "?quote=90-99&density=2")):
        tried: list[object] = []

        def fail(*given: object, fault: Exception = fault, tried: list[object] = tried, **named: object) -> None:
            tried.append(given)
            raise fault

        monkeypatch.setattr(Artist, method, fail)
        made = create_app(Settings(data=folder))
        for _ in range(2):
            answer = made.test_client().get(f"/p/{crossing.id}.{ending}{page}")
            assert answer.status_code == 404
            assert sentence in answer.text
        assert len(tried) == 1
        made.extensions["pasaje"].close()
    for kept in folder.glob("derived/*/*/*"):
        kept.unlink()


def test_a_server_that_ends_says_so(folder: Path, crossing: Passage, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*given: object) -> None:
        raise DrawingStopped

    monkeypatch.setattr(Artist, "copy", stop)
    made = create_app(Settings(data=folder))
    answer = made.test_client().get(f"/p/{crossing.id}.pdf")
    assert answer.status_code == 503
    assert "Try again in a moment." in answer.text
    made.extensions["pasaje"].close()


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    pdf = write_pdf(tmp_path / "letter.pdf", [Sheet().put("The parties declare their intent.", y=100)])
    settings = fill_from(tmp_path / "data", [pdf])
    with Archive.open(settings.data) as archive:
        passage = passage_of(archive, "declare")
        archive.originals.drop(archive.catalogue.get_version(passage.version_id).original_sha256)
    made = create_app(settings)
    for ending in ("pdf", "png"):
        answer = made.test_client().get(f"/p/{passage.id}.{ending}")
        assert answer.status_code == 500
        assert "The PDF is not where it was kept" in answer.text
        assert "originals" not in answer.text
    made.extensions["pasaje"].close()


def test_words_of_several_passages_are_marked_in_one_copy(
    reader: FlaskClient, folder: Path, crossing: Passage, tmp_path: Path
) -> None:
    """Only the pages of these words; both passages are tinted, then both quotes are marked."""
    with Archive.open(folder) as archive:
        other = passage_of(archive, "Another paragraph")
    start = crossing.text.index("retired")
    said = f"quote={start}-{start + 8}&with={other.id}.0-17"
    made = saved(reader, f"/p/{crossing.id}.pdf?{said}", tmp_path)
    assert len(PdfReader(made).pages) == 1
    assert [covered(made, 1, at) for at in range(4)] == [SECOND[0], other.text, "retired.", "Another paragraph"]
    copy = PdfReader(made)
    assert copy.metadata is not None
    assert copy.metadata.subject == f"https://archive.example/p/{crossing.id}?{said}"
    drawn = [
        reader.get(f"/p/{crossing.id}.png{query}").data for query in (f"?{said}", f"?quote={start}-{start + 8}")
    ]
    assert drawn[0] != drawn[1]
