"""What follows when people say yes or no to what was suggested.

Rule: a yes does the least that makes it true, and loses no words: a version joins a document, or one of two files
with the very same words is taken out, and the links to it lead to the other.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.audit import Action, Actor, Deed
from archive.errors import CannotRelate
from archive.model import Version
from archive.relating import Order, dated_order, relate
from archive.suggestions import Decision, Relation, Suggestion

if TYPE_CHECKING:
    from archive.store import Archive


@dataclass(frozen=True, slots=True)
class Pair:
    """Who would do what: `goes` joins the document of `stays`, or is taken out where the two are copies."""

    goes: Version
    stays: Version
    order: Order | None

    @property
    def is_in_one_language(self) -> bool:
        """Whether the two would be editions, or copies, of one another."""
        return self.goes.language == self.stays.language


@dataclass(frozen=True, slots=True)
class Done:
    """What a yes has done: where `goes` is now, or, where it was taken out, what stands for it."""

    suggestion: Suggestion
    goes: Version
    now: Version
    is_taken_out: bool


def pair_of(archive: Archive, suggestion: Suggestion) -> Pair:
    """Tell which of two versions goes to the other: out of the document that has fewer; else the later one.

    `order` is what their dates tell of the one that goes, nothing where they tell nothing.
    """
    later = archive.catalogue.get_version(suggestion.version_id)
    earlier = archive.catalogue.get_version(suggestion.other_id)
    counts = [len(archive.catalogue.versions(each.document_id)) for each in (later, earlier)]
    goes, stays = (later, earlier) if counts[0] <= counts[1] else (earlier, later)
    return Pair(goes, stays, dated_order(goes, stays))


def accept(archive: Archive, number: int, *, by: Actor, order: Order | None = None, is_copy: bool = False) -> Done:
    """Do what was suggested, and put down who said so; the caller holds the writer lock.

    `order` says of the version that goes whether it is the older or the newer edition, where it becomes one;
    without it their dates must tell. `is_copy`: the two are the same but for trifles, and it is taken out.
    Raises: SuggestionNotFound, CannotRelate.
    """
    suggestion = archive.suggestions.get(number)
    pair = pair_of(archive, suggestion)
    is_copy = is_copy or suggestion.kind is Relation.SAME_TEXT
    now = _taken_out(archive, pair) if is_copy else _joined(archive, pair, order)
    archive.suggestions.settle(number, Decision.ACCEPTED, by.who)
    told = {"suggestion": number, "kind": suggestion.kind.value, "from": pair.goes.document_id}
    if is_copy:
        archive.audit.note(Deed(by, Action.REMOVE, pair.goes.id, now.document_id, told | {"copy_of": now.id}))
    else:
        archive.audit.note(Deed(by, Action.RELATE, now.id, now.document_id, told))
    return Done(suggestion, pair.goes, now, is_copy)


def accept_found(archive: Archive, version_id: str, kinds: Collection[Relation], *, by: Actor) -> list[Done]:
    """Do all that was suggested about a version and is of these kinds, the likeliest first.

    What cannot be done without asking, such as which of two editions is the newer, stays to be decided.
    """
    done = []
    ranked = sorted(archive.suggestions.open(version_id), key=lambda each: (-each.score, each.number))
    for suggestion in ranked:
        is_open = suggestion.number in {each.number for each in archive.suggestions.open(version_id)}
        if suggestion.kind in kinds and is_open:
            try:
                done.append(accept(archive, suggestion.number, by=by))
            except CannotRelate:
                continue
    return done


def decline(archive: Archive, number: int, *, by: Actor) -> Suggestion:
    """Put down that somebody said no: it does not come back. Raises: SuggestionNotFound."""
    suggestion = archive.suggestions.get(number)
    archive.suggestions.settle(number, Decision.DECLINED, by.who)
    told = {"suggestion": number, "kind": suggestion.kind.value, "declined": True, "other": suggestion.other_id}
    archive.audit.note(Deed(by, Action.RELATE, suggestion.version_id, details=told))
    return suggestion


def _joined(archive: Archive, pair: Pair, order: Order | None) -> Version:
    order = order or pair.order
    if pair.is_in_one_language and order is None:
        raise CannotRelate(
            f"Their dates do not tell whether “{pair.goes.file_name}” is older or newer than "
            f"“{pair.stays.file_name}”: say which."
        )
    beside = pair.stays.id if pair.is_in_one_language else None
    return relate(archive, pair.goes.id, pair.stays.document_id, order=order if beside else None, beside=beside)


def _taken_out(archive: Archive, pair: Pair) -> Version:
    if not pair.is_in_one_language:
        raise CannotRelate(f"“{pair.goes.file_name}” is in another language: it is no copy.")
    archive.remove(pair.goes.id, stands_as=pair.stays.id)
    if archive.catalogue.find_document(pair.goes.document_id) is None:
        archive.descriptions.carry(pair.goes.document_id, pair.stays)
    return pair.stays
