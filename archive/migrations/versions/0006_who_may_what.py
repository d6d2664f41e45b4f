"""Accounts, who is signed in, and what was done by whom.

Revision: 0006, after 0005. Nothing that is held changes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_accounts"),
    )
    for name, times in (("sessions", ("begun_at", "seen_at")), ("tokens", ("begun_at",))):
        op.create_table(
            name,
            sa.Column("key", sa.String(), nullable=False),
            sa.Column("account", sa.String(), nullable=False),
            *(sa.Column(time, sa.Float(), nullable=False) for time in times),
            sa.ForeignKeyConstraint(
                ["account"], ["accounts.name"], name=f"fk_{name}_account_accounts", ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint("key", name=f"pk_{name}"),
        )
        op.create_index(f"ix_{name}_account", name, ["account"])
    op.create_table(
        "sign_ins",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_sign_ins"),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("document_id", sa.String(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_about", "events", ["about"])
    op.create_index("ix_events_document_id", "events", ["document_id"])


def downgrade() -> None:
    op.drop_index("ix_events_document_id", "events")
    op.drop_index("ix_events_about", "events")
    op.drop_table("events")
    op.drop_table("sign_ins")
    for name in ("tokens", "sessions"):
        op.drop_index(f"ix_{name}_account", name)
        op.drop_table(name)
    op.drop_table("accounts")
