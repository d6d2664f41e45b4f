"""`pasaje status`: what failed or waits, and what a reader will not find in what is here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from archive import Archive, Intake, Queued, Version
from search_app import wiring
from search_app.commands.listing import version_words, waits
from search_app.commands.opening import opened, pass_settings
from search_app.commands.output import MARGIN, Paper, counted, json_line
from search_app.presenting import document_ref
from search_app.progress import status_words
from search_app.reading_report import PageReport, ReadingReport, file_notes, findings, ranges, read_reports
from search_app.report_words import DOUBTFUL, NOTHING_FOUND, finding_sentence, finding_short
from search_app.settings import Settings

_NOT_READ = "it is not read yet; the next “pasaje add” goes on with it, or the server does."


@click.command(epilog="\b\nExamples:\n  pasaje status\n  pasaje status --json | jq 'select(.about == \"source\")'")
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON: a line a source, a version page by page, the index."
)
@pass_settings
def status(settings: Settings, *, as_json: bool) -> None:
    """Say what failed or waits, and why.

    Also what a reader should know of each version, and how the index stands.
    """
    with opened(settings) as archive:
        index = _index_object(settings, archive)
        if as_json:
            for line in _lines(archive):
                json_line(line)
            json_line(index)
            return
        _tell(archive, Paper(), _index_words(index))


def _lines(archive: Archive) -> Iterator[dict[str, Any]]:
    """Give for programs what failed or waits, each version page by page, and how much is to be decided."""
    yield from map(_intake_object, archive.intakes.all())
    yield from map(_received_object, archive.queue.waiting())
    for version in archive.catalogue.versions():
        yield _report_object(archive, version)
    if undecided := archive.suggestions.count():
        yield {"about": "suggestions", "open": undecided}


def _tell(archive: Archive, paper: Paper, index_words: str) -> None:
    """Tell people the same in sentences; of versions only those with something to know."""
    sources = list(_sources(archive))
    for sentence in sources:
        paper.write(sentence)
    noted = [each for each in archive.catalogue.versions() if each.warnings or waits(each)]
    labels = archive.passages.page_labels(version.id for version in noted)
    for version in noted:
        paper.write(f"{version.file_name} ({version_words(version)})", style="bold")
        own = {number: label for (owner, number), label in labels.items() if owner == version.id}
        for sentence in (*_noted(version, own), *_doubtful(archive, version)):
            paper.write(sentence, indent=MARGIN)
    if not sources and not noted:
        paper.write("Nothing failed, nothing waits.")
    if sources:
        ways = "“pasaje retry” tries again, “pasaje forget” strikes off"
        paper.write(f"Failed or waiting: {counted(len(sources), 'source')}, named above; {ways}.")
    if undecided := archive.suggestions.count():
        told = f"To decide: {counted(undecided, 'suggestion')} of what belongs together: “pasaje suggestions”."
        paper.write(told)
    paper.write(index_words)


def _sources(archive: Archive) -> Iterator[str]:
    for intake in archive.intakes.all():
        yield f"{status_words(intake.status, intake.reason)}: {intake.source}: {intake.reason.message}"
    for row in archive.queue.waiting():
        yield f"received: {row.source}: {_NOT_READ}"


def _received_object(row: Queued) -> dict[str, Any]:
    return {
        "about": "source",
        "source": row.source,
        "status": "received",
        "reason": None,
        "seen_at": row.received_at,
    }


def _noted(version: Version, labels: Mapping[int, str]) -> Iterator[str]:
    """Say what should be known of a version, pages of which the same is to be known in one line."""
    for found in findings(version.warnings):
        yield f"{_page_words(found.page_numbers, labels)}: {finding_short(found.code, len(found.page_numbers))}"
    for warned in file_notes(version.warnings):
        yield warned.message


def _doubtful(archive: Archive, version: Version) -> Iterator[str]:
    """Name the words of which OCR was not sure, page by page."""
    if not any(each.code == "read_by_ocr" for each in version.warnings):
        return
    report = read_reports(archive, [version])[version.id]
    for page in report.doubtful:
        told = (DOUBTFUL.one if len(page.doubtful) == 1 else DOUBTFUL.many) % {"num": f"{len(page.doubtful):,}"}
        yield f"{_page_words((page.number,), report.labels)}: {told}: {' '.join(page.doubtful)}"


def _page_words(numbers: Sequence[int], labels: Mapping[int, str]) -> str:
    """Name pages by what is printed on them, and by number where they differ: “pp. iii-v, 9 (PDF 3-5, 21)”."""
    by_label = _runs(numbers, labels)
    by_number = _runs(numbers, {})
    many = "pp." if len(numbers) > 1 else "p."
    return f"{many} {by_label}" + (f" (PDF {by_number})" if by_label != by_number else "")


def _runs(numbers: Sequence[int], labels: Mapping[int, str]) -> str:
    named = [(labels.get(first, str(first)), labels.get(last, str(last))) for first, last in ranges(numbers)]
    return ", ".join(first if first == last else f"{first}-{last}" for first, last in named)


def _intake_object(intake: Intake) -> dict[str, Any]:
    return {
        "about": "source",
        "source": intake.source,
        "status": intake.status.value,
        "reason": {"code": intake.reason.code, "message": intake.reason.message},
        "seen_at": intake.seen_at,
    }


def _report_object(archive: Archive, version: Version) -> dict[str, Any]:
    document = archive.catalogue.get_document(version.document_id)
    report = read_reports(archive, [version])[version.id]
    return {
        "about": "version",
        "document": document_ref(document),
        "version": version.id,
        "language": version.language,
        "edition": version.edition,
        "status": version.status.value,
        "warnings": [{"code": code, "page": page, "message": message} for code, page, message in version.warnings],
        "not_found": list(_not_found(report)),
        "pages": [_page_object(page) for page in report.pages],
    }


def _not_found(report: ReadingReport) -> Iterator[str]:
    if report.has_no_text:
        yield NOTHING_FOUND
    for found in report.findings:
        yield finding_sentence(found.code, len(found.page_numbers), report.version.page_count)


def _page_object(page: PageReport) -> dict[str, Any]:
    return {
        "number": page.number,
        "label": page.label,
        "label_source": page.label_source.value,
        "state": page.state.value,
        "words": page.words,
        "languages": dict(page.languages),
        "furniture": list(page.furniture),
        "notes": list(page.notes),
        "doubtful": list(page.doubtful),
    }


def _index_object(settings: Settings, archive: Archive) -> dict[str, Any]:
    engine = wiring.find_index(settings, archive)
    pending = len(archive.changes.pending())
    return {
        "about": "index",
        "state": "missing" if engine is None else "behind" if pending else "ready",
        "passages": None if engine is None else engine.count(),
        "pending": pending,
        "writer": archive.writer(),
    }


def _index_words(index: dict[str, Any]) -> str:
    told = {
        "missing": "The index is missing or of an older make: the next search makes it again.",
        "behind": f"Not in the index yet: {counted(index['pending'], 'change')}; the next search takes them in.",
        "ready": f"The index is up to date: {counted(index['passages'] or 0, 'passage')}.",
    }[index["state"]]
    return f"{told} At work now: {index['writer']}." if index["writer"] else told
