"""What a child that reads a picture knows of the pages before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.derived import Derived
from ingest import recognising
from ingest.ocr import Program
from ingest.ocr_shelf import Shelf
from ingest.recognised import Recognised
from ingest.recognising import recognise

PROGRAM = Program("tesseract", "tesseract-9")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Give a list of what each reading is told of the language before it."""
    languages: list[str | None] = []

    def recognise_page(
        _path: Path, _number: int, _program: Program, _likely: None, before: str | None
    ) -> Recognised:
        languages.append(before)
        return Recognised((), language=None)

    monkeypatch.setattr(recognising, "recognise_page", recognise_page)
    return languages


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(Derived(tmp_path), "ab" * 32)


@pytest.mark.parametrize(("back", "language"), [(1, "es"), (3, "es"), (4, None)])
def test_a_page_is_told_in_which_language_one_shortly_before_was_read(
    shelf: Shelf, told: list[str | None], tmp_path: Path, back: int, language: str | None
) -> None:
    shelf.put(9 - back, Recognised((), language="es"), PROGRAM.make)
    recognise(tmp_path / "a.pdf", 9, shelf, PROGRAM)
    assert told == [language]


def test_the_first_page_has_none_before_it(shelf: Shelf, told: list[str | None], tmp_path: Path) -> None:
    recognise(tmp_path / "a.pdf", 1, shelf, PROGRAM)
    assert told == [None]


def test_a_page_without_a_language_tells_nothing(shelf: Shelf, told: list[str | None], tmp_path: Path) -> None:
    shelf.put(1, Recognised((), language="es"), PROGRAM.make)
    shelf.put(2, Recognised(()), PROGRAM.make)
    recognise(tmp_path / "a.pdf", 3, shelf, PROGRAM)
    assert told == ["es"]
