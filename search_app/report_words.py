"""The sentences of the reading report, in English: the terminal's own words, and what the pages translate.

Rule: `said` and `counted` change nothing; they mark what `messages.py` gathers for translation. `%(num)s` is the
number of pages meant, `%(of)s` that of all pages.
"""

from __future__ import annotations

from typing import NamedTuple

from archive import PageState


class Counted(NamedTuple):
    """A text for one and for several."""

    one: str
    many: str


class FindingWords(NamedTuple):
    """How a finding is told: of a file's only page, of one or several of many, and in a few words."""

    only: str
    counted: Counted
    short: Counted


def said(text: str) -> str:
    """Mark a text for translation."""
    return text


def counted(one: str, many: str) -> Counted:
    """Mark a text for one and for several for translation."""
    return Counted(one, many)


def finding_sentence(code: str, count: int, page_count: int) -> str:
    """Say of how many pages something is to be known, in English."""
    words = FINDINGS[code]
    if page_count == 1:
        return words.only
    sentence = words.counted.one if count == 1 else words.counted.many
    return sentence % {"num": f"{count:,}", "of": f"{page_count:,}"}


def finding_short(code: str, count: int) -> str:
    """Say the same in a few words, in English."""
    short = FINDINGS[code].short
    return short.one if count == 1 else short.many


NOTHING_FOUND = said("All of it: this version has no text yet.")

DOUBTFUL = counted(
    "OCR is not sure of %(num)s word on this page",
    "OCR is not sure of %(num)s words on this page",
)
"""Goes before the words themselves."""

FINDINGS = {
    "needs_ocr": FindingWords(
        said("Its only page is a picture without text: its words are not found."),
        counted(
            "%(num)s of %(of)s pages is a picture without text: its words are not found.",
            "%(num)s of %(of)s pages are pictures without text: their words are not found.",
        ),
        counted("picture without text", "pictures without text"),
    ),
    "garbled": FindingWords(
        said("Its only page has letters that the file does not name: its words are not found."),
        counted(
            "%(num)s of %(of)s pages has letters that the file does not name: its words are not found.",
            "%(num)s of %(of)s pages have letters that the file does not name: their words are not found.",
        ),
        counted("letters not named by the file", "letters not named by the file"),
    ),
    "page_unreadable": FindingWords(
        said("Its only page could not be read and was left out."),
        counted(
            "%(num)s of %(of)s pages could not be read and was left out.",
            "%(num)s of %(of)s pages could not be read and were left out.",
        ),
        counted("not read, left out", "not read, left out"),
    ),
    "part_garbled": FindingWords(
        said("On its only page some letters are not named by the file: words with them are not found."),
        counted(
            "On %(num)s of %(of)s pages some letters are not named by the file: words with them are not found.",
            "On %(num)s of %(of)s pages some letters are not named by the file: words with them are not found.",
        ),
        counted("some letters not named by the file", "some letters not named by the file"),
    ),
    "pictures": FindingWords(
        said("On its only page a large picture stands beside the text: words in the picture are not found."),
        counted(
            "On %(num)s of %(of)s pages a large picture stands beside the text: words in it are not found.",
            "On %(num)s of %(of)s pages large pictures stand beside the text: words in them are not found.",
        ),
        counted("large picture beside the text", "large pictures beside the text"),
    ),
    "too_much_text": FindingWords(
        said("Its only page has more than 100,000 characters: those beyond were left out."),
        counted(
            "%(num)s of %(of)s pages has more than 100,000 characters: those beyond were left out.",
            "%(num)s of %(of)s pages have more than 100,000 characters: those beyond were left out.",
        ),
        counted("more than 100,000 characters", "more than 100,000 characters"),
    ),
    "hidden_text": FindingWords(
        said("Text that stands outside of its visible page was left out."),
        counted(
            "On %(num)s of %(of)s pages text that stands outside of the visible page was left out.",
            "On %(num)s of %(of)s pages text that stands outside of the visible page was left out.",
        ),
        counted("text outside of the visible page left out", "text outside of the visible page left out"),
    ),
    "wordless": FindingWords(
        said("Its only page is a picture in which no words were found."),
        counted(
            "%(num)s of %(of)s pages is a picture in which no words were found.",
            "%(num)s of %(of)s pages are pictures in which no words were found.",
        ),
        counted("picture without words", "pictures without words"),
    ),
    "ocr_failed": FindingWords(
        said("OCR failed at its only page."),
        counted(
            "OCR failed at %(num)s of %(of)s pages.",
            "OCR failed at %(num)s of %(of)s pages.",
        ),
        counted("OCR failed", "OCR failed"),
    ),
    "words_left_out": FindingWords(
        said("On the picture of its only page stand marks that may be words and could not be made out."),
        counted(
            "On the picture of %(num)s of %(of)s pages stand marks that may be words and could not be made out.",
            "On the pictures of %(num)s of %(of)s pages stand marks that may be words and could not be made out.",
        ),
        counted("marks that could not be made out", "marks that could not be made out"),
    ),
    "read_by_ocr": FindingWords(
        said("Its only page is a picture: OCR read its words, and may have misread some."),
        counted(
            "%(num)s of %(of)s pages is a picture: OCR read its words, and may have misread some.",
            "%(num)s of %(of)s pages are pictures: OCR read their words, and may have misread some.",
        ),
        counted("read by OCR", "read by OCR"),
    ),
    "order_uncertain": FindingWords(
        said("The text of its only page may be in the wrong order: a phrase may be missed."),
        counted(
            "The text of %(num)s of %(of)s pages may be in the wrong order: a phrase on it may be missed.",
            "The text of %(num)s of %(of)s pages may be in the wrong order: phrases on them may be missed.",
        ),
        counted("order of the text uncertain", "order of the text uncertain"),
    ),
}
"""By code of a page's warning: what is lost wholly first, what is only in doubt last."""

STATE_CODES = {
    PageState.RECOGNISED: "read_by_ocr",
    PageState.WORDLESS: "wordless",
    PageState.NEEDS_OCR: "needs_ocr",
    PageState.GARBLED: "garbled",
    PageState.UNREADABLE: "page_unreadable",
}
"""The states that are findings by themselves."""

STATES = {PageState.TEXT: said("text"), PageState.BLANK: said("blank")}
"""The other states."""
