"""Where aligned versions disagree is found once, kept, and found again by other rules."""

from __future__ import annotations

import pytest

from archive import Archive
from ingest import comparing
from ingest.comparing import compare_missing
from ingest.disagreement import RULES
from tests.search_app.disputed import store_disputed


def test_what_is_aligned_is_compared_once(archive: Archive) -> None:
    store_disputed(archive)
    assert compare_missing(archive) == 1
    (bitext,) = archive.bitexts.all()
    kept = archive.disagreements.find(bitext, RULES)
    assert kept is not None
    assert [each.kind for each in kept.found] == ["percentage", "number", "missing", "list_length"]
    assert (kept.compared, kept.pairs) == (4, 5)
    assert compare_missing(archive) == 0


def test_other_rules_compare_it_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    store_disputed(archive)
    compare_missing(archive)
    monkeypatch.setattr(comparing, "RULES", RULES + 1)
    assert compare_missing(archive) == 1


def test_a_pair_that_cannot_be_compared_does_not_cost_the_others(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not tried again until it is aligned again."""
    broken = store_disputed(archive, "broken").english
    store_disputed(archive, "sound")
    plainly = comparing.compare

    def compare(*asked: object) -> object:
        if asked[1].from_version == broken.id:  # type: ignore[attr-defined]
            raise ZeroDivisionError
        return plainly(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(comparing, "compare", compare)
    assert compare_missing(archive) == 2
    kept = [archive.disagreements.find(each, RULES) for each in archive.bitexts.all()]
    assert [each and each.is_whole for each in kept] == [False, True]
    assert compare_missing(archive) == 0


def test_of_one_document_only_its_own_versions_are_compared(archive: Archive) -> None:
    store_disputed(archive, "first")
    store_disputed(archive, "second")
    assert compare_missing(archive, "second") == 1
    assert [each.from_version for each in comparing.missing(archive)] == [
        each.from_version for each in archive.bitexts.of_document("first")
    ]


def test_a_pair_that_ends_who_compares_it_is_known_and_given_up(archive: Archive) -> None:
    """What is begun is told before, so that whoever starts another knows what ended the last."""
    store_disputed(archive)
    (bitext,) = archive.bitexts.all()
    pair = (bitext.from_version, bitext.to_version)
    comparing.give_up(archive, pair)
    kept = archive.disagreements.find(bitext, RULES)
    assert kept is not None
    assert not kept.is_whole
    archive.bitexts.put(bitext, archive.bitexts.alignments(bitext))
    begun: list[tuple[str, str]] = []
    assert comparing.compare_next(archive, begun.append)
    assert begun == [pair]
    assert not comparing.compare_next(archive, begun.append)
