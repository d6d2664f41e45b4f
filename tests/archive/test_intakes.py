"""What failed or waits is kept with its reason until it is in."""

from __future__ import annotations

from dataclasses import replace

from archive import Archive, Intake, Reason, SourceStatus

LOCKED = Intake(
    source="/papers/locked.pdf",
    sha256="ab" * 32,
    status=SourceStatus.FAILED,
    reason=Reason("encrypted", "It needs a password."),
    seen_at="2026-11-23T12:00:00+00:00",
)
AWAY = Intake(
    source="/papers/away.pdf",
    sha256=None,
    status=SourceStatus.WAITING,
    reason=Reason("unreachable", "It could not be read."),
    seen_at="2026-11-23T12:00:01+00:00",
)


def test_what_failed_is_kept_by_source(archive: Archive) -> None:
    archive.intakes.put(LOCKED)
    archive.intakes.put(AWAY)
    assert archive.intakes.all() == [AWAY, LOCKED]


def test_only_the_last_that_became_of_a_source_is_kept(archive: Archive) -> None:
    archive.intakes.put(LOCKED)
    later = Intake(LOCKED.source, None, SourceStatus.FAILED, Reason("damaged", "It is cut short."), "2026-11-24")
    archive.intakes.put(later)
    assert archive.intakes.all() == [later]


def test_a_source_that_is_in_is_struck_off(archive: Archive) -> None:
    archive.intakes.put(LOCKED)
    archive.intakes.put(AWAY)
    archive.intakes.drop(AWAY.source)
    assert archive.intakes.all() == [LOCKED]


def test_the_same_bytes_under_another_name_strike_it_off_too(archive: Archive) -> None:
    archive.intakes.put(LOCKED)
    archive.intakes.put(AWAY)
    archive.intakes.drop("/papers/copy-of-locked.pdf", LOCKED.sha256)
    assert archive.intakes.all() == [AWAY]


def test_every_source_that_had_the_same_bytes_is_struck_off(archive: Archive) -> None:
    archive.intakes.put(LOCKED)
    archive.intakes.put(replace(LOCKED, source="/elsewhere.pdf"))
    archive.intakes.put(AWAY)
    archive.intakes.drop_original("ab" * 32)
    assert archive.intakes.all() == [AWAY]
