"""Pasaje over HTTP and on the command line: the only place that knows requests, HTML and the environment."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

# Before numpy is imported anywhere, here and in the children that read: its products are small, and threads that
# wait for each other cost three times the work that they share.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if TYPE_CHECKING:
    from flask import Flask

    from search_app.settings import Settings

__all__ = ["create_app"]


def create_app(settings: Settings | None = None) -> Flask:
    """Make the web application for an archive; without settings, those of the environment hold."""
    # Here and not above: the command line imports this package too, and starts without the weight of Flask.
    from search_app.factory import build  # noqa: PLC0415 - as above
    from search_app.settings import Settings  # noqa: PLC0415 - as above

    return build(settings or Settings.from_environment())
