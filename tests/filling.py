"""Archives filled from real PDFs, by the pipeline, for tests that look at pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from archive import Archive
from index import create_engine
from ingest.outcome import Options
from search_app.settings import Settings
from search_app.wiring import add, update_index


class Silent:
    """Listens to the adding of files, and says nothing."""

    def __getattr__(self, name: str) -> object:
        return lambda *given, **named: None


def fill_from(data: Path, sources: Sequence[Path]) -> Settings:
    """Make an archive of PDFs in a data folder, searchable; gives what an application over it is set to."""
    settings = Settings(data=data)
    with Archive.open(data) as archive, archive.writing("a test"):
        create_engine("whoosh", data / "index", archive_id=archive.id)
        add(archive, list(map(str, sources)), Options(), workers=1, listener=Silent())  # type: ignore[arg-type]  # it has every method
        update_index(settings, archive, tell=lambda said: None)
    return settings
