"""What versions may have to do with each other: suggested with its evidence, decided by people.

Rule: one suggestion a pair of versions. What somebody declined does not come back; what concerns a version that
is gone, or two that are in one document by now, is open no longer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, alias, delete, exists, insert, select, update

from archive.database import Database
from archive.errors import SuggestionNotFound
from archive.tables import suggestions, versions


class Relation(StrEnum):
    """What one version may be to another."""

    SAME_TEXT = "same_text"
    NEAR_DUPLICATE = "near_duplicate"
    NEW_EDITION = "new_edition"
    LANGUAGE_VERSION = "language_version"


class Decision(StrEnum):
    """What became of a suggestion."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What two versions may be to each other, how likely from 0 to 1, and what speaks for it, sign by sign.

    `version_id` is the one that came later, `other_id` what was there. `number` is its name for people.
    """

    kind: Relation
    version_id: str
    other_id: str
    score: float
    evidence: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0
    decision: Decision = Decision.OPEN
    found_at: str = ""
    decided_at: str | None = None
    decided_by: str | None = None


class Suggestions:
    """Keeps suggestions and what people decided."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, version_id: str, found: Collection[Suggestion]) -> tuple[Suggestion, ...]:
        """Keep what was found about a version, in place of what is open about it; gives what is open now.

        What was declined stays so. What was accepted, and is found again, is open again: it was undone.
        """
        with self._database.begin() as connection:
            ours = (suggestions.c.version_id == version_id) | (suggestions.c.other_id == version_id)
            rows = connection.execute(select(suggestions).where(ours)).mappings().all()
            known = {frozenset((row["version_id"], row["other_id"])): row for row in rows}
            wanted = {frozenset((each.version_id, each.other_id)): each for each in found}
            for pair, row in known.items():
                is_open = row["state"] == Decision.OPEN
                if (is_open and not _says(row, wanted.get(pair))) or (
                    pair in wanted and row["state"] == _ACCEPTED
                ):
                    connection.execute(delete(suggestions).where(suggestions.c.number == row["number"]))
                else:
                    wanted.pop(pair, None)
            for each in wanted.values():
                connection.execute(insert(suggestions).values(**_row(each)))
        return self.open(version_id)

    def open(self, version_id: str | None = None) -> tuple[Suggestion, ...]:
        """Give what is to be decided, of a version or in all, by number."""
        ours = (suggestions.c.version_id == version_id) | (suggestions.c.other_id == version_id)
        return self._open(*([] if version_id is None else [ours]))

    def about(self, document_id: str) -> tuple[Suggestion, ...]:
        """Give what is to be decided about the versions of a document, by number."""
        own = select(versions.c.id).where(versions.c.document_id == document_id)
        return self._open(suggestions.c.version_id.in_(own) | suggestions.c.other_id.in_(own))

    def count(self) -> int:
        """Tell how much is to be decided."""
        return len(self._open())

    def get(self, number: int) -> Suggestion:
        """Give one that is to be decided. Raises: SuggestionNotFound."""
        found = self._open(suggestions.c.number == number) if 0 < number <= _LARGEST else ()
        if not found:
            raise SuggestionNotFound(str(number))
        return found[0]

    def decided(self) -> tuple[Suggestion, ...]:
        """Give what was decided, by number."""
        query = select(suggestions).where(suggestions.c.state != Decision.OPEN).order_by(suggestions.c.number)
        with self._database.connect() as connection:
            return tuple(_suggestion(row) for row in connection.execute(query).mappings())

    def settle(self, number: int, decision: Decision, by: str) -> None:
        """Put down what somebody decided."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database.begin() as connection:
            said = update(suggestions).where(suggestions.c.number == number)
            connection.execute(said.values(state=decision.value, decided_at=now, decided_by=by))

    def _open(self, *conditions: ColumnElement[bool]) -> tuple[Suggestion, ...]:
        one, other = alias(versions), alias(versions)
        query = (
            select(suggestions)
            .join(one, one.c.id == suggestions.c.version_id)
            .join(other, other.c.id == suggestions.c.other_id)
            .where(suggestions.c.state == Decision.OPEN, one.c.document_id != other.c.document_id)
            .where(_has_room(one, other) & _has_room(other, one), *conditions)
            .order_by(suggestions.c.number)
        )
        with self._database.connect() as connection:
            return tuple(_suggestion(row) for row in connection.execute(query).mappings())


def _has_room(one: Any, other: Any) -> ColumnElement[bool]:
    """Tell whether one may be the other's language version: whether that document has none in its language yet."""
    taken = alias(versions)
    beside = (taken.c.document_id == other.c.document_id) & (taken.c.language == one.c.language)
    return (suggestions.c.kind != Relation.LANGUAGE_VERSION) | ~exists(select(taken.c.id).where(beside))


_ACCEPTED = Decision.ACCEPTED
_LARGEST = (1 << 63) - 1
"""The largest number that a database holds."""


def _says(row: Any, found: Suggestion | None) -> bool:
    """Tell whether a suggestion that is open says just what was found now."""
    return found is not None and (row["kind"], row["evidence"]) == (found.kind.value, dict(found.evidence))


def _row(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "kind": suggestion.kind.value,
        "version_id": suggestion.version_id,
        "other_id": suggestion.other_id,
        "score": suggestion.score,
        "evidence": dict(suggestion.evidence),
        "state": Decision.OPEN.value,
        "found_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _suggestion(row: Any) -> Suggestion:
    fields = {**row, "kind": Relation(row["kind"]), "decision": Decision(row["state"])}
    del fields["state"]
    return Suggestion(**fields)
