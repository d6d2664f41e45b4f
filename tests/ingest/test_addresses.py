"""Which hosts are asked: by every number a name stands for, and those that were named."""

from __future__ import annotations

import pytest

from ingest.addresses import Allowed, is_public, read_address, resolve
from ingest.errors import OriginalUnreadable


@pytest.mark.parametrize(
    "number",
    ["93.184.216.34", "1.1.1.1", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"],
)
def test_numbers_of_the_internet_are_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "203.0.113.5",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:5db8:d822::1",
        "2001::1",
        "2001:db8::1",
        "3fff::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "5f00::1",
    ],
)
def test_numbers_that_lead_nearer_are_not(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a.pdf#page=3", "https://example.org/a.pdf"),
        ("http://example.org:8080/a?b=c&d=%20", "http://example.org:8080/a?b=c&d=%20"),
        (" http://example.org/carta de intención.pdf ", "http://example.org/carta%20de%20intenci%C3%B3n.pdf"),
        ("http://ñandú.pe/x", "http://xn--and-6ma2c.pe/x"),
        ("http://[2606:2800::1]:81/x", "http://[2606:2800::1]:81/x"),
        ("http://example.org./x", "http://example.org/x"),
    ],
)
def test_an_address_is_always_written_the_same_way(typed: str, url: str) -> None:
    assert read_address(typed).url == url


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ftp://example.org/a.pdf", "unreachable"),
        ("file:///etc/passwd", "unreachable"),
        ("http:///a.pdf", "unreachable"),
        ("http://example.org:99999/", "unreachable"),
        ("http://[::1/", "unreachable"),
        ("http://exa mple.org/", "unreachable"),
        ("http://" + "a" * 5000, "unreachable"),
        ("http://user@example.org/", "forbidden_address"),
        ("http://user:secret@example.org/", "forbidden_address"),
        ("http://example.org@127.0.0.1/", "forbidden_address"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused_in_a_sentence(typed: str, code: str) -> None:
    with pytest.raises(OriginalUnreadable) as refused:
        read_address(typed)
    assert refused.value.reason.code == code
    assert refused.value.reason.message.endswith(".")
    assert "secret" not in refused.value.reason.message


def test_line_ends_in_an_address_reach_no_server() -> None:
    """They could end the question and begin another (request splitting)."""
    assert "\r" not in read_address("http://example.org/a\r\nX: y").target


def test_a_host_is_allowed_by_name_and_by_port() -> None:
    allowed = Allowed.read(["Archivo.local", "10.0.0.5:8080", "[::1]:81", "::1"])
    assert allowed.has(read_address("http://archivo.local:9/x"))
    assert allowed.has(read_address("http://10.0.0.5:8080/x"))
    assert not allowed.has(read_address("http://10.0.0.5/x"))
    assert allowed.has(read_address("http://[::1]:4/x"))
    assert not allowed.has(read_address("http://archivo.local.example.org/x"))


@pytest.mark.parametrize("name", ["http://x", "a/b", "x:port", "u@x", "x:99999"])
def test_what_is_no_host_cannot_be_allowed(name: str) -> None:
    with pytest.raises(ValueError, match="write NAME or NAME:PORT"):
        Allowed.read([name])


@pytest.mark.parametrize("name", ["2130706433", "0x7f000001", "127.1", "017700000001", "0"])
def test_odd_ways_to_write_this_computer_are_seen_through(name: str) -> None:
    with pytest.raises(OriginalUnreadable) as refused:
        resolve(read_address(f"http://{name}/"), Allowed())
    assert refused.value.reason.code == "forbidden_address"
