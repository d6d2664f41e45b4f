"""What became of each page of a version when it was read, and what a reader will not find in it.

Rule: made from what is held alone; a version that an earlier Pasaje read has fewer notes. The document's page and
`pasaje status` tell it, in the words of `report_words.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive import Archive, LabelSource, Page, PageState, Part, Version, Warned
from search_app.report_words import FINDINGS, STATE_CODES

_MOST_LISTED = 400
"""Pages listed one by one; of more only those with something to say, or the list is longer than the book."""

SURE = 60
"""Of 100: of 128 words of scans that OCR read with less 71 are wrong, of those with more one in ninety."""

_LEAST_SHARE = 0.005
_WORD = re.compile(r"[^\W_]\S*")
_BETWEEN_SPACES = re.compile(r"\S+")
_NO_LETTER = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class PageReport:
    """What became of a page. `languages`: the share of each in its letters, largest first; `notes`: codes.

    `doubtful`: words of which OCR was not sure, as it read them, in the order of the page.
    """

    number: int
    label: str
    label_source: LabelSource
    state: PageState
    words: int
    languages: Mapping[str, float]
    furniture: tuple[str, ...]
    notes: tuple[str, ...]
    doubtful: tuple[str, ...] = ()

    @property
    def says_more_than_its_state(self) -> tuple[str, ...]:
        """The notes that its state does not tell already."""
        return tuple(code for code in self.notes if code != STATE_CODES.get(self.state))

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to know of it."""
        return self.state is PageState.TEXT and not self.notes and len(self.languages) <= 1


@dataclass(frozen=True, slots=True)
class Finding:
    """Pages of which the same is to be known, in order."""

    code: str
    page_numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """A version page by page; `findings` over its pages, `notes` on the file as a whole.

    `labels`: what is printed on each page, by its number. In a summary `pages` are those that OCR read, alone.
    """

    version: Version
    pages: tuple[PageReport, ...]
    findings: tuple[Finding, ...]
    notes: tuple[Warned, ...]
    labels: Mapping[int, str]

    @property
    def doubtful(self) -> tuple[PageReport, ...]:
        """The pages with words of which OCR was not sure."""
        return tuple(page for page in self.pages if page.doubtful)

    @property
    def has_no_text(self) -> bool:
        """Whether nothing at all can be found in it."""
        return not self.version.passage_count

    @property
    def listed(self) -> tuple[PageReport, ...]:
        """The pages to list one by one: all, or of very many those with something to know."""
        if len(self.pages) <= _MOST_LISTED:
            return self.pages
        return tuple(page for page in self.pages if not page.is_plain)


def read_reports(archive: Archive, versions: Sequence[Version]) -> dict[str, ReadingReport]:
    """Make the reports of versions, by their ids."""
    stretches = archive.passages.stretches([version.id for version in versions])
    return {version.id: report(version, _pages(archive, version), stretches[version.id]) for version in versions}


def read_summaries(archive: Archive, versions: Sequence[Version]) -> dict[str, ReadingReport]:
    """Make the reports of versions without their pages, by their ids: to look at each takes ten times as long."""
    return {version.id: _summary(version, _pages(archive, version)) for version in versions}


def _pages(archive: Archive, version: Version) -> list[Page]:
    """Give the pages of a version, with the boxes of words where OCR read these: they tell which are in doubt."""
    pages = archive.passages.plain_pages(version.id)
    recognised = [page.number for page in pages if page.sureness]
    whole = {page.number: page for page in archive.passages.pages(version.id, recognised)} if recognised else {}
    return [whole.get(page.number, page) for page in pages]


def report(version: Version, pages: Sequence[Page], stretches: Iterable[tuple[str, Part]]) -> ReadingReport:
    """Make the report of a version from its pages, and from where its passages stand with their languages."""
    return _report(version, pages, pages, stretches)


def _summary(version: Version, pages: Sequence[Page]) -> ReadingReport:
    return _report(version, pages, [page for page in pages if page.sureness], ())


def _report(
    version: Version, pages: Sequence[Page], told: Iterable[Page], stretches: Iterable[tuple[str, Part]]
) -> ReadingReport:
    """Make a report that tells some of the pages one by one."""
    standing: dict[int, list[tuple[str, Part]]] = {}
    for language, part in stretches:
        standing.setdefault(part.page_number, []).append((language, part))
    found = findings(version.warnings, pages)
    codes: dict[int, list[str]] = {}
    for finding in found:
        for number in finding.page_numbers:
            codes.setdefault(number, []).append(finding.code)
    return ReadingReport(
        version,
        tuple(_page_report(page, standing.get(page.number, ()), codes.get(page.number, ())) for page in told),
        found,
        file_notes(version.warnings),
        {page.number: page.label for page in pages},
    )


def findings(warnings: Iterable[Warned], pages: Iterable[Page] = ()) -> tuple[Finding, ...]:
    """Gather the pages of which the same is to be known, in the order of `FINDINGS`.

    What was warned of and what the pages' own states say come together.
    """
    numbers: dict[str, set[int]] = {code: set() for code in FINDINGS}
    for warned in warnings:
        if warned.code in FINDINGS and warned.page is not None:
            numbers[warned.code].add(warned.page)
    for page in pages:
        if page.state in STATE_CODES:
            numbers[STATE_CODES[page.state]].add(page.number)
    return tuple(Finding(code, tuple(sorted(found))) for code, found in numbers.items() if found)


def file_notes(warnings: Iterable[Warned]) -> tuple[Warned, ...]:
    """Give the warnings that are no findings: of the file as a whole, or with a code unknown here."""
    return tuple(each for each in warnings if each.code not in FINDINGS or each.page is None)


def ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Join page numbers that follow each other: (first, last) of each run."""
    if not numbers:
        return []
    breaks = [(before, after) for before, after in pairwise(numbers) if after > before + 1]
    firsts = [numbers[0], *(after for _, after in breaks)]
    lasts = [*(before for before, _ in breaks), numbers[-1]]
    return list(zip(firsts, lasts, strict=True))


def _page_report(page: Page, standing: Sequence[tuple[str, Part]], codes: Sequence[str]) -> PageReport:
    return PageReport(
        page.number,
        page.label,
        page.label_source,
        page.state,
        len(_WORD.findall(page.text)),
        _shares(page.text, standing),
        tuple(each.text for each in page.furniture),
        tuple(codes),
        doubtful_words(page),
    )


def doubtful_words(page: Page) -> tuple[str, ...]:
    """Give the words of a page of which OCR was not sure, each as a reader sees it, between two spaces."""
    words = zip(page.words, page.sureness, strict=False)
    starts = [start for (start, end, _), sure in words if sure < SURE and _WORD.match(page.text[start:end])]
    spans = [match.span() for match in _BETWEEN_SPACES.finditer(page.text)]
    return tuple(
        page.text[start:end] for start, end in spans if bisect_left(starts, start) < bisect_left(starts, end)
    )


def _shares(text: str, standing: Sequence[tuple[str, Part]]) -> dict[str, float]:
    """Give each language's share of the letters, 0 to 1; nothing where there are none."""
    letters: Counter[str] = Counter()
    for language, part in standing:
        letters[language] += len(_NO_LETTER.sub("", text[part.page_start : part.page_end]))
    total = letters.total()
    return {
        language: round(count / total, 2)
        for language, count in letters.most_common()
        if count and count / total >= _LEAST_SHARE
    }
