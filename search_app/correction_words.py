"""What a curator is told when she has corrected what says the same as a passage.

Rule: it is told as the archive and its log have it, whatever the address claims.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import gettext

from archive import Action, ArchiveError, Correction
from search_app.corrections import corrections_about
from search_app.counterparts import find_translations
from search_app.curating import may_edit
from search_app.focusing import Focused
from search_app.frame import parts

_SHOWN_LENGTH = 100
"""Characters of a passage that tell which one is meant."""

_LOOKED_AT = 20
"""The latest events of a document: others may have done something since."""


def correction_notices(focused: Focused) -> list[str]:
    """Say what has just been kept or taken back, and what it has replaced; nothing to who may not correct."""
    issued, asked = focused.first.issued, request.args.get("corrected", "")
    if asked not in ("1", "back") or not may_edit():
        return []
    document_id = issued.version.document_id
    said = corrections_about(parts().archive.alignment_corrections.of_document(document_id), issued.passage_id)
    if not said:
        text = gettext("Taken back; the versions are being aligned again. Until then the correction stands.")
        return [text] if asked == "back" else []
    return [_kept(issued.passage_id, said), *_replaced(document_id, issued.passage_id)]


def _kept(passage_id: str, said: Sequence[Correction]) -> str:
    if not (said[-1].from_ids and said[-1].to_ids):
        return str(gettext("Kept: nothing in the other version says this."))
    translations = find_translations(parts().archive, [passage_id]).get(passage_id, ())
    words = next((each.text for each in translations if each.is_corrected), "")
    return str(gettext("Kept: in the other version, “%(words)s” says the same.", words=_shortened(words)))


def _replaced(document_id: str, passage_id: str) -> Iterator[str]:
    """Say what was said before of any of these passages and holds no more."""
    events = parts().archive.audit.events(about=document_id, limit=_LOOKED_AT)
    details = (each.deed.details for each in events if each.deed.action is Action.ALIGN)
    last = next((each for each in details if passage_id in _ids(each)), {})
    for told in last.get("replaced", ()):
        one, other = (_words(told[side]) if side in told else "" for side in ("passages", "counterparts"))
        if other:
            yield gettext(
                "This replaces what %(who)s had said: that “%(one)s” and “%(other)s” say the same.",
                who=told["by"],
                one=one,
                other=other,
            )
        else:
            yield gettext(
                "This replaces what %(who)s had said: that nothing says the same as “%(words)s”.",
                who=told["by"],
                words=one,
            )


def _ids(details: Mapping[str, Any]) -> list[str]:
    return [each for side in ("passages", "counterparts") for each in details.get(side, "").split(", ")]


def _words(ids: str) -> str:
    """Give how passages begin, by ids as the log has them; the id of one whose words are gone."""
    return " ".join(map(_of_passage, ids.split(", ")))


def _of_passage(passage_id: str) -> str:
    try:
        return _shortened(parts().archive.permalinks.resolve(passage_id).issued.text)
    except ArchiveError:
        return passage_id


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN_LENGTH else f"{line[:_SHOWN_LENGTH]}…"
