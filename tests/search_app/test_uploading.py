"""Files sent to a running server: read beside it, found a moment later, and not lost with it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from archive import Archive
from search_app.upload_limits import MAX_BODY_BYTES
from tests.pdf_factory import Sheet, wrap, write_pdf
from tests.search_app.signing import add_accounts, token_in
from tests.search_app.test_serving import Start, children, start, until

__all__ = ["start"]

SAMPLES = Path(__file__).parents[2] / "samples"

SERVE = "from search_app.cli import main; main()"

SLOW = """
import time
from ingest import working_through
keep = working_through.keep
def slowly(*given):
    time.sleep(1.5)
    return keep(*given)
working_through.keep = slowly
from search_app.cli import main
main()
"""

DEADLY = """
import os, signal
from ingest import working_through
from search_app import serving
serving.TEND_SECONDS = 0.3
keep = working_through.keep
def deadly(archive, row, *given):
    if row.file_name == "deadly.pdf":
        os.kill(os.getpid(), signal.SIGKILL)
    return keep(archive, row, *given)
working_through.keep = deadly
from search_app.cli import main
main()
"""

BOUNDARY = b"--------------------------pasaje"


@pytest.fixture
def served(archive: Archive, start: Start) -> tuple[subprocess.Popen[str], str]:
    """Serve an archive that holds nothing."""
    return start(SERVE, "--data", str(archive.folder), "serve", "--port", "0", "--workers", "2")


def form(files: list[tuple[str, bytes]]) -> bytes:
    parts = [
        b'--%s\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n%s\r\n'
        % (BOUNDARY, name.encode(), content)
        for name, content in files
    ]
    return b"".join(parts) + b"--%s--\r\n" % BOUNDARY


def send(address: str, files: list[tuple[str, bytes]]) -> dict[str, Any]:
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY.decode()}"}
    said = {**kind, "Origin": address.rstrip("/"), "X-CSRF-Token": token(address)}
    with urlopen(Request(f"{address}api/v1/documents", form(files), said), timeout=60) as answer:
        return dict(json.load(answer))


def token(address: str) -> str:
    """Give the token of the form, as a script on its page says it."""
    with urlopen(f"{address}add", timeout=30) as answer:
        return token_in(answer.read().decode())


def ask(address: str) -> dict[str, Any]:
    with urlopen(address, timeout=30) as answer:
        return dict(json.load(answer))


def is_done(url: str) -> bool:
    return bool(ask(url)["done"])


def raw(address: str, request: bytes, body: bytes = b"") -> bytes:
    """Send bytes as they are, and give what comes back until the other end closes or says no more."""
    host, port = address.removeprefix("http://").strip("/").split(":")
    with closing(socket.create_connection((host, int(port)), timeout=20)) as connection:
        connection.sendall(request)
        answer = connection.recv(65536)
        if body and b"100 Continue" in answer:
            connection.sendall(body)
            answer = connection.recv(65536)
        return answer


def head(path: str, *lines: str) -> bytes:
    kind = f"Content-Type: multipart/form-data; boundary={BOUNDARY.decode()}"
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: 127.0.0.1", kind, *lines, "", ""]).encode()


def large(count: int) -> bytes:
    """Give a PDF of more than a form may have elsewhere."""
    return b"%PDF-1.4\n" + b"%" + b"x" * count


def test_real_files_are_read_and_found_a_moment_later(served: tuple[Any, str]) -> None:
    _, address = served
    names = ("letter-of-intent.en.pdf", "letter-of-intent.es.pdf", "final-report-two-languages.pdf")
    told = send(address, [(name, (SAMPLES / name).read_bytes()) for name in names])
    assert [each["status"] for each in told["files"]] == ["received"] * 3
    stages: set[str] = set()

    def is_read() -> bool:
        progress = ask(told["url"])
        stages.update(each["stage"] for each in progress["files"])
        return bool(progress["done"])

    assert until(is_read, 120)
    assert {"reading", "done"} <= stages
    files = ask(told["url"])["files"]
    assert [(each["status"], each["language"]) for each in files] == [
        ("added", "en"),
        ("added", "es"),
        ("added", "mul"),
    ]
    assert files[0]["document"] == files[1]["document"]
    assert ask(f"{address}api/v1/search?q=innovation")["total"]
    again = send(address, [("other name.pdf", (SAMPLES / names[0]).read_bytes())])
    assert again["files"][0]["status"] == "unchanged"
    assert again["files"][0]["document"] == files[0]["document"]


def test_nothing_that_was_acknowledged_is_lost_with_the_server(
    archive: Archive, start: Start, tmp_path: Path
) -> None:
    """It is killed while files are read, with those who read for it; the next start goes on."""
    command = ("--data", str(archive.folder), "serve", "--port", "0", "--workers", "1")
    server, address = start(SLOW, *command)
    pdfs = [(f"{n}.pdf", write_pdf(tmp_path / f"{n}.pdf", [page(n)]).read_bytes()) for n in range(4)]
    told = send(address, pdfs)
    assert until(lambda: ask(told["url"])["counts"]["open"] < 4, 90)
    reader = [each for each in children(server.pid) if os.getpriority(os.PRIO_PROCESS, each) >= 10]
    os.kill(server.pid, signal.SIGKILL)
    for each in reader:
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    assert archive.queue.count_waiting()
    _, address = start(SERVE, *command)
    url = f"{address}api/v1/batches/{told['batch']}"
    assert until(lambda: is_done(url), 90)
    assert [each["status"] for each in ask(url)["files"]] == ["added"] * 4
    assert len(archive.catalogue.versions()) == 4


def page(number: int) -> Sheet:
    sheet = Sheet()
    sheet.set(wrap(f"Regional innovation in the year {2000 + number}, by the committee of two. " * 4), y=100)
    return sheet


def test_a_file_that_ends_the_reader_three_times_is_given_up_and_the_rest_goes_on(
    archive: Archive, start: Start, tmp_path: Path
) -> None:
    _, address = start(DEADLY, "--data", str(archive.folder), "serve", "--port", "0", "--workers", "1")
    names = ("one.pdf", "deadly.pdf", "two.pdf")
    pdfs = [(name, write_pdf(tmp_path / name, [page(n)]).read_bytes()) for n, name in enumerate(names)]
    told = send(address, pdfs)
    assert until(lambda: is_done(told["url"]), 150)
    files = ask(told["url"])["files"]
    assert [each["status"] for each in files] == ["added", "failed", "added"]
    assert files[1]["reason"]["code"] == "crashed"
    assert [each.reason.code for each in archive.intakes.all()] == ["crashed"]


def test_the_reader_waits_for_another_program_and_files_are_received_all_the_same(
    archive: Archive, served: tuple[Any, str], holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    _, address = served
    told = send(address, [("one.pdf", write_pdf(tmp_path / "one.pdf", [page(1)]).read_bytes())])
    time.sleep(2)
    assert ask(told["url"])["counts"]["open"] == 1
    assert ask(f"{address}health")["passages"] == 0
    holder.communicate()
    assert until(lambda: is_done(told["url"]), 60)


def test_large_bodies_are_let_in_only_where_files_are_sent(served: tuple[Any, str]) -> None:
    _, address = served
    told = send(address, [("large.pdf", large(3 * MAX_BODY_BYTES))])
    assert told["files"][0]["status"] == "received"
    length = f"Content-Length: {2 * MAX_BODY_BYTES}"
    assert b" 413 " in raw(address, head("/documents/study/edit", length))
    assert b" 413 " in raw(address, head("/add", "Content-Length: 3000000000"))


def test_who_may_not_send_is_told_before_the_body_is_read(served: tuple[Any, str]) -> None:
    _, address = served
    lines = (f"Content-Length: {2 * MAX_BODY_BYTES}", "Expect: 100-continue")
    assert b"100 Continue" in raw(address, head("/add", *lines))
    refused = raw(address, head("/add", *lines, "X-Real-IP: 192.0.2.7"))
    assert b" 403 " in refused
    assert b"100 Continue" not in refused


def test_nobody_is_let_in_by_being_led_to_the_sign_in(archive: Archive, served: tuple[Any, str]) -> None:
    """Where there are accounts, the question whether one may is answered by a redirect, which is no yes."""
    _, address = served
    add_accounts(archive)
    lines = (f"Content-Length: {2 * MAX_BODY_BYTES}", "Expect: 100-continue")
    for said in ((), ("Sec-Fetch-Dest: document", "Sec-Fetch-Site: cross-site"), ("Accept: text/html",)):
        for path in ("/add", "/api/v1/documents"):
            refused = raw(address, head(path, *lines, *said))
            assert b" 401 " in refused
            assert b"100 Continue" not in refused


def test_a_body_in_chunks_is_counted(served: tuple[Any, str]) -> None:
    _, address = served
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    asked = head("/documents/study/edit", "Transfer-Encoding: chunked")
    assert b" 413 " in raw(address, asked + chunk * 17)
    body = form([("large.pdf", large(2 * MAX_BODY_BYTES))])
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in cut(body, 50_000)) + b"0\r\n\r\n"
    ours = ("Origin: http://127.0.0.1", f"X-CSRF-Token: {token(address)}")
    asked = head("/api/v1/documents", "Transfer-Encoding: chunked", "Expect: 100-continue", *ours)
    assert b" 202 " in raw(address, asked, pieces)


def cut(body: bytes, size: int) -> Iterator[bytes]:
    for at in range(0, len(body), size):
        yield body[at : at + size]


def test_a_body_that_is_cut_off_leaves_nothing(archive: Archive, served: tuple[Any, str]) -> None:
    _, address = served
    body = form([("large.pdf", large(3 * MAX_BODY_BYTES))])
    host, port = address.removeprefix("http://").strip("/").split(":")
    for _ in range(6):  # more than are received at once
        with closing(socket.create_connection((host, int(port)))) as connection:
            connection.sendall(head("/api/v1/documents", f"Content-Length: {len(body)}") + body[:-1000])
    time.sleep(1)
    assert archive.queue.count_waiting() == 0
    assert not list((archive.folder / "originals").rglob("*.*"))
    assert send(address, [("one.pdf", large(2 * MAX_BODY_BYTES))])["files"][0]["status"] == "received"


def test_a_server_that_reads_stops_in_order(archive: Archive, start: Start, tmp_path: Path) -> None:
    server, address = start(SLOW, "--data", str(archive.folder), "serve", "--port", "0", "--workers", "1")
    pdfs = [(f"{n}.pdf", write_pdf(tmp_path / f"{n}.pdf", [page(n)]).read_bytes()) for n in range(3)]
    told = send(address, pdfs)
    assert until(lambda: ask(told["url"])["counts"]["in"] > 0, 90)
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=30) == 0
    assert server.stderr
    assert server.stderr.read() == ""
    assert archive.queue.count_waiting()
    with archive.writing("a test", patience=5):
        pass


def test_an_upload_is_refused_in_words_when_the_disk_is_full(archive: Archive, start: Start) -> None:
    """The process that received it goes on."""
    full = """
import errno, tempfile
make = tempfile.TemporaryFile
def full(*given, **named):
    made = make(*given, **named)
    if named.get("dir"):
        return Full(made)
    return made
class Full:
    def __init__(self, made):
        self.made = made
    def write(self, data):
        raise OSError(errno.ENOSPC, "No space left on device")
    def __getattr__(self, name):
        return getattr(self.made, name)
tempfile.TemporaryFile = full
from search_app.cli import main
main()
"""
    _, address = start(full, "--data", str(archive.folder), "serve", "--port", "0", "--workers", "1")
    with pytest.raises(HTTPError) as refused:
        send(address, [("large.pdf", large(3 * MAX_BODY_BYTES))])
    with refused.value as answer:
        assert answer.status == 507
        assert "full" in json.load(answer)["detail"]
    assert ask(f"{address}health")["status"] == "ok"
