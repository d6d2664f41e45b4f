"""The archive as one of a browser's search engines (OpenSearch 1.1), and how what is typed may go on."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Blueprint, Response, json, request
from flask_babel import force_locale, gettext

from search_app.assets import asset
from search_app.atom import MEDIA_TYPE as ATOM
from search_app.frame import absolute_links, interface, parts
from search_app.languages import INTERFACE
from search_app.links import Links
from search_app.parameters import read_typed

blueprint = Blueprint("browser_search", __name__)

DESCRIPTION = "application/opensearchdescription+xml"
SUGGESTIONS = "application/x-suggestions+json"

_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_TERMS = "{searchTerms}"


@blueprint.get("/opensearch.xml")
def describe() -> Response:
    """Describe the search to a browser, in `language` or the one that the browser prefers."""
    asked = request.args.get("language", "")
    language = asked if asked in INTERFACE else interface()
    with force_locale(language):
        made = tostring(_description(absolute_links(), language), encoding="utf-8", xml_declaration=True)
    return _kept(Response(made, content_type=DESCRIPTION))


@blueprint.get("/api/v1/suggestions")
def suggest() -> Response:
    """Tell how what was typed may go on (OpenSearch Suggestions 1.1): it, and a list of words."""
    typed = read_typed(request.args)
    said = [typed, parts().completions.find(typed)]
    return _kept(Response(json.dumps(said, ensure_ascii=False), content_type=SUGGESTIONS))


def _kept(response: Response) -> Response:
    response.add_etag()
    response.cache_control.private = True
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


def _description(links: Links, own_language: str) -> Element:
    root = Element("OpenSearchDescription", {"xmlns": _NAMESPACE})
    _say(root, "ShortName", "Pasaje")
    _say(root, "Description", gettext("Passages of the documents in this archive, in English and Spanish"))
    _at(root, "text/html", f"{links.search()}?q={_TERMS}")
    _at(root, SUGGESTIONS, f"{links.completions()}?q={_TERMS}", rel="suggestions")
    _at(root, ATOM, f"{links.feed(())}?q={_TERMS}")
    _at(root, DESCRIPTION, links.opensearch(own_language), rel="self")
    icon = SubElement(root, "Image", {"height": "32", "width": "32", "type": "image/svg+xml"})
    icon.text = f"{links.base}{asset('pasaje.svg').removeprefix(request.script_root)}"
    for language in (*INTERFACE, "*"):
        _say(root, "Language", language)
    _say(root, "InputEncoding", "UTF-8")
    _say(root, "OutputEncoding", "UTF-8")
    return root


def _say(root: Element, name: str, text: str) -> None:
    SubElement(root, name).text = text


def _at(root: Element, media_type: str, template: str, **more: str) -> None:
    SubElement(root, "Url", {"type": media_type, **more, "template": template})
