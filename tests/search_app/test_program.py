"""Whatever changes of this program, it is told from what it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from search_app import program
from search_app.program import program_state


@pytest.mark.parametrize("name", ["search_app/a.py", "search_app/templates/a.html", "index/words.tsv"])
def test_an_older_file_in_the_place_of_another_makes_it_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What is put back from a copy is older than the newest file, and there are as many files as before."""
    for each in (name, "archive/newest.py"):
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).touch()
    monkeypatch.setattr(program, "_ROOT", tmp_path)
    before = program_state.__wrapped__()
    assert program_state.__wrapped__() == before
    os.utime(tmp_path / name, (0, 0))
    assert program_state.__wrapped__() != before
