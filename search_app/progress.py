"""What `add` tells while it works: a bar with time left on a terminal, one line a file elsewhere.

Rule: words go to standard error, JSON to standard output; a listener only tells and never decides.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from archive import Reason, SourceStatus, Stage
from ingest.outcome import Listener, Outcome
from search_app.commands.output import counted, json_line, one_line, say

OPTIONS_IGNORED = "options_ignored"
"""The code of a note: the file is here already, and not as the options say."""

_PROBLEMS = {SourceStatus.FAILED, SourceStatus.WAITING}


@contextmanager
def listening(*, quiet: bool, as_json: bool) -> Iterator[Listener]:
    """Give the listener that suits the way the command was called."""
    with ExitStack() as stack:
        listener: Listener
        if quiet:
            listener = Problems()
        elif is_terminal():
            listener = stack.enter_context(Bar())
        else:
            listener = Lines()
        yield JsonLines(listener) if as_json else listener


@contextmanager
def fetching(url: str) -> Iterator[Callable[[int, int], None]]:
    """Say that something is fetched; gives who is told how much of it is here, which is shown on a terminal."""
    if not is_terminal():
        say(f"Fetching {url} ...")
        yield lambda _done, _whole: None
        return
    with Console(stderr=True).status(Text(one_line(f"Fetching {url} ..."))) as status:
        yield lambda done, whole: status.update(Text(one_line(f"Fetching {url} ... {_megabytes(done, whole)}")))


def is_terminal() -> bool:
    """Say whether somebody watches standard error."""
    return sys.stderr.isatty()


class Lines:
    """One line a source when it is done."""

    def planned(self, source_count: int) -> None:
        """Say nothing yet."""

    def advanced(self, source: str, pages_done: int, page_count: int, stage: Stage = Stage.READING) -> None:
        """Say nothing yet."""

    def finished(self, outcome: Outcome) -> None:
        """Say what became of it."""
        say(outcome_line(outcome))


class Problems(Lines):
    """One line for each source that failed, waits or is not held as was asked, none for the others."""

    def finished(self, outcome: Outcome) -> None:
        """Say what is wrong."""
        if outcome.status in _PROBLEMS or _ignores_options(outcome):
            say(outcome_line(outcome))


class JsonLines:
    """One JSON object a source on standard output, beside what another listener tells."""

    def __init__(self, other: Listener) -> None:
        self._other = other

    def planned(self, source_count: int) -> None:
        """Pass it on."""
        self._other.planned(source_count)

    def advanced(self, source: str, pages_done: int, page_count: int, stage: Stage = Stage.READING) -> None:
        """Pass it on."""
        self._other.advanced(source, pages_done, page_count, stage)

    def finished(self, outcome: Outcome) -> None:
        """Print the outcome, and pass it on."""
        json_line(outcome_object(outcome))
        sys.stdout.flush()  # whoever reads a pipe hears of each file when it is done
        self._other.finished(outcome)


class Annotated:
    """Lets somebody add to each outcome before another listener tells it."""

    def __init__(self, other: Listener, annotate: Callable[[Outcome], Outcome]) -> None:
        self._other, self._annotate = other, annotate

    def planned(self, source_count: int) -> None:
        """Pass it on."""
        self._other.planned(source_count)

    def advanced(self, source: str, pages_done: int, page_count: int, stage: Stage = Stage.READING) -> None:
        """Pass it on."""
        self._other.advanced(source, pages_done, page_count, stage)

    def finished(self, outcome: Outcome) -> None:
        """Pass it on with what is added."""
        self._other.finished(self._annotate(outcome))


class Bar:
    """One bar over all sources, with the pages read and the time left; finished sources scroll by above it."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.completed:.0f} of {task.total:.0f} files"),
            BarColumn(),
            TextColumn("{task.fields[pages]}"),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
        )
        self._task: TaskID | None = None
        self._finished = 0
        self._shares: dict[str, float] = {}
        self._pages: dict[str, int] = {}
        self._stages: dict[str, Stage] = {}

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._progress.stop()

    def planned(self, source_count: int) -> None:
        """Draw the bar."""
        self._task = self._progress.add_task("", total=source_count, pages="")

    def advanced(self, source: str, pages_done: int, page_count: int, stage: Stage = Stage.READING) -> None:
        """Move the bar by the share of the source that is read."""
        self._shares[source] = pages_done / max(page_count, 1)
        self._pages[source] = pages_done
        self._stages[source] = stage
        self._draw()

    def finished(self, outcome: Outcome) -> None:
        """Write the source's line above the bar."""
        self._shares.pop(outcome.source, None)
        self._stages.pop(outcome.source, None)
        self._finished += 1
        line = Text(outcome_line(outcome), _STYLES.get(outcome.status, ""))
        self._console.print(line, soft_wrap=True)
        self._draw()

    def _draw(self) -> None:
        if self._task is not None:
            is_ocr = Stage.RECOGNISING in self._stages.values()
            self._progress.update(
                self._task,
                completed=self._finished + sum(self._shares.values()),
                pages=counted(sum(self._pages.values()), "page") + is_ocr * ", pictures by OCR",
            )


def outcome_line(outcome: Outcome) -> str:
    """Say in one line what became of a source."""
    words = status_words(outcome.status, outcome.reason)
    if outcome.reason:
        ignored = [warned.message for warned in outcome.warnings if warned.code == OPTIONS_IGNORED]
        told = " ".join([outcome.reason.message, *ignored])
    elif outcome.status is SourceStatus.UNCHANGED:
        told = " ".join(warned.message for warned in outcome.warnings) or "It is here already."
    else:
        told = (
            f"{counted(outcome.pages or 0, 'page')}, {counted(outcome.passages or 0, 'passage')}, "
            f"{outcome.language}{_notes(outcome)}"
        )
    return one_line(f"{words}: {outcome.source}: {told}")


def status_words(status: SourceStatus, reason: Reason | None) -> str:
    """Name what became of a source in a word or two; what has no text waits for nothing."""
    is_empty = status is SourceStatus.WAITING and reason is not None and reason.code == "no_text"
    return "without text" if is_empty else status.value.replace("_", " ")


def outcome_object(outcome: Outcome) -> dict[str, Any]:
    """Give what became of a source as the object of the contract."""
    reason = outcome.reason
    return {
        "source": outcome.source,
        "status": outcome.status.value,
        "document": outcome.document_id,
        "version": outcome.version_id,
        "language": outcome.language,
        "pages": outcome.pages,
        "passages": outcome.passages,
        "seconds": round(outcome.seconds, 3),
        "warnings": [{"code": code, "page": page, "message": message} for code, page, message in outcome.warnings],
        "reason": {"code": reason.code, "message": reason.message} if reason else None,
    }


def _megabytes(done: int, whole: int) -> str:
    of = f" of {whole / 1e6:,.1f}" if whole else ""
    return f"{done / 1e6:,.1f}{of} MB" if done else ""


def _ignores_options(outcome: Outcome) -> bool:
    return any(warned.code == OPTIONS_IGNORED for warned in outcome.warnings)


def _notes(outcome: Outcome) -> str:
    if not outcome.warnings:
        return ""
    grave = [warned for warned in outcome.warnings if warned.code in _GRAVE]
    others = len(outcome.warnings) - 1
    more = f" (and {counted(others, 'more note')}: see “pasaje status”)" if others else ""
    return f". {(grave or outcome.warnings)[0].message}{more}"


_GRAVE = {"page_unreadable", "ocr_failed", "ocr_missing", "needs_ocr", "garbled", "too_much_text", "form_values"}
"""Notes that tell of words which cannot be found: one of them is told before all others."""


_STYLES = {SourceStatus.FAILED: "red", SourceStatus.WAITING: "yellow", SourceStatus.UNCHANGED: "dim"}
