"""`pasaje search` prints passages that answer: readable on a terminal, one object for programs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from archive import Archive, Passage
from tests.conftest import Runner
from tests.factories import make_version, store_version

STUDY = [
    ["Regional innovation needs actors.", "Border cooperation needs trust."],
    ["The letter of intent speaks of regional innovation."],
]
SPANISH = [["La innovación regional necesita actores.", "La cooperación transfronteriza."]]


@pytest.fixture
def filled(archive: Archive) -> Archive:
    store_version(
        archive, make_version("study"), STUDY, date="2015", section=["2 Actors", "2.1 Firms"], labels=["iv", "2"]
    )
    store_version(archive, make_version("study", "es"), SPANISH)
    return archive


@pytest.fixture(autouse=True)
def passages(filled: Archive) -> list[Passage]:
    return [each for version in filled.catalogue.versions() for each in filled.passages.of_version(version.id)]


def test_a_hit_says_where_it_stands(runner: Runner, passages: list[Passage]) -> None:
    found = runner("search", "border", "cooperation", "--language", "en", "--no-across")
    assert found.out.splitlines() == [
        "1. Study · p. iv (PDF 1) · en",
        "   2 Actors › 2.1 Firms",
        "   Border cooperation needs trust.",
        f"   http://127.0.0.1:8000/p/{passages[1].id}",
        "",
    ]
    assert found.err == "1 passage in 1 document.\n"


def test_json_is_the_search_object_on_one_line(runner: Runner, passages: list[Passage]) -> None:
    (found,) = runner("search", "--json", "innovación", "regional", "--language", "es").objects
    (hit,) = found["hits"]
    assert (found["query"], found["total"], found["offset"]) == ("innovación regional", 1, 0)
    assert hit["passage"] == passages[3].id
    assert hit["spans"] == [[3, 13], [14, 22]]
    assert hit["boxes"] == [{"page": 1, "rects": [[90.0, 72.0, 150.0, 82.0], [156.0, 72.0, 204.0, 82.0]]}]


def test_marked_words_are_coloured_on_a_terminal_and_plain_elsewhere(runner: Runner) -> None:
    plain = runner("search", "trust")
    coloured = runner("search", "trust", FORCE_COLOR="1", TERM="xterm-256color", COLUMNS="80")
    assert "\x1b" not in plain.out
    assert "Border cooperation needs \x1b[1;30;43mtrust\x1b[0m." in coloured.out


def test_long_passages_are_wrapped_on_a_terminal_only(runner: Runner, filled: Archive) -> None:
    store_version(filled, make_version("long"), [["Zebra " + "and more " * 30]])
    on_terminal = runner("search", "zebra", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm", COLUMNS="60")
    assert max(len(line) for line in on_terminal.out.splitlines() if "http" not in line) <= 70
    assert "Zebra " + "and more " * 29 + "and more" in runner("search", "zebra").out


def test_hits_can_be_taken_in_portions(runner: Runner) -> None:
    all_hits = runner("search", "innovation", "--json").objects[0]["hits"]
    second = runner("search", "innovation", "--offset", "1", "--limit", "1")
    assert second.out.startswith(f"2. {all_hits[1]['document']['title']}")
    assert second.err.endswith("\n3 passages in 1 document; shown are 2 to 2.\n")
    assert runner("search", "innovation", "--offset", "9").err.endswith(
        "\n3 passages in 1 document; none is shown.\n"
    )


def test_hits_can_come_in_reading_order(runner: Runner) -> None:
    (found,) = runner("search", "regional", "--language", "en", "--sort", "place", "--json").objects
    assert [hit["pages"][0]["number"] for hit in found["hits"]] == [1, 2]


def test_hits_can_be_those_of_one_document(runner: Runner, filled: Archive) -> None:
    store_version(filled, make_version("letter"), [["Innovation."]])
    found = runner("search", "innovation", "--document", "letter")
    assert found.err.endswith("\n1 passage in 1 document.\n")


def test_the_terminal_says_how_the_query_was_read(runner: Runner) -> None:
    found = runner("search", '"border cooperation')
    assert found.code == 0
    assert found.out.startswith("1. Study")
    assert found.err.startswith("A quotation mark has no partner and was left out")
    (remark,) = runner("search", "lang:quechua", "--json").objects[0]["remarks"]
    assert (remark["about"], remark["typed"], remark["read"]) == ("unknown_value", "lang:quechua", None)
    assert remark["sentence"] in runner("search", "lang:quechua").err


def test_some_of_the_words_are_better_than_none_and_said(runner: Runner) -> None:
    found = runner("search", "trust zebra")
    assert "Border cooperation needs trust." in found.out
    assert {
        "No passage has “zebra”.",
        "No passage has all the words; these have some of them.",
    } <= set(found.err.splitlines())


def test_a_hit_says_why_it_was_found(runner: Runner, passages: list[Passage]) -> None:
    """In translation; and what it lacks, after a line that says where such hits begin."""
    found = runner("search", "border cooperation")
    whole, lacking = found.out.split("From here on, the passages lack some of the words.")
    assert "Border cooperation needs trust." in whole
    assert "lacks" not in whole
    assert "La cooperación transfronteriza.\n   found in translation · lacks: border\n" in lacking
    assert "1 passage has all the words; the others lack some." in found.err


def test_a_slip_is_told(runner: Runner) -> None:
    found = runner("search", "inovation")
    assert "Did you mean: innovation | innovación" in found.err.splitlines()
    assert runner("search", "inovation", "--json").objects[0]["did_you_mean"] == "innovation"
    assert runner("search", "innovation", "--json").objects[0]["did_you_mean"] is None


def test_what_dropping_a_word_or_the_quotes_gives_is_told(runner: Runner) -> None:
    assert "Without “zebra”: 1 passage." in runner("search", "trust zebra").err.splitlines()
    assert "Without the quotation marks: 1 passage." in runner("search", '"trust border"').err.splitlines()


def test_what_was_also_looked_for_can_be_left_out(runner: Runner) -> None:
    found = runner("search", "innovation", "--without", "innovación")
    assert "Also looked for" not in found.err
    assert found.err == "2 passages in 1 document.\n"


def test_words_in_titles_alone_are_said(runner: Runner) -> None:
    found = runner("search", "study")
    assert found.code == 0
    assert "headings alone" in found.err


def test_too_many_words_are_said(runner: Runner) -> None:
    """However many: what is too long is searched as far as it is read."""
    for words in (150, 10_000):
        found = runner("search", " ".join(f"w{number}" for number in range(words)))
        assert "The search is very long: only its beginning was read, up to 100 words." in found.err


def test_nothing_found_says_what_to_do(runner: Runner) -> None:
    found = runner("search", "zebra")
    assert (found.code, found.out) == (0, "")
    assert found.err.splitlines() == [
        "No passage has “zebra”.",
        "Nothing was found for zebra. Try fewer words, or the other language.",
    ]


def test_a_search_without_a_word_is_said_to_be_one(runner: Runner) -> None:
    assert runner("search", "...") == (0, "", "There was no word to search for.\n")


@pytest.mark.parametrize("arguments", [[], [""], ["a", "--sort", "age"], ["a", "--limit", "x"]])
def test_wrong_use_is_one_sentence_and_the_code_is_2(runner: Runner, arguments: list[str]) -> None:
    refused = runner("search", *arguments)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.count("\n") == 1


def test_a_document_that_is_not_there_is_wrong_use(runner: Runner) -> None:
    refused = runner("search", "trust", "--document", "nothing")
    assert refused == (2, "", "There is no document “nothing” in this archive.\n")


def test_what_was_added_and_not_yet_indexed_is_found(runner: Runner, filled: Archive) -> None:
    runner("search", "trust")
    store_version(filled, make_version("letter"), [["Zebra."]])
    assert runner("search", "zebra").err == "1 passage in 1 document.\n"


def test_while_another_writes_a_search_does_not_wait(
    runner: Runner, filled: Archive, holder: subprocess.Popen[str]
) -> None:
    holder.communicate()
    runner("reindex")
    with filled.writing("adding"):
        store_version(filled, make_version("letter"), [["Zebra."]])
        assert "Nothing was found" in runner("search", "zebra").err


def test_an_index_that_was_deleted_is_made_again_and_said(runner: Runner, filled: Archive) -> None:
    runner("search", "trust")
    for file in (filled.folder / "index").iterdir():
        file.unlink()
    found = runner("search", "trust")
    assert found.code == 0
    assert found.err.startswith("The index ")
    assert "it is made again from the archive ..." in found.err


def test_text_of_documents_cannot_steer_the_terminal(runner: Runner, filled: Archive) -> None:
    """Escape sequences would move the cursor or set the title; direction overrides make words lie."""
    store_version(filled, make_version("trap"), [["Zebra \x1b]0;owned\x07 \u202eevil\u202c \x9b31m \r end."]])
    shown, as_json = runner("search", "zebra"), runner("search", "zebra", "--json")
    for hidden in "\x1b\x07\x9b\r\u202e":
        assert hidden not in shown.out
        assert hidden not in as_json.out
    assert "\x1b]0;owned" in as_json.objects[0]["hits"][0]["text"]


def test_a_reader_who_goes_away_is_no_fault(filled: Archive) -> None:
    """`pasaje search ... | head` ends without a word."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-c", "from search_app.cli import main; main()", "--data", str(filled.folder)]
    with subprocess.Popen(
        [*command, "search", "innovation"], stdout=writing, stderr=subprocess.PIPE, text=True
    ) as process:
        os.close(writing)
        _, told = process.communicate()
    assert process.returncode == 0
    assert told == ""
