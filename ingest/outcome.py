"""What becomes of a source on its way in, for whoever asked: the command line, an upload, a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Protocol, Self

from archive import Reason, SourceStatus, Stage, Warned
from ingest.ocr_modes import OcrMode


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
    """The end of one source; `reason` is there when it failed or waits."""

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
