"""How sure it is that words were read right from pictures of pages.

Revision: 0008, after 0007. Nothing that is held changes.
"""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
