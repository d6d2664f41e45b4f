"""What says the same as a passage in another language, with its words: for hits, permalinks, programs, citations.

Rule: what is told stands now. Of a version that was read again, passages that it no longer holds are left out
until it is aligned again; where nothing is left of what said the same, nothing is told, as if never aligned.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive import Archive, Counterpart, Passage
from ingest.untranslated import is_untranslated, words_of
from search_app.links import Links
from search_app.quoting import MOST_PIECES


@dataclass(frozen=True, slots=True)
class Translation:
    """The passages of a version that say the same, in their order: none where nothing in that version does.

    `confidence` is how likely that is, from 0 to 1. `is_shared`: they say it of several passages together.
    `is_untranslated`: they stand there in the language of what they say the same as; `is_same`: with its words.
    """

    language: str
    version_id: str
    passages: tuple[Passage, ...]
    confidence: float
    is_moved: bool = False
    is_corrected: bool = False
    is_shared: bool = False
    is_untranslated: bool = False
    is_same: bool = False

    @property
    def text(self) -> str:
        """Its words, a line for each passage."""
        return "\n".join(each.text for each in self.passages)

    def address(self, links: Links, *, q: str = "", zoom: str = "") -> str:
        """Give the permalink that marks all of it. Nothing where nothing says the same."""
        return passages_address(self.passages, links, q=q, zoom=zoom)


def passages_address(passages: Sequence[Passage], links: Links, *, q: str = "", zoom: str = "") -> str:
    """Give the permalink that marks passages of one version. Nothing where there are none."""
    if not passages:
        return ""
    first, *further = (each.id for each in passages[:MOST_PIECES])
    return links.passage(first, q=q, further=further, zoom=zoom)


def find_translations(archive: Archive, passage_ids: Iterable[str]) -> dict[str, tuple[Translation, ...]]:
    """Give what says the same as each of some passages, one translation a language: that of the newest edition.

    In two queries for some hundred passages.
    """
    found = archive.bitexts.counterparts(passage_ids)
    wanted = {key for each in found.values() for one in each for key in (*_keys(one), *_own_keys(one))}
    held = archive.passages.held(wanted) if wanted else {}
    made: dict[str, tuple[Translation, ...]] = {}
    for passage_id, counterparts in found.items():
        of_language: dict[str, Translation] = {}
        for each in counterparts:
            translation = _translation(each, held)
            if translation is not None:
                of_language.setdefault(each.language, translation)
        made[passage_id] = tuple(of_language.values())
    return made


def main_translation(translations: Sequence[Translation]) -> Translation | None:
    """Give the first that has any words, else the first; nothing where there is none."""
    return next((each for each in translations if each.passages), next(iter(translations), None))


def _translation(counterpart: Counterpart, held: dict[tuple[str, str], Passage]) -> Translation | None:
    passages, own = (
        sorted((held[key] for key in keys if key in held), key=lambda each: each.ordinal)
        for keys in (_keys(counterpart), _own_keys(counterpart))
    )
    if counterpart.passage_ids and not passages:
        return None
    return Translation(
        language=counterpart.language,
        version_id=counterpart.version_id,
        passages=tuple(passages),
        confidence=counterpart.confidence,
        is_moved=counterpart.is_moved,
        is_corrected=counterpart.is_corrected,
        is_shared=len(counterpart.beside) > 1,
        is_untranslated=is_untranslated(own, passages),
        is_same=words_of(own) == words_of(passages),
    )


def _keys(counterpart: Counterpart) -> list[tuple[str, str]]:
    return [(counterpart.version_id, id_) for id_ in counterpart.passage_ids]


def _own_keys(counterpart: Counterpart) -> list[tuple[str, str]]:
    return [(counterpart.own_version_id, id_) for id_ in counterpart.beside]
