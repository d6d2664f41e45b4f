"""What is measured of answers: the same from any engine, on any segments, and told in tables and a drawing."""

from __future__ import annotations

import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from benchmarks.timed import reported
from benchmarks.timed.answering import Answered
from benchmarks.timed.answering import measure as asked_now
from benchmarks.timed.archives import archive_of
from benchmarks.timed.archives import measure as asked_of_archive
from benchmarks.timed.asked import COMMON, WILDCARD, Asked
from benchmarks.timed.engines import engine_of
from benchmarks.timed.equality import compare, difference
from benchmarks.timed.growing import keep
from benchmarks.timed.growth_plot import drawn
from benchmarks.timed.measured import Took
from index import Match, Results
from tests.benchmarks.test_timed import grown, passages_of

WORD = Asked(COMMON, "en", ("certificates",))
SHAPE = Asked(WILDCARD, "en", (), "cert*es")
ANSWERS = Results(1, (Match("p1", "v1", 2.5, "d1"),), {}, 1)


def answered(asked, engine, first, warm):
    return Answered(asked, engine, 3, Took(first, first), Took(warm, warm))


def test_every_query_is_asked_of_every_engine_that_can(tmp_path):
    for name in ("Pasaje", "FTS5"):
        engine_of(name, tmp_path).fill(grown(20)[0])
    rows = asked_now(["Pasaje", "FTS5"], [WORD, SHAPE], tmp_path)
    assert [(number, engine) for number, engine, *_ in rows] == [(0, "Pasaje"), (0, "FTS5"), (1, "Pasaje")]
    assert all(min(*first, *warm) >= 0 for *_, first, warm in rows)


def test_a_whole_query_fetches_passages_and_marks_them(tmp_path):
    """The archive that is filled for it holds the same texts as the index."""
    keep(grown(20)[0], tmp_path / "texts")
    data = archive_of(tmp_path / "texts", tmp_path)
    rows = asked_of_archive([WORD, replace(WORD, words=("nowhere",))], data)
    assert [marks > 0 for *_, marks in rows] == [True, False]
    assert all(len(parts) == 3 and min(each.cpu for each in parts) >= 0 for _, _, _, parts, _ in rows)
    json.dumps(rows)


def test_the_engine_answers_as_plain_arithmetic_does_on_any_segments(tmp_path):
    compared = compare(passages_of(grown(80)[0]), 40, tmp_path)
    assert compared.differences == ()
    assert compared.answered > 10
    assert compared.deleted == pytest.approx(0.15 * compared.passages, abs=5)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (ANSWERS, ""),
        (replace(ANSWERS, matches=(Match("p1", "v1", 2.5 + 1e-11, "d1"),)), ""),
        (replace(ANSWERS, total=2), "total 2"),
        (replace(ANSWERS, whole=0), "with all words"),
        (replace(ANSWERS, facets={"kind": ()}), "facets"),
        (replace(ANSWERS, matches=(Match("p2", "v1", 2.5, "d1"),)), "the best"),
        (replace(ANSWERS, matches=(Match("p1", "v1", 2.5001, "d1"),)), "scores, by 0.0001"),
    ],
)
def test_an_answer_that_differs_is_told(found, said):
    assert (said in difference(found, ANSWERS)) if said else not difference(found, ANSWERS)


def test_ratios_are_of_what_both_engines_can_do():
    """Pasaje's slow wildcard does not make FTS5 look quick that has none."""
    times = [
        answered(WORD, "Pasaje", 0.002, 0.001),
        answered(WORD, "FTS5", 0.004, 0.003),
        answered(SHAPE, "Pasaje", 9.0, 9.0),
    ]
    table = reported.ratios(times, ["Pasaje", "FTS5"], 10)
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows[COMMON] == rows["all"] == ("2", "3")
    assert rows[WILDCARD] == (reported.NOTHING, reported.NOTHING)


def test_a_class_that_an_engine_cannot_do_is_a_dash():
    tables = reported.by_class([answered(SHAPE, "Pasaje", 0.002, 0.02)], ["Pasaje", "FTS5"], 10)
    assert [{row[0]: row[1:] for row in each.rows}[WILDCARD] for each in tables] == [
        ("2.000", "2.000", "-", "-"),
        ("20.0", "20.0", "-", "-"),
    ]


def test_the_drawing_has_a_line_for_each_engine():
    svg = drawn({"Pasaje": [(1_000, 0.2), (100_000, 3.5)], "A & B": [(1_000, 1.0)]}, "Times <ms>")
    root = ET.fromstring(svg)
    lines = root.findall("{http://www.w3.org/2000/svg}polyline")
    assert [len(each.attrib["points"].split()) for each in lines] == [2, 1]
    assert "Times <ms>" in "".join(root.itertext())


def test_nothing_is_drawn_of_nothing():
    with pytest.raises(ValueError, match="nothing to draw"):
        drawn({"Pasaje": []}, "Times")
