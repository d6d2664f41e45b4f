"""Whatever ends a command, nothing is half in, what it said was done is there, and the next goes on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archive import Archive
from tests.conftest import Runner
from tests.pdf_factory import Sheet, write_pdf

_PASAJE = "from search_app.cli import main; main()"

_DYING = """
import os, signal, sys
from importlib import import_module
from search_app.cli import main
owner, name, when = sys.argv[1:4]
module, _, kind = owner.partition(":")
place = getattr(import_module(module), kind) if kind else import_module(module)
whole = getattr(place, name)
def dying(*arguments, **named):
    if when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    whole(*arguments, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(place, name, dying)
sys.argv = ["pasaje", *sys.argv[4:]]
main()
"""
"""The command, killed before or after one of its steps."""

MOMENTS = [
    ("archive.originals:Originals", "_keep", "before"),
    ("archive.queue:Queue", "put", "before"),
    ("archive.queue:Queue", "put", "after"),
    ("archive.catalogue:Catalogue", "add_document", "after"),
    ("archive.passages:PassageStore", "replace_version", "after"),
    ("archive.queue:Queue", "finish", "after"),
    ("index.whoosh_engine.engine", "write_stamp", "before"),
    ("index.whoosh_engine.engine:WhooshEngine", "apply", "after"),
    ("index.engines", "_swap", "before"),
    ("index.engines", "_swap", "after"),
    ("archive.changes:Outbox", "done", "before"),
]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Give a folder with two letters in it."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, place in (("first", "Cusco"), ("second", "Puno")):
        sentence = f"The region of {place} and its universities will cooperate on innovation."
        write_pdf(folder / f"{name}.pdf", [Sheet().put(sentence, y=100)])
    return folder


def names(data: Path) -> list[tuple[str, str, list[str]]]:
    with Archive.open(data) as archive:
        return [
            (version.document_id, version.id, [each.id for each in archive.passages.of_version(version.id)])
            for version in archive.catalogue.versions()
        ]


@pytest.mark.parametrize(("owner", "step", "when"), MOMENTS)
def test_killed_at_any_step_the_next_goes_on(
    runner: Runner, tmp_path: Path, papers: Path, owner: str, step: str, when: str
) -> None:
    command = [
        sys.executable,
        "-c",
        _DYING,
        owner,
        step,
        when,
        "--data",
        str(tmp_path / "data"),
        "add",
        str(papers),
    ]
    run = subprocess.run([*command, "--json", "--quiet"], capture_output=True, text=True, check=False)
    assert run.returncode == -signal.SIGKILL
    done = {json.loads(line)["version"] for line in run.stdout.splitlines()}
    assert runner("check").code in (0, 4)  # what is not indexed yet is
    assert runner("add", str(papers)).code == 0
    checked = runner("check", "--json")
    assert (checked.code, checked.objects[-1]["notes"]) == (0, 0)
    held = names(tmp_path / "data")
    assert done <= {version for _, version, _ in held}
    assert [(document, len(passages)) for document, _, passages in held] == [("first", 1), ("second", 1)]
    assert runner("search", "Puno", "--json").objects[0]["total"] == 1


def _apart(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a shell where it may mount file systems, unseen by others."""
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _may_mount() -> bool:
    try:
        return _apart("mount -t tmpfs -o size=1m test /mnt").returncode == 0
    except OSError:
        return False


mounting = pytest.mark.skipif(not _may_mount(), reason="the system lets nobody mount (`unshare --user --mount`)")


@mounting
@pytest.mark.parametrize("kilobytes", [60, 260, 420])
def test_on_a_full_disk_nothing_is_half_in_and_it_goes_on_with_more_room(
    tmp_path: Path, papers: Path, kilobytes: int
) -> None:
    """At 60 KB there is no room for a catalogue, then none for originals, versions, the index."""
    data = tmp_path / "disk"
    data.mkdir()
    script = """
        mount -t tmpfs -o size=$4k test "$1"
        "$2" -c "$5" --data "$1" add "$3" --quiet; echo $?
        "$2" -c "$5" --data "$1" check >&2
        mount -o remount,size=50m "$1"
        "$2" -c "$5" --data "$1" add "$3" --quiet; echo $?
        "$2" -c "$5" --data "$1" check; echo $?
        "$2" -c "$5" --data "$1" search Puno --json
    """
    ran = _apart(script, str(data), sys.executable, str(papers), str(kilobytes), _PASAJE)
    assert "Traceback" not in ran.stderr
    full, again, checked, found = ran.stdout.splitlines()
    assert full in ("3", "5")
    assert "full" in ran.stderr or "No space left" in ran.stderr
    assert (again, checked, json.loads(found)["total"]) == ("0", "0", 1)


@mounting
@pytest.mark.parametrize(
    "command", [["add", "."], ["search", "Puno"], ["list"], ["check", "--repair"], ["reindex"]]
)
def test_in_a_folder_that_may_only_be_read_a_sentence_says_so(
    runner: Runner, tmp_path: Path, papers: Path, command: list[str]
) -> None:
    runner("add", str(papers))
    script = 'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"; shift; exec "$@"'
    data = str(tmp_path / "data")
    ran = _apart(script, data, sys.executable, "-c", _PASAJE, "--data", data, *command)
    assert ran.returncode == 5
    assert "nothing can be written there" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
