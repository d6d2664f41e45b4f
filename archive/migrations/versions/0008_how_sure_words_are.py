"""How sure it is that words were read right from pictures of pages.

Revision: 0008, after 0007. Nothing that is held changes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pages", sa.Column("sureness", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("pages", "sureness")
