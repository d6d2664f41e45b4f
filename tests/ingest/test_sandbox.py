"""What a hostile file can do: end its child, and nothing else."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
import textwrap
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from archive import PageState
from ingest import children, sandbox
from ingest.errors import OriginalUnreadable
from ingest.files_in_hand import FileInHand
from ingest.limits import Limits
from ingest.ocr_modes import OcrMode
from ingest.readings import Reading
from ingest.sandbox import read_all
from ingest.tallies import Tallies
from ingest.tasks import Task
from tests.ingest.test_reading import ENGLISH, sheet_of
from tests.pdf_factory import assemble, locked, pdf_bytes, write_pdf

pytestmark = pytest.mark.real_children


def read(tasks: list[Task], limits: Limits) -> dict[str, Reading | OriginalUnreadable]:
    return {
        tasks[number].file_name: result
        for number, result in read_all(tasks, workers=1, limits=limits, advance=lambda *_: None)
    }


def bomb(path: Path, operators: int) -> Path:
    """Write a page whose few kilobytes unfold to that many operators."""
    content = zlib.compress(b"BT /F1 9 Tf 9 9 Td (aaaaaaaa) Tj ET\n" * operators, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    path.write_bytes(assemble(objects))
    return path


@pytest.fixture
def good(tmp_path: Path) -> Task:
    return Task(write_pdf(tmp_path / "good.pdf", [sheet_of(ENGLISH)]), "good.pdf")


def test_a_file_that_takes_too_much_memory_ends_its_child_and_the_next_is_read(good: Task, tmp_path: Path) -> None:
    hostile = Task(bomb(tmp_path / "bomb.pdf", 3_000_000), "bomb.pdf")
    results = read([hostile, good], Limits(memory_bytes=300_000_000, wall_seconds=60))
    unreadable = results["bomb.pdf"]
    assert isinstance(unreadable, OriginalUnreadable)
    assert unreadable.reason.code in ("crashed", "out_of_memory")
    assert isinstance(results["good.pdf"], Reading)


def test_a_file_that_takes_too_long_is_stopped_and_the_next_is_read(good: Task, tmp_path: Path) -> None:
    slow = Task(bomb(tmp_path / "slow.pdf", 3_000_000), "slow.pdf")
    results = read([slow, good], Limits(memory_bytes=8_000_000_000, wall_seconds=3))
    unreadable = results["slow.pdf"]
    assert isinstance(unreadable, OriginalUnreadable)
    assert unreadable.reason.code == "timed_out"
    assert isinstance(results["good.pdf"], Reading)


def test_a_file_that_uses_up_its_processor_time_is_stopped(good: Task, tmp_path: Path) -> None:
    slow = Task(bomb(tmp_path / "slow.pdf", 3_000_000), "slow.pdf")
    results = read([slow, good], Limits(memory_bytes=8_000_000_000, cpu_seconds=1, wall_seconds=60))
    unreadable = results["slow.pdf"]
    assert isinstance(unreadable, OriginalUnreadable)
    assert unreadable.reason.code == "timed_out"
    assert isinstance(results["good.pdf"], Reading)


def test_a_file_that_claims_too_many_pages_is_refused_before_any_is_read(tmp_path: Path) -> None:
    kids = " ".join(["3 0 R"] * 6000).encode()
    many = tmp_path / "many.pdf"
    many.write_bytes(
        assemble(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Count 6000/Kids[%s]>>" % kids,
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
            ]
        )
    )
    unreadable = read([Task(many, "many.pdf")], Limits())["many.pdf"]
    assert isinstance(unreadable, OriginalUnreadable)
    assert unreadable.reason.code == "too_many_pages"


def test_a_file_without_pages_is_not_called_locked_after_one_that_is(tmp_path: Path) -> None:
    """A child reads many files, and pdfium keeps the fault of the last one that it could not open."""
    secret = tmp_path / "locked.pdf"
    secret.write_bytes(locked(pdf_bytes([sheet_of(ENGLISH)]), "word"))
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(assemble([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"]))
    results = read([Task(secret, "locked.pdf"), Task(empty, "empty.pdf")], Limits())
    codes = {name: each.reason.code for name, each in results.items() if isinstance(each, OriginalUnreadable)}
    assert codes == {"locked.pdf": "encrypted", "empty.pdf": "damaged"}


def test_a_limit_that_somebody_set_and_is_lower_stays() -> None:
    """As where the whole machine is shared: a child would not even begin."""
    told = """
import resource
from ingest.files_in_hand import FileInHand
from ingest.limits import Limits, confine
resource.setrlimit(resource.RLIMIT_AS, (800_000_000, 800_000_000))
confine(Limits(memory_bytes=900_000_000))
print(resource.getrlimit(resource.RLIMIT_AS))
"""
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "(800000000, 800000000)", done.stderr


def test_what_is_read_early_stays_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a slow file is read no more is begun than may wait in memory; then all come, in their order."""
    begun: list[str] = []
    file = children.Children.file

    def note(all_of_them: children.Children, number: int) -> FileInHand:
        begun.append(tasks[number].file_name)
        return file(all_of_them, number)

    monkeypatch.setattr(children.Children, "file", note)
    monkeypatch.setattr(sandbox, "_HELD_CHARACTERS", 1)
    slow = Task(bomb(tmp_path / "0.pdf", 3_000_000), "0.pdf")
    paths = [write_pdf(tmp_path / f"{number}.pdf", [sheet_of(ENGLISH)]) for number in range(1, 12)]
    tasks = [slow, *(Task(path, path.name) for path in paths)]
    limits = Limits(memory_bytes=8_000_000_000)
    results = read_all(tasks, workers=2, limits=limits, advance=lambda *_: None)
    assert next(results)[0] == 0
    assert begun == ["0.pdf", "1.pdf", "2.pdf", "3.pdf"]
    assert [number for number, _ in results] == list(range(1, 12))
    assert begun == [task.file_name for task in tasks]


def test_children_hear_no_interrupt_from_their_first_moment_on_nor_do_those_that_replace_them(
    good: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C reaches them while they import what they need to ignore it."""
    monkeypatch.setattr(children, "_TASKS_A_CHILD", 1)
    blocked: dict[int, bool] = {}

    def advance(*_: object) -> None:
        for child in multiprocessing.active_children():
            with suppress(OSError):  # it has ended by now
                told = Path(f"/proc/{child.pid}/status").read_text()
                mask = int(told.partition("SigBlk:")[2].split()[0], 16)
                blocked[child.pid or 0] = bool(mask >> (signal.SIGINT - 1) & 1)

    assert len(list(read_all([good] * 3, workers=1, limits=Limits(), advance=advance))) == 3
    assert len(blocked) > 1
    assert all(blocked.values())


def test_two_children_read_the_pages_of_one_long_file_and_it_reads_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "_WORTH_A_CHILD", 1)
    path = tmp_path / "long.pdf"
    path.write_bytes(_with_slow_pages(page_count=160, slow={1: 4}))  # its first page keeps the first child busy
    task, limits = Task(path, path.name, ocr=OcrMode.NEVER), Limits(memory_bytes=8_000_000_000)
    helped, told = _read_by(2, task, limits)
    alone, _ = _read_by(1, task, limits)
    assert helped == alone
    assert isinstance(alone, Reading)
    assert len(alone.pages) == 160
    assert any(ahead for ahead, _ in told), "a helper was sent, and read"
    assert [done for _, done in told] == sorted(done for _, done in told)


def test_a_page_that_ends_whoever_reads_it_costs_itself_though_a_helper_meets_it_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "_WORTH_A_CHILD", 1)
    path = tmp_path / "long.pdf"
    path.write_bytes(_with_slow_pages(page_count=120, slow={1: 3, 118: 20}))
    task, limits = Task(path, path.name, ocr=OcrMode.NEVER), Limits(memory_bytes=8_000_000_000, page_seconds=5)
    reading, told = _read_by(2, task, limits)
    assert isinstance(reading, Reading)
    assert 5 in (ahead for ahead, _ in told), "of the last span the helper has read what stands before it"
    assert [page.number for page in reading.pages if page.state is PageState.UNREADABLE] == [118]
    assert sum(page.state is PageState.TEXT for page in reading.pages) == 119


def test_where_no_child_can_be_begun_to_help_the_file_is_read_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "_WORTH_A_CHILD", 1)
    path = tmp_path / "long.pdf"
    path.write_bytes(_with_slow_pages(page_count=60, slow={1: 2}))
    given = children._given

    def without_room(pool: Any, work: Any, *asked_for: Any) -> Any:
        if work is children._read_ahead:
            raise BlockingIOError("Resource temporarily unavailable")
        return given(pool, work, *asked_for)

    monkeypatch.setattr(children, "_given", without_room)
    reading, told = _read_by(2, Task(path, path.name, ocr=OcrMode.NEVER))
    assert isinstance(reading, Reading)
    assert len(reading.pages) == 60
    assert {ahead for ahead, _ in told} == {0}


def _read_by(
    workers: int, task: Task, limits: Limits | None = None
) -> tuple[Reading | OriginalUnreadable, list[tuple[int, int]]]:
    """Read a file with so many children; gives what came of it, and (pages read ahead, pages done) as was told."""
    told: list[tuple[int, int]] = []
    tallies = children.Tallies

    def noted(file_count: int, helper_count: int) -> Tallies:
        made.append(tallies(file_count, helper_count))
        return made[-1]

    made: list[Tallies] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(children, "Tallies", noted)
        results = read_all(
            [task],
            workers=workers,
            limits=limits or Limits(),
            advance=lambda _number, done, _count, _stage: told.append((made[0].of(0).ahead, done)),
        )
        [(_, result)] = results
    return result, told


def _with_slow_pages(page_count: int, slow: Mapping[int, int]) -> bytes:
    """Give a file of pages that all say the same, but those that draw a million letters so many times."""
    said = b"".join(
        b"1 0 0 1 72 %d Tm (%s) Tj\n" % (720 - 14 * place, line.encode("latin-1"))
        for place, line in enumerate(textwrap.wrap(ENGLISH, 80))
    )
    plain = zlib.compress(b"BT /F1 10 Tf\n" + said + b"ET", 9)
    much = zlib.compress(b"BT /F1 9 Tf 9 9 Td (aaaaaaaa) Tj ET\n" * 500_000, 9)
    kids = b" ".join(b"%d 0 R" % (6 + number) for number in range(page_count))
    pages = [
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents[%s]/Resources<</Font<</F1 5 0 R>>>>>>"
        % (b" ".join([b"4 0 R"] * slow[number]) if number in slow else b"3 0 R")
        for number in range(1, page_count + 1)
    ]
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (page_count, kids),
            *(
                b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(content), content)
                for content in (plain, much)
            ),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *pages,
        ]
    )
