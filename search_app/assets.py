"""Static files under names that change with their content, so that browsers may keep them for good.

Rule: scripts and the stylesheet are sent without what only their readers need: comments, the white space that
lines begin with, line ends of scripts behind a brace, a semicolon or a comma, and the semicolon that a rule of the
style ends with. So in a script a template literal never goes over a line end, and a comment has whole lines or
follows a semicolon and a space.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path
from typing import cast

from flask import Flask, Response, request, url_for

FOLDER = Path(__file__).parent / "static"
_FOR_GOOD = "public, max-age=31536000, immutable"
_HASH_LENGTH = 12
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LAST_SEMICOLON = re.compile(r";\s*\}")
_GOING_ON = re.compile(rb"([{;,])\n")
"""Line ends that stand for no semicolon (ECMAScript, 12.10)."""
_REMARK = re.compile(r"(^\s*|(?<=;) )//.*$")


def asset(name: str) -> str:
    """Give the address of a static file, with its content's hash."""
    return url_for("static", filename=name, v=content_hash(name))


@cache
def content_hash(name: str) -> str:
    """Give the first digits of the SHA-256 of a static file; read once a process."""
    return hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:_HASH_LENGTH]


@cache
def script(name: str) -> bytes:
    """Give a script as it is sent; read once a process."""
    lines = _without_margins(_REMARK.sub("", line) for line in _text(name).splitlines())
    return _GOING_ON.sub(rb"\1", lines)


@cache
def stylesheet(name: str) -> bytes:
    """Give a stylesheet as it is sent; read once a process."""
    return _without_margins(_LAST_SEMICOLON.sub("}", _COMMENT.sub("", _text(name))).splitlines())


def init_assets(app: Flask) -> None:
    """Let browsers keep what was asked for by its hash, and fonts, whose names carry their version."""
    app.after_request(_say_how_long)
    app.view_functions["static"] = partial(_static, app)


def _static(app: Flask, filename: str) -> Response:
    if filename not in _trimmed():
        return app.send_static_file(filename)
    body, kind = (script, "javascript") if filename.endswith(".js") else (stylesheet, "css")
    response = Response(body(filename), mimetype=f"text/{kind}")
    response.add_etag()
    return cast(Response, response.make_conditional(request))


@cache
def _trimmed() -> frozenset[str]:
    return frozenset(path.name for path in FOLDER.iterdir() if path.suffix in {".css", ".js"})


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _without_margins(lines: Iterable[str]) -> bytes:
    return "\n".join(filter(None, map(str.strip, lines))).encode()


def _say_how_long(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in {200, 304}:
        lasting = "v" in request.args or request.path.endswith(".woff2")
        response.headers["Cache-Control"] = _FOR_GOOD if lasting else "no-cache"
    return response
