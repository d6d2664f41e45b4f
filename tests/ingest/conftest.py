"""What tests of the pipeline share: read a PDF in this process, as a child would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.reading import Reading, read_original
from tests.pdf_factory import Sheet, pdf_bytes

Read = Callable[..., Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Give a function that reads sheets, or bytes, as a file of some name."""

    def read_it(made: list[Sheet] | bytes, name: str = "file.pdf") -> Reading:
        path = tmp_path / name
        path.write_bytes(made if isinstance(made, bytes) else pdf_bytes(made))
        return read_original(path, name, lambda done, count: None)

    return read_it
