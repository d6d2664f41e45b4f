"""What is said of files on their way in: stages, what became of them, and what to do where they failed."""

from __future__ import annotations

from flask_babel import format_decimal, gettext, lazy_gettext, ngettext

from archive import SourceStatus
from search_app.batches import Batch, Row, Step

STEPS = {
    Step.WAITING: lazy_gettext("Waiting"),
    Step.READING: lazy_gettext("Reading"),
    Step.RECOGNISING: lazy_gettext("Recognising the text of its pictures"),
    Step.INDEXING: lazy_gettext("Read; it can be found in a moment"),
}

STATUSES = {
    SourceStatus.ADDED: lazy_gettext("Added"),
    SourceStatus.NEW_EDITION: lazy_gettext("Added as a new edition"),
    SourceStatus.UNCHANGED: lazy_gettext("Here already"),
    SourceStatus.FAILED: lazy_gettext("Not added"),
    SourceStatus.WAITING: lazy_gettext("Held, without text yet"),
}

_REASONS = {
    "not_a_pdf": lazy_gettext("This is no PDF, or it is empty. Save or export it as PDF, and send that."),
    "damaged": lazy_gettext("The file is damaged: its pages cannot be read. Get it again from where it came."),
    "encrypted": lazy_gettext(
        "The file is locked with a password. Send a copy without one; or, on the machine where the archive lives, "
        "“pasaje retry --password-file” opens it."
    ),
    "too_large": lazy_gettext("The file is larger than 500 MB. Split it, and send the parts."),
    "too_many_pages": lazy_gettext("The file has more pages than are read. Split it, and send the parts."),
    "timed_out": lazy_gettext("Reading it took too long and was stopped. The file is kept."),
    "out_of_memory": lazy_gettext("Reading it took too much memory and was stopped. The file is kept."),
    "crashed": lazy_gettext("Reading it failed: the file is damaged, or made to harm. It is kept."),
    "no_text": lazy_gettext("It is held, but has no text: nothing in it can be found."),
    "needs_ocr": lazy_gettext(
        "It is held, but its pages are pictures whose text is not read yet: nothing in it can be found so far."
    ),
    "unreachable": lazy_gettext("Its bytes are not where they were kept. Send it again."),
}

_MINUTE_SECONDS = 60
_ROUNDED_SECONDS = 5
"""Nobody can tell the time left more closely."""


def reason_words(code: str, message: str = "") -> str:
    """Say why a file is not, or not wholly, in, and what to do; a reason without words here keeps its own."""
    return str(_REASONS.get(code, message))


def step_words(row: Row) -> str:
    """Say where a file is that is on its way."""
    queued = row.queued
    if row.step in (Step.READING, Step.RECOGNISING) and queued.page_count:
        done = min(queued.pages_done + 1, queued.page_count)
        told = {"page": format_decimal(done), "count": format_decimal(queued.page_count)}
        if row.step is Step.READING:
            return str(gettext("Reading page %(page)s of %(count)s", **told))
        return str(gettext("Recognising page %(page)s of %(count)s", **told))
    return str(STEPS[row.step])


def time_left(seconds: int) -> str:
    """Say how long something may still take, as roughly as it is known."""
    if seconds < _MINUTE_SECONDS:
        rounded = max(_ROUNDED_SECONDS, round(seconds / _ROUNDED_SECONDS) * _ROUNDED_SECONDS)
        return str(ngettext("about %(num)s second left", "about %(num)s seconds left", rounded))
    return str(
        ngettext("about %(num)s minute left", "about %(num)s minutes left", round(seconds / _MINUTE_SECONDS))
    )


def summary(batch: Batch) -> str:
    """Say in a sentence or two how far a batch is."""
    counts = batch.counts
    is_in, total = counts["in"], counts["total"]
    said = [
        ngettext("%(done)s of %(num)s file is added.", "%(done)s of %(num)s files are added.", total, done=is_in)
    ]
    if counts["held"]:
        said.append(ngettext("%(num)s is held without text.", "%(num)s are held without text.", counts["held"]))
    if counts["unchanged"]:
        said.append(ngettext("%(num)s was here already.", "%(num)s were here already.", counts["unchanged"]))
    if counts["failed"]:
        said.append(ngettext("%(num)s was not added.", "%(num)s were not added.", counts["failed"]))
    if counts["open"]:
        said.append(ngettext("%(num)s is on its way.", "%(num)s are on their way.", counts["open"]))
    return " ".join(map(str, said))
