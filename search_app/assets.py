"""Static files under names that change with their content, so that browsers may keep them for good."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

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


def init_assets(app: Flask) -> None:
    """Let browsers keep what was asked for by its hash, and fonts, whose names carry their version."""
    app.after_request(_say_how_long)


def _say_how_long(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in {200, 304}:
        lasting = "v" in request.args or request.path.endswith(".woff2")
        response.headers["Cache-Control"] = _FOR_GOOD if lasting else "no-cache"
    return response
