"""Files from the web: how much is taken, and what each way of failing is called."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from archive import Reason
from ingest.addresses import Allowed
from ingest.errands import Errands, Patience
from ingest.errors import OriginalUnreadable
from ingest.fetching import Rules, fetch_file, fetch_page
from tests.ingest.web import PDF, fetch, refusal
from tests.local_server import Answer, LocalServer, serving


def test_a_pdf_comes_whole_and_keeps_its_name(server: LocalServer, tmp_path: Path) -> None:
    came = fetch(server.put("/docs/letter.en.pdf?x=1", PDF), tmp_path, server)
    assert came.path.read_bytes() == PDF
    assert came.path.parent == tmp_path
    assert came.file_name == "letter.en.pdf"


def test_the_type_is_told_by_content_and_not_by_its_header(server: LocalServer, tmp_path: Path) -> None:
    url = server.put("/download?id=7", PDF, Content_Type="text/html")
    assert fetch(url, tmp_path, server).path.read_bytes() == PDF


@pytest.mark.parametrize(
    ("body", "kind", "told"),
    [
        (b"<!DOCTYPE html><p>Sign in", "application/pdf", "A web page came instead of a PDF."),
        (b"\n <HTML>" + b"x" * 9000, "application/pdf", "A web page came"),
        (b"something", "text/html; charset=utf-8", "A web page came"),
        (b"PK\x03\x04...", "", "A packed file"),
        (b'{"error": 1}', "application/json", "Data (JSON) came"),
        (b"plain", "text/plain", "No PDF came (the server calls it “text/plain”)."),
        (b"", "application/pdf", "Nothing came (0 bytes)."),
        (b"x" * 1024 + b"%PDF-1.4", "application/pdf", "No PDF came"),
    ],
)
def test_what_is_no_pdf_is_named(server: LocalServer, tmp_path: Path, body: bytes, kind: str, told: str) -> None:
    reason = refusal(server.put("/x.pdf", body, Content_Type=kind), tmp_path, server)
    assert reason.code == "not_a_pdf"
    assert reason.message.startswith(told)


def test_a_page_that_calls_itself_a_pdf_is_not_read_to_its_end(server: LocalServer, tmp_path: Path) -> None:
    server.answers["/x.pdf"] = Answer(b"<html>" + b"x" * 2000, length=400_000_000)
    assert refusal(server.url("/x.pdf"), tmp_path, server).code == "not_a_pdf"


def test_what_says_that_it_is_too_large_is_not_begun(server: LocalServer, tmp_path: Path) -> None:
    server.answers["/x.pdf"] = Answer(PDF, length=10_000_001)
    reason = refusal(server.url("/x.pdf"), tmp_path, server, file_bytes=10_000_000)
    assert reason == Reason("too_large", "It is larger than 10 MB: download it yourself and add the file.")


def endless(handler: Any, closing: threading.Event) -> None:
    handler.end_headers()
    handler.wfile.write(PDF)
    while not closing.is_set():
        handler.wfile.write(b"x" * 100_000)


def test_a_body_without_an_end_is_cut_at_the_limit(server: LocalServer, tmp_path: Path) -> None:
    server.answers["/x.pdf"] = Answer(send=endless)
    assert refusal(server.url("/x.pdf"), tmp_path, server, file_bytes=3_000_000).code == "too_large"


def test_the_limit_counts_what_is_unpacked(server: LocalServer, tmp_path: Path) -> None:
    """A server may pack its answer though it was asked not to: 20 MB come as 20 KB."""
    packed = gzip.compress(PDF + b"x" * 20_000_000)
    url = server.put("/x.pdf", packed, Content_Encoding="gzip")
    assert refusal(url, tmp_path, server, file_bytes=3_000_000).code == "too_large"


def test_a_file_that_comes_packed_is_unpacked(server: LocalServer, tmp_path: Path) -> None:
    url = server.put("/x.pdf", gzip.compress(PDF), Content_Encoding="gzip")
    assert fetch(url, tmp_path, server).path.read_bytes() == PDF
    broken = server.put("/y.pdf", gzip.compress(PDF)[:-20] + b"y" * 20, Content_Encoding="gzip")
    empty = tmp_path / "other"
    empty.mkdir()
    assert "packed" in refusal(broken, empty, server).message


@pytest.mark.parametrize("said", [len(PDF) + 1, 10_000_000])
def test_a_body_that_breaks_off_is_no_file(server: LocalServer, tmp_path: Path, said: int) -> None:
    server.answers["/x.pdf"] = Answer(PDF, length=said)
    reason = refusal(server.url("/x.pdf"), tmp_path, server)
    assert reason.code == "unreachable"
    assert reason.message == f"It broke off before all {said:,} bytes were here: add it again."


def test_a_body_in_chunks_that_breaks_off_is_no_file(server: LocalServer, tmp_path: Path) -> None:
    def half(handler: Any, _closing: threading.Event) -> None:
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(PDF), PDF))

    server.answers["/x.pdf"] = Answer(send=half)
    assert "broke off" in refusal(server.url("/x.pdf"), tmp_path, server).message


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (404, "There is nothing at that address"),
        (401, "a name and a password"),
        (403, "does not give it to programs"),
        (500, "The server failed"),
        (503, "busy"),
        (206, "gives nothing there"),
        (304, "gives nothing there"),
        (302, "gives nothing there"),
    ],
)
def test_an_answer_without_a_file_is_told(server: LocalServer, tmp_path: Path, status: int, told: str) -> None:
    reason = refusal(server.put("/x.pdf", PDF, status=status), tmp_path, server)
    assert reason.code == "unreachable"
    assert told in reason.message
    assert f"(answer {status})" in reason.message


def test_where_nobody_listens_it_is_said(tmp_path: Path) -> None:
    with serving() as closed:
        url = closed.url("/x.pdf")
    reason = refusal(url, tmp_path, closed)
    assert reason.code == "unreachable"
    assert "takes no connection" in reason.message


def test_who_speaks_no_http_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def speak() -> None:
            line, _ = listener.accept()
            line.sendall(b"220 mail.example.org ESMTP\r\n" * 3)
            line.close()

        speaker = threading.Thread(target=speak)
        speaker.start()
        rules = Rules(Allowed.read([f"127.0.0.1:{port}"]))
        with pytest.raises(OriginalUnreadable, match="did not answer as a web server does"):
            fetch_file(f"http://127.0.0.1:{port}/", tmp_path, rules, said=lambda *_: None)
        speaker.join()


def test_a_full_disk_is_said(server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile._TemporaryFileWrapper.write", full, raising=False)
    assert "No space left" in refusal(server.put("/x.pdf", PDF), tmp_path, server).message


def test_a_page_comes_with_its_encoding_and_a_pdf_is_none(server: LocalServer) -> None:
    rules = Rules(Allowed.read([server.host]), page_bytes=1000)
    url = server.put("/list", b"<p>x", Content_Type='text/html; charset="ISO-8859-1"; x=y')
    page = fetch_page(url, rules, said=lambda *_: None)
    assert page == (b"<p>x", "iso-8859-1", url)
    with pytest.raises(OriginalUnreadable, match="add it without --page"):
        fetch_page(server.put("/x", b"%PDF-1.4"), rules, said=lambda *_: None)
    with pytest.raises(OriginalUnreadable, match="It is larger than"):
        fetch_page(server.put("/x", b"<p>" * 1000), rules, said=lambda *_: None)


def drip(handler: Any, closing: threading.Event) -> None:
    handler.end_headers()
    while not closing.wait(0.05):
        handler.wfile.write(b"%PDF-"[:1])


def drip_headers(handler: Any, closing: threading.Event) -> None:
    while not closing.wait(0.05):
        handler.wfile.write(b"X")


def say_nothing(_handler: Any, closing: threading.Event) -> None:
    closing.wait()


@pytest.mark.parametrize("send", [drip, drip_headers, say_nothing])
def test_who_never_comes_to_an_end_is_left(server: LocalServer, tmp_path: Path, send: Any) -> None:
    """Whatever keeps the child waiting: it is ended, what it wrote is swept by its folder, and others go on."""
    server.answers["/slow.pdf"] = Answer(send=send)
    rules = Rules(Allowed.read([server.host]))
    with Errands(Patience(total_seconds=30, quiet_seconds=5)) as errands:
        assert errands.run(fetch_file, server.put("/x.pdf", PDF), tmp_path, rules)
        started = time.monotonic()
        with pytest.raises(OriginalUnreadable, match=r"Next to nothing came for 5 seconds"):
            errands.run(fetch_file, server.url("/slow.pdf"), tmp_path, rules)
        assert time.monotonic() - started < 15
        assert errands.run(fetch_file, server.url("/x.pdf"), tmp_path, rules)
