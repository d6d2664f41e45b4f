"""Words that OCR read become runs like those of pdfium."""

from __future__ import annotations

import numpy as np

from ingest.ocr_runs import runs_of_words
from ingest.page_text import words_of
from ingest.recognised import RecognisedWord
from ingest.sureness import sureness_of

X_HEIGHT, RISE, FALL = 4.7, 2.1, 2.0


def word(text: str, x: float, foot: float, line: int = 0, sure: float = 90.0) -> RecognisedWord:
    """Give a word of ten points, with the box that its letters fill."""
    top = foot - X_HEIGHT - (RISE if any(each in "bdfhklt" or each.isupper() for each in text) else 0)
    bottom = foot + (FALL if any(each in "gjpqy" for each in text) else 0)
    return RecognisedWord(text, (x, top, x + 5 * len(text), bottom), sure, line)


def test_words_of_one_line_are_one_run_with_spaces() -> None:
    (run,) = runs_of_words([word("more", 0, 100), word("apples", 25, 100)])
    assert run.text == "more apples"
    assert len(run.boxes) == len(run.sources) == len(run.text)


def test_all_letters_of_a_line_are_of_one_height() -> None:
    """“more” has neither stems nor tails, and is of the size of “Apply” for all that."""
    (run,) = runs_of_words([word("more", 0, 100), word("Apply", 25, 100)])
    assert len(np.unique(run.boxes[:, 1])) == len(np.unique(run.boxes[:, 3])) == 1
    assert run.size > X_HEIGHT + RISE + FALL


def test_lines_of_about_the_same_height_have_one_size() -> None:
    lines = [["one", "more"], ["Happily"], ["same", "sun"], ["Day"]]
    words = [word(text, 40 * at, 100 + 12 * n, n) for n, line in enumerate(lines) for at, text in enumerate(line)]
    assert len({run.size for run in runs_of_words(words)}) == 1


def test_a_heading_stays_larger() -> None:
    large = RecognisedWord("Heading", (0.0, 50.0, 90.0, 67.6), 95.0, 0)
    heading, text = runs_of_words([large, word("text", 0, 100, 1)])
    assert heading.size > 1.5 * text.size


def test_letters_lie_within_their_word_in_order() -> None:
    (run,) = runs_of_words([word("window", 10, 100)])
    assert run.boxes[0, 0] == 10
    assert run.boxes[-1, 2] == 40
    assert (run.boxes[1:, 0] == run.boxes[:-1, 2]).all()


def test_cells_of_a_table_are_runs_of_their_own() -> None:
    """The program calls a row of a table a line; words of one text stand closer."""
    assert [run.text for run in runs_of_words([word("Cusco", 0, 100), word("12", 200, 100)])] == ["Cusco", "12"]


def test_a_letter_leads_to_the_word_that_it_was_read_in() -> None:
    """Over spaces and line ends; a piece of a word is as sure as that word."""
    read = [word("sure", 0, 100, sure=96), word("(doubt)", 25, 100, sure=31), word("again", 0, 112, 1, sure=88)]
    runs = runs_of_words(read)
    text = " ".join(run.text for run in runs)
    white = np.zeros((1, 2), np.int32)
    sources = np.concatenate([part for run in runs for part in (run.sources, white)])[:-1]
    words = words_of(text, np.zeros((len(text), 4)))
    told = dict(zip((text[start:end] for start, end, _ in words), sureness_of(words, sources, read), strict=True))
    assert told == {"sure": 96, "(": 31, "doubt": 31, ")": 31, "again": 88}
