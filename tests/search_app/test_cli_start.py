"""What a command waits for before it begins: help for nothing, a search for what searches alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from archive import Archive
from search_app.cli import pasaje
from search_app.commands.names import COMMANDS
from tests.factories import make_version, store_version
from tests.pdf_factory import Sheet, write_pdf

_RUN = """
import sys
from search_app.cli import pasaje
try:
    pasaje.main(sys.argv[1:], prog_name="pasaje")
finally:
    sys.stderr.write(" ".join(sorted(sys.modules)))
"""

_HEAVY = {
    "alembic", "cryptography", "flask", "flask_babel", "jinja2", "langdetect", "lxml", "pebble", "PIL", "pypdf",
    "pypdfium2", "rapidfuzz", "urllib3", "waitress", "watchfiles", "werkzeug",
}  # fmt: skip
"""What only other commands need."""

_OTHERS_OWN = {
    "archive.accounts", "archive.alignment_corrections", "archive.anchors.locating",
    "archive.comparison.comparing", "archive.deciding", "archive.permalinks", "archive.removals",
    "archive.sessions", "archive.signatures",
}  # fmt: skip
"""The same, of ours."""

_FOR_CHILDREN = {"langdetect", "lxml", "PIL", "pypdf", "pypdfium2", "pypdfium2_raw"}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_of_a_command_what_it_says_of_itself(name: str) -> None:
    command = pasaje.get_command(click.Context(pasaje), name)
    assert command is not None
    assert (command.name, command.get_short_help_str(limit=1000)) == (name, COMMANDS[name].does)


def test_help_names_the_commands_in_order() -> None:
    assert list(COMMANDS) == sorted(COMMANDS)
    helped = pasaje.get_help(click.Context(pasaje))
    assert [line.split()[0] for line in helped.split("Commands:")[1].splitlines()[1 : 1 + len(COMMANDS)]] == list(
        COMMANDS
    )


def test_help_imports_no_command() -> None:
    assert {"archive", "index", "numpy", "sqlalchemy"}.isdisjoint(_imported_by("--help"))


def test_a_search_imports_nothing_that_only_others_need(archive: Archive) -> None:
    store_version(archive, make_version())
    data = str(archive.folder)
    _imported_by("--data", data, "search", "innovation")  # makes the index
    assert (_HEAVY | _OTHERS_OWN).isdisjoint(_imported_by("--data", data, "search", "innovation"))


def test_adding_nothing_new_imports_nothing_that_reads_files(archive: Archive, tmp_path: Path) -> None:
    store_version(archive, make_version())
    data, empty = str(archive.folder), tmp_path / "empty"
    empty.mkdir()
    _imported_by("--data", data, "add", str(empty))  # makes the index
    imported = _imported_by("--data", data, "add", str(empty))
    others = {"babel", "ingest.alignment", "ingest.disagreement.comparing", "ingest.working_through"}
    assert (_HEAVY | others).isdisjoint(imported)


def test_a_list_of_documents_needs_no_index(archive: Archive) -> None:
    store_version(archive, make_version())
    imported = _imported_by("--data", str(archive.folder), "list")
    assert {"index.engine", "index.finding", "numpy", "Stemmer", "whoosh"}.isdisjoint(imported)


def test_who_takes_files_in_imports_nothing_that_only_children_need(archive: Archive, tmp_path: Path) -> None:
    """What opens PDFs and tells languages is for the children that read; what they hand over needs none of it."""
    written = write_pdf(tmp_path / "letter.pdf", [Sheet().put("The council met in Cusco.", y=80)])
    imported = _imported_by("--data", str(archive.folder), "add", str(written))
    assert len(archive.catalogue.versions()) == 1
    assert _FOR_CHILDREN.isdisjoint(imported)


def _imported_by(*arguments: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", _RUN, *arguments], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())
