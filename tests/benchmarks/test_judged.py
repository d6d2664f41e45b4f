"""Verdicts of people who read both sides are found again by what the passages say."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.bitext import Side
from benchmarks.altered.pair import Pair
from benchmarks.judged import verdicts
from benchmarks.judged.verdicts import Judge, Verdict
from ingest.disagreement import Disagreement, DisagreementKind, Missing, Span
from tests.factories import passage

DISAGREEMENTS = Path(verdicts.__file__).parent / "disagreements.tsv"


def test_every_line_is_a_verdict_with_its_cause() -> None:
    """And nothing is judged twice."""
    rows = [line.split("\t") for line in DISAGREEMENTS.read_text(encoding="utf-8").splitlines()]
    assert {len(row) for row in rows} == {8}
    kinds = {*(kind.value for kind in DisagreementKind), "missing"}
    assert all(row[3] in kinds and Verdict(row[6]) is not Verdict.UNKNOWN and row[7] for row in rows)
    assert len({tuple(row[:6]) for row in rows}) == len(rows)


def test_a_verdict_is_of_these_words_and_these_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english, spanish = passage("It fell by 5 %."), passage("Bajó un 6 %.")
    other = passage("Bajó un 7 %.")
    pair = Pair("report", (english,), (spanish, other))
    keys = [verdicts.keys_of([each.text])[0] for each in (english, spanish)]
    file = tmp_path / "disagreements.tsv"
    file.write_text("\t".join(["report", *keys, "percentage", "5 %", "6 %", "true", "two shares"]) + "\n")
    monkeypatch.setattr(verdicts, "_FILE", file)
    verdicts._held.cache_clear()
    judge = Judge(pair)
    told = Disagreement(DisagreementKind.PERCENTAGE, Span(11, 14), Span(8, 11), "5 %", "6 %")
    assert judge.of([english], [spanish], told) is Verdict.TRUE
    assert judge.of([english], [other], told) is Verdict.UNKNOWN
    assert judge.of_missing(Missing(Side.FROM, english.id)) is Verdict.UNKNOWN
    verdicts._held.cache_clear()
