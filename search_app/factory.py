"""The web application, put together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined

from search_app import (
    alignment_exports,
    api,
    api_description,
    beside,
    bitext_print,
    browser_search,
    changes,
    citation_pages,
    concordance_pages,
    correcting,
    disagreement_pages,
    documents,
    editing,
    feeds,
    health,
    logbook,
    marked_copies,
    originals,
    page_images,
    passages,
    passages_like,
    quotes,
    reader,
    relating,
    search,
    search_help,
    signing_in,
    upload_api,
    uploads,
)
from search_app.admission import init_admission
from search_app.assets import init_assets
from search_app.compression import init_compression
from search_app.form_tokens import init_form_tokens
from search_app.frame import init_frame
from search_app.hosts import init_hosts
from search_app.numbers import PageNumber
from search_app.parts import Parts
from search_app.problems import init_problems
from search_app.rates import init_rates
from search_app.rendering import harmless
from search_app.security import init_security
from search_app.settings import Settings
from search_app.slashes import init_slashes
from search_app.template_code import Templates

_PARTS = (
    search,
    concordance_pages,
    feeds,
    browser_search,
    search_help,
    documents,
    editing,
    relating,
    changes,
    alignment_exports,
    disagreement_pages,
    correcting,
    reader,
    beside,
    bitext_print,
    passages,
    passages_like,
    citation_pages,
    marked_copies,
    originals,
    quotes,
    page_images,
    api,
    api_description,
    health,
    signing_in,
    logbook,
    uploads,
    upload_api,
)


class Application(Flask):
    """A Flask application in which nothing is asynchronous."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Give a function as it is; Flask would look at some twenty for each request."""
        return func


def build(settings: Settings) -> Flask:
    """Make the application; nothing is opened before the first request."""
    app = Application("search_app")
    app.jinja_environment = Templates
    app.jinja_options = {
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": StrictUndefined,
        "finalize": harmless,
    }
    app.json.sort_keys = False  # type: ignore[attr-defined]  # objects keep the order of the contract
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.url_map.converters["page"] = PageNumber
    init_compression(app)
    init_security(app, settings.base_url)
    init_assets(app)
    init_frame(app, Parts(settings), settings.base_url)
    init_hosts(app)
    init_slashes(app)
    init_form_tokens(app)
    init_admission(app, settings.reading)
    init_rates(app)
    init_problems(app)
    uploads.init_uploads(app, settings.data)
    for part in _PARTS:
        app.register_blueprint(part.blueprint)
    return app
