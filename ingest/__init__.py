"""The pipeline: PDFs in, pages and passages in the archive. Nothing above it ever opens a PDF."""

from ingest.errors import IngestError, OriginalUnreadable
from ingest.outcome import Listener, Options, Outcome, Silence
from ingest.pipeline import add
from ingest.sandbox import Limits

__all__ = ["IngestError", "Limits", "Listener", "Options", "OriginalUnreadable", "Outcome", "Silence", "add"]
