"""What sections are called, over all that is held and current; when documents came in."""

from __future__ import annotations

from dataclasses import replace

from archive import Archive, Kind, OutlineEntry
from tests.factories import make_version, store_version


def store_headings(archive: Archive, document: str, *texts: str, edition: int = 1) -> None:
    stored = store_version(archive, make_version(document, edition=edition), [[*texts, "A sentence."]])
    held = archive.passages.of_version(stored.id)
    named = [replace(each, kind=Kind.HEADING) if each.text in texts else each for each in held]
    archive.passages.replace_version(stored, archive.passages.pages(stored.id), named)


def test_headings_are_counted_over_all_documents_the_most_frequent_first(archive: Archive) -> None:
    store_headings(archive, "one", "Roads", "Harbours")
    store_headings(archive, "two", "Harbours", "Ferries")
    assert archive.headings.counted(80, 10) == [("Harbours", 2), ("Ferries", 1), ("Roads", 1)]
    assert archive.headings.counted(80, 1) == [("Harbours", 2)]


def test_long_ones_and_those_of_older_editions_are_left_out(archive: Archive) -> None:
    store_headings(archive, "one", "Roads", "Harbours and all that is brought there")
    store_headings(archive, "one", "Rails", edition=2)
    store_headings(archive, "two", "Harbours and all that is brought there", "Ferries")
    assert archive.headings.counted(10, 10) == [("Ferries", 1), ("Rails", 1)]


def test_when_a_version_came_in_is_known(archive: Archive) -> None:
    told = {}
    for language, day in (("en", "01"), ("es", "02")):
        version = replace(make_version("one", language), added_at=f"2026-01-{day}T00:00:00+00:00")
        told[store_version(archive, version).id] = version.added_at
    assert archive.catalogue.arrivals() == told


def test_some_versions_of_each_language_are_given_those_first_that_tell_more(archive: Archive) -> None:
    outline = (OutlineEntry("Roads", 1, 1),)
    long = "A title that is so long that nobody would search for it, and says little of what the text is about"
    for document, language, title, entries, date in (
        ("plain", "en", long, (), "2015"),
        ("undated", "en", long, outline, None),
        ("dated", "en", long, outline, "2015"),
        ("short", "es", "Caminos", (), None),
    ):
        version = replace(make_version(document, language), title=title, outline=entries)
        store_version(archive, version, [["One."]], date=date)
    store_version(archive, replace(make_version("short", "es", edition=2), title="Caminos"), [["Two."]])

    def told(most: int) -> list[tuple[str, int]]:
        return [(document.id, version.edition) for document, version in archive.headings.telling(most)]

    assert told(1) == [("dated", 1), ("short", 2)]
    assert told(2) == [("dated", 1), ("short", 2), ("undated", 1)]
    assert told(3) == [("dated", 1), ("plain", 1), ("short", 2), ("undated", 1)]
