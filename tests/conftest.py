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
from coverage import Coverage
from hypothesis import is_hypothesis_test, settings

from archive import Archive
from tests.quick_children import begin_quickly

settings.register_profile("pasaje", deadline=None)  # a busy machine is no fault of what is tested
settings.load_profile("pasaje")

_children = begin_quickly()

_LONG = (
    "test_accessible.py",
    "test_scans.py",
    "test_cli_ended.py",
    "test_round_trip.py",
    "test_odd.py",
    "test_corpus.py",
    "test_limits.py",
    "test_uploading.py",
    "test_web_fuzzed.py",
    "test_journey.py",
    "test_selecting.py",
    "test_moving.py",
    "test_adding.py",
)
"""Half a minute of work each, or more."""

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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Trace no lines where the same few run thousands of times, or run for a browser: it takes as long again.

    What such tests cover other tests cover too; the share that `make test` asks for is reached without them.
    """
    tracing = Coverage.current() if _is_untraced(item) else None
    if tracing:
        tracing.stop()
    done = yield
    if tracing:
        tracing.start()
    return done


def _is_untraced(item: pytest.Item) -> bool:
    marked = any(item.get_closest_marker(name) for name in ("untraced", "browser"))
    return marked or is_hypothesis_test(getattr(item, "obj", None))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files that take long first: begun last, one of them would keep the others waiting for its end."""
    order = {name: place for place, name in enumerate(_LONG)}
    items.sort(key=lambda item: order.get(item.path.name, len(order)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Begin children at once, or as the product does: before fixtures of any scope begin one."""
    _children.are_wanted = item.get_closest_marker("real_children") is None


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
