"""Static files under names that change with their content, so that browsers may keep them for good.

Rule: scripts are sent without what only their readers need, whole lines of comment and the white space that lines
begin with; a template literal therefore never goes over a line end.
"""

from __future__ import annotations

import hashlib
from functools import cache, partial
from pathlib import Path
from typing import cast

from flask import Flask, Response, request, url_for

FOLDER = Path(__file__).parent / "static"
_FOR_GOOD = "public, max-age=31536000, immutable"
_HASH_LENGTH = 12


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
    lines = (line.strip() for line in (FOLDER / name).read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")).encode()


def init_assets(app: Flask) -> None:
    """Let browsers keep what was asked for by its hash, and fonts, whose names carry their version."""
    app.after_request(_say_how_long)
    app.view_functions["static"] = partial(_static, app)


def _static(app: Flask, filename: str) -> Response:
    if not filename.endswith(".js") or filename not in _scripts():
        return app.send_static_file(filename)
    response = Response(script(filename), mimetype="text/javascript")
    response.add_etag()
    return cast(Response, response.make_conditional(request))


@cache
def _scripts() -> frozenset[str]:
    return frozenset(path.name for path in FOLDER.glob("*.js"))


def _say_how_long(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in {200, 304}:
        lasting = "v" in request.args or request.path.endswith(".woff2")
        response.headers["Cache-Control"] = _FOR_GOOD if lasting else "no-cache"
    return response
