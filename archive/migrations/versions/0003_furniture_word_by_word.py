"""Page furniture with the boxes of its words.

Revision: 0003, after 0002. Furniture of before has no known words: only its box as a whole is known.
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ROWS_AT_ONCE = 1_000

_pages = sa.table(
    "pages",
    sa.column("version_id", sa.String()),
    sa.column("number", sa.Integer()),
    sa.column("furniture", sa.JSON()),
)


def upgrade() -> None:
    _change_furniture(lambda furniture: [*furniture, []])


def downgrade() -> None:
    _change_furniture(lambda furniture: furniture[:2])


def _change_furniture(changed: Callable[[Any], Any]) -> None:
    """Change every piece of furniture; the pages' texts and words are not touched."""
    connection = op.get_bind()
    query = sa.select(_pages.c.version_id, _pages.c.number, _pages.c.furniture)
    held = [row for row in connection.execute(query) if row.furniture]
    change = (
        sa.update(_pages)
        .where(_pages.c.version_id == sa.bindparam("of_version"), _pages.c.number == sa.bindparam("at_number"))
        .values(furniture=sa.bindparam("furniture_now"))
    )
    for start in range(0, len(held), _ROWS_AT_ONCE):
        rows = [
            {
                "of_version": row.version_id,
                "at_number": row.number,
                "furniture_now": [changed(each) for each in row.furniture],
            }
            for row in held[start : start + _ROWS_AT_ONCE]
        ]
        connection.execute(change, rows)
