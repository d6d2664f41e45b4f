"""Whether this process can answer: for whoever watches over the server."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from search_app.frame import parts

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> Response:
    """Say how many passages can be found, and whether some are still to come; 503 when none can."""
    passages = parts().engine.count()
    behind = parts().archive.changes.pending()
    return jsonify(status="behind" if behind else "ok", passages=passages)
