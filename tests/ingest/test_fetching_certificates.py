"""Whether a server is who it says it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.ingest.web import PDF, PUBLIC, Network, fetch, refusal
from tests.local_server import serving


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
