"""What failed or waits, by the names that people use for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from archive import Archive, Intake
from search_app.errors import NothingSoNamed


def named(archive: Archive, names: Sequence[str]) -> list[Intake]:
    """Give what failed or waits under these sources or file names; all where none are given.

    Raises: NothingSoNamed.
    """
    every = archive.intakes.all()
    for name in names:
        if not any(_is_called(each, name) for each in every):
            raise NothingSoNamed(name)
    return [each for each in every if not names or any(_is_called(each, name) for name in names)]


def _is_called(intake: Intake, name: str) -> bool:
    return name in (intake.source, Path(intake.source).name)
