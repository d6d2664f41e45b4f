"""To which document a new file belongs, where somebody said so: by option, by its path, or by its name.

Rule: only what a person has laid down decides here. Likeness of content is evidence for a suggestion, not more: it
is put before people, and nothing is moved before somebody says so.
"""

from __future__ import annotations

import logging
from typing import NamedTuple

import numpy as np

from archive import Archive, ArchiveError, Document, Relation, Signature, Suggestion, Version, Warned
from ingest.language_codes import SEVERAL, UNKNOWN
from ingest.likeness import MADE, Places, likeness
from ingest.likeness_across import confirmed
from ingest.likeness_facts import facts_of, signed
from ingest.likeness_judging import judge
from ingest.naming import named_language, names_in_other_languages

_log = logging.getLogger(__name__)


class Place(NamedTuple):
    """The document a version goes to, its edition there, and what should be said about it."""

    document: Document
    edition: int
    notes: tuple[Warned, ...] = ()


def find_known(archive: Archive, source: str) -> Version | None:
    """Find the newest version that was added from this very path: its bytes have changed since."""
    known = archive.catalogue.find_sources([source])
    return max(known, key=lambda version: (version.added_at, version.edition), default=None)


def find_sister(archive: Archive, source: str, language: str) -> tuple[Document, Version] | None:
    """Find the other language version by name: "study.en.pdf" and "study.es.pdf" in one folder are one document.

    Nothing is found when the file does not read as its name says, or when the document has a version in this
    language already: a name may fill a gap, never put another file aside.
    """
    folder, slash, own_name = source.rpartition("/")  # of a path and of an address alike
    if named_language(own_name) != language:
        return None
    names = [folder + slash + name for name in names_in_other_languages(own_name)]
    for version in archive.catalogue.find_sources(names):
        is_free = archive.catalogue.find_current(version.document_id, language) is None
        if named_language(version.file_name) == version.language and is_free:
            return archive.catalogue.get_document(version.document_id), version
    return None


def is_taken(archive: Archive, document_id: str, language: str, source: str) -> bool:
    """Tell whether a document has a version in a language that came from elsewhere.

    A page that lists files lays down which are versions of one document, never that one takes another's place.
    """
    current = archive.catalogue.find_current(document_id, language)
    return current is not None and current.source != source


def language_of(read: str, listed: str | None) -> str:
    """Give the language that a file reads as; where it does not tell, that which a page says of it."""
    return listed if listed and read == UNKNOWN else read


def page_note(listed: str | None, language: str) -> tuple[Warned, ...]:
    """Say so when a page lists a file under another language than its text is in."""
    if listed in (None, language) or language == SEVERAL:
        return ()
    return (
        Warned("language_unlike_page", None, f"The page lists it as “{listed}”, but it reads as “{language}”."),
    )


def name_note(file_name: str, language: str) -> tuple[Warned, ...]:
    """Say so when a file's name promises another language than its text is in."""
    named = named_language(file_name)
    if named in (None, language) or language == UNKNOWN:
        return ()
    read = "both languages" if language == SEVERAL else f"“{language}”"
    return (Warned("language_unlike_name", None, f"Its name says “{named}”, but it reads as {read}."),)


def suggest(archive: Archive, version: Version) -> tuple[Suggestion, ...]:
    """Find what a version may have to do with others, and keep it to be decided; gives what is open about it.

    It is compared only with those that share a band of their signatures; of each document with the likest. Where
    that goes wrong the version is in all the same.
    """
    try:
        return _suggested(archive, version)
    except ArchiveError:
        raise  # as of a full disk: it is gone on with
    except Exception:  # noqa: BLE001 - what likeness makes of strange words must not cost the file
        _log.exception("What %s has to do with others could not be looked for.", version.id)
        return ()


def _suggested(archive: Archive, version: Version) -> tuple[Suggestion, ...]:
    facts = facts_of(archive, version)
    signature, keys = signed(facts)
    archive.signatures.put(signature, keys)
    known = archive.catalogue.get_versions(each.version_id for each in _candidates(archive, signature, keys))
    judged = list(filter(None, (judge(facts, facts_of(archive, other)) for other in known.values())))
    across = sorted((each for each in judged if each.kind is Relation.LANGUAGE_VERSION), key=_rank)
    found = [each for each in judged if each.kind is not Relation.LANGUAGE_VERSION]
    found += filter(None, (confirmed(archive, each) for each in across[-_MOST_CONFIRMED:]))
    likest: dict[str, Suggestion] = {}
    for each in sorted(found, key=_rank):
        other_id = each.other_id if each.version_id == version.id else each.version_id
        likest[known[other_id].document_id] = each
    return archive.suggestions.put(version.id, tuple(likest.values()))


def _rank(suggestion: Suggestion) -> tuple[float, str, str]:
    return suggestion.score, suggestion.version_id, suggestion.other_id


def suggest_all(archive: Archive) -> int:
    """Do that for every version of which nothing is known yet, as in archives from before; tells of how many."""
    missing = archive.signatures.missing(MADE)
    for version_id in missing:
        suggest(archive, archive.catalogue.get_version(version_id))
    archive.signatures.sweep()
    return len(missing)


def _candidates(archive: Archive, signature: Signature, keys: list[int]) -> list[Signature]:
    """Give the signatures that are like one by their words or by their signs, the likest if they are many."""
    ours = [_places(each) for each in (signature.words, signature.signs)]
    like = archive.signatures.like(signature, keys)
    likeness_of = {
        each.version_id: max(
            likeness(mine, _places(theirs)) for mine, theirs in zip(ours, (each.words, each.signs), strict=True)
        )
        for each in like
    }
    ranked = sorted(like, key=lambda each: (-likeness_of[each.version_id], each.version_id))
    return [each for each in ranked if likeness_of[each.version_id] >= _LEAST_LIKENESS][:_MOST_COMPARED]


def _places(kept: bytes) -> Places:
    return np.frombuffer(kept, np.uint32)


_LEAST_LIKENESS = 0.08
"""Of signatures. What shares a band by chance alone is seldom as like; a part of a tenth still is."""

_MOST_CONFIRMED = 3
"""Language versions looked at passage by passage, up to two seconds each: a file has one or two."""

_MOST_COMPARED = 50
"""Each takes as long as reading its text, some 20 ms. No document had more relatives than a handful."""
