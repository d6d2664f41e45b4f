"""What texts have in common, kept small: signatures of versions, and the bands by which like ones are found.

Rule: what they are made of is for whoever makes them to say; here they are bytes, and numbers equal or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, insert, select

from archive.database import Database
from archive.tables import signature_bands, signatures, versions

_KEYS_PER_QUERY = 500
"""SQLite before 3.32 takes 999 parameters at most."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of a version's text: the hash of all its words, and signatures of its words and of its signs.

    `made` is the way in which they were made: only those of one make can be held against each other.
    """

    version_id: str
    made: int
    text_sha256: str
    words: bytes
    signs: bytes


class Signatures:
    """Reads and writes the signatures of versions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, signature: Signature, keys: Iterable[int]) -> None:
        """Keep the signature of a version under its bands, in place of an earlier one."""
        with self._database.begin() as connection:
            own = signatures.c.version_id == signature.version_id
            connection.execute(delete(signatures).where(own))
            made = insert(signatures).values(
                version_id=signature.version_id,
                made=signature.made,
                text_sha256=signature.text_sha256,
                words=signature.words,
                signs=signature.signs,
            )
            (number,) = connection.execute(made).inserted_primary_key or (0,)
            rows = [{"key": key, "number": number} for key in set(keys)]
            if rows:
                connection.execute(insert(signature_bands), rows)

    def of(self, ids: Iterable[str]) -> list[Signature]:
        """Give the signatures that there are of these versions."""
        return self._where(signatures.c.version_id.in_(list(ids)))

    def like(self, signature: Signature, keys: Iterable[int]) -> list[Signature]:
        """Give the signatures of other versions that share a band with one, or all of its text."""
        wanted = sorted(set(keys))
        found = {each.version_id: each for each in self._where(signatures.c.text_sha256 == signature.text_sha256)}
        for start in range(0, len(wanted), _KEYS_PER_QUERY):
            some = signature_bands.c.key.in_(wanted[start : start + _KEYS_PER_QUERY])
            sharing = signatures.c.number.in_(select(signature_bands.c.number).where(some))
            found |= {each.version_id: each for each in self._where(sharing)}
        return [
            each
            for version_id, each in sorted(found.items())
            if version_id != signature.version_id and each.made == signature.made
        ]

    def missing_any(self) -> bool:
        """Tell whether any version has no signature of any make."""
        query = select(versions.c.id).where(versions.c.id.not_in(select(signatures.c.version_id))).limit(1)
        with self._database.connect() as connection:
            return connection.scalar(query) is not None

    def missing(self, made: int) -> list[str]:
        """Give the ids of versions that have no signature of this make, in the order in which they came."""
        have = select(signatures.c.version_id).where(signatures.c.made == made)
        query = (
            select(versions.c.id).where(versions.c.id.not_in(have)).order_by(versions.c.added_at, versions.c.id)
        )
        with self._database.connect() as connection:
            return list(connection.scalars(query))

    def sweep(self) -> None:
        """Drop the bands of signatures that are gone."""
        with self._database.begin() as connection:
            held = select(signatures.c.number)
            connection.execute(delete(signature_bands).where(signature_bands.c.number.not_in(held)))

    def _where(self, condition: ColumnElement[bool]) -> list[Signature]:
        columns = [column for column in signatures.c if column is not signatures.c.number]
        with self._database.connect() as connection:
            rows = connection.execute(select(*columns).where(condition)).mappings()
            return [Signature(**row) for row in rows]
