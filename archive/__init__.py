"""The store: what Pasaje holds, the only source of truth. It knows nothing of search, PDF or web."""

from archive.boxes import PageBoxes, boxes
from archive.changes import PendingChange
from archive.errors import (
    ArchiveError,
    CatalogueTooNew,
    CatalogueUnusable,
    DocumentNotFound,
    NotFound,
    OriginalAltered,
    OriginalMissing,
    PageNotFound,
    PassageNotFound,
    VersionNotFound,
)
from archive.model import (
    Document,
    Intake,
    Kind,
    LabelSource,
    OutlineEntry,
    Page,
    PageState,
    Part,
    Passage,
    Reason,
    SourceStatus,
    Version,
    VersionStatus,
    Warned,
)
from archive.store import Archive
from archive.words import Box, Word, Words

__all__ = [
    "Archive",
    "ArchiveError",
    "Box",
    "CatalogueTooNew",
    "CatalogueUnusable",
    "Document",
    "DocumentNotFound",
    "Intake",
    "Kind",
    "LabelSource",
    "NotFound",
    "OriginalAltered",
    "OriginalMissing",
    "OutlineEntry",
    "Page",
    "PageBoxes",
    "PageNotFound",
    "PageState",
    "Part",
    "Passage",
    "PassageNotFound",
    "PendingChange",
    "Reason",
    "SourceStatus",
    "Version",
    "VersionNotFound",
    "VersionStatus",
    "Warned",
    "Word",
    "Words",
    "boxes",
]
