"""Every word of every passage maps back to characters of the file that, normalised, are that word."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from ingest.drawings import drawings
from ingest.raw_lines import raw_pages
from ingest.reading import LaidOut, lay_out
from ingest.replacements import drop_wrong_replacements
from tests.corpus import Row, rows
from tests.ingest.test_odd import FAILED
from tests.pdf_factory import Sheet, write_pdf

_SPACING_ACCENTS = "´`¨˜~ˆ^¸ˇ"


@pytest.mark.corpus
@pytest.mark.untraced  # a thousand pages: to trace each line takes as long again
@pytest.mark.parametrize("part", ["policy", "parallel", "odd"])
def test_every_word_of_every_passage_is_what_the_file_says_there(part: str) -> None:
    """The offset maps of repair, layout and segmentation hold over every page of real and of odd files."""
    checked = 0
    for path, *_ in _opened(rows(part)) if part == "odd" else rows(part):
        laid = lay_out(list(raw_pages(path, lambda done, count: None)), ())
        count, wrong = compare(path, laid)
        assert not wrong, f"{path.name}: {len(wrong)} of {count} words: {wrong[:5]}"
        checked += count
    assert checked > 1000


def _opened(files: Sequence[Row]) -> list[Row]:
    """Give those that can be read without a password: `test_odd.py` sees to it that a child survives them."""
    failed = set().union(*FAILED.values())
    return [row for row in files if row.path.stem not in failed and "opens with: " not in row.note]


def test_a_repaired_word_maps_back_to_all_of_its_characters(tmp_path: Path) -> None:
    sheet = Sheet().put("El comité de coopera-", y=100).put("ción y la cooperación.", y=114)
    path = write_pdf(tmp_path / "file.pdf", [sheet])
    laid = lay_out(list(raw_pages(path, lambda done, count: None)), ())
    page = laid.segmented.pages[0]
    assert page.text == "El comité de cooperación y la cooperación."
    start, end = page.sources()[page.text.index("ación")]
    assert page.sources()[:, 0].tolist() == sorted(page.sources()[:, 0].tolist())
    assert end - start >= len("a-")
    assert compare(path, laid) == (9, [])


def compare(path: Path, laid: LaidOut) -> tuple[int, list[tuple[int, str, str]]]:
    """Count the words of all passages, and give page, word and source of those that differ."""
    count = 0
    wrong = []
    signs = characters(path)
    words = [page.words() for page in laid.segmented.pages]
    sources = [page.sources().tolist() for page in laid.segmented.pages]
    for draft in laid.segmented.drafts:
        for part in draft.parts:
            index = part.page_number - 1
            for word in words[index].between(part.page_start, part.page_end):
                first = part.start + word.start - part.page_start
                said = draft.text[first : first + word.end - word.start]
                at = dict.fromkeys(at for row in sources[index][word.start : word.end] for at in range(*row))
                held = "".join(signs[index][each] for each in at)
                count += 1
                if said != held and bare(said) != bare(held):
                    wrong.append((part.page_number, said, held))
    return count, wrong


def characters(path: Path) -> list[list[str]]:
    """Give the characters of each page as pdfium numbers them."""
    document = pdfium.PdfDocument(path)
    pages = []
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError:
            pages.append([])
            continue
        page.set_rotation(0)
        textpage = page.get_textpage()
        if textpage.count_chars() < drawings(page).text_count and drop_wrong_replacements(page):
            textpage.close()
            textpage = page.get_textpage()
        codes = (pdfium_c.FPDFText_GetUnicode(textpage.raw, at) for at in range(textpage.count_chars()))
        pages.append([chr(code) for code in codes])
        textpage.close()
        page.close()
    document.close()
    return pages


def bare(text: str) -> str:
    """Take off what repair may change: accents' way of writing, hyphens, marks of lists, forms of letters."""
    # Halves of characters beyond 16 bits come one by one.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    plain = unicodedata.normalize("NFKD", whole.translate({ord(each): None for each in _SPACING_ACCENTS}))
    kept = (char for char in plain.replace("ı", "i").replace("ȷ", "j") if char.isalnum())
    return "".join(kept).casefold()
