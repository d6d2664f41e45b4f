"""Files from the web: where they are asked for, how much is taken, and what each way of failing is called."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from archive import Reason
from ingest.addresses import Allowed
from ingest.errands import Errands, Patience
from ingest.errors import OriginalUnreadable
from ingest.fetching import Fetched, Rules, fetch_file, fetch_page
from tests.local_server import Answer, LocalServer, serving

PDF = b"%PDF-1.4\n" + b"x" * 5000 + b"\n%%EOF\n"

PUBLIC, OTHER_PUBLIC, PRIVATE = "93.184.216.34", "93.184.216.35", "10.0.0.5"


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with serving() as started:
        yield started


class Network:
    """The DNS and the network as a test has them: names stand for what it says, all numbers lead to one server."""

    def __init__(self, port: int) -> None:
        self.names: dict[str, list[list[str]]] = {}
        self.connected: list[tuple[str, int]] = []
        self._port = port
        self._connect = socket.create_connection

    def name(self, host: str, *answers: list[str]) -> None:
        """Have a name stand for numbers; each time it is looked up for the next."""
        self.names[host] = list(answers)

    def look_up(self, host: str, port: int, *_more: Any, **_options: Any) -> list[Any]:
        answers = self.names.get(host)
        if answers is None:
            numbers = [str(ip_address(host))]
        else:
            numbers = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    def connect(self, place: tuple[str, int], *_more: Any, **_options: Any) -> socket.socket:
        ip_address(place[0])  # a name here would be looked up a second time
        self.connected.append(place)
        with_real_look_up = socket.socket(socket.AF_INET)
        with_real_look_up.connect(("127.0.0.1", self._port))
        return with_real_look_up


@pytest.fixture
def network(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> Network:
    made = Network(server.port)
    monkeypatch.setattr("socket.getaddrinfo", made.look_up)
    monkeypatch.setattr("urllib3.util.connection.create_connection", made.connect)
    return made


def fetch(url: str, folder: Path, server: LocalServer | None = None, **limits: int) -> Fetched:
    allowed = Allowed.read([server.host] if server else [])
    return fetch_file(url, folder, Rules(allowed, **limits), said=lambda *_: None)


def refusal(url: str, folder: Path, server: LocalServer | None = None, **limits: int) -> Reason:
    with pytest.raises(OriginalUnreadable) as refused:
        fetch(url, folder, server, **limits)
    assert list(folder.iterdir()) == []
    return refused.value.reason


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


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(server: LocalServer, tmp_path: Path, status: int) -> None:
    server.put("/b/file.pdf", PDF)
    came = fetch(server.redirect("/a", "b/./file.pdf", status), tmp_path, server)
    assert came.file_name == "file.pdf"
    assert came.url == server.url("/b/file.pdf")


def test_a_redirect_in_letters_beyond_ascii_is_followed(server: LocalServer, tmp_path: Path) -> None:
    server.put("/intenci%C3%B3n.pdf", PDF)
    url = server.redirect("/a", "/intención.pdf".encode().decode("latin-1"))
    assert fetch(url, tmp_path, server).file_name == "intención.pdf"


def test_redirects_that_go_around_end(server: LocalServer, tmp_path: Path) -> None:
    server.redirect("/b", "/a")
    reason = refusal(server.redirect("/a", "/b"), tmp_path, server)
    assert (reason.code, len(server.asked)) == ("unreachable", 11)
    assert "redirected more than 10 times" in reason.message


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://127.0.0.1:1/x.pdf", "forbidden_address"),
        ("http://169.254.169.254/latest/meta-data", "forbidden_address"),
        ("http://[::1]/x.pdf", "forbidden_address"),
        ("//10.0.0.1/x.pdf", "forbidden_address"),
        ("http://user:secret@example.org/", "forbidden_address"),
        ("file:///etc/passwd", "unreachable"),
        ("ftp://example.org/x.pdf", "unreachable"),
        ("http://[", "unreachable"),
    ],
)
def test_every_place_on_the_way_is_looked_at(
    server: LocalServer, tmp_path: Path, location: str, code: str
) -> None:
    assert refusal(server.redirect("/a", location), tmp_path, server).code == code


def test_this_computer_is_not_asked_unless_allowed(server: LocalServer, tmp_path: Path) -> None:
    reason = refusal(server.put("/x.pdf", PDF), tmp_path)
    assert reason.code == "forbidden_address"
    assert f"--allow-host {server.host}" in reason.message
    assert server.asked == []


def test_a_name_that_stands_for_this_computer_is_refused(network: Network, tmp_path: Path) -> None:
    network.name("inner.example.org", ["127.0.0.1"])
    assert refusal("http://inner.example.org/x.pdf", tmp_path).code == "forbidden_address"
    assert network.connected == []


def test_a_name_that_stands_for_a_public_and_a_private_number_is_refused(network: Network, tmp_path: Path) -> None:
    network.name("both.example.org", [PUBLIC, PRIVATE])
    assert refusal("http://both.example.org/x.pdf", tmp_path).code == "forbidden_address"
    assert network.connected == []


def test_a_redirect_by_name_to_a_private_number_is_refused(
    network: Network, server: LocalServer, tmp_path: Path
) -> None:
    network.name("example.org", [PUBLIC])
    network.name("inner.example.org", [PRIVATE])
    server.redirect("/a", "http://inner.example.org/x.pdf")
    assert refusal("http://example.org/a", tmp_path).code == "forbidden_address"
    assert network.connected == [(PUBLIC, 80)]


def test_a_name_is_looked_up_once_and_the_number_that_was_looked_at_is_asked(
    network: Network, server: LocalServer, tmp_path: Path
) -> None:
    """Else the second answer could be a private number (DNS rebinding). The server still hears the name."""
    network.name("rebind.example.org", [PUBLIC], ["127.0.0.1"])
    server.put("/x.pdf", PDF)
    assert fetch("http://rebind.example.org:8080/x.pdf", tmp_path).path.read_bytes() == PDF
    assert network.connected == [(PUBLIC, 8080)]
    assert server.asked == [("rebind.example.org:8080", "/x.pdf")]


def test_on_the_way_a_name_is_looked_at_again(network: Network, server: LocalServer, tmp_path: Path) -> None:
    network.name("rebind.example.org", [PUBLIC], ["127.0.0.1"])
    server.redirect("/a", "/x.pdf")
    assert refusal("http://rebind.example.org/a", tmp_path).code == "forbidden_address"
    assert network.connected == [(PUBLIC, 80)]


def test_a_number_that_takes_no_connection_gives_way_to_the_next(
    network: Network, server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network.name("example.org", [OTHER_PUBLIC, PUBLIC])
    server.put("/x.pdf", PDF)

    def connect(place: tuple[str, int], *more: Any, **options: Any) -> socket.socket:
        if place[0] == OTHER_PUBLIC:
            raise ConnectionRefusedError
        return network.connect(place)

    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    assert fetch("http://example.org/x.pdf", tmp_path).path.read_bytes() == PDF


def test_a_proxy_of_the_environment_is_not_used(
    server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would look names up itself, and where it connects to could not be looked at."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert fetch(server.put("/x.pdf", PDF), tmp_path, server).file_name == "x.pdf"


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


def certificate(folder: Path, name: str) -> tuple[Path, SSLContext]:
    """Make a certificate that vouches for itself, and what a server needs to show it."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return folder / "cert.pem", context


@pytest.mark.parametrize(("asked", "is_right"), [("archivo.example.org", True), ("other.example.org", False)])
def test_a_server_is_held_to_its_name_and_told_it(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    is_right: bool,
) -> None:
    """Though the connection is made to a number, name (SNI) and certificate are those of the address."""
    authority, context = certificate(tmp_path_factory.mktemp("keys"), "archivo.example.org")
    heard: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: heard.append(name)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    with serving(context) as server:
        network = Network(server.port)
        monkeypatch.setattr("socket.getaddrinfo", network.look_up)
        monkeypatch.setattr("urllib3.util.connection.create_connection", network.connect)
        network.name(asked, [PUBLIC])
        server.put("/x.pdf", PDF)
        if is_right:
            assert fetch(f"https://{asked}/x.pdf", tmp_path).path.read_bytes() == PDF
            assert server.asked == [(asked, "/x.pdf")]
        else:
            assert "does not prove who it is" in refusal(f"https://{asked}/x.pdf", tmp_path).message
            assert server.asked == []
    assert heard == [asked]


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    _, context = certificate(tmp_path_factory.mktemp("keys"), "localhost")
    with serving(context) as server:
        url = server.url("/x.pdf").replace("http:", "https:")
        reason = refusal(url, tmp_path, server)
    assert (reason.code, "does not prove who it is" in reason.message) == ("unreachable", True)


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
