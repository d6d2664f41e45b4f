"""A small archive with one of everything a reader can meet, as the web tests see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive import (
    Alignment,
    Archive,
    Bitext,
    Furniture,
    Kind,
    LabelSource,
    OutlineEntry,
    Page,
    PageState,
    Part,
    Passage,
    Verdict,
    Version,
    Warned,
)
from index import create_engine, rebuild
from tests.factories import make_version, page, passage, store_version

HOSTILE = '<script>alert("x")</script> & \x07 bell \u202e reversed'
LONG = (
    "The border region has long been described by what it lacks. "
    + "Its fairs, its carriers and its mixed families appear in no statistics at all. " * 8
    + "Yet regional innovation systems were found on both shores of the lake. "
    + "What follows describes how they were found, by whom, and at what cost to the survey. " * 6
)
RUNNING_HEAD = Furniture("Running head", (72.0, 30.0, 140.0, 40.0))
FOLIO = Furniture("1", (290.0, 800.0, 296.0, 810.0))
CROSSING = "Cross-border cooperation begins with two people who know each other and goes on when they retire."


def fill(archive: Archive) -> None:
    """Put all holdings in, with an index of them."""
    store_study(archive)
    store_version(
        archive,
        make_version("study", "es"),
        [
            ["Sistemas regionales de innovación", "La cooperación transfronteriza empieza por dos personas."],
            ["Los sistemas regionales de innovación reúnen a quienes crean conocimiento."],
        ],
        labels=["i", "1"],
    )
    for edition, words in ((1, "This sentence was left out later."), (2, "This sentence came later.")):
        store_version(
            archive,
            make_version("letter", "en", edition),
            [["The parties declare their intent to cooperate.", words]],
            title="Letter of intent",
            date="2013-05-20",
        )
    store_scan(archive)
    store_version(archive, make_version("hostile", "en"), [[HOSTILE]], title=f"Title {HOSTILE}")
    align_study(archive)
    engine = create_engine("whoosh", archive.folder / "index", archive_id=archive.id)
    rebuild(archive, engine)


def align_study(archive: Archive) -> None:
    """Put the two languages of the study side by side: one pair is doubtful, and one passage stands alone."""
    english, spanish = current(archive, "study", "en"), current(archive, "study", "es")
    heading, shores, crossing, items, *_ = (each.id for each in archive.passages.of_version(english.id))
    systems, cooperation, gather = (each.id for each in archive.passages.of_version(spanish.id))
    archive.bitexts.put(
        Bitext(english.id, spanish.id, "en", "es", Verdict.ALIGNED, 0.8, 1),
        [
            Alignment((heading,), (systems,), 0.9),
            Alignment((shores,), (gather,), 0.55, is_moved=True),
            Alignment((crossing,), (cooperation,), 0.97),
            Alignment((items,), (), 0.7),
        ],
    )


def store_study(archive: Archive) -> None:
    """Put in a study with labels, an outline, all kinds of passages, and one over a page break."""
    blank = store_version(
        archive, make_version("study", "en"), [], title="Study of regional innovation", date="2015"
    )
    cut = CROSSING.index(" and goes")
    first = ["Study of regional innovation", LONG, CROSSING[:cut]]
    second = [
        CROSSING[cut + 1 :],
        "First item\nSecond item",
        "Actor\tCount\nFirms\t12",
        "Table 1. Actors",
        "1 A note.",
        "Region\tRoads mended",
        "Cusco\t412",
        "Puno\t388 of <b>them</b>",
    ]
    version = replace(
        blank,
        page_count=4,
        passage_count=11,
        outline=(OutlineEntry("Regional innovation", 1, 1), OutlineEntry("1.1 Cross-border work", 3, 2)),
        warnings=(Warned("needs_ocr", 4, "Page 4 is a picture."), Warned("other", None, "Something else.")),
    )
    pages = [
        _page(1, first, label="i"),
        Page(2, "ii", LabelSource.PDF, 595.0, 842.0, "", page().words[:0], state=PageState.BLANK),
        replace(_page(3, second, label="1"), furniture=(RUNNING_HEAD, FOLIO)),
        replace(page(4, ""), state=PageState.NEEDS_OCR),
    ]
    kinds = (Kind.LIST_ITEM, Kind.TABLE, Kind.CAPTION, Kind.FOOTNOTE, Kind.TABLE)
    header = ("Region", "Roads mended")
    section = ("1 Antecedents", "1.1 The border")
    passages = [
        _whole(version, pages[0], first[0], Kind.HEADING, ("1 Antecedents",)),
        _whole(version, pages[0], first[1], Kind.PARAGRAPH, section),
        passage(CROSSING, of=version, section=section, parts=_crossing_parts(pages, first[2], second[0], cut)),
        *(_whole(version, pages[2], text, kind, ()) for text, kind in zip(second[1:6], kinds, strict=True)),
        *(replace(_whole(version, pages[2], text, Kind.TABLE, ()), header=header) for text in second[6:]),
    ]
    ordered = [replace(each, ordinal=number) for number, each in enumerate(passages)]
    archive.passages.replace_version(version, pages, ordered)


def store_scan(archive: Archive) -> None:
    """Put in a version that waits for its text."""
    version = replace(store_version(archive, make_version("scan", "und"), [], title="A scan"), page_count=1)
    archive.passages.replace_version(version, [replace(page(1, ""), state=PageState.NEEDS_OCR)], [])


def passage_of(archive: Archive, words: str) -> Passage:
    """Find the passage that has these words, in any version."""
    for version in archive.catalogue.versions():
        for each in archive.passages.of_version(version.id):
            if words in each.text:
                return each
    raise AssertionError(words)


def current(archive: Archive, document_id: str, language: str) -> Version:
    """Give the newest edition, which must be there."""
    version = archive.catalogue.find_current(document_id, language)
    assert version is not None
    return version


def _page(number: int, paragraphs: Sequence[str], *, label: str) -> Page:
    return page(number, "\n\n".join(paragraphs), label=label)


def _whole(version: Version, on: Page, text: str, kind: Kind, section: Sequence[str]) -> Passage:
    start = on.text.index(text)
    parts = (Part(on.number, start, start + len(text), 0),)
    return passage(text, of=version, kind=kind, section=section, parts=parts)


def _crossing_parts(pages: Sequence[Page], above: str, below: str, cut: int) -> tuple[Part, Part]:
    start = pages[0].text.index(above)
    return Part(1, start, start + len(above), 0), Part(3, 0, len(below), cut + 1)
