"""`pasaje disagreements` tells where two language versions disagree."""

from __future__ import annotations

import csv
import io

from archive import Archive
from tests.conftest import Runner
from tests.factories import make_version, store_version
from tests.pairs import refuse, store_pair
from tests.search_app.disputed import store_disputed


def test_each_is_a_sentence_with_the_ways_to_both_sides(archive: Archive, runner: Runner) -> None:
    pair = store_disputed(archive)
    told = runner("disagreements", "report")
    assert told.out.splitlines()[:3] == [
        "The English says “54.4 %”, the Spanish “52,4 %” · p. i (PDF 1) ↔ p. 1",
        f"   http://127.0.0.1:8000/p/{pair.ours[0]}?quote=18-24",
        f"   http://127.0.0.1:8000/p/{pair.theirs[0]}?quote=25-31",
    ]
    assert "This paragraph is missing in the Spanish version · p. 1 (PDF 2)" in told.out.splitlines()
    assert told.err == (
        "4 of 5 pairs compared: numbers 1, percentages 1, lengths of lists 1, missing paragraphs 1.\n"
    )


def test_json_is_a_line_each(archive: Archive, runner: Runner) -> None:
    store_disputed(archive)
    found = runner("disagreements", "report", "--json").objects
    assert [each["kind"] for each in found] == ["percentage", "number", "missing", "list_length"]
    assert (found[0]["from"]["value"], found[0]["to"]["value"]) == ("54.4 %", "52.4 %")
    (one,) = runner("disagreements", "report", "--json", "--kind", "number").objects
    assert (one["from"]["value"], one["to"]["value"]) == ("495", None)


def test_a_table_is_for_spreadsheets(archive: Archive, runner: Runner) -> None:
    pair = store_disputed(archive)
    told = runner("disagreements", "report", "--format", "csv", "--from", pair.english.id, "--to", pair.spanish.id)
    assert len(list(csv.reader(io.StringIO(told.out.lstrip("\ufeff"))))) == 5
    assert "\x07" not in told.out
    assert runner("disagreements", "report", "--format", "csv", "--json").code == 2
    assert runner("disagreements", "report", "--kind", "poem").code == 2


def test_where_nothing_stands_side_by_side_it_says_why(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version("letter"), [["One letter."]])
    refuse(archive, store_pair(archive))
    for document in ("letter", "guide", "none"):
        told = runner("disagreements", document)
        assert (told.code, told.out) == (2, "")
    assert "do not say the same (score 0.12 of 1)" in runner("disagreements", "guide").err
