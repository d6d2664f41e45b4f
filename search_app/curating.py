"""Who may put right what the archive knows: whoever sits at the machine it runs on. One day, who has an account.

Rule: asked on the loopback interface, by a name of it, through no other server, and from one of our own pages.
Another site can have a browser send a form, but cannot make it say that the form was ours (Fetch Metadata Request
Headers; RFC 6454, 7).
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from flask import current_app, request

from search_app.errors import EditingRefused

_PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
"""What servers on the way add: whoever asks through one sits elsewhere."""


def may_edit() -> bool:
    """Tell whether whoever asks may put things right."""
    is_ours = not current_app.config["PASAJE_BASE_URL"] and request.environ.get("SERVER_PROTOCOL") != "HTTP/1.0"
    is_direct = not any(name in request.headers for name in _PASSED_ON)
    return is_ours and is_direct and _is_loopback(request.remote_addr) and _is_loopback(_host())


def require_editing() -> None:
    """Let through who may put things right. Raises: EditingRefused."""
    if not may_edit():
        raise EditingRefused


def require_own_form() -> None:
    """Let through what one of our own pages sends, and no other site's. Raises: EditingRefused."""
    require_editing()
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    is_own = origin is None or origin == request.host_url.rstrip("/")
    if not is_own or site not in (None, "same-origin") or (origin is None and site is None):
        raise EditingRefused


def require_program() -> None:
    """Let through a program, and our own pages: a browser says where a request comes from."""
    require_editing()
    if {"Origin", "Sec-Fetch-Site", "Cookie"} & {name for name, _ in request.headers}:
        require_own_form()


def who() -> str:
    """Give the name under which whoever asks is noted."""
    return "local:browser"


def _host() -> str | None:
    return urlsplit(request.host_url).hostname


def _is_loopback(name: str | None) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name or "").is_loopback
    except ValueError:
        return False
