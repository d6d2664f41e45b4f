"""What every request and every page has: the parts, the language of the interface, addresses, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, suppress
from typing import cast

from flask import Flask, Response, current_app, g, request
from flask_babel import Babel, format_percent

from archive import ArchiveError
from search_app import alignment_words, languages, words
from search_app.address_pieces import anchor_name, text_anchor_name
from search_app.assets import asset
from search_app.interface_words import init_words, words_of
from search_app.limits import MAX_QUERY_LENGTH
from search_app.links import Links
from search_app.markup_pieces import badge, lang, name_lang, pages
from search_app.numbers import points
from search_app.parts import Parts
from search_app.reading_report import ranges
from search_app.rendering import before_comma
from search_app.template_code import Templates

_EXTENSION = "pasaje"
BASE_URL = "PASAJE_BASE_URL"


def parts() -> Parts:
    """Give the archive and index of this process."""
    return cast("Parts", current_app.extensions[_EXTENSION])


def prepare(app: Flask) -> None:
    """Have ready in this process what its first readers would wait for."""
    with app.app_context():
        parts().prepare()


def compile_templates(app: Flask) -> None:
    """Have all templates ready in each language: no reader's time, and shared where processes part after it."""
    names = app.jinja_env.list_templates(extensions=["html"])
    with app.app_context():
        for language in languages.INTERFACE:
            templates = cast(Templates, app.jinja_env).speaking(words_of(language))
            for name in names:
                templates.get_template(name)


def links() -> Links:
    """Make addresses for this page's links."""
    return Links(request.script_root, g.get("carried"))


def interface() -> str:
    """Give the language the reader reads the interface in."""
    return cast("str", g.get("ui", "en"))


def absolute_links() -> Links:
    """Make addresses that leave the page: to be copied, or read by other programs."""
    return Links(current_app.config[BASE_URL] or request.root_url.rstrip("/"))


def init_frame(app: Flask, its_parts: Parts, base_url: str | None) -> None:
    """Give an application its parts and its language; hand both to the templates.

    `base_url` is put before addresses that leave the page, whatever host they were asked of.
    """
    app.extensions[_EXTENSION] = its_parts
    app.config[BASE_URL] = base_url
    app.before_request(_choose_language)
    app.before_request(_read_one_state)
    app.teardown_request(_let_go)
    app.after_request(_keep_language)
    app.context_processor(_frame)
    app.jinja_env.filters.update(
        percent=format_percent,
        points=points,
        anchor=anchor_name,
        text_anchor=text_anchor_name,
        lang=lang,
        name_lang=name_lang,
        badge=badge,
        pages=pages,
        before_comma=before_comma,
    )
    app.jinja_env.globals.update(
        asset=asset,
        date=words.date,
        doubt=alignment_words.doubt,
        facet_value=words.facet_value,
        facets=words.FACETS,
        finding=words.finding,
        finding_short=words.finding_short,
        doubtful=words.doubtful,
        max_query_length=MAX_QUERY_LENGTH,
        how_read=words.how_read,
        in_language_of=alignment_words.in_language,
        lacking=words.lacking,
        language_name=words.language_name,
        listed_words=words.listed_words,
        missing_words=words.missing_words,
        no_languages=languages.NO_LANGUAGES,
        nothing_in=alignment_words.nothing_in,
        untranslated_in=alignment_words.untranslated_in,
        only_in=words.only_in,
        page_notices=words.PAGE_NOTICES,
        page_ranges=ranges,
        page_state=words.page_state,
        sorts=words.SORTS,
        statuses=words.STATUSES,
        warning=words.warning,
    )
    Babel(app, default_locale="en", locale_selector=interface)
    init_words(app)


def _choose_language() -> None:
    asked = request.args.get("ui")
    g.ui = languages.interface_language(asked, request.cookies, request.accept_languages)
    g.carried = languages.carried(asked, request.cookies)


def _read_one_state() -> None:
    """Answer who reads from one state of the archive, whatever is written meanwhile."""
    if request.method in ("GET", "HEAD") and request.endpoint not in (None, "static"):
        g.reading = ExitStack()
        with suppress(ArchiveError):  # told by whatever then asks for the archive
            g.reading.enter_context(parts().archive.reading())


def _let_go(_error: BaseException | None) -> None:
    reading = g.pop("reading", None)
    if reading is not None:
        reading.close()


def _keep_language(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.update(["Accept-Language", "Cookie"])
    if g.get("carried"):
        response.set_cookie(
            languages.COOKIE,
            g.carried,
            max_age=languages.COOKIE_SECONDS,
            path=request.script_root or "/",
            secure=request.is_secure,
            httponly=True,
            samesite="Lax",
        )
    return response


def _frame() -> dict[str, object]:
    return {
        "links": links(),
        "ui": interface(),
        "absolute_links": absolute_links(),
        "interface_languages": languages.INTERFACE,
        "in_language": _this_page_in,
    }


def _this_page_in(language: str) -> str:
    """Give the address of this very page in another language of the interface."""
    said: Sequence[tuple[str, str]] = [pair for pair in request.args.items(multi=True) if pair[0] != "ui"]
    return Links(request.script_root, language).again(request.path, said)
