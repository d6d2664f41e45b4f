"""`pasaje align` shows two language versions side by side, and writes them as files."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from archive import Archive, Bitext, Verdict
from ingest.aligning import MADE
from tests.conftest import Runner
from tests.factories import make_version, store_version
from tests.ingest.test_aligning import ENGLISH, SPANISH, in_spanish
from tests.pairs import ALONE, BOATS, HARBOUR, PUERTO, refuse, store_pair


def test_passages_that_say_the_same_stand_together(archive: Archive, runner: Runner) -> None:
    """With their pages, how sure that is, and their ids; what is hidden in them steers no terminal."""
    pair = store_pair(archive)
    told = runner("align", "guide")
    lines = told.out.splitlines()
    assert lines[:3] == [
        f"p. 1 ↔ p. i (PDF 1) · 0.97 · {pair.ours[0]} ↔ {pair.theirs[0]}",
        f"   {HARBOUR}",
        f"   {PUERTO}",
    ]
    assert lines[3].startswith("p. 1 ↔ p. i (PDF 1), 1 (PDF 2) · 0.62 · ")
    assert f"p. 2 only in en · 0.80 · {pair.ours[3]}" in lines
    assert any(" · moved · " in line for line in lines)
    assert "\x07" not in told.out
    assert "\u202e" not in told.out
    assert told.err == "3 pairs side by side, 1 passage only in en, 1 passage only in es (score 0.83 of 1).\n"


def test_what_is_not_aligned_yet_is_aligned_first(archive: Archive, runner: Runner) -> None:
    """Once; as what was aligned in another way than today."""
    store_version(archive, make_version("letter"), [ENGLISH])
    in_spanish(archive, store_version(archive, make_version("letter", "es"), [SPANISH]))
    told = runner("align", "letter")
    assert "Putting the two languages of “Letter” side by side ..." in told.err
    assert "pairs side by side" in told.err
    assert "Putting" not in runner("align", "letter").err


def test_a_wide_terminal_has_two_columns(archive: Archive, runner: Runner) -> None:
    store_pair(archive)
    assert " │ " not in runner("align", "guide").out
    wide = runner("align", "guide", FORCE_COLOR="1", COLUMNS="120", TERM="xterm").out
    assert any(HARBOUR in line and PUERTO in line for line in wide.splitlines())
    narrow = runner("align", "guide", FORCE_COLOR="1", COLUMNS="80", TERM="xterm").out
    assert not any(HARBOUR in line and PUERTO in line for line in narrow.splitlines())


def test_json_is_a_line_an_alignment(archive: Archive, runner: Runner) -> None:
    """As the contract has it, and what else there is to know of each."""
    pair = store_pair(archive)
    _, boats, _, alone, _ = runner("align", "guide", "--json").objects
    assert list(boats)[:4] == ["document", "from", "to", "confidence"]
    assert boats["document"] == "guide"
    assert boats["from"]["passages"] == [pair.ours[1]]
    assert (boats["from"]["version"], boats["from"]["language"]) == (pair.english.id, "en")
    assert (boats["to"]["version"], boats["to"]["passages"]) == (pair.spanish.id, [*pair.theirs[1:3]])
    assert boats["to"]["url"].endswith(f"/p/{pair.theirs[1]}?with={pair.theirs[2]}")
    assert boats["to"]["pages"] == [{"number": 1, "label": "i"}, {"number": 2, "label": "1"}]
    assert (boats["from"]["text"], boats["confidence"]) == (BOATS, 0.62)
    assert (boats["moved"], boats["corrected"]) == (False, False)
    assert (alone["from"]["text"], alone["to"]["passages"], alone["to"]["url"]) == (ALONE, [], None)


def test_files_are_written_where_they_are_wanted(archive: Archive, runner: Runner, tmp_path: Path) -> None:
    store_pair(archive)
    path = tmp_path / "guide.tmx"
    assert runner("align", "guide", "--format", "tmx", "--output", str(path)).out == ""
    assert path.read_text(encoding="utf-8").startswith('<?xml version="1.0" encoding="UTF-8"?>')
    rows = list(csv.reader(io.StringIO(runner("align", "guide", "--format", "csv").out.lstrip("\ufeff"))))
    assert len(rows) == 6
    assert len(json.loads(runner("align", "guide", "--format", "json").out)["alignments"]) == 5


def test_where_nothing_stands_side_by_side_it_says_why(archive: Archive, runner: Runner) -> None:
    """What was refused is told with how unlike the two are."""
    store_version(archive, make_version("letter"), [["One letter."]])
    alone = runner("align", "letter")
    assert (alone.code, alone.out) == (2, "")
    assert "needs an English and a Spanish version" in alone.err
    refuse(archive, store_pair(archive))
    refused = runner("align", "guide", "--json")
    assert (refused.code, refused.out) == (2, "")
    assert "do not say the same (score 0.12 of 1)" in refused.err
    assert runner("align", "none").code == 2


@pytest.mark.parametrize("first", ["en", "es"])
def test_what_is_to_be_parted_is_the_version_that_was_added_later(
    archive: Archive, runner: Runner, first: str
) -> None:
    pair = store_pair(archive)
    for version in (pair.english, pair.spanish):
        told = replace(version, added_at=f"202{int(version.language != first)}-01-01T00:00:00+00:00")
        held = archive.passages.pages(version.id), archive.passages.of_version(version.id)
        archive.passages.replace_version(told, *held)
    refuse(archive, pair)
    later = pair.spanish if first == "en" else pair.english
    assert f"“pasaje relate {later.id} --apart”" in runner("align", "guide").err


def test_one_of_several_pairs_can_be_named(archive: Archive, runner: Runner) -> None:
    """The older one is only shown when it is."""
    pair = store_pair(archive)
    later = store_version(archive, make_version("guide", "es", 2), [["El puerto abre temprano."]])
    assert runner("align", "guide").code == 2
    archive.bitexts.put(Bitext(pair.english.id, later.id, "en", "es", Verdict.ALIGNED, 0.5, MADE), [])
    assert runner("align", "guide", "--json").objects == []
    assert len(runner("align", "guide", "--to", pair.spanish.id, "--json").objects) == 5


def test_while_somebody_writes_what_was_read_again_since_is_told(
    archive: Archive, runner: Runner, holder: subprocess.Popen[str]
) -> None:
    pair = store_pair(archive)
    held = archive.passages.of_version(pair.spanish.id)
    archive.passages.replace_version(pair.spanish, archive.passages.pages(pair.spanish.id), held[2:])
    told = runner("align", "guide", "--json")
    assert "as it was aligned before" in told.err
    assert told.objects[0]["to"]["passages"] == []


def test_two_ways_to_print_at_once_are_wrong_use(archive: Archive, runner: Runner) -> None:
    store_pair(archive)
    assert runner("align", "guide", "--json", "--format", "csv").code == 2
    assert runner("align", "guide", "--output", "x.csv").code == 2


def test_show_tells_what_says_the_same(archive: Archive, runner: Runner) -> None:
    pair = store_pair(archive)
    told = runner("show", pair.ours[1]).out.splitlines()
    assert told[-2:] == [
        "in es (confidence 0.62): Las lanchas salen de dos en dos. Se esperan unas a otras.",
        f"http://127.0.0.1:8000/p/{pair.theirs[1]}?with={pair.theirs[2]}",
    ]
    assert "Nothing in es says this (confidence 0.80)." in runner("show", pair.ours[3]).out
    (shown,) = runner("show", pair.ours[1], "--json").objects
    assert [each["passage"] for each in shown["counterparts"]] == [*pair.theirs[1:3]]


def test_a_search_gives_it_to_programs(archive: Archive, runner: Runner) -> None:
    pair = store_pair(archive)
    (found,) = runner("search", "boats", "--json").objects
    assert found["hits"][0]["counterpart"]["passages"] == [*pair.theirs[1:3]]
