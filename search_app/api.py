"""The interface for programs, version 1: the objects of the contract over HTTP."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from search_app.advising import counting, spell
from search_app.asked import across
from search_app.best_first import answer_and_tell
from search_app.change_objects import changes_object
from search_app.concordance_objects import concordance_object
from search_app.concordance_pages import gather
from search_app.counterparts import find_translations
from search_app.disagreement_objects import disagreements_object
from search_app.disagreements import find_all
from search_app.editions import LISTED, compare_editions, language_with_editions
from search_app.frame import absolute_links, parts
from search_app.freshness import kept_object
from search_app.lexicon_objects import lexicon_object, look_up
from search_app.locating import find_quote, located_object
from search_app.parameters import (
    read_anchor,
    read_program_changes,
    read_program_disagreements,
    read_program_lines,
    read_program_search,
    read_word,
)
from search_app.passages import present
from search_app.passages_like import like_object
from search_app.presenting import document_object, page_object, search_object, version_object
from search_app.reading import get_page

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
@kept_object
def search() -> Response:
    """Give one page of the hits of a search."""
    archive = parts().archive
    asked = read_program_search(request.args)
    found = answer_and_tell(asked, parts())
    words = archive.passages.words_of(hit.passage for hit in found.hits if hit.spans)
    translations = find_translations(archive, [hit.passage.id for hit in found.hits])
    carrier = across(asked, parts())
    count = counting(parts().engine, carrier, asked.allowed)
    meant = next((each.text for each in spell(found, parts().engine, carrier, count)), None)
    titles = parts().titles()
    told = search_object(found, asked.offset, titles, words, translations, absolute_links(), did_you_mean=meant)
    return jsonify(told)


@blueprint.get("/concordance")
@kept_object
def concordance() -> Response:
    """Give the places of a search, each with what stands before and after it."""
    asked = read_program_lines(request.args)
    return jsonify(concordance_object(gather(asked), asked, absolute_links()))


@blueprint.get("/documents")
@kept_object
def documents() -> Response:
    """Give all documents with all their versions."""
    catalogue = parts().archive.catalogue
    versions = catalogue.versions()
    return jsonify(
        documents=[
            document_object(
                document, [each for each in versions if each.document_id == document.id], absolute_links()
            )
            for document in catalogue.documents()
        ]
    )


@blueprint.get("/documents/<document>")
@kept_object
def document(document: str) -> Response:
    """Give one document."""
    catalogue = parts().archive.catalogue
    known = catalogue.get_document(document)
    return jsonify(document_object(known, catalogue.versions(document), absolute_links()))


@blueprint.get("/documents/<document>/changes")
@kept_object
def changes(document: str) -> Response:
    """Tell what changed between two editions of a document in one language."""
    archive = parts().archive
    asked = read_program_changes(request.args)
    language = request.args.get("language", "") or language_with_editions(archive, document)
    compared = compare_editions(archive, document, language, asked.old, asked.new)
    return jsonify(changes_object(compared, asked.kinds or LISTED, asked.offset, asked.limit, absolute_links()))


@blueprint.get("/documents/<document>/disagreements")
@kept_object
def disagreements(document: str) -> Response:
    """Tell where two language versions of a document disagree."""
    asked = read_program_disagreements(request.args)
    versions, part = (asked.from_version, asked.to_version), slice(asked.offset, asked.offset + asked.limit)
    found = find_all(parts().archive, document, versions, asked.kinds, part)
    return jsonify(disagreements_object(found, asked.offset, absolute_links()))


@blueprint.get("/versions/<version>")
@kept_object
def version(version: str) -> Response:
    """Give one version."""
    catalogue = parts().archive.catalogue
    known = catalogue.get_version(version)
    return jsonify(version_object(catalogue.get_document(known.document_id), known, absolute_links()))


@blueprint.get("/versions/<version>/pages/<page:number>")
@kept_object
def page(version: str, number: int) -> Response:
    """Give one page: its text and its words with their boxes."""
    archive = parts().archive
    known = archive.catalogue.get_version(version)
    return jsonify(page_object(known, get_page(archive, known, number), absolute_links()))


@blueprint.get("/versions/<version>/locate")
@kept_object
def locate(version: str) -> Response:
    """Tell where a quote stands in one version."""
    archive = parts().archive
    known = archive.catalogue.get_version(version)
    found = find_quote(archive, known, read_anchor(request.args))
    return jsonify(located_object(found, absolute_links()))


@blueprint.get("/lexicon")
@kept_object
def lexicon() -> Response:
    """Tell what stands for a word or a term in the other language."""
    asked = read_word(request.args)
    kept, about = parts().lexicon
    looked = look_up(parts().archive, kept, asked.word, asked.languages, asked.limit)
    return jsonify(lexicon_object(looked, about, absolute_links()))


@blueprint.get("/passages/<passage>")
@kept_object
def passage(passage: str) -> Response:
    """Give one passage."""
    return jsonify(present(passage))


@blueprint.get("/passages/<passage>/like")
@kept_object
def like(passage: str) -> Response:
    """Give passages that share the rarest words of one, in both languages."""
    return jsonify(like_object(passage))
