"""Files that were received and are not read yet.

Revision: 0005, after 0004. Nothing that is held changes.
"""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
