"""Histories page by page: movements know their entry's place in the journal; kinds and moments have an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

WHOLE_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Number the movements that are there, and let the indexes of what moved go by that number."""
    op.add_column("movement", sa.Column("seq", WHOLE_NUMBER, nullable=False, server_default=sa.text("0")))
    op.drop_index("ix_movement_item_uid", "movement")
    for side in ("from", "to"):
        op.drop_index(f"ix_movement_{side}_location", "movement")
    op.execute(
        "UPDATE movement SET seq = "
        "(SELECT journal.seq FROM journal WHERE journal.command_id = movement.command_id)"
    )
    op.create_index("ix_movement_item", "movement", ["item_uid", "seq"])
    for side in ("from", "to"):
        on_hand = sa.text(f"{side}_bucket = 'on_hand'")
        op.create_index(
            f"ix_movement_{side}_location",
            "movement",
            [f"{side}_place", "seq"],
            sqlite_where=on_hand,
            postgresql_where=on_hand,
        )
    op.create_index("ix_journal_kind", "journal", ["kind", "seq"])
    op.create_index("ix_journal_at", "journal", ["at", "seq"])
