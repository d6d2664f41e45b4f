"""`pasaje concordance` shows every place in its context, aligned on what was found."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from archive import Archive
from tests.conftest import Runner
from tests.factories import make_version, store_version

TEXTS = ["The old harbour is closed.", "They met at the harbour\nand left.", "=1+1 The new harbour.\x1b[2J"]


def test_words_stand_below_each_other(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version("guide"), [TEXTS[:2], TEXTS[2:]], title="A guide to harbours")
    told = runner("concordance", "harbour")
    rows = told.out.splitlines()
    assert {row.index("harbour", 26) for row in rows} == {rows[0].index("harbour", 26)}
    assert rows[0].startswith("A guide to harbours  p. 1 ")
    assert rows[1].endswith("They met at the harbour and left.")
    assert "\x1b" not in told.out
    assert told.err == "Also looked for: puerto.\n3 places in 3 passages.\n"


def test_they_are_sorted_and_cut_as_asked(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version("guide"), [TEXTS])
    told = runner("concordance", "harbour", "--sort", "before", "--limit", "2")
    assert [row.split("  ")[-1].strip() for row in told.out.splitlines()] == [
        "=1+1 The new harbour.\ufffd[2J",
        "The old harbour is closed.",
    ]
    assert told.err.endswith("3 places in 3 passages; shown are the first 2.\n")


def test_programs_get_an_object_a_line(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version("guide"), [TEXTS])
    first, *_ = runner("concordance", "harbour", "--json").objects
    assert (first["before"], first["word"], first["after"]) == ("The old ", "harbour", " is closed.")
    assert first["page"] == {"number": 1, "label": "1"}


def test_spreadsheets_get_a_table_without_formulas(archive: Archive, runner: Runner, tmp_path: Path) -> None:
    store_version(archive, make_version("guide"), [TEXTS])
    table = tmp_path / "lines.csv"
    assert runner("concordance", "harbour", "--csv", "--output", str(table)).out == ""
    said = table.read_text(encoding="utf-8")
    assert said == runner("concordance", "harbour", "--csv").out
    assert list(csv.DictReader(io.StringIO(said.lstrip("\ufeff"))))[2]["before"] == "'=1+1 The new"


def test_what_cannot_be_done_is_said(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version("guide"), [TEXTS])
    assert runner("concordance", "harbour", "--csv", "--json").code == 2
    assert runner("concordance", "harbour", "--output", "x").code == 2
    assert runner("concordance", " ").code == 2
    assert runner("concordance", "zqxzqx").err.startswith("Nothing was found for zqxzqx.")
    assert runner("concordance", "harbour", "--document", "none").code == 2


def test_it_is_said_how_the_query_was_read(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version("guide"), [TEXTS])
    told = runner("concordance", '"harbour').err.splitlines()
    assert told[0] == (
        "A quotation mark has no partner and was left out: the words behind it were searched one by one."
    )
    assert told[-1] == "3 places in 3 passages."
    assert "Also looked for" not in runner("concordance", "harbour", "--no-across").err
    assert runner("concordance", "(").err.endswith("There was no word to search for.\n")


def test_where_no_word_is_wanted_there_is_none_to_show(archive: Archive, runner: Runner) -> None:
    store_version(archive, make_version("guide"), [TEXTS])
    told = runner("concordance", "NOT elections")
    assert (told.out, told.err.splitlines()[-1]) == (
        "",
        "3 passages answer; in the text there is no word to show.",
    )
