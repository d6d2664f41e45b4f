"""`pasaje changes` tells what changed between two editions."""

from __future__ import annotations

from archive import Archive
from tests.conftest import Runner
from tests.factories import make_version, store_version

ROADS = "The roads of the region were mended by the people who live beside them."
MENDED = "The roads of the region were mended by the men who live beside them."
FAIRS = "Fairs are held on both shores of the lake, and nobody has counted them."
LOANS = "A loan was promised by the bank in spring\x07 and withdrawn in autumn."


def fill(archive: Archive) -> None:
    """Put a book in two editions in, and a letter in one."""
    store_version(archive, make_version("book", "en", 1), [[ROADS], [FAIRS]], labels=["i", "1"])
    store_version(archive, make_version("book", "en", 2), [[MENDED], [LOANS], [FAIRS]], labels=["i", "ii", "1"])
    store_version(archive, make_version("book", "es", 1), [["Un libro."]])
    store_version(archive, make_version("letter", "en"), [["One letter."]])
    store_version(archive, make_version("letter", "es"), [["Una carta."]])


def test_each_change_is_told_with_its_places(archive: Archive, runner: Runner) -> None:
    fill(archive)
    told = runner("changes", "book")
    assert told.err.splitlines() == [
        "From edition 1 to edition 2: 1 passage changed, 1 passage added, 1 passage kept.",
        "What stood on p. 1 now stands 1 page later.",
    ]
    lines = told.out.splitlines()
    assert lines[0] == "Changed: p. i (PDF 1) → p. i (PDF 1)"
    assert lines[1] == "   The roads of the region were mended by the [-people-] {+men+} who live beside them."
    assert lines[2].startswith("   http://127.0.0.1:8000/documents/book/en/pages/1?edition=1#p-")
    assert lines[3].startswith("   http://127.0.0.1:8000/p/")
    assert lines[4] == "Added: p. ii (PDF 2)"
    assert "\x07" not in told.out


def test_json_is_a_line_a_change(archive: Archive, runner: Runner) -> None:
    fill(archive)
    told = runner("changes", "book", "--json").objects
    assert [each["kind"] for each in told] == ["changed", "added"]
    kept = runner("changes", "book", "--kind", "kept", "--json").objects
    assert [each["after"]["text"] for each in kept] == [FAIRS]


def test_editions_can_be_named(archive: Archive, runner: Runner) -> None:
    fill(archive)
    turned = runner("changes", "book", "--language", "en", "--from", "2", "--to", "1", "--json")
    assert [each["kind"] for each in turned.objects] == ["changed", "removed"]
    same = runner("changes", "book", "--from", "2", "--to", "2")
    assert (same.out, same.err) == ("", "Edition 2 has the same words as edition 2.\n")


def test_what_cannot_be_compared_is_wrong_use(archive: Archive, runner: Runner) -> None:
    fill(archive)
    assert runner("changes", "none").code == 2
    assert "no edition 7" in runner("changes", "book", "--from", "7").err
    alone = runner("changes", "letter", "--language", "es")
    assert (alone.code, "there is none to compare" in alone.err) == (2, True)
    several = runner("changes", "letter")
    assert (several.code, "one of en, es" in several.err) == (2, True)
