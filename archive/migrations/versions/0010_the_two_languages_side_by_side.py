"""What the language versions of a document say side by side, and what people have corrected of it.

Revision: 0010, after 0009. Nothing that is held changes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bitexts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("from_version", sa.String(), nullable=False),
        sa.Column("to_version", sa.String(), nullable=False),
        sa.Column("from_language", sa.String(), nullable=False),
        sa.Column("to_language", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("means", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_version"], ["versions.id"], name="fk_bitexts_from_version", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["to_version"], ["versions.id"], name="fk_bitexts_to_version", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name="pk_bitexts"),
        sa.UniqueConstraint(
            "from_version",
            "to_version",
            "from_language",
            "to_language",
            name="uq_bitexts_from_version_to_version_from_language_to_language",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_bitexts_to_version", "bitexts", ["to_version"])
    op.create_table(
        "alignments",
        sa.Column("bitext", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("is_moved", sa.Boolean(), nullable=False),
        sa.Column("is_corrected", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["bitext"], ["bitexts.number"], name="fk_alignments_bitext", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("bitext", "ordinal", name="pk_alignments"),
    )
    op.create_table(
        "aligned_passages",
        sa.Column("bitext", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("passage_id", sa.String(), nullable=False),
        sa.Column("alignment", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bitext"], ["bitexts.number"], name="fk_aligned_passages_bitext", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("bitext", "side", "passage_id", name="pk_aligned_passages"),
    )
    op.create_index("ix_aligned_passages_passage_id", "aligned_passages", ["passage_id"])
    op.create_index("ix_aligned_passages_bitext_alignment", "aligned_passages", ["bitext", "alignment"])
    op.create_table(
        "alignment_corrections",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("from_language", sa.String(), nullable=False),
        sa.Column("to_language", sa.String(), nullable=False),
        sa.Column("from_ids", sa.JSON(), nullable=False),
        sa.Column("to_ids", sa.JSON(), nullable=False),
        sa.Column("said_at", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_alignment_corrections"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_alignment_corrections_document_id", "alignment_corrections", ["document_id"])


def downgrade() -> None:
    op.drop_index("ix_alignment_corrections_document_id", "alignment_corrections")
    op.drop_table("alignment_corrections")
    op.drop_index("ix_aligned_passages_bitext_alignment", "aligned_passages")
    op.drop_index("ix_aligned_passages_passage_id", "aligned_passages")
    op.drop_table("aligned_passages")
    op.drop_table("alignments")
    op.drop_index("ix_bitexts_to_version", "bitexts")
    op.drop_table("bitexts")
