"""Web addresses, and whether a connection may be made to where they lead.

Rule: a host is judged by the numbers its name stands for, all of them, and never by the name; the only exception
are hosts that the person named beforehand.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Self
from urllib.parse import quote, urljoin, urlsplit

from ingest.errors import OriginalUnreadable

DEFAULT_PORTS = {"http": 80, "https": 443}

_LONGEST = 4_000
"""Characters of an address: servers take no more than about eight thousand, most far less (RFC 9110, 4.1)."""

_AS_WRITTEN = "/:?#[]@!$&'()*+,;=%~"
"""What an address may hold besides letters, digits and `-._` (RFC 3986, 2.2); all else is written as escapes."""

_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""The only IPv6 numbers that are given out for hosts of the Internet (IANA IPv6 address space)."""

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 behind a translator, as networks without IPv4 have it (RFC 6052): the last 32 bits tell where it leads."""

_NOT_FOR_HOSTS = tuple(
    ip_network(each)
    for each in (
        "192.0.0.0/24",  # protocol assignments (RFC 6890); some Pythons hold parts of it for global
        "192.88.99.0/24",  # relays of 6to4 (RFC 7526)
        "240.0.0.0/4",  # reserved (RFC 1112), and broadcast
        "2001::/23",  # protocol assignments, among them Teredo (RFC 4380), which carries IPv4
        "2002::/16",  # 6to4 (RFC 3056), which carries IPv4
        "3fff::/20",  # for documents (RFC 9637)
    )
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where something lies on the web; `host` as it is asked for in the DNS, `target` what the server is asked."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host as in a URL and in the header Host, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, always written the same way."""
        return f"{self.scheme}://{self.authority}{self.target}"

    def join(self, location: str) -> Address:
        """Give where a redirect or a link leads from here. Raises: OriginalUnreadable."""
        try:
            return read_address(urljoin(self.url, location.strip()))
        except ValueError:
            raise _unreachable(f"“{_shown(location)}” is no web address.") from None


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts that may be asked wherever they are, as NAME or NAME:PORT."""

    hosts: frozenset[tuple[str, int | None]] = frozenset()

    @classmethod
    def read(cls, names: Iterable[str]) -> Self:
        """Read what was typed. Raises: ValueError with a sentence."""
        return cls(frozenset(_allowance(name.strip()) for name in names if name.strip()))

    def has(self, address: Address) -> bool:
        """Tell whether an address is at one of these hosts."""
        return bool({(address.host, None), (address.host, address.port)} & self.hosts)


def read_address(text: str) -> Address:
    """Read an address of the web, as it was typed or as a server sent it. Raises: OriginalUnreadable."""
    text = text.strip()
    if len(text) > _LONGEST:
        raise _unreachable(f"The address has {len(text):,} characters: more than {_LONGEST:,} are not taken.")
    try:
        parts = urlsplit(text)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError as error:
        raise _unreachable(f"It is no web address ({error}): check it.") from None
    if scheme not in DEFAULT_PORTS:
        raise _unreachable(f"Only http and https are taken, and this is “{_shown(scheme)}”.")
    if "@" in parts.netloc:
        raise OriginalUnreadable(
            "forbidden_address", "It holds a name or a password before the host: write the address without."
        )
    if not host:
        raise _unreachable("It names no host: check it.")
    target = quote(parts.path or "/", safe=_AS_WRITTEN) + (
        f"?{quote(parts.query, safe=_AS_WRITTEN)}" if parts.query else ""
    )
    return Address(scheme, _dns_name(host), port or DEFAULT_PORTS[scheme], target)


def resolve(address: Address, allowed: Allowed) -> Sequence[str]:
    """Ask once where a host is, and give its numbers; that of a host that is not allowed are all public.

    A name that stands for a public and a private number is refused: who may choose one may choose the other.
    Raises: OriginalUnreadable.
    """
    try:
        answers = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        told = getattr(error, "strerror", None) or "no name that the DNS knows"
        raise _unreachable(f"The host {_shown(address.host)} was not found ({told}): check the address.") from None
    numbers = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if not allowed.has(address) and not all(is_public(number) for number in numbers):
        raise OriginalUnreadable(
            "forbidden_address",
            f"{_shown(address.authority)} is in a private network or on this computer, where only hosts are asked "
            f"that are named: add “--allow-host {_shown(address.authority)}” if that is meant.",
        )
    return numbers


def is_public(number: str) -> bool:
    """Tell whether a number leads to a host of the Internet, and to nothing that lies nearer."""
    found = ip_address(number.partition("%")[0])
    if isinstance(found, IPv6Address):
        if inner := _carried(found):
            return is_public(str(inner))
        if found not in _GLOBAL_UNICAST:
            return False
    is_special = any(found.version == each.version and found in each for each in _NOT_FOR_HOSTS)
    return found.is_global and not found.is_multicast and not is_special


def _carried(found: IPv6Address) -> IPv4Address | None:
    if found in _TRANSLATED:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped


def _allowance(name: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(f"//{name}" if name.count(":") < 2 or name.startswith("[") else f"//[{name}]")  # noqa: PLR2004 - IPv6
        host, port = parts.hostname, parts.port
        if not host or parts.path or parts.query or "@" in name:
            raise ValueError(name)  # noqa: TRY301 - said once, below
        return _dns_name(host), port
    except (ValueError, OriginalUnreadable):
        raise ValueError(f"“{_shown(name)}” is no host: write NAME or NAME:PORT.") from None


def _dns_name(host: str) -> str:
    """Give a host's name as the DNS has it: lower case, other letters as `xn--` (RFC 3490)."""
    try:
        name = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        raise _unreachable(f"“{_shown(host)}” is no name of a host: check the address.") from None
    if any(not (each.isalnum() or each in "-._:%") for each in name):
        raise _unreachable(f"“{_shown(host)}” is no name of a host: check the address.")
    return name.lower().rstrip(".")


def _unreachable(told: str) -> OriginalUnreadable:
    return OriginalUnreadable("unreachable", told)


def _shown(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:100]}…"  # noqa: PLR2004 - it may be anything of any length
