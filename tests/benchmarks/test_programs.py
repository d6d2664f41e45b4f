"""Every benchmark is a program that can be begun, and says what it wants."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

PROGRAMS = sorted(path.stem for path in (Path(__file__).parents[2] / "benchmarks").glob("*.py"))


def test_there_are_benchmarks() -> None:
    assert "retrieval" in PROGRAMS


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_benchmark_tells_what_it_is_and_takes_a_corpus(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`make bench` gives each of them a corpus, and a reader of its help how to begin it alone."""
    program = import_module(f"benchmarks.{name}")
    monkeypatch.setattr(sys, "argv", [name, "--help"])
    with pytest.raises(SystemExit) as ended:
        program.main()
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert "--corpus" in told
    assert program.__doc__.splitlines()[0] in told
