"""What was asked for and is not, or not wholly, in: kept with its reason until it is."""

from __future__ import annotations

from sqlalchemy import delete, insert, or_, select

from archive.database import Database
from archive.model import Intake, Reason, SourceStatus
from archive.tables import intakes


class Intakes:
    """One row a source that failed or waits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Intake]:
        """Give what failed or waits, by source."""
        with self._database.connect() as connection:
            rows = connection.execute(select(intakes).order_by(intakes.c.source)).mappings()
            return [
                Intake(
                    source=row["source"],
                    sha256=row["sha256"],
                    status=SourceStatus(row["status"]),
                    reason=Reason(row["code"], row["message"]),
                    seen_at=row["seen_at"],
                    options=row["options"],
                )
                for row in rows
            ]

    def put(self, intake: Intake) -> None:
        """Note what became of a source, in place of what was noted before."""
        with self._database.begin() as connection:
            connection.execute(delete(intakes).where(intakes.c.source == intake.source))
            connection.execute(
                insert(intakes).values(
                    source=intake.source,
                    sha256=intake.sha256,
                    status=intake.status.value,
                    code=intake.reason.code,
                    message=intake.reason.message,
                    seen_at=intake.seen_at,
                    options=dict(intake.options),
                )
            )

    def drop(self, source: str, sha256: str | None = None) -> None:
        """Strike a source off, and every other that had the same bytes."""
        same = (
            or_(intakes.c.source == source, intakes.c.sha256 == sha256) if sha256 else intakes.c.source == source
        )
        with self._database.begin() as connection:
            connection.execute(delete(intakes).where(same))

    def drop_original(self, sha256: str) -> None:
        """Strike off every source that had these bytes."""
        with self._database.begin() as connection:
            connection.execute(delete(intakes).where(intakes.c.sha256 == sha256))
