"""Passages like one that is being read, in both languages: a page for people, an object for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, render_template
from markupsafe import Markup

from archive import Issued
from index.likeness import Alike, Shared, find_like
from search_app.counterparts import Translation, find_translations
from search_app.frame import absolute_links, links, parts
from search_app.freshness import unless_kept
from search_app.links import Links
from search_app.presenting import Object, hit_object
from search_app.rendering import excerpt, marked

blueprint = Blueprint("passages_like", __name__, url_prefix="/p/<passage>")

_BEFORE, _AFTER = Markup("… "), Markup(" …")


@dataclass(frozen=True, slots=True)
class LikeView:
    """A passage that is like another, as it is listed: where it stands, what it says, which words it shares."""

    shared: Shared
    places: tuple[tuple[int, str], ...]
    text: Markup
    address: str


@blueprint.get("/like")
def show(passage: str) -> Response:
    """Show passages that share the words by which this one differs from others."""
    return unless_kept(lambda: _page(passage))


def like_object(passage_id: str) -> Object:
    """Give the passages like one, with the words that were looked for. Raises: PassageNotFound, PassagePurged."""
    archive, its_links = parts().archive, absolute_links()
    issued, alike, _ = _find(passage_id)
    hits = [each.hit for found in alike.found.values() for each in found]
    words = archive.passages.words_of(hit.passage for hit in hits if hit.spans)
    translations = find_translations(archive, [hit.passage.id for hit in hits])
    return {
        "passage": issued.passage_id,
        "url": its_links.passage(issued.passage_id),
        "language": issued.language,
        "words": list(alike.words),
        "hits": [hit_object(hit, words, translations.get(hit.passage.id, ()), its_links) for hit in hits],
    }


def _find(passage_id: str) -> tuple[Issued, Alike, Sequence[Translation]]:
    """Find what is like a passage, but for itself and what is known to say the same in another language."""
    its_parts = parts()
    issued = its_parts.archive.permalinks.resolve(passage_id).issued
    translations = find_translations(its_parts.archive, [issued.passage_id]).get(issued.passage_id, ())
    without = {issued.passage_id, *(each.id for told in translations for each in told.passages)}
    alike = find_like(
        its_parts.archive,
        its_parts.engine,
        issued.text,
        issued.language,
        without=without,
        across=its_parts.across(),
    )
    return issued, alike, translations


def _page(passage_id: str) -> str:
    issued, alike, translations = _find(passage_id)
    cut = excerpt(issued.text, [])
    return render_template(
        "passages/like.html",
        issued=issued,
        places=[(each.page_number, each.label) for each in issued.places],
        text=marked(issued.text, cut=cut) + _AFTER * (cut.end < len(issued.text)),
        words=alike.words,
        found={language: [_view(each, links()) for each in found] for language, found in alike.found.items()},
        has_translation=any(told.passages for told in translations),
    )


def _view(shared: Shared, its_links: Links) -> LikeView:
    hit = shared.hit
    passage = hit.passage
    cut = excerpt(passage.text, hit.spans)
    before, after = _BEFORE * (cut.start > 0), _AFTER * (cut.end < len(passage.text))
    return LikeView(
        shared=shared,
        places=tuple((number, hit.labels.get(number, str(number))) for number in passage.page_numbers),
        text=before + marked(passage.text, hit.spans, cut=cut) + after,
        address=its_links.passage(passage.id),
    )
