"""`pasaje disagreements` tells where two language versions disagree."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from archive import Alignment, Archive, Bitext, Verdict
from ingest.aligning import MADE
from tests.conftest import Runner
from tests.factories import make_version, store_version
from tests.pairs import refuse, store_pair
from tests.search_app.disputed import store_disputed


def test_each_is_a_sentence_with_the_ways_to_both_sides(archive: Archive, runner: Runner) -> None:
    pair = store_disputed(archive)
    told = runner("disagreements", "report")
    assert told.out.splitlines()[:5] == [
        "The English says “54.4 %”, the Spanish “52,4 %” · p. i (PDF 1) ↔ p. 1",
        "   Emissions fell by 54.4 % in all districts of the country since then.",
        f"   http://127.0.0.1:8000/p/{pair.ours[0]}?quote=18-24",
        "   Las emisiones bajaron un 52,4 % en todos los distritos del país desde entonces.",
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


def test_a_table_is_written_where_it_is_asked_for(archive: Archive, runner: Runner, tmp_path: Path) -> None:
    store_disputed(archive)
    table = tmp_path / "report.csv"
    assert runner("disagreements", "report", "--format", "csv", "--output", str(table)).out == ""
    assert table.read_text(encoding="utf-8") == runner("disagreements", "report", "--format", "csv").out
    assert runner("disagreements", "report", "--output", str(table)).code == 2


def test_of_a_long_passage_the_words_around_the_place_are_shown(archive: Archive, runner: Runner) -> None:
    english, spanish = "They met at the harbour. " * 9, "Se reunieron en el puerto. " * 9
    one = store_version(archive, make_version("guide"), [[f"{english}It cost 4,500 soles."]])
    other = store_version(archive, make_version("guide", "es"), [[f"{spanish}Costó 4.600 soles."]])
    ids = [tuple(each.id for each in archive.passages.of_version(version.id)) for version in (one, other)]
    bitext = Bitext(one.id, other.id, "en", "es", Verdict.ALIGNED, 0.9, MADE)
    archive.bitexts.put(bitext, [Alignment(ids[0], ids[1], 0.95)])
    lines = runner("disagreements", "guide").out.splitlines()
    assert lines[1].startswith("   … ")
    assert lines[1].endswith("It cost 4,500 soles.")
    assert len(lines[1]) < 100


def test_where_nothing_stands_side_by_side_it_says_why(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version("letter"), [["One letter."]])
    refuse(archive, store_pair(archive))
    for document in ("letter", "guide", "none"):
        told = runner("disagreements", document)
        assert (told.code, told.out) == (2, "")
    assert "do not say the same (score 0.12 of 1)" in runner("disagreements", "guide").err
