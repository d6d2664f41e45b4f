"""What versions have in common, and what follows from it if somebody says so.

Revision: 0007, after 0006. Nothing that is held changes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "departures",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version_id", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("document_title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("stands_as", sa.String(), nullable=False),
        sa.Column("left_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_departures"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_departures_version_id", "departures", ["version_id"])
    op.create_index("ix_departures_document_id", "departures", ["document_id"])
    op.create_table(
        "signatures",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version_id", sa.String(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("signs", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_signatures_version_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_signatures"),
        sa.UniqueConstraint("version_id", name="uq_signatures_version_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_signatures_text_sha256", "signatures", ["text_sha256"])
    op.create_table(
        "signature_bands",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "number", name="pk_signature_bands"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "suggestions",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version_id", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("found_at", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_suggestions"),
        sa.UniqueConstraint("version_id", "other_id", name="uq_suggestions_version_id_other_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_suggestions_other_id", "suggestions", ["other_id"])


def downgrade() -> None:
    op.drop_index("ix_suggestions_other_id", "suggestions")
    op.drop_table("suggestions")
    op.drop_table("signature_bands")
    op.drop_index("ix_signatures_text_sha256", "signatures")
    op.drop_table("signatures")
    op.drop_index("ix_departures_document_id", "departures")
    op.drop_index("ix_departures_version_id", "departures")
    op.drop_table("departures")
