"""What a decision has done, said once to who made it: the address she is led to names the suggestion.

Rule: what is said is read from the archive, never from the address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext

from archive import Archive, Decision
from search_app.errors import BadParameter

_LONGEST_NUMBER = 15


def read_decided(arguments: Mapping[str, str]) -> int | None:
    """Read which suggestion was decided. Raises: BadParameter."""
    asked = arguments.get("decided", "")
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) <= _LONGEST_NUMBER):
        raise BadParameter("decided", asked, "the number of a suggestion")
    return int(asked) if asked else None


def decided_words(archive: Archive, number: int, document_id: str) -> str | None:
    """Say what became of a suggestion about a document; nothing where it is open, or was undone since."""
    suggestion = next((each for each in archive.suggestions.decided() if each.number == number), None)
    if suggestion is None:
        return None
    ids = (suggestion.version_id, suggestion.other_id)
    held = [found for found in map(archive.catalogue.find_version, ids) if found is not None]
    documents = [version.document_id for version in held]
    if document_id not in documents:
        return None
    is_apart = len(set(documents)) > 1
    if is_apart is not (suggestion.decision is Decision.DECLINED):
        return None
    return _told([version.file_name for version in held], is_apart=is_apart)


def _told(names: Sequence[str], *, is_apart: bool) -> str:
    if len(names) == 1:
        return str(gettext("Done: %(stays)s stands for both; links to the other lead to it.", stays=names[0]))
    one, other = names
    if is_apart:
        text = gettext(
            "Done: %(one)s and %(other)s stay apart, and this is not suggested again.", one=one, other=other
        )
    else:
        text = gettext("Done: %(one)s and %(other)s are in one document now.", one=one, other=other)
    return str(text)
