"""By which names the archive answers, and who may keep what it answers.

Rule: on the loopback interface it answers by names of the machine alone, unless another server is between or it
has an address for others. Any site can give its own name the address 127.0.0.1; its pages could then read in a
browser what only that machine may (DNS rebinding). An answer that does not say who may keep it is kept by
browsers, which ask each time, and by nobody else: links in it have the host that was asked for.
"""

from __future__ import annotations

import socket
from functools import cache
from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest

from search_app.addresses import comes_straight, is_loopback
from search_app.errors import HostRefused


def init_hosts(app: Flask) -> None:
    """Answer by names that are the archive's, and let nobody between keep what is answered."""
    app.before_request(_look_at_host)
    app.after_request(_keep_to_itself)


def _look_at_host() -> None:
    if not request.host:
        raise BadRequest("The name of the host in this request is none.")
    name = urlsplit(request.host_url).hostname
    if comes_straight() and not (is_loopback(name) or name in _own_names()):
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
