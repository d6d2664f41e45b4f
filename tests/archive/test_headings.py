"""What sections are called, over all that is held and current; when documents came in."""

from __future__ import annotations

from dataclasses import replace

from archive import Archive, Kind
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
