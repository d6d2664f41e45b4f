"""`pasaje serve` answers from several processes, outlives a dead one, and stops when it is told."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from archive import Archive
from search_app import serving
from search_app.errors import CannotListen
from search_app.intake_watch import IntakeWatch
from search_app.settings import Settings
from search_app.wiring import mend_index
from tests.conftest import Runner
from tests.factories import make_version, store_version
from tests.factories import page as make_page
from tests.pdf_factory import Sheet, write_pdf

Start = Callable[..., tuple[subprocess.Popen[str], str]]

PROCESS_APP = """
import os, sys, time
from search_app import serving
def app(environ, start_response):
    if "slow" in environ["PATH_INFO"]:
        time.sleep(1)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{os.getpid()} {environ['wsgi.url_scheme']} {environ.get('HTTP_X_FORWARDED_PROTO')}".encode()]
listening = serving.listen("127.0.0.1", 0)
print(serving.address(listening), flush=True)
serving.serve(app, listening, processes=2, proxy=sys.argv[1] if sys.argv[1:] else None)
"""

TENDING = """
from search_app import serving
serving.TEND_SECONDS = 0.2
from search_app.cli import main
main()
"""


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a server and give it with the address that it prints."""
    started: list[subprocess.Popen[str]] = []

    def run(code: str, *arguments: str) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,  # as a terminal starts it, so that Ctrl-C can reach all of it and nothing else
        )
        started.append(process)
        assert process.stdout
        line = process.stdout.readline()
        found = re.search(r"http://\S+/", line)
        assert found, (line, process.stderr and process.stderr.read())
        return process, found.group()

    yield run
    for process in started:
        process.terminate()
        process.communicate(timeout=30)  # who draws may be at its start, on a busy machine


def get(address: str, **headers: str) -> str:
    with urlopen(Request(address, headers=headers), timeout=10) as answer:
        return str(answer.read().decode())


def until(is_so: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Ask until it is so, or not for too long; meanwhile the server may refuse."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(HTTPError):
            if is_so():
                return True
        time.sleep(0.1)
    return False


def answering(address: str) -> set[str]:
    """Give the processes that answer when many ask at once; on a busy machine one may take all for a while."""
    seen: set[str] = set()
    for _ in range(20):
        with ThreadPoolExecutor(16) as pool:
            seen |= {answer.split()[0] for answer in pool.map(get, [address] * 100)}
        if len(seen) > 1:
            break
    return seen


def test_headers_without_end_are_refused(start: Start) -> None:
    """Each request may keep as much of the memory while it waits."""
    _, address = start(PROCESS_APP)
    assert get(address, Cookie="a" * 60_000)
    with pytest.raises(HTTPError, match="431"):
        get(address, Cookie="a" * 70_000)


def test_the_archive_is_served_at_the_address_that_is_printed(archive: Archive, start: Start) -> None:
    store_version(archive, make_version(), [["Regional innovation."], ["Border cooperation."]])
    code = "from search_app.cli import main; main()"
    server, address = start(code, "--data", str(archive.folder), "serve", "--port", "0")
    assert "Border cooperation" in get(f"{address}api/v1/search?q=border")
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=15) == 0
    assert server.stderr
    assert server.stderr.read() == ""


def test_a_running_server_takes_in_what_a_killed_writer_left_behind(archive: Archive, start: Start) -> None:
    """And makes an index again that was deleted under it."""
    store_version(archive, make_version(), [["Regional innovation."]])
    _, address = start(TENDING, "--data", str(archive.folder), "serve", "--port", "0", "--workers", "2")
    store_version(archive, make_version("letter"), [["Border cooperation."]])
    assert until(lambda: "Border cooperation" in get(f"{address}api/v1/search?q=border"))
    # Found a moment before it is struck off the outbox.
    assert until(lambda: '"ok"' in get(f"{address}health"))
    shutil.rmtree(archive.folder / "index")
    assert until(
        lambda: (archive.folder / "index").is_dir() and "Border" in get(f"{address}api/v1/search?q=border")
    )
    assert {json.loads(get(f"{address}health"))["passages"] for _ in range(8)} == {2}


def test_nothing_is_taken_in_while_somebody_writes(archive: Archive, holder: subprocess.Popen[str]) -> None:
    store_version(archive, make_version())
    mend_index(Settings(data=archive.folder), tell=print)
    assert archive.changes.pending()
    holder.communicate()
    mend_index(Settings(data=archive.folder), tell=print)
    assert not archive.changes.pending()


def test_no_archive_is_made_by_looking_after_it(tmp_path: Path) -> None:
    mend_index(Settings(data=tmp_path / "none"), tell=print)
    assert not (tmp_path / "none").exists()


def test_a_fault_in_the_index_is_logged_once_in_one_line_and_ends_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail() -> None:
        raise CannotListen("somewhere", 1, "of a test\nof two lines")

    fault = serving._try(fail, "", "The index could not be brought up to date")
    assert serving._try(fail, fault, "The index") == fault
    assert serving._try(lambda: None, fault, "The index") == ""
    (record,) = caplog.records
    assert record.getMessage().startswith("The index could not be brought up to date: Port 1 of somewhere")
    assert "\n" not in record.getMessage()


def test_two_processes_answer(start: Start) -> None:
    server, address = start(PROCESS_APP)
    processes = answering(address)
    assert len(processes) == 2
    assert str(server.pid) not in processes


def test_a_process_that_dies_is_replaced(start: Start) -> None:
    _, address = start(PROCESS_APP)
    before = answering(address)
    os.kill(int(min(before)), signal.SIGKILL)
    time.sleep(2)
    after = answering(address)
    assert len(after) == 2
    assert max(before) in after


def test_an_answer_that_has_begun_is_finished_before_the_server_stops(start: Start) -> None:
    server, address = start(PROCESS_APP)
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(get, f"{address}slow")
        time.sleep(0.4)
        server.terminate()
        assert slow.result()
    assert server.wait(timeout=15) == 0
    with pytest.raises(OSError, match="refused"):
        get(address)


def test_ctrl_c_waits_for_an_answer_of_a_process_that_took_the_place_of_another(start: Start) -> None:
    """Ctrl-C reaches every process of the terminal, and only the first has to do with it."""
    server, address = start(PROCESS_APP)
    before = answering(address)
    for each in before:
        os.kill(int(each), signal.SIGKILL)
    assert until(lambda: not answering(address) & before)
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(get, f"{address}slow")
        time.sleep(0.4)
        os.killpg(server.pid, signal.SIGINT)
        assert slow.result()
    assert server.wait(timeout=15) == 0


def test_no_process_is_left_when_the_first_is_killed(start: Start) -> None:
    """Else the port stays taken by servers that nobody can stop."""
    server, address = start(PROCESS_APP)
    server.kill()
    time.sleep(2.5)
    with pytest.raises(OSError, match="refused"):
        get(address)


def test_a_server_that_has_drawn_pages_stops_at_once(archive: Archive, start: Start, tmp_path: Path) -> None:
    """Its processes send home whoever draws for them before they end; else each waits for the other."""
    pdf = write_pdf(tmp_path / "drawn.pdf", [Sheet().put("Regional innovation", y=100)])
    sha256 = archive.originals.put(pdf).sha256
    stored = store_version(archive, make_version("drawn", "en"))
    version = replace(stored, original_sha256=sha256, page_count=1)
    archive.passages.replace_version(version, [make_page()], [])
    code = "from search_app.cli import main; main()"
    process, address = start(code, "--data", str(archive.folder), "serve", "--port", "0", "--workers", "1")
    with urlopen(f"{address}versions/{version.id}/pages/1/image") as answer:
        assert answer.headers["Content-Type"] == "image/png"
    begun = time.monotonic()
    process.terminate()
    process.wait(timeout=30)
    assert time.monotonic() - begun < 5


def test_who_draws_is_there_before_the_first_reader(archive: Archive, start: Start) -> None:
    """Its start takes half a second, which nobody should wait for."""
    store_version(archive, make_version())
    code = "from search_app.cli import main; main()"
    process, _ = start(code, "--data", str(archive.folder), "serve", "--port", "0", "--workers", "1")
    assert until(lambda: any("spawn" in command_of(each) for each in below(process.pid)))


def below(pid: int) -> Iterator[int]:
    """Give the children of a process, and theirs."""
    for each in children(pid):
        yield each
        yield from below(each)


def children(pid: int) -> list[int]:
    return [
        int(each)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for each in (task / "children").read_text().split()
    ]


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text()


def test_connections_that_say_nothing_hold_up_nobody(start: Start) -> None:
    """Browsers open connections before they need them."""
    _, address = start(PROCESS_APP)
    host, port = address.removeprefix("http://").strip("/").split(":")
    silent = [socket.create_connection((host, int(port))) for _ in range(50)]
    for each in silent[:25]:
        each.sendall(b"GET / HTTP/1.1\r\nHost: ")
    asked = time.monotonic()
    get(address)
    assert time.monotonic() - asked < 1
    for each in silent:
        each.close()


def test_a_proxy_is_believed_only_when_named(start: Start) -> None:
    _, alone = start(PROCESS_APP)
    _, behind = start(PROCESS_APP, "127.0.0.1")
    assert get(alone, **{"X-Forwarded-Proto": "https"}).split()[1:] == ["http", "None"]
    assert get(behind, **{"X-Forwarded-Proto": "https"}).split()[1] == "https"


def test_a_request_that_ends_in_two_ways_is_refused_and_the_next_is_not_heard(start: Start) -> None:
    """A server in front that goes by the length would take the second for a part of the first."""
    _, address = start(PROCESS_APP)
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    second = b"GET /second HTTP/1.1\r\nHost: localhost\r\n\r\n"
    ends = b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" % (len(second) + 5)
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(b"POST /health HTTP/1.1\r\nHost: localhost\r\n" + ends + second)
        said = b"".join(iter(lambda: connection.recv(65536), b""))
    assert said.startswith(b"HTTP/1.1 400")
    assert said.count(b"HTTP/1.1") == 1


def test_a_port_in_use_is_a_sentence_and_the_code_is_2(runner: Runner) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        refused = runner("serve", "--port", port)
    assert refused.code == 2
    assert refused.err.startswith(f"Port {port} of 127.0.0.1 cannot be had: it is in use.")
    assert refused.err.count("\n") == 1


def test_a_host_that_is_not_ours_is_refused() -> None:
    with pytest.raises(CannotListen, match="this machine does not have that address"):
        serving.listen("192.0.2.1", 0)


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", socket.gethostname())])
def test_the_address_is_one_to_type_into_a_browser(host: str, shown: str) -> None:
    with serving.listen(host, 0) as listening:
        port = listening.getsockname()[1]
        assert serving.address(listening) == f"http://{shown}:{port}/"


def test_serve_brings_the_index_up_to_date_first(
    archive: Archive, runner: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store_version(archive, make_version())
    served: list[tuple[int, str | None]] = []

    def serve(
        _app: object,
        listening: socket.socket,
        *,
        processes: int,
        proxy: str | None,
        prepare: Callable[[], None],
        tend: Callable[[], None],
        spool: Path,
        watch: IntakeWatch,
    ) -> None:
        listening.close()
        assert spool == archive.folder
        assert watch.process is None
        tend()
        served.append((processes, proxy))

    monkeypatch.setattr("search_app.serving.serve", serve)
    told = runner("serve", "--port", "0", PASAJE_WORKERS="3")
    assert re.fullmatch(r"Pasaje: http://127.0.0.1:\d+/ — 1 version, 1 passage\. Stop with Ctrl-C\.\n", told.out)
    assert served == [(3, None)]
    assert archive.changes.pending() == []
