"""The address at which the interface for programs describes itself, and the links to it (RFC 8631, 4.2)."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version

from flask import Blueprint, Response, current_app, request

from search_app.links import Links
from search_app.openapi import describe, object_of

MEDIA_TYPE = "application/openapi+json; version=3.1"
"""As the draft of the HTTP APIs group that registers it has it (REST API Media Types, 2.1)."""

_EXTENSION = "pasaje-description"
_HASH_LENGTH = 32

blueprint = Blueprint("api_description", __name__)


@blueprint.get(Links().api())
def show() -> Response:
    """Give this description."""
    made = _description(request.script_root or "/")
    answer = Response(made, content_type=MEDIA_TYPE)
    answer.set_etag(hashlib.sha256(made).hexdigest()[:_HASH_LENGTH])
    answer.cache_control.no_cache = True  # kept, and asked for again each time
    answer.make_conditional(request)
    return answer


@blueprint.after_app_request
def point_to_it(response: Response) -> Response:
    """Tell whoever gets an object where it is described."""
    if request.path.startswith("/api/"):
        address = Links(request.script_root).api()
        response.headers.add("Link", f'<{address}>; rel="service-desc"; type="application/openapi+json"')
        name = _object_of(request.endpoint or "")
        if name and response.mimetype == "application/json":
            response.headers.add("Link", f'<{address}#/components/schemas/{name}>; rel="describedby"')
    return response


def _description(server: str) -> bytes:
    """Write the description of this application below a path; once a process."""
    written: dict[str, bytes] = current_app.extensions.setdefault(_EXTENSION, {})
    if server not in written:
        rules, views = current_app.url_map.iter_rules(), current_app.view_functions
        described = describe(rules, views, server, version("pasaje"))
        written[server] = json.dumps(described, ensure_ascii=False, indent=1).encode()
    return written[server]


_object_of = cache(object_of)
