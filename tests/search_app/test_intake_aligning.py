"""Language versions are put side by side by the process that reads, not by the one that watches over it."""

from __future__ import annotations

import os
import signal
import subprocess
import time

import pytest

from archive import Archive, Verdict
from ingest import aligning
from search_app import intake_watch, learned, wiring
from search_app.bell import Bell
from search_app.intake_watch import IntakeWatch
from search_app.intake_worker import run
from search_app.pair_in_hand import PairInHand
from search_app.settings import Settings
from tests.factories import make_version, store_version
from tests.ingest.test_aligning import ENGLISH, SPANISH, alike, in_spanish


@pytest.fixture(autouse=True)
def pair(archive: Archive) -> tuple[str, str]:
    """Give two versions that are not side by side yet."""
    english = store_version(archive, make_version(), [ENGLISH])
    spanish = in_spanish(archive, store_version(archive, make_version(language="es"), [SPANISH]))
    return english.id, spanish.id


@pytest.fixture
def settings(archive: Archive) -> Settings:
    return Settings(data=archive.folder, workers=1)


@pytest.fixture
def watch(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> IntakeWatch:
    monkeypatch.setattr(intake_watch, "_PAUSE_SECONDS", 0.0)
    return IntakeWatch(settings, Bell())


def until_done(watch: IntakeWatch) -> None:
    """Look after the reader until there is nothing for it to do."""
    deadline = time.monotonic() + 60
    watch.look(lambda: None)
    while watch.process is not None and time.monotonic() < deadline:
        watch.process.join(60)
        watch.look(lambda: None)
    assert watch.process is None


def verdicts(archive: Archive) -> list[Verdict]:
    return [each.verdict for each in archive.bitexts.all()]


def test_who_mends_the_index_aligns_nothing(archive: Archive, settings: Settings) -> None:
    """He has the processes that answer to watch over."""
    wiring.mend_index(settings, tell=print)
    assert not archive.changes.pending()
    assert verdicts(archive) == []


def test_the_reader_is_started_for_versions_alone_and_learns_their_words(
    archive: Archive, settings: Settings, watch: IntakeWatch
) -> None:
    until_done(watch)
    assert verdicts(archive) == [Verdict.ALIGNED]
    assert not learned.is_lexicon_due(archive)
    assert not wiring.has_work(settings)


@pytest.mark.parametrize("reason", ["vectors", "recipe"])
def test_the_reader_is_started_once_for_what_is_aligned_better_today(
    archive: Archive, settings: Settings, watch: IntakeWatch, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    """As after vectors were installed or the program was renewed, and the server was started again."""
    monkeypatch.setattr(aligning, "find_embedder", lambda: None)
    until_done(watch)
    assert not wiring.has_work(settings)
    if reason == "vectors":
        monkeypatch.setattr(aligning, "find_embedder", lambda: alike)
    else:
        monkeypatch.setattr(aligning, "MADE", aligning.MADE + 1)
    assert wiring.has_work(settings)
    until_done(watch)
    (bitext,) = archive.bitexts.all()
    means = "words and meanings" if reason == "vectors" else "words"
    assert (bitext.verdict, bitext.made, bitext.means) == (Verdict.ALIGNED, aligning.MADE, means)
    assert not wiring.has_work(settings)


def test_a_pair_that_ends_the_reader_three_times_is_kept_as_failed(
    archive: Archive, watch: IntakeWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the others are aligned."""
    store_version(archive, make_version("letter"), [ENGLISH])
    in_spanish(archive, store_version(archive, make_version("letter", "es"), [SPANISH]))
    hostile, align = archive.bitexts.missing(aligning.MADE)[0], aligning.align_pair

    def end(archive: Archive, *pair: str) -> Verdict:
        if pair == hostile:
            os.kill(os.getpid(), signal.SIGKILL)
        return align(archive, *pair)

    monkeypatch.setattr(aligning, "align_pair", end)
    until_done(watch)
    assert verdicts(archive) == [Verdict.FAILED, Verdict.ALIGNED]


def test_no_file_is_blamed_where_aligning_ended_the_reader(
    archive: Archive, pair: tuple[str, str], watch: IntakeWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aligning, "align_pair", lambda *_given: os.kill(os.getpid(), signal.SIGKILL))
    watch.look(lambda: None)
    assert watch.process
    watch.process.join(60)
    archive.queue.put_upload("batch", "a.pdf", "ab" * 32)
    monkeypatch.setattr(IntakeWatch, "_start", lambda _self, _forget: None)
    watch.look(lambda: None)
    assert dict(watch._deaths) == {pair: 1}


def test_the_archive_is_let_go_of_between_two_pairs(
    archive: Archive, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_spanish(archive, store_version(archive, make_version("letter", "es"), [SPANISH]))
    store_version(archive, make_version("letter"), [ENGLISH])
    held: list[str] = []
    hold = Archive.writing

    def note(self: Archive, errand: str, **given: float) -> object:
        held.append(errand)
        return hold(self, errand, **given)

    monkeypatch.setattr(Archive, "writing", note)
    monkeypatch.setattr(os, "nice", lambda _by: 0)
    run(settings, os.getppid(), (), PairInHand(), is_careful=False)
    assert verdicts(archive) == [Verdict.ALIGNED] * 2
    assert len(held) == 5  # a comparison of each, and one for the lexicon


def test_nothing_is_aligned_while_somebody_writes(
    archive: Archive, settings: Settings, holder: subprocess.Popen[str]
) -> None:
    assert not wiring.has_work(settings)
    holder.communicate()
    assert wiring.has_work(settings)
