"""Accounts, who is signed in, and what was done by whom.

Revision: 0006, after 0005. Nothing that is held changes.
"""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
