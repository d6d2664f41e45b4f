"""Of hits that were found only for being the translation of a passage with the words: that passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from archive import Passage
from index import Found, Hit, MatchKind, Span
from index.mentions import mentions
from search_app.counterparts import Translation
from search_app.rendering import excerpt, marked


@dataclass(frozen=True, slots=True)
class Source:
    """What a hit is the translation of: its passages, a stretch of each with its marks, and where they begin.

    `section` is the nearest heading, empty where there is none; `places` are number and label of its pages, none
    where what is printed on them is not at hand.
    """

    translation: Translation
    texts: tuple[Markup, ...]
    section: str
    places: tuple[tuple[int, str], ...]


def is_only_translation(hit: Hit) -> bool:
    """Tell whether no word of a hit was found, but those of a passage that it is the translation of."""
    return hit.match is MatchKind.TRANSLATION and not hit.spans


def find_sources(found: Found, translations: Mapping[str, Sequence[Translation]]) -> dict[str, Source]:
    """Give what such hits are the translation of, by passage id, where it still stands."""
    chosen = {
        hit.passage.id: told
        for hit in found.hits
        if is_only_translation(hit) and (told := _most_marked(found, translations.get(hit.passage.id, ())))
    }
    # Such a passage is mostly a hit itself, a few places further up.
    labels = {(hit.version.id, number): label for hit in found.hits for number, label in hit.labels.items()}
    return {passage_id: _source(found, told, labels) for passage_id, told in chosen.items()}


def _most_marked(found: Found, translations: Sequence[Translation]) -> Translation | None:
    counts = {at: sum(len(_spans(found, each)) for each in told.passages) for at, told in enumerate(translations)}
    best = max(counts, key=lambda at: counts[at], default=None)
    return translations[best] if best is not None and counts[best] else None


def _spans(found: Found, passage: Passage) -> tuple[Span, ...]:
    return mentions(found.tree, passage.text, passage.language) if found.tree else ()


def _source(found: Found, told: Translation, labels: Mapping[tuple[str, int], str]) -> Source:
    first = told.passages[0]
    numbers = dict.fromkeys(number for each in told.passages for number in each.page_numbers)
    places = tuple((number, labels.get((told.version_id, number), "")) for number in numbers)
    return Source(
        translation=told,
        texts=tuple(_stretch(each, _spans(found, each)) for each in told.passages),
        section=first.section[-1] if first.section else "",
        places=places if all(label for _, label in places) else (),
    )


def _stretch(passage: Passage, spans: Sequence[Span]) -> Markup:
    cut = excerpt(passage.text, spans)
    before, after = Markup("… ") * (cut.start > 0), Markup(" …") * (cut.end < len(passage.text))
    return before + marked(passage.text, spans, cut=cut) + after
