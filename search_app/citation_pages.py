"""Citations over HTTP: each form under an address of its own, and a page with all of them."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from flask import Blueprint, Response, render_template, request, send_file

from archive import Document, Place, Version
from search_app import quoting
from search_app.citations import Citable, annotation, apa, bibtex, chicago, csl_json, highwire, quoted, ris
from search_app.citations.highwire import Tag
from search_app.citations.wording import WORDINGS, Wording, cited_alone
from search_app.citing import Cited, cite_pages
from search_app.citing_both import cite_with, languages_saying
from search_app.curating import may_edit
from search_app.description_words import FIELDS
from search_app.errors import BadParameter
from search_app.frame import absolute_links, interface, parts
from search_app.freshness import unless_kept
from search_app.originals import safe_name
from search_app.quoting import Quoting
from search_app.rendering import HIDDEN

blueprint = Blueprint("citations", __name__, url_prefix="/p")

STYLES = {"chicago": chicago, "apa": apa}

_KEPT_SECONDS = 600
"""As long as copies of a page are: a passage that has moved is cited at its new place soon."""

_JSON_LD = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
"""As the Web Annotation Protocol has it (3.2)."""


@blueprint.get("/<passage>.txt")
def as_text(passage: str) -> Response:
    """Send a citation in a style, `?quoted=1` with the words before it."""
    cited, wording, style = _cited(passage), _wording(), _one_of("style", tuple(STYLES))
    is_quoted = _one_of("quoted", ("0", "1")) == "1"
    said = (quoted if is_quoted else cited_alone)(cited.citable, STYLES[style], wording)
    return _sent(cited, f"{said}\n", "txt", "text/plain", as_attachment=False)


@blueprint.get("/<passage>.bib")
def as_bibtex(passage: str) -> Response:
    """Send an entry for BibTeX."""
    cited = _cited(passage)
    return _sent(cited, bibtex(cited.citable), "bib", "application/x-bibtex")


@blueprint.get("/<passage>.ris")
def as_ris(passage: str) -> Response:
    """Send a record for programs that manage references."""
    cited = _cited(passage)
    return _sent(cited, ris(cited.citable), "ris", "application/x-research-info-systems")


@blueprint.get("/<passage>.csl.json")
def as_csl(passage: str) -> Response:
    """Send a record for citation processors."""
    cited = _cited(passage)
    return _sent(cited, csl_text(cited.citable), "csl.json", "application/vnd.citationstyles.csl+json")


@blueprint.get("/<passage>.jsonld")
def as_annotation(passage: str) -> Response:
    """Send an annotation of the words in their PDF."""
    cited, address = _cited(passage), _annotation_link(_asked(passage))
    return _sent(cited, annotation_text(cited.citable, address, _wording()), "jsonld", _JSON_LD)


@blueprint.get("/<passage>/cite")
def show(passage: str) -> Response:
    """Show the citation in all forms."""
    asked, wording = _asked(passage), _wording()
    also, beside = _also(), languages_saying(parts().archive, asked)
    cited = cite_with(parts().archive, asked, also, absolute_links())
    is_held = parts().archive.catalogue.find_document(cited.document.id) is not None
    forms = [
        ("BibTeX", "bib", bibtex(cited.citable)),
        ("RIS", "ris", ris(cited.citable).replace("\r\n", "\n")),
        ("CSL-JSON", "csl.json", csl_text(cited.citable)),
        ("Web Annotation", "jsonld", annotation_text(cited.citable, _annotation_link(asked), wording)),
    ]
    return unless_kept(
        lambda: render_template(
            "citations/cite.html",
            cited=cited,
            where=asked.address,
            wording=wording,
            unconfirmed=", ".join(str(FIELDS[each]) for each in cited.citable.description.unconfirmed),
            texts=[("Chicago", "chicago", chicago), ("APA", "apa", apa)],
            cited_alone=cited_alone,
            also=also,
            beside=beside,
            forms=forms,
            is_held=is_held,
            may_edit=may_edit(),
        ),
        cited,
        is_held,
        may_edit(),
        beside,
    )


def citation_tags(document: Document, version: Version, places: Iterable[Place], link: str) -> list[Tag]:
    """Give what the head of a page says to programs that manage references: pages of a version, at a link."""
    return highwire(cite_pages(parts().archive, document, version, places, link, absolute_links()))


def places_of(page_numbers: Iterable[int], labels: Mapping[int, str]) -> list[Place]:
    """Give pages as places, with what is printed on them."""
    return [Place(number, labels.get(number, str(number))) for number in page_numbers]


@blueprint.app_context_processor
def _for_templates() -> dict[str, object]:
    return {"citation_tags": citation_tags, "places_of": places_of}


def csl_text(cited: Citable) -> str:
    """Write a record for citation processors."""
    return json.dumps(csl_json(cited), ensure_ascii=False, indent=2) + "\n"


def annotation_text(cited: Citable, address: str, wording: Wording) -> str:
    """Write an annotation that tells the citation of what it marks."""
    text = json.dumps(annotation(cited, address, chicago(cited, wording)), ensure_ascii=False, indent=2)
    return HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"  # they mean the same, and act nowhere


def _annotation_link(asked: Quoting) -> str:
    name, quote, others = asked.address
    return absolute_links().citation(name, "jsonld", quote, others)


def _asked(passage_id: str) -> Quoting:
    return quoting.read(passage_id, request.args)


def _cited(passage_id: str) -> Cited:
    return cite_with(parts().archive, _asked(passage_id), _also(), absolute_links())


def _also() -> str:
    """Give the language whose words are to be quoted along. Raises: BadParameter."""
    return _one_of("also", ("", *WORDINGS))


def _wording() -> Wording:
    """Give the words of the language that is asked for, else of the interface."""
    return WORDINGS[_one_of("language", (interface(), *WORDINGS))]


def _one_of(name: str, allowed: tuple[str, ...]) -> str:
    """Read a parameter that has one of these values, the first where it is not there. Raises: BadParameter."""
    value = request.args.get(name, "") or allowed[0]
    if value not in allowed:
        raise BadParameter(name, value, "one of " + ", ".join(allowed))
    return value


def _sent(cited: Cited, text: str, ending: str, media_type: str, *, as_attachment: bool = True) -> Response:
    data = text.encode()
    tag = hashlib.sha256(data).hexdigest()[:32]
    if request.if_none_match.contains_weak(tag):
        answer = Response(status=HTTPStatus.NOT_MODIFIED, mimetype=media_type)
    else:
        pages = cited.citable.pages("-")
        name = safe_name(cited.version, f"p. {pages} {cited.citable.key}" if pages else cited.citable.key, ending)
        answer = send_file(io.BytesIO(data), media_type, as_attachment=as_attachment, download_name=name)
    answer.set_etag(tag)
    answer.vary.update(["Accept-Language", "Cookie"])  # the words are those of the interface, unless asked for
    answer.cache_control.private = True
    answer.cache_control.no_cache = None
    answer.cache_control.max_age = _KEPT_SECONDS
    return answer
