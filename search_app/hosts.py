"""By which names the archive answers, and who may keep what it answers.

Rule: on the loopback interface it answers by names of the machine alone, unless another server is between or an
address is set. Any site can give its own name the address 127.0.0.1; its pages could then read in a browser what
only that machine may (DNS rebinding). An answer that does not say who may keep it is kept by browsers, which ask
each time, and by nobody else: links in it have the host that was asked for.
"""

from __future__ import annotations

import ipaddress
import socket
from functools import cache
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import BadRequest

from search_app.errors import HostRefused

_PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
"""What servers on the way add; older ones ask by HTTP/1.0."""


def init_hosts(app: Flask) -> None:
    """Answer by names that are the archive's, and let nobody between keep what is answered."""
    app.before_request(_look_at_host)
    app.after_request(_keep_to_itself)


def _look_at_host() -> None:
    if not request.host:
        raise BadRequest("The name of the host in this request is none.")
    is_direct = not any(name in request.headers for name in _PASSED_ON)
    is_alone = not current_app.config["PASAJE_BASE_URL"] and request.environ.get("SERVER_PROTOCOL") != "HTTP/1.0"
    name = urlsplit(request.host_url).hostname
    if (
        is_alone
        and is_direct
        and _is_loopback(request.remote_addr)
        and not (_is_loopback(name) or name in _own_names())
    ):
        raise HostRefused(request.host)


def _keep_to_itself(response: Response) -> Response:
    if "Cache-Control" not in response.headers:
        response.cache_control.private = True
        response.cache_control.no_cache = True
    return response


@cache
def _own_names() -> frozenset[str]:
    """Give the names that the machine has for itself: `serve --host 0.0.0.0` prints one to be opened."""
    name = socket.gethostname().lower()
    return frozenset({name, f"{name}.local"})


def _is_loopback(name: str | None) -> bool:
    if name in ("localhost", "localhost."):
        return True
    try:
        return ipaddress.ip_address(name or "").is_loopback
    except ValueError:
        return (name or "").endswith(".localhost")  # browsers look such names up nowhere else (RFC 6761, 6.3)
