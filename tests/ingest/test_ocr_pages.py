"""How often a picture is read, in which language, and which way up it is held; the program is played."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PIL import Image

from ingest import ocr_pages
from ingest.ocr import Layout, Program, SeenWord
from ingest.ocr_pages import recognise_page
from tests.ingest.test_reading import ENGLISH, SPANISH, sheet_of
from tests.scan_factory import write_scan

PROGRAM = Program("tesseract", "tesseract-9")


class Played:
    """Gives what is to be read, one text after the other, and notes in which languages and how large."""

    def __init__(self, *texts: str) -> None:
        self.texts: Iterator[str] = iter(texts)
        self.languages: list[Sequence[str]] = []
        self.widths: list[int] = []

    def __call__(
        self,
        _program: Program,
        image: Image.Image,
        _dots: int,
        languages: Sequence[str],
        layout: Layout = Layout.COLUMNS,
    ) -> list[SeenWord]:
        assert layout is Layout.COLUMNS
        self.languages.append(languages)
        self.widths.append(image.width)
        sure = {"?": 20.0}
        return [
            SeenWord(word, (10, 10, 90, 30), sure.get(word[-1], 95.0), line)
            for line, words in enumerate(next(self.texts).splitlines())
            for word in words.split()
        ]


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return write_scan(tmp_path / "scan.pdf", [sheet_of(ENGLISH)])


def play(monkeypatch: pytest.MonkeyPatch, *texts: str) -> Played:
    played = Played(*texts)
    monkeypatch.setattr(ocr_pages, "read_image", played)
    monkeypatch.setattr(ocr_pages, "lone_folios", lambda *_given: [])
    return played


def test_a_page_in_the_language_of_its_file_is_read_once(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    played = play(monkeypatch, SPANISH)
    assert recognise_page(scan, 1, PROGRAM, "es").language == "es"
    assert played.languages == [["es"]]


def test_a_page_of_another_language_is_read_again_in_its_own(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    played = play(monkeypatch, SPANISH.replace("é", "e"), SPANISH)
    recognised = recognise_page(scan, 1, PROGRAM, "en")
    assert (recognised.language, recognised.text) == ("es", SPANISH)
    assert played.languages == [["en"], ["es"]]


@pytest.mark.parametrize("likely", [None, "en", "es"])
def test_a_page_of_which_both_languages_have_a_share_is_read_in_both(
    scan: Path, monkeypatch: pytest.MonkeyPatch, likely: str | None
) -> None:
    """Whatever the rest of the file is in. Accents that are misread do not let English speak for the page."""
    half = f"{ENGLISH}\ncooperacion técnica espanola, la gestién publica continuan segun el aho pasado."
    played = play(monkeypatch, half, half)
    assert recognise_page(scan, 1, PROGRAM, likely).language is None
    assert played.languages == [[likely or "en"], ("es", "en")]


def test_a_sentence_of_the_other_language_is_read_in_that_of_its_page(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = play(monkeypatch, "\n".join([ENGLISH] * 5 + [SPANISH]))
    assert recognise_page(scan, 1, PROGRAM).language == "en"
    assert played.languages == [["en"]]


def test_a_few_letters_are_read_as_either_where_the_file_has_no_text(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name looks like one language or the other, and is in neither."""
    played = play(monkeypatch, "Informe final 2013", "Informe final 2013")
    assert recognise_page(scan, 1, PROGRAM).language is None
    assert played.languages == [["en"], ("es", "en")]


def test_a_name_on_a_cover_is_read_in_the_language_of_the_file(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = play(monkeypatch, "debian")
    assert recognise_page(scan, 1, PROGRAM, "en").language == "en"
    assert played.languages == [["en"]]


def test_words_of_neither_language_are_read_as_either_where_nothing_tells(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portuguese = "O comitê das duas regiões vai se reunir no outono e informar os ministros do setor."
    played = play(monkeypatch, portuguese, portuguese)
    assert recognise_page(scan, 1, PROGRAM).language is None
    assert played.languages == [["en"], ("es", "en")]


def test_which_way_up_a_page_stands_is_asked_of_a_smaller_image(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then it is read once more, as large as it is."""
    played = play(monkeypatch, "uoıssıɯɯoɔ? ɹǝ?", ENGLISH, ENGLISH)
    recognised = recognise_page(scan, 1, PROGRAM, "en")
    assert (recognised.turned, recognised.text) == (180, ENGLISH)
    whole, small, again = played.widths
    assert whole == again == pytest.approx(2 * small, abs=1)


def test_a_page_that_no_way_is_read_well_is_not_read_again(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    played = play(monkeypatch, "Hartford plan? plan?", "oɟ?", "oɟ?", "oɟ?")
    recognised = recognise_page(scan, 1, PROGRAM, "en")
    assert (recognised.turned, recognised.words[0].text) == (0, "Hartford")
    assert len(played.widths) == 4
