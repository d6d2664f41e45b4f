"""Passages that somebody may have meant by a name that none ever had, for people and for programs."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from flask import request, url_for
from werkzeug.datastructures import MultiDict

from archive import Archive, Issued
from search_app import quoting
from search_app.frame import parts
from search_app.links import Links
from search_app.presenting import Object, document_ref
from search_app.rendering import excerpt

_WORDS_LENGTH = 120
"""Characters of a passage: two lines, enough to tell whether it is the one."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A passage as it stood last, how it begins, and the link to it; purged words are none."""

    issued: Issued
    words: str
    address: str


def meant_by(archive: Archive, name: str, links: Links, arguments: MultiDict[str, str]) -> Sequence[Meant]:
    """Give the passages whose names are like this one; their links mark what `arguments` say."""
    return [_meant(archive, each, links, arguments) for each in archive.issues.like(name)]


def meant_object(meant: Meant, links: Links) -> Object:
    """Tell other programs of a passage that may be meant."""
    issued = meant.issued
    return {
        "passage": issued.passage_id,
        "url": links.passage(issued.passage_id),
        "document": document_ref(issued.document),
        "version": issued.version.id,
        "edition": issued.version.edition,
        "pages": [{"number": place.page_number, "label": place.label} for place in issued.places],
        "text": meant.words,
    }


def address_meant(name: str) -> str | None:
    """Give the address of this request with the one id that its name is, but for capitals and the signs around.

    Nothing where the name is not that of the address, or no such id was issued.
    """
    named = {key for key, value in (request.view_args or {}).items() if value == name}
    meant = parts().archive.issues.find_meant(name) if named == {"passage"} else None
    if meant is None or request.endpoint is None:
        return None
    asked = quote(request.query_string, safe=string.punctuation)  # as it was, and nothing that is no address
    return url_for(request.endpoint, passage=meant) + (f"?{asked}" if asked else "")


def _meant(archive: Archive, passage_id: str, links: Links, arguments: MultiDict[str, str]) -> Meant:
    known = archive.issues.of(passage_id)
    last = next((each for each in reversed(known) if not each.is_purged), known[-1])
    name, stretch, further = quoting.read(passage_id, arguments).address
    return Meant(last, _beginning(last.text), links.passage(name, quote=stretch, further=further))


def _beginning(text: str) -> str:
    cut = excerpt(text, (), _WORDS_LENGTH)
    words = " ".join(text[cut.start : cut.end].split())
    return words if cut.end == len(text) else f"{words} …"
