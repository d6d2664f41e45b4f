"""What became of the words of a link, said to a reader in a sentence or two, with what they read then and now.

Rule: one of five answers. `exact` needs no word; every other says what is not as it was, and nothing is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext
from markupsafe import Markup

from archive import (
    MOST_CANDIDATES,
    Archive,
    Departure,
    Issued,
    Match,
    Resolution,
    State,
    Version,
    around_slices,
)
from search_app import fate_words
from search_app.address_pieces import quote_said
from search_app.focusing import Focused
from search_app.links import Links
from search_app.locating import page_numbers, pages_of, place_link
from search_app.presenting import Pages
from search_app.rendering import compared, marked

_MOST_SHOWN = 10
"""Places side by side; nobody reads more."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that could be meant: its page as number and label, its text with what stands around, its link."""

    places: Sequence[tuple[int, str]]
    text: Markup
    address: str
    image: str | None


@dataclass(frozen=True, slots=True)
class Fate:
    """What is said above a page; `before` and `after` are the words then and now, where they are not the same."""

    state: State
    sentence: str
    language: str
    before: Markup | None = None
    after: Markup | None = None
    candidates: Sequence[Candidate] = ()
    issued: Issued | None = None


def fate_of(archive: Archive, found: Focused, links: Links) -> Fate | None:
    """Say what became of what a link speaks of; nothing where all of it stands as and where it stood."""
    if found.state is State.EXACT:
        return _elsewhere(archive, found.first)
    if found.state is State.MOVED:
        return _moved(archive, found.first)
    if found.state is State.CHANGED:
        return _changed(archive, found)
    if found.state is State.UNCERTAIN:
        return _uncertain(archive, found, links)
    return _gone(found) if found.state is State.GONE else None


def _elsewhere(archive: Archive, found: Resolution) -> Fate | None:
    """Say of words that stand as they stood that their file left the document of the link, if it did."""
    left = archive.departures.left_by(found.issued, found.version) if found.version else None
    if left is None or found.version is None:
        return None
    return Fate(State.EXACT, _told(archive, left, found.version), found.issued.language)


def _moved(archive: Archive, found: Resolution) -> Fate | None:
    if not found.match or not found.version:
        return None
    issued, now = found.issued, found.version
    was, page = issued.places_of(*found.span)[0], archive.passages.page(now.id, page_numbers(found.match)[0])
    left = archive.departures.left_by(issued, now)
    sentence = fate_words.moved(was, issued.version, page, now)
    if left is not None:
        sentence = f"{_told(archive, left, now)} {fate_words.moved_there(was, page)}"
    return Fate(State.MOVED, sentence, issued.language)


def _changed(archive: Archive, found: Focused) -> Fate:
    first = next(each for each in found.together if each.state is not State.EXACT)
    after = " ".join(each.match.text for each in found.together if each.match)
    ours, theirs = compared(_words(found), after)
    sentence = fate_words.changed(first.issued.version, first.version)
    left = archive.departures.left_by(first.issued, first.version) if first.version else None
    if left is not None and first.version:
        sentence = f"{_told(archive, left, first.version)} {fate_words.changed_there()}"
    return Fate(State.CHANGED, sentence, first.issued.language, ours, theirs)


def _told(archive: Archive, left: Departure, now: Version) -> str:
    return fate_words.elsewhere(left, archive.catalogue.get_document(now.document_id))


def _places(count: int) -> str:
    if count >= MOST_CANDIDATES:  # there may be more, and nobody looked
        return str(gettext("Many places could be meant; these are the likeliest."))
    return str(ngettext("One place could be meant.", "%(num)s places could be meant.", count))


def _uncertain(archive: Archive, found: Focused, links: Links) -> Fate:
    first = next(each for each in found.together if each.state is State.UNCERTAIN)
    sentence = _places(len(first.candidates))
    candidates = _candidates(archive, first, links)
    words = marked(_words(found))
    return Fate(State.UNCERTAIN, str(sentence), first.issued.language, words, None, candidates, first.issued)


def _gone(found: Focused) -> Fate:
    issued, now = found.first.issued, found.first.version
    sentence = fate_words.gone(issued, found.first.span, now)
    return Fate(State.GONE, sentence, issued.language, marked(_words(found)), None, (), issued)


def _words(found: Focused) -> str:
    """Give the words that a link speaks of, as they were."""
    return "\n".join(each.issued.text[slice(*each.span)] for each in found.together)


def _candidates(archive: Archive, found: Resolution, links: Links) -> list[Candidate]:
    version, shown = found.version, found.candidates[:_MOST_SHOWN]
    if version is None:
        return []
    pages, wanted = pages_of(archive, version, shown), found.issued.text[slice(*found.span)]
    return [
        _candidate(each, wanted, pages, place_link(each, version, links), _image(each, links)) for each in shown
    ]


def _candidate(match: Match, wanted: str, pages: Pages, address: str, image: str | None) -> Candidate:
    before, after = around_slices(match.slices, pages)
    is_same = match.score == 1
    words = marked(match.text, [(0, len(match.text))]) if is_same else compared(wanted, match.text)[1]
    return Candidate(
        [(number, pages[number].label) for number in page_numbers(match)],
        Markup("").join([marked(before), words, marked(after)]),
        address,
        image,
    )


def _image(match: Match, links: Links) -> str | None:
    """Give the address of an image of the lines in question, where they are of one passage."""
    if not match.passage_id or not match.passage_span:
        return None
    return links.passage_image(match.passage_id, quote=quote_said(match.passage_span), is_cropped=True)
