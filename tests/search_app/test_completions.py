"""How what somebody types may go on."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from archive import Archive, Kind
from index.crosslingual import Lexicon, LexiconEntry, Translation
from index.crosslingual.lexicon import line_of
from search_app import completions as completions_module
from search_app import parts as parts_module
from search_app.completions import Completions, Making, Phrase, phrases
from search_app.parts import Parts
from search_app.settings import Settings
from tests.factories import make_version, store_version

TYPED = Completions(
    Phrase(text, weight)
    for text, weight in (
        ("regional innovation", 3),
        ("Innovación regional", 9),
        ("innovation", 5),
        ("cross-border cooperation", 2),
        ("the innkeeper", 1),
    )
)


def test_what_begins_as_was_typed_comes_first_the_most_frequent_before() -> None:
    assert TYPED.find("inno") == ["Innovación regional", "innovation", "regional innovation"]


def test_accents_capitals_and_signs_make_no_difference() -> None:
    assert TYPED.find("INNOVACION reg") == ["Innovación regional"]
    assert TYPED.find("cross border coo") == ["cross-border cooperation"]


def test_a_later_word_counts_where_it_says_something() -> None:
    assert TYPED.find("coop") == ["cross-border cooperation"]
    assert TYPED.find("innk") == ["the innkeeper"]


def test_a_word_that_is_finished_is_finished() -> None:
    assert TYPED.find("innovation ") == []
    assert TYPED.find("regional ") == ["regional innovation"]


@pytest.mark.parametrize("typed", ["", " ", "?!", "zq", "\x00\ud800", "9" * 500])
def test_nothing_follows_on_nothing(typed: str) -> None:
    assert TYPED.find(typed) == []


def test_what_is_typed_whole_is_not_offered() -> None:
    assert "innovation" not in TYPED.find("innovation")


def test_many_alike_are_looked_through_in_no_time() -> None:
    many = Completions(Phrase(f"aa{number} bbbb", number) for number in range(30_000))
    started = time.thread_time()
    assert len(many.find("a")) == 8
    assert time.thread_time() - started < 0.25


def entry(text: str, seen: int) -> bytes:
    other = Translation("otra", "es", ("otr",), 0.9, seen, is_written_down=False)
    return line_of(LexiconEntry(text, "en", (text,), seen, (other,)))


def test_titles_headings_and_frequent_words_are_offered_without_what_a_query_would_take_for_signs(
    archive: Archive,
) -> None:
    texts = ["1.2 Roads (and rails) ........ 12", "Harbours", "Harbours", "A sentence. " * 20]
    stored = store_version(archive, make_version("study"), [texts], title="Study of “the lakes”: a survey")
    held = [replace(each, kind=Kind.HEADING) for each in archive.passages.of_version(stored.id)]
    archive.passages.replace_version(stored, archive.passages.pages(stored.id), held)
    lexicon = Lexicon(entry("harbour", 5) + entry("quay", 1) + entry("the", 9))
    assert {phrase.text for phrase in phrases(archive, lexicon)} == {
        "Study of the lakes a survey", "Roads and rails", "Harbours", "harbour",
    }  # fmt: skip


def test_they_are_made_again_when_something_came_in_but_not_with_every_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(tmp_path) as archive:
        store_version(archive, make_version("study"), title="Harbours")
        held = Parts(Settings(data=tmp_path))
        first = held.completions
        assert first.find("harb") == ["Harbours"]
        store_version(archive, make_version("guide"), title="Harbour guide")
        assert held.completions is first
        monkeypatch.setattr(completions_module, "_SECONDS", 0.0)
        assert set(held.completions.find("harb")) == {"Harbours", "Harbour guide"}
        held.close()


def test_whoever_asks_while_they_are_made_again_is_given_those_that_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(completions_module, "_SECONDS", 0.0)
    made = Making()
    old = made.find(1, lambda: TYPED)
    begun, may_end = threading.Event(), threading.Event()

    def make() -> Completions:
        begun.set()
        assert may_end.wait(10)
        return Completions([Phrase("new", 1)])

    with ThreadPoolExecutor() as threads:
        again = threads.submit(made.find, 2, make)
        assert begun.wait(10)
        assert made.find(2, make) is old
        may_end.set()
        assert again.result(10).find("n") == ["new"]
    assert made.find(2, make).find("n") == ["new"]


def test_nobody_who_reads_waits_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def gather(_archive: Archive, _lexicon: Lexicon) -> list[Phrase]:
        begun.set()
        assert may_end.wait(10)
        return []

    monkeypatch.setattr(parts_module, "phrases", gather)
    held = Parts(Settings(data=tmp_path))
    with ThreadPoolExecutor() as threads:
        completions = threads.submit(lambda: held.completions)
        assert begun.wait(10)
        assert threads.submit(lambda: held.archive).result(5) is not None
        assert not completions.done()
        may_end.set()
        assert completions.result(10).find("n") == []
    held.close()
