"""The pipeline: PDFs in, pages and passages in the archive (`ingest.pipeline.add`).

Rule: nothing above it ever opens a PDF. What stands here is light to import; the pipeline itself is not.
"""

from ingest.errors import IngestError, OriginalUnreadable, PageUnreadable
from ingest.outcome import Listener, Options, Outcome, Silence

__all__ = ["IngestError", "Listener", "Options", "OriginalUnreadable", "Outcome", "PageUnreadable", "Silence"]
