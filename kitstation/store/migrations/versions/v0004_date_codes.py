"""Date codes of inventory items, and the index by which they are found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column."""
    op.add_column("item", sa.Column("date_code", sa.Text(), nullable=True))
    stated = sa.text("date_code IS NOT NULL")
    op.create_index("ix_item_date_code", "item", ["date_code"], sqlite_where=stated, postgresql_where=stated)
