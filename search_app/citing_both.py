"""Words and what says the same in the other language, cited together, each from where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from archive import Archive, Passage
from search_app.citing import Cited, cite
from search_app.counterparts import Translation, find_translations
from search_app.errors import BadParameter
from search_app.links import Links
from search_app.quoting import MOST_PIECES, Piece, Quoting


def cite_with(archive: Archive, asked: Quoting, also: str, links: Links) -> Cited:
    """Say what is cited, with what says the same in the language `also`; without one, the words alone.

    Of a stretch of a passage all of what says the same as the passage is quoted. Raises: as `cite`; BadParameter
    where nothing in that language says the same.
    """
    cited = cite(archive, asked, links)
    if not also:
        return cited
    told = _translations(archive, asked)
    passages = _passages(told, also) if also in _languages(told) else []
    if not passages:
        raise BadParameter("also", also, "a language in which something says the same")
    other = cite(archive, Quoting(tuple(Piece(each.id) for each in passages[:MOST_PIECES])), links)
    return replace(cited, citable=replace(cited.citable, translation=other.citable))


def languages_saying(archive: Archive, asked: Quoting) -> list[str]:
    """Give the languages in which something says the same as words that are cited, in other words than these."""
    return _languages(_translations(archive, asked))


def _languages(translations: Iterable[Translation]) -> list[str]:
    told = (each for each in translations if each.passages and not each.is_untranslated)
    return list(dict.fromkeys(each.language for each in told))


def _translations(archive: Archive, asked: Quoting) -> list[Translation]:
    ids = [piece.passage_id for piece in asked.pieces]
    found = find_translations(archive, ids)
    return [told for each in dict.fromkeys(ids) for told in found.get(each, ())]


def _passages(translations: Iterable[Translation], language: str) -> list[Passage]:
    """Give the passages of one language, in their order; those of one version, for a link is to one."""
    found = {
        (each.version_id, each.ordinal): each
        for told in translations
        if told.language == language
        for each in told.passages
    }
    versions = [version_id for version_id, _ in found]
    return [each for (version_id, _), each in sorted(found.items()) if version_id == versions[0]]
