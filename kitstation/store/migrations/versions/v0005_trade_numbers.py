"""More numbers under which labels name a part."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

WHOLE_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "trade_number",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("part_uid", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["part_uid"], ["part.uid"], name="fk_trade_number_part_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_trade_number"),
        sa.UniqueConstraint("number", name="uq_trade_number_number"),
        sqlite_strict=True,
    )
    op.create_index("ix_trade_number_part_uid", "trade_number", ["part_uid"])
