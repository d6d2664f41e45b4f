"""Static files under names that change with their content, so that browsers may keep them for good.

Rule: the folder in their addresses is a hash of all of them, so that scripts find each other by their plain names.
Typefaces say their version in their own names and lie outside of it: they outlive many a stylesheet.

Scripts and the stylesheet are sent without what only their readers need: comments, the white space that lines
begin with, line ends of scripts behind a brace, a semicolon or a comma, and the semicolon that a rule of the style
ends with. So in a script a template literal never goes over a line end, and a comment has whole lines or follows a
semicolon and a space. They are compressed once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path
from typing import cast

from flask import Flask, Response, g, request

from search_app.compression import compressed, is_taken

FOLDER = Path(__file__).parent / "static"
_FOR_GOOD = "public, max-age=31536000, immutable"
_HASH_LENGTH = 12
_OF_A_RELEASE = re.compile(rf"[0-9a-f]{{{_HASH_LENGTH}}}/")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LAST_SEMICOLON = re.compile(r";\s*\}")
_GOING_ON = re.compile(rb"([{;,])\n")
"""Line ends that stand for no semicolon (ECMAScript, 12.10)."""
_REMARK = re.compile(r"(^\s*|(?<=;) )//.*$")


def asset(name: str) -> str:
    """Give the address of a static file, with the hash of all of them but for typefaces."""
    release = "" if name.startswith("fonts/") else f"{release_hash()}/"
    return f"{request.script_root}/static/{release}{name}"


@cache
def release_hash() -> str:
    """Give the first digits of the SHA-256 of all static files but typefaces; read once a process."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.*")):
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:_HASH_LENGTH]


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
    """Send a file; asked for by the hash of another release, as there is none but this one."""
    hashed = _OF_A_RELEASE.match(filename)
    name = filename[hashed.end() :] if hashed else filename
    g.is_for_good = name.endswith(".woff2") or filename == f"{release_hash()}/{name}"
    if name not in _trimmed():
        return app.send_static_file(name)
    body, kind = (script, "javascript") if name.endswith(".js") else (stylesheet, "css")
    response = Response(body(name), mimetype=f"text/{kind}")
    response.add_etag()
    if is_taken():
        response.set_data(_packed(body(name)))
        response.content_encoding = "gzip"
    return cast(Response, response.make_conditional(request))


@cache
def _packed(body: bytes) -> bytes:
    return compressed(body)


@cache
def _trimmed() -> frozenset[str]:
    return frozenset(path.name for path in FOLDER.iterdir() if path.suffix in {".css", ".js"})


def _text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _without_margins(lines: Iterable[str]) -> bytes:
    return "\n".join(filter(None, map(str.strip, lines))).encode()


def _say_how_long(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in {200, 304}:
        response.headers["Cache-Control"] = _FOR_GOOD if g.get("is_for_good") else "no-cache"
    return response
