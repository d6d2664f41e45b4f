"""Files that were received and are not read yet; what was asked for with those that failed.

Revision: 0005, after 0004. Nothing that is held changes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "queue",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("batch", sa.String(), nullable=True),
        sa.Column("who", sa.String(), nullable=True),
        sa.Column("received_at", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("pages_done", sa.Integer(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_queue"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_queue_batch", "queue", ["batch"])
    op.create_index("ix_queue_sha256", "queue", ["sha256"])
    op.create_index("ix_queue_stage", "queue", ["stage"])
    op.add_column("intakes", sa.Column("options", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("intakes", "options")
    op.drop_table("queue")
