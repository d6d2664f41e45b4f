"""The program `pasaje`: help, version, and errors that are one sentence and one exit code."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from archive import Archive, CatalogueFull, CatalogueTooNew
from index import IndexBusy
from tests.conftest import Runner
from tests.factories import make_version, store_version

PROGRAM = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in what a shell started in the background
from search_app.cli import main
main()
"""

COMMANDS = ["add", "search", "show", "list", "status", "reindex", "check", "serve"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_examples(runner: Runner, command: str) -> None:
    helped = runner(command, "--help")
    assert helped.code == 0
    assert "Example" in helped.out
    assert f"pasaje {command}" in helped.out or f"{command}" in helped.out
    assert "\\b" not in helped.out  # which lays it out, and is not read where a text is raw


@pytest.mark.parametrize("module", ["search_app", "search_app.cli"])
def test_the_package_can_be_run_where_the_command_is_not_installed(module: str) -> None:
    done = subprocess.run([sys.executable, "-m", module, "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("pasaje ")


def test_the_help_names_commands_and_exit_codes(runner: Runner) -> None:
    helped = runner("--help").out
    assert all(f"\n  {command} " in helped for command in COMMANDS)
    assert "Exit codes: 0 done, 2 wrong use, 3 some sources failed" in helped


def test_the_version_is_said(runner: Runner) -> None:
    assert runner("--version").out.startswith("pasaje 0.")


@pytest.mark.parametrize("arguments", [["--colour"], ["dance"], ["list", "--all"]])
def test_wrong_use_is_one_sentence_that_names_the_help(runner: Runner, arguments: list[str]) -> None:
    refused = runner(*arguments)
    assert refused.code == 2
    assert refused.err.count("\n") == 1
    assert "--help" in refused.err


def test_a_setting_that_makes_no_sense_is_wrong_use(runner: Runner) -> None:
    refused = runner("list", PASAJE_WORKERS="many")
    assert refused.code == 2
    assert "PASAJE_WORKERS is “many”: it must be a whole number from 1 on." in refused.err


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (IndexBusy(Path("index"), 30.0), 4, "Another process is writing the index at index"),
        (CatalogueTooNew("9999"), 5, "The catalogue has the schema “9999”"),
        (OSError(errno.ENOSPC, "No space left on device"), 5, "the disk is full). Make room"),
        (PermissionError(errno.EACCES, "Permission denied", "/a/b"), 5, "“/a/b” cannot be used (you may not read"),
        (OSError(errno.EIO, "Input/output error", "/a/b"), 5, "the disk does not read or write it). See to the"),
        (OSError(errno.ELOOP, "Too many links", "/a/b"), 5, "“/a/b” cannot be used (Too many links). See what is"),
        (
            CatalogueFull("a.sqlite"),
            5,
            "nothing more can be written into the catalogue a.sqlite",
        ),
    ],
)
def test_what_is_expected_to_go_wrong_is_a_sentence(
    runner: Runner, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, sentence: str
) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr("search_app.wiring.find_archive", fail)
    failed = runner("list")
    assert failed.code == code
    assert sentence in failed.err
    assert failed.err.count("\n") == 1


def test_what_nobody_expected_keeps_its_traceback(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("search_app.wiring.find_archive", fail)
    with pytest.raises(ZeroDivisionError):
        runner("list")


def test_a_folder_that_is_a_file_is_said(runner: Runner, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    refused = runner("list")
    assert refused.code == 2
    assert "is a file" in refused.err


def test_a_folder_from_the_environment_that_is_a_file_is_said(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text("no folder")
    process = _start("add", "letter.pdf", PASAJE_DATA=str(file))
    _, told = process.communicate(timeout=20)
    assert process.returncode == 2
    assert told.startswith(f"“{file}” is a file: name a folder with --data or PASAJE_DATA.")


def test_without_a_command_the_help_is_printed_as_it_is() -> None:
    process = _start()
    _, told = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "\nCommands:\n" in told
    assert "\n  add " in told


@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["--help"]])
def test_results_that_cannot_be_written_are_no_fault_of_the_archive(
    archive: Archive, arguments: list[str]
) -> None:
    store_version(archive, make_version())
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device
        process = _start("--data", str(archive.folder), *arguments, stdout=full)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 1
    assert told == (
        "The results could not be written to standard output (No space left on device): see where it leads, "
        "and try again.\n"
    )


@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["--help"]])
def test_a_closed_standard_output_is_no_fault(archive: Archive, arguments: list[str]) -> None:
    """`pasaje list >&-`."""
    store_version(archive, make_version())
    program = [sys.executable, "-c", PROGRAM, "--data", str(archive.folder), *arguments]
    ran = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *program], stderr=subprocess.PIPE, text=True, check=False, timeout=20
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_ctrl_c_ends_a_command_that_waits(archive: Archive, holder: subprocess.Popen[str]) -> None:
    store_version(archive, make_version())
    process = _start("--data", str(archive.folder), "reindex")
    try:
        assert process.stderr
        assert "Waiting for adding 3 files" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=10)
    finally:
        process.kill()
    assert process.returncode == 130
    assert told.startswith("Stopped.")
    assert "Traceback" not in told


def test_a_terminal_without_the_letters_gets_marks_for_them(archive: Archive) -> None:
    store_version(archive, make_version(), title="Índice")
    process = _start("--data", str(archive.folder), "list", PYTHONIOENCODING="ascii")
    shown, told = process.communicate(timeout=10)
    assert (process.returncode, told) == (0, "")
    assert shown.startswith("?ndice")


def _start(*arguments: str, stdout: IO[str] | int = subprocess.PIPE, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
