"""One disagreement of two versions as a page shows it: what is said of it, and both sides with their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext
from markupsafe import Markup

from ingest.disagreement import DisagreementKind, joined
from search_app.aligned import Aligned
from search_app.counterparts import passages_address
from search_app.disagreement_words import KINDS, sentence
from search_app.disagreements import Listed, Told
from search_app.links import Links
from search_app.rendering import excerpt, marked

_AROUND = 240
"""Characters of a side that are shown: three lines, with what differs in their middle."""

_BULLET = re.compile(r"\s*[•‣◦▪▫●○■□◆►➢✓–—-]\s+")
"""The mark of a list item, which says nothing where it stands alone."""

_BEFORE, _AFTER = Markup("… "), Markup(" …")


@dataclass(frozen=True, slots=True)
class SideView:
    """What a side says around the place; its address marks that very place on its page."""

    language: str
    spoken: str
    places: Sequence[tuple[int, str]]
    address: str
    text: Markup


@dataclass(frozen=True, slots=True)
class DisagreementView:
    """A disagreement; `address` leads to its row side by side, `section` is that of the English side if any."""

    sentence: str
    kind: str
    section: tuple[str, ...]
    section_language: str
    address: str
    sides: tuple[SideView, ...]


def view(listed: Listed, aligned: Aligned, links: Links) -> DisagreementView:
    """Show a disagreement."""
    bitext = aligned.bitext
    first = (*listed.from_.passages, *listed.to.passages)[0]
    sides = (
        _side(listed.from_, listed.to, bitext.from_language, listed.kind, aligned, links),
        _side(listed.to, listed.from_, bitext.to_language, listed.kind, aligned, links),
    )
    return DisagreementView(
        sentence=sentence(listed, gettext),
        kind=KINDS[listed.kind],
        section=first.section,
        section_language=first.language,
        address=row_address(listed, aligned, links),
        sides=tuple(each for each in sides if each),
    )


def row_address(listed: Listed, aligned: Aligned, links: Links) -> str:
    """Give where the two versions stand side by side, at the passage that a disagreement is shown by."""
    one, other = aligned.from_version, aligned.to_version
    return links.beside(
        aligned.document.id,
        one.language,
        other.language,
        edition=aligned.edition,
        passage_id=listed.first.id,
    )


def told_address(told: Told, kind: str, links: Links) -> str:
    """Give the permalink of what a side says: of the very words, else of its passages."""
    if told.passage is None:
        return passages_address(told.passages, links)
    is_whole = told.span is None or kind == DisagreementKind.LIST_LENGTH
    return links.passage(
        told.passage.id, quote="" if is_whole or not told.span else f"{told.span.start}-{told.span.end}"
    )


def _side(told: Told, other: Told, language: str, kind: str, aligned: Aligned, links: Links) -> SideView | None:
    if not told.passages:
        return None
    shown = (told.passage,) if told.passage else told.passages
    return SideView(
        language=language,
        spoken=shown[0].language,
        places=aligned.places(shown),
        address=told_address(told, kind, links),
        text=_words(told, other, kind),
    )


def _words(told: Told, other: Told, kind: str) -> Markup:
    """Give the stretch around the place; of the side that lacks it, as far in as it is on the other."""
    if told.passage is None:
        text, spans = joined(told.passages), []
        around = int(_depth(other) * len(text))
        at = [(around, around + 1)]
    else:
        text = told.passage.text
        start, end = told.span or (0, 0)
        is_list = kind == DisagreementKind.LIST_LENGTH  # all of it marked would say nothing
        spans = [] if is_list or start == end else [(start, end)]
        at = spans or [(start, start + 1)]
    cut = excerpt(text, at, _AROUND)
    before = _BEFORE * (cut.start > 0)
    mark = _BULLET.match(text, cut.start)
    if mark and all(mark.end() <= start for start, _ in spans):
        cut = cut._replace(start=mark.end())
    return before + marked(text, spans, cut=cut) + _AFTER * (cut.end < len(text))


def _depth(told: Told) -> float:
    """Tell how far into its passages something stands, from 0 to 1."""
    if told.passage is None or told.span is None:
        return 0.0
    before = joined(told.passages[: told.passages.index(told.passage)])
    return (len(before) + told.span.start) / max(len(joined(told.passages)), 1)
