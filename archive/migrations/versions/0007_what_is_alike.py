"""What versions have in common, and what follows from it if somebody says so.

Revision: 0007, after 0006. Nothing that is held changes.
"""

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
