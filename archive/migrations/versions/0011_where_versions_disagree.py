"""Where two versions that stand side by side disagree.

Revision: 0011, after 0010. Nothing that is held changes; what is lacking is found again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comparisons",
        sa.Column("bitext", sa.Integer(), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("compared", sa.Integer(), nullable=False),
        sa.Column("pairs", sa.Integer(), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["bitext"], ["bitexts.number"], name="fk_comparisons_bitext", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("bitext", name="pk_comparisons"),
    )
    op.create_table(
        "disagreements",
        sa.Column("bitext", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("from_ids", sa.JSON(), nullable=False),
        sa.Column("to_ids", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("from_span", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("to_span", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("from_value", sa.String(), nullable=True),
        sa.Column("to_value", sa.String(), nullable=True),
        sa.Column("missing", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["bitext"], ["comparisons.bitext"], name="fk_disagreements_bitext", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("bitext", "place", name="pk_disagreements"),
    )


def downgrade() -> None:
    op.drop_table("disagreements")
    op.drop_table("comparisons")
