"""By which way, and from which address, files were sent that are not read yet.

Revision: 0009, after 0008. Nothing that is held changes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("queue", sa.Column("way", sa.String(), nullable=True))
    op.add_column("queue", sa.Column("address", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("queue", "address")
    op.drop_column("queue", "way")
