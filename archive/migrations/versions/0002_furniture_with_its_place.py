"""Page furniture with its place, and the header that a table row stands under.

Revision: 0002, after 0001. Furniture of before has no known place: its box is all zeros.
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NOWHERE = [0.0, 0.0, 0.0, 0.0]
_ROWS_AT_ONCE = 1_000

_pages = sa.table(
    "pages",
    sa.column("version_id", sa.String()),
    sa.column("number", sa.Integer()),
    sa.column("furniture", sa.JSON()),
)


def upgrade() -> None:
    op.add_column("passages", sa.Column("header", sa.JSON(), server_default="[]", nullable=False))
    _change_furniture(lambda text: [text, _NOWHERE])


def downgrade() -> None:
    _change_furniture(lambda furniture: furniture[0])
    with op.batch_alter_table("passages", schema=None) as batch_op:
        batch_op.drop_column("header")


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
