"""What is noted of a source when its bytes are kept."""

from __future__ import annotations

import json
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from archive import Archive, seen
from archive.seen import FILE_NAME
from ingest.outcome import Options
from ingest.receiving import receive
from ingest.sources import Brought, Found, file
from tests.pdf_factory import Sheet, write_pdf


@pytest.mark.parametrize("is_fetched", [False, True])
def test_of_what_was_fetched_only_the_original_is_noted(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_fetched: bool
) -> None:
    """Where it lay while it was added no file lies again; a file of the reader's is looked at again."""
    monkeypatch.setattr(seen, "_STILL_NS", 0)
    path = write_pdf(tmp_path / "letter.pdf", [Sheet().put("The council met in Cusco.", y=80)])
    time.sleep(0.02)  # longer than a tick of the clock of files
    fetched = Found("https://example.org/letter.pdf", lambda: nullcontext(Brought(path, path.name)))
    assert receive(archive, fetched if is_fetched else file(path), Options()) is None
    archive.seen.save()
    noted = {Path(name).parts[0] for name in json.loads((archive.folder / FILE_NAME).read_text())}
    assert noted == ({"originals"} if is_fetched else {"originals", "/"})
