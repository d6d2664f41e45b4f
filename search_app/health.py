"""Whether this process can answer: for whoever watches over the server."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from search_app.frame import parts

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> Response:
    """Say that archive and index are open, and how many passages can be found."""
    return jsonify(status="ok", passages=parts().engine.count())
