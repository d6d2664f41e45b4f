"""Passages that are gone, versions that were removed, and what people have said of documents.

Revision: 0004, after 0003. Nothing that is held changes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tombstones",
        sa.Column("version_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("section", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("header", sa.JSON(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("boxes", sa.JSON(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("retired_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("version_id", "id", name="pk_tombstones"),
    )
    op.create_index("ix_tombstones_id", "tombstones", ["id"])
    op.create_table(
        "document_names",
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_document_names"),
    )
    op.execute("INSERT INTO document_names (name) SELECT id FROM documents")
    op.create_table(
        "removals",
        sa.Column("version_id", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("version", sa.JSON(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("removed_at", sa.String(), nullable=False),
        sa.Column("is_purged", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("version_id", name="pk_removals"),
    )
    op.create_table(
        "descriptions",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("said_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "language", "field", name="pk_descriptions"),
    )


def downgrade() -> None:
    op.drop_table("descriptions")
    op.drop_table("removals")
    op.drop_table("document_names")
    op.drop_index("ix_tombstones_id", "tombstones")
    op.drop_table("tombstones")
