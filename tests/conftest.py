"""What every test may ask for."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from archive import Archive

_HOLDER = """
import sys
from pathlib import Path
from archive import Archive
with Archive.open(Path(sys.argv[1])) as archive, archive.writing("adding 3 files"):
    print("held", flush=True)
    sys.stdin.read()
"""


class Ran(NamedTuple):
    """What a command printed, and the code it left with."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[Any]:
        """The JSON objects on standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Runner = Callable[..., Ran]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Give an empty archive in a folder of its own."""
    with Archive.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """Give the command `pasaje` on the data folder of `archive`; keywords are environment variables."""
    # Here and not above: most tests need no command line, and it imports all there is.
    from search_app.cli import pasaje  # noqa: PLC0415

    def run(*arguments: str, **environment: str) -> Ran:
        command = ["--data", str(tmp_path / "data"), *arguments]
        result = CliRunner().invoke(pasaje, command, prog_name="pasaje", env=environment)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def holder(archive: Archive) -> Iterator[subprocess.Popen[str]]:
    """Give another process that holds the archive's writer lock until its standard input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(archive.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    with process:
        yield process
        process.kill()
