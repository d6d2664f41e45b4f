"""A language version is suggested only where the two say the same, passage by passage."""

from __future__ import annotations

from archive import Archive, Relation, Suggestion
from ingest.likeness_across import confirmed
from tests.factories import make_version, store_version
from tests.ingest.alignment.test_aligning import PAIRS, UNRELATED


def suggested(archive: Archive, texts: list[str]) -> Suggestion | None:
    english = store_version(archive, make_version("study"), [[en for en, _, _ in PAIRS]])
    spanish = store_version(archive, make_version("estudio", "es"), [texts])
    return confirmed(
        archive, Suggestion(Relation.LANGUAGE_VERSION, spanish.id, english.id, 0.9, {"pages": [1, 1]})
    )


def test_a_version_that_is_gone_by_now_is_not_suggested(archive: Archive) -> None:
    english = store_version(archive, make_version("study"), [[en for en, _, _ in PAIRS]])
    assert confirmed(archive, Suggestion(Relation.LANGUAGE_VERSION, "gone", english.id, 0.9, {})) is None


def test_a_translation_is_suggested_with_how_much_of_it_says_the_same(archive: Archive) -> None:
    found = suggested(archive, [es for _, es, _ in PAIRS])
    assert found
    assert found.evidence["aligned"] > 0.8
    assert found.evidence["meaning"] > 0.6  # vectors are installed where tests run
    assert found.evidence["pages"] == [1, 1]


def test_what_only_shares_numbers_and_names_is_not(archive: Archive) -> None:
    figures = ["2013, 14, 3.200, 450", "2008, 2011, Cusco, Puno"]
    assert suggested(archive, [*UNRELATED, *figures]) is None
