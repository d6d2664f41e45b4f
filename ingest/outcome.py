"""What becomes of a source on its way in, for whoever asked: the command line, an upload, a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any, Protocol, Self

from archive import Reason, SourceStatus, Stage, Version, VersionStatus, Warned
from ingest.ocr_modes import MISSING, PACKAGES, OcrMode


@dataclass(frozen=True, slots=True)
class Options:
    """What the asker knows better than the file. With `document_id`, all sources go to that document.

    `page` is the address of a web page that lists the file. `listed_title` is what it calls the document: a new
    one is called so too. `listed_language` is the file's language there: it counts where the file does not tell.
    """

    document_id: str | None = None
    language: str | None = None
    title: str | None = None
    date: str | None = None
    page: str | None = None
    listed_title: str | None = None
    listed_language: str | None = None
    ocr: OcrMode = OcrMode.AUTO

    def to_keep(self) -> dict[str, str]:
        """Give what is kept of them while a file waits."""
        return {name: str(value) for name, value in asdict(self).items() if value not in (None, OcrMode.AUTO)}

    @classmethod
    def kept(cls, kept: Mapping[str, str]) -> Self:
        """Restore what `to_keep` gave, of this release or another: what is not known here is left."""
        own = {each.name: kept[each.name] for each in fields(cls) if each.name in kept}
        ocr = own.pop("ocr", None)
        return cls(ocr=OcrMode(ocr) if ocr in set(OcrMode) else OcrMode.AUTO, **own)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one source; `reason` is there when it failed or waits.

    `seconds` are what this file took, by the clock: to be read, by OCR too, and to be kept. What it waited for
    others is not among them.
    """

    source: str
    status: SourceStatus
    seconds: float
    document_id: str | None = None
    version_id: str | None = None
    language: str | None = None
    pages: int | None = None
    passages: int | None = None
    warnings: tuple[Warned, ...] = ()
    reason: Reason | None = None
    sha256: str | None = None

    @classmethod
    def of(cls, version: Version, source: str, status: SourceStatus) -> Self:
        """Give the end of a source that is held as a version."""
        return cls(
            source,
            status,
            0.0,
            document_id=version.document_id,
            version_id=version.id,
            language=version.language,
            pages=version.page_count,
            passages=version.passage_count,
            sha256=version.original_sha256,
        )

    @classmethod
    def unchanged(cls, version: Version, source: str) -> Self:
        """Say of a source that its bytes are here already, and where."""
        place = f"edition {version.edition} ({version.language}) of “{version.title}”"
        told = (
            f"The same bytes are here already, as {version.file_name}: {place}, /documents/{version.document_id}."
        )
        return replace(
            cls.of(version, source, SourceStatus.UNCHANGED),
            warnings=(Warned("duplicate", None, told),),
            reason=waiting_reason(version.warnings) if version.status is VersionStatus.WAITING else None,
        )

    def to_keep(self) -> dict[str, Any]:
        """Give it as it is kept for whoever sent the file: status, version, counts, notes and reason."""
        reason = self.reason
        return {
            "status": self.status.value,
            "document": self.document_id,
            "version": self.version_id,
            "language": self.language,
            "pages": self.pages,
            "passages": self.passages,
            "warnings": [list(each) for each in self.warnings],
            "reason": {"code": reason.code, "message": reason.message} if reason else None,
        }


class Listener(Protocol):
    """Hears of progress; calls come from one thread, and a source may be started while others are read."""

    def planned(self, source_count: int) -> None:
        """Hear how many sources there are."""

    def advanced(self, source: str, pages_done: int, page_count: int, stage: Stage = Stage.READING) -> None:
        """Hear how many of a source's pages are read, or, at that stage, recognised by OCR."""

    def finished(self, outcome: Outcome) -> None:
        """Hear that a source is done with, for good or ill."""


class Silence:
    """A listener that does nothing."""

    def planned(self, source_count: int) -> None:
        """Do nothing."""

    def advanced(self, source: str, pages_done: int, page_count: int, stage: Stage = Stage.READING) -> None:
        """Do nothing."""

    def finished(self, outcome: Outcome) -> None:
        """Do nothing."""


def waiting_reason(warnings: Sequence[Warned]) -> Reason:
    """Say why nothing of a version can be found."""
    codes = {each.code for each in warnings}
    if MISSING in codes:
        return Reason(
            "needs_ocr",
            "It has no text that can be searched: its pages are kept and wait for OCR. "
            f"Install the Debian packages {PACKAGES}.",
        )
    if codes & {"needs_ocr", "garbled"}:
        return Reason("needs_ocr", "It has no text that can be searched: its pages are kept and wait for OCR.")
    return Reason("no_text", "It has no text at all: nothing in it can be found.")


def now() -> str:
    """Give the time as it is kept: ISO 8601, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
