"""What a child finds ahead of its turn is kept as if it had been found then, or not at all."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from multiprocessing.process import BaseProcess

import pytest

from archive import Archive, Correction, Verdict
from archive.bitext import Pair
from ingest import aligning, comparing
from ingest.ahead import Ahead, WorkedOut
from ingest.aligning import Found, align_missing
from ingest.comparing import compare_missing
from ingest.errors import OriginalUnreadable
from tests.factories import make_version, store_version
from tests.ingest.alignment.test_aligning import PAIRS
from tests.ingest.test_aligning import in_spanish

ENGLISH, SPANISH = [en for en, _, _ in PAIRS], [es for _, es, _ in PAIRS]


@pytest.fixture
def pair(archive: Archive) -> Pair:
    english = store_version(
        archive, make_version(), [ENGLISH[:6], [*ENGLISH[6:], "It cost 5,000 dollars in 2013."]]
    )
    spanish = store_version(archive, make_version(language="es"), [[*SPANISH, "Costó 7.000 dólares en 2013."]])
    return english.id, in_spanish(archive, spanish).id


@pytest.fixture
def ahead(archive: Archive, pair: Pair) -> Iterator[Ahead]:
    """Give one who has begun with a pair."""
    with closing(Ahead(archive)) as begun:
        begun.begin("study")
        future = begun._begun["study"][pair]
        while not (future.running() or future.done()):
            time.sleep(0.01)
        yield begun


def child_of(ahead: Ahead) -> BaseProcess:
    """Give the child, once it has begun."""
    until = time.monotonic() + 30
    while (child := ahead._errands._process) is None and time.monotonic() < until:
        time.sleep(0.01)
    assert child is not None
    return child


def kept(archive: Archive) -> tuple[object, ...]:
    (bitext,) = archive.bitexts.of_document("study")
    found = archive.disagreements.find(bitext, comparing.RULES)
    return bitext.verdict, bitext.score, bitext.means, archive.bitexts.alignments(bitext), found


def test_what_a_child_found_is_what_would_be_found_now(
    archive: Archive, pair: Pair, ahead: Ahead, monkeypatch: pytest.MonkeyPatch
) -> None:
    align_missing(archive)
    compare_missing(archive)
    here = kept(archive)
    aligning._keep(archive, pair, Found(Verdict.FAILED))
    archive.bitexts.put(replace(archive.bitexts.all()[0], made=0), ())
    monkeypatch.setattr(aligning, "_align_or_fail", None)
    monkeypatch.setattr(comparing, "_compared", None)
    assert align_missing(archive, known=ahead.found) == 1
    assert compare_missing(archive, known=ahead.comparison) == 1
    assert kept(archive) == here
    assert here[-1] is not None
    assert here[-1].found  # type: ignore[attr-defined]


def test_what_was_found_of_other_words_is_found_again(archive: Archive, pair: Pair, ahead: Ahead) -> None:
    assert ahead.found(pair) is not None
    version = archive.catalogue.get_version(pair[1])
    changed = [replace(each, text=each.text + " Fin.") for each in archive.passages.of_version(version.id)]
    archive.passages.replace_version(version, archive.passages.pages(version.id), changed)
    assert ahead.found(pair) is None


def test_what_was_found_before_a_person_said_otherwise_is_found_again(
    archive: Archive, pair: Pair, ahead: Ahead
) -> None:
    assert ahead.found(pair) is not None
    ours, theirs = (archive.passages.of_version(each)[0].id for each in pair)
    archive.alignment_corrections.correct(Correction("study", "en", "es", (ours,), (theirs,), "Ana"))
    assert ahead.found(pair) is None


def test_while_the_child_is_at_one_pair_others_are_worked_out_here(archive: Archive, pair: Pair) -> None:
    other = store_version(archive, make_version("letter"), [ENGLISH])
    sister = in_spanish(archive, store_version(archive, make_version("letter", language="es"), [SPANISH]))
    with closing(Ahead(archive)) as ahead:
        running, waiting = Future[WorkedOut](), Future[WorkedOut]()
        running.set_running_or_notify_cancel()
        ahead._begun = {"study": {pair: running}, "letter": {(other.id, sister.id): waiting}}
        threading.Timer(0.5, running.set_exception, [OriginalUnreadable("crashed", "It broke.")]).start()
        assert ahead.found(pair) is None
        assert waiting.cancelled()
        found = ahead.found((other.id, sister.id))
    assert found is not None
    assert found.verdict is Verdict.ALIGNED


def test_nothing_is_known_of_a_pair_that_was_not_begun(archive: Archive, pair: Pair) -> None:
    with closing(Ahead(archive)) as ahead:
        assert ahead.found(pair) is None
        assert ahead.comparison(pair) is None


def test_a_pair_that_is_none_any_more_is_not_begun(archive: Archive, pair: Pair, ahead: Ahead) -> None:
    ahead._errands.close()
    newer = store_version(archive, replace(make_version(), edition=2, original_sha256="2" * 64), [ENGLISH])
    ahead.begin("study")
    assert list(ahead._begun["study"]) == [(newer.id, pair[1])]


def test_where_the_child_is_killed_it_is_done_here_and_told(
    archive: Archive, pair: Pair, ahead: Ahead, caplog: pytest.LogCaptureFixture
) -> None:
    child_of(ahead).kill()
    assert align_missing(archive, known=ahead.found) == 1
    assert archive.bitexts.all()[0].verdict is Verdict.ALIGNED
    assert "without a child. The child that was at it broke." in caplog.text


def test_one_that_is_closed_leaves_no_child(archive: Archive, pair: Pair) -> None:
    with closing(Ahead(archive)) as ahead:
        ahead.begin("study")
        child = child_of(ahead)
    assert not child.is_alive()


def test_one_that_is_closed_waits_for_nobody_who_could_begin_a_child(archive: Archive, pair: Pair) -> None:
    """Nor of a pair that is none any more: nobody asks for what is found of it."""
    with closing(Ahead(archive)) as ahead:
        ahead.begin("study")
        while not ahead._begun["study"][pair].running():
            time.sleep(0.01)
        aligning._keep(archive, pair, Found(Verdict.FAILED))
        ahead.begin("study")
        assert ahead._begun["study"] == {}
    assert not [each for each in threading.enumerate() if each.name.startswith("waits for a child")]
    assert ahead._errands._process is None


def test_what_waits_to_be_taken_has_a_bound_and_what_is_taken_is_held_no_longer(
    archive: Archive, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_version(archive, make_version("letter"), [ENGLISH])
    in_spanish(archive, store_version(archive, make_version("letter", language="es"), [SPANISH]))
    monkeypatch.setattr("ingest.ahead._MOST_PASSAGES", 1)
    with closing(Ahead(archive)) as ahead:
        ahead._errands.close()
        ahead.begin("study")
        ahead.begin("letter")
        assert list(ahead._begun["study"]) == [pair]
        assert ahead._begun["letter"] == {}
        ahead.found(pair)
        assert ahead._begun["study"] == {}
        ahead.begin("letter")
        assert len(ahead._begun["letter"]) == 1


def test_whoever_waits_for_an_answer_goes_before_the_child(ahead: Ahead, pair: Pair) -> None:
    child = child_of(ahead)
    ahead._begun["study"][pair].result()
    assert child.pid is not None
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, child.pid) == min(19, ours + 10)


def test_versions_without_a_sister_begin_no_child(archive: Archive) -> None:
    store_version(archive, make_version(), [ENGLISH])
    with closing(Ahead(archive)) as ahead:
        ahead.begin("study")
        assert ahead._errands._process is None
