"""What versions are compared by is worked out once, and little of it stays."""

from __future__ import annotations

import weakref

import pytest

from ingest import likeness_facts
from ingest.likeness_facts import Facts
from tests.factories import make_version

TEXT = " ".join(map(str, range(1_000, 1_100)))


def test_what_is_told_of_a_text_is_remembered_for_the_next_version() -> None:
    one, other = (Facts(make_version(document_id), TEXT) for document_id in ("one", "other"))
    assert one.shingles is other.shingles


def test_of_a_long_text_nothing_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness_facts, "_LONGEST_REMEMBERED", 500, raising=False)
    facts = Facts(make_version(), f"{TEXT} {TEXT}")
    assert facts.shingles is facts.shingles
    shingles = weakref.ref(facts.shingles)
    del facts
    assert shingles() is None
