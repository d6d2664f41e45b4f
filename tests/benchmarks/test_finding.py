"""When a page counts as found, and what is told of those that are not."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from archive.identity import version_id
from benchmarks.drawn.kinds import Typed
from benchmarks.finding import Result, missed, place, table


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "plan.pdf"
    made.write_bytes(b"%PDF of a plan")
    return made


def found(path: Path, *hits: tuple[int, ...]) -> Any:
    """Give hits on these pages of a file, after one of another file on page 1."""
    own = version_id(hashlib.sha256(path.read_bytes()).hexdigest())
    ids = ["another", *([own] * len(hits))]
    made = [
        SimpleNamespace(version=SimpleNamespace(id=each), passage=SimpleNamespace(page_numbers=pages))
        for each, pages in zip(ids, [(1,), *hits], strict=True)
    ]
    return SimpleNamespace(hits=made)


def test_the_right_page_is_one_of_the_right_file(path: Path) -> None:
    typed = Typed("plain", "a text", path, frozenset({1}))
    assert place(found(path, (2,), (1, 2)), typed) == 3
    assert place(found(path, (2,)), typed) is None


def test_what_goes_over_a_page_break_is_found_in_a_passage_that_does(path: Path) -> None:
    typed = Typed("across a page break", "a text", path, frozenset({1, 2}))
    assert place(found(path, (1,), (2,), (1, 2)), typed) == 4
    assert place(found(path, (1,), (2,)), typed) is None


def test_the_table_counts_each_way_and_the_list_tells_what_was_missed(path: Path) -> None:
    typed = Typed("plain", "a text", path, frozenset({1}))
    results = [Result(typed, *each) for each in ((1, 3, False), (2, None, False), (None, None, True))]
    rows = {row[0]: row[1:] for row in table(results, 1).rows}
    assert rows["plain"] == (3, 2, 1, 1, 0, 3)
    assert list(missed(results)) == [
        "plain: not found (by words): a text — plan.pdf, p. 1",
        "plain: not found: a text — plan.pdf, p. 1",
    ]
