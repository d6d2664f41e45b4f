"""A server for pdf.js on this machine: its files, a bare page that uses it, and originals in ranges.

Originals are sent as Pasaje sends them, by the same libraries under the same server. Each side has an
address of its own for the file of each page that is drawn, so that nothing of it is in the browser before, though
another side had it or the file was drawn twice.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, Response, send_file, send_from_directory
from waitress import create_server

from benchmarks.pages.places import Place

HERE = Path(__file__).parent
_FOR_GOOD_SECONDS = 365 * 24 * 3600
_ORIGINAL_SECONDS = 3600
"""As long as Pasaje lets browsers keep one."""


@contextmanager
def serving_pdfjs(pdfjs: Path, places: Sequence[Place]) -> Iterator[str]:
    """Serve pdf.js and the files of these places; gives the address, without a slash at its end."""
    server = create_server(_application(pdfjs, places), host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


def _application(pdfjs: Path, places: Sequence[Place]) -> Flask:
    app = Flask(__name__, static_folder=None)
    originals = {each.turn: each.original for each in places}

    @app.get("/")
    def nothing() -> str:
        return "<!doctype html><title>Nothing yet</title>"

    @app.get("/pdfjs/<path:name>")
    def of_pdfjs(name: str) -> Response:
        return send_from_directory(pdfjs.resolve(), name, max_age=_FOR_GOOD_SECONDS)

    @app.get("/bare/<path:name>")
    def of_bare(name: str) -> Response:
        return send_from_directory(HERE, name, max_age=_FOR_GOOD_SECONDS)

    @app.get("/originals/<side>/<int:turn>.pdf")
    def original(turn: int, **_side: str) -> Response:
        return send_file(originals[turn], "application/pdf", conditional=True, max_age=_ORIGINAL_SECONDS)

    return app
