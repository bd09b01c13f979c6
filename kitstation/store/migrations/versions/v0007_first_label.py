"""Print jobs begin with the first free label of a sheet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

WHOLE_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the column. Every job before began with the first label of a sheet."""
    op.add_column(
        "print_job", sa.Column("first_label", WHOLE_NUMBER, nullable=False, server_default=sa.text("1"))
    )
