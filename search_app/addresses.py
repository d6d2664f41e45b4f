"""Where requests come from: this computer, or a network elsewhere.

Rule: the address is the connection's, or what the one proxy that is trusted says (`serve --proxy`); a header alone
is never believed.
"""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from urllib.parse import urlsplit

from flask import current_app, request

from search_app.frame import BASE_URL

_PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
"""What servers on the way add: whoever asks through one sits elsewhere."""

_NAMES_REMEMBERED = 500
"""Of each request five are looked at, and most are those of the request before."""

_LONGEST_NAME = 255
"""Characters; no name that leads anywhere has more (RFC 1035, 2.3.4): none of those is looked at or remembered."""

_HOUSEHOLD_BITS = 64
"""Of an IPv6 address, what one household or machine is given: below it addresses cost nothing."""


def is_at_the_machine() -> bool:
    """Tell whether whoever asks sits at the computer this runs on: straight, and by a name of it."""
    return comes_straight() and is_loopback(urlsplit(request.host_url).hostname)


def comes_straight() -> bool:
    """Tell whether this is asked on the loopback interface, through no other server, where none is meant to be.

    None is where the archive has no address for others. Older servers between ask by HTTP/1.0.
    """
    is_ours = not is_for_others(base_url()) and request.environ.get("SERVER_PROTOCOL") != "HTTP/1.0"
    is_direct = not any(name in request.headers for name in _PASSED_ON)
    return is_ours and is_direct and is_loopback(request.remote_addr)


def base_url() -> str | None:
    """Give the address of the archive, where one is set."""
    address: str | None = current_app.config[BASE_URL]
    return address


def is_for_others(address: str | None) -> bool:
    """Tell whether an address that is set leads here from elsewhere: one of the loopback interface does not."""
    return bool(address) and not is_loopback(urlsplit(address or "").hostname)


def is_served_by_https() -> bool:
    """Tell whether browsers reach this by https."""
    return (base_url() or "").startswith("https:") or request.is_secure


def network() -> str:
    """Give the address, or of an IPv6 address the network, that requests are counted by."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, _HOUSEHOLD_BITS), strict=False))
    return str(address)


def is_loopback(name: str | None) -> bool:
    """Tell whether a name or address is one of this computer to itself."""
    return name is not None and len(name) <= _LONGEST_NAME and _is_loopback(name)


@lru_cache(_NAMES_REMEMBERED)
def _is_loopback(name: str) -> bool:
    if name in ("localhost", "localhost."):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name.endswith(".localhost")  # browsers look such names up nowhere else (RFC 6761, 6.3)
