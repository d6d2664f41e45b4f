"""The smallest file of each hostile kind that matters: it ends with an answer, and costs seconds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.hostile import bombs, floods, liars, loops, making, words
from ingest.errors import OriginalUnreadable
from ingest.limits import Limits
from ingest.readings import Reading
from ingest.sandbox import read_all
from ingest.sources import refusal
from ingest.tasks import Task

LIMITS = replace(Limits(), memory_bytes=300_000_000, cpu_seconds=10, page_seconds=5)

CODES = {"damaged", "encrypted", "too_many_pages", "timed_out", "out_of_memory", "crashed"}

MADE: dict[str, making.Maker] = {
    "a content that unfolds to gigabytes": lambda: making.one_page(making.bomb(500, head=making.GOOD)),
    "forms that double": lambda: bombs.doubling(30),
    "a million notes": lambda: floods.notes(100_000),
    "six thousand pages with labels": lambda: floods.labels_and_outline(6000),
    "a page of a million points": floods.FILES["page-of-a-million-points"],
    "arrays within arrays": lambda: floods.deep(b"[", b"]", 100_000),
    **{
        name: {**loops.FILES, **liars.FILES, **words.FILES}[name]
        for name in (
            "tree-of-pages-that-loops",
            "tree-of-pages-that-claims-2-billion",
            "outline-that-loops",
            "outline-below-itself",
            "labels-that-loop",
            "names-that-loop",
            "table-to-itself",
            "table-of-giant-size",
            "objects-in-themselves",
            "form-of-itself",
            "font-of-itself",
            "map-of-itself",
            "picture-1e5-by-1e5",
            "picture-jbig2-that-lies",
            "picture-jpeg2000-that-lies",
            "locked-empty",
            "locked-v99",
            "locked-by-itself",
            "head-alone",
            "noise-behind-a-head",
            "html-that-says-pdf",
            "says-half-characters",
            "says-script",
        )
    },
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading | OriginalUnreadable]:
    """Read all of them as the pipeline does, side by side."""
    folder = tmp_path_factory.mktemp("hostile")
    tasks = []
    for number, (name, make) in enumerate(MADE.items()):
        path = folder / f"{number}.pdf"
        path.write_bytes(make())
        tasks.append(Task(path, name))
    done = read_all(tasks, workers=2, limits=LIMITS, advance=lambda *_: None)
    return {tasks[number].file_name: result for number, result in done}


@pytest.mark.parametrize("name", MADE)
def test_a_hostile_file_ends_with_an_answer(results: dict[str, Reading | OriginalUnreadable], name: str) -> None:
    """It is read, or refused with a reason of the contract and a sentence without a trace of Python in it."""
    result = results[name]
    if isinstance(result, OriginalUnreadable):
        assert result.reason.code in CODES
        assert "Error" not in result.reason.message


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a content that unfolds to gigabytes", "out_of_memory"),
        ("six thousand pages with labels", "too_many_pages"),
        ("head-alone", "damaged"),
        ("noise-behind-a-head", "damaged"),
        ("html-that-says-pdf", "damaged"),
        ("locked-v99", "encrypted"),
    ],
)
def test_its_reason_is_true(results: dict[str, Reading | OriginalUnreadable], name: str, code: str) -> None:
    result = results[name]
    assert isinstance(result, OriginalUnreadable)
    assert result.reason.code == code


def test_a_file_above_the_limit_on_size_is_refused_unopened(tmp_path: Path) -> None:
    """Two gigabytes of nothing take no disk, and would take a minute to copy."""
    path = tmp_path / "hole.pdf"
    with path.open("wb") as writer:
        writer.write(b"%PDF-1.7\n")
        writer.truncate(2_000_000_000)
    reason = refusal(path)
    assert reason
    assert reason.code == "too_large"
    assert "2,000 MB" in reason.message
