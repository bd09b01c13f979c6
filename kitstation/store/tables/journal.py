"""The journal, what it moved, and what it was about."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, Text, text

from kitstation.domain.movements import Bucket
from kitstation.domain.records import Role
from kitstation.store.column_types import Moment, OneOf, Quantity, WholeNumber
from kitstation.store.tables.schema import metadata

journal = Table(
    "journal",
    metadata,
    Column("seq", WholeNumber, primary_key=True),
    Column("command_id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("format", WholeNumber, nullable=False),
    Column("payload", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("operator", Text, nullable=False),
    Column("station", Text, nullable=False),
    Column("kit_uid", Text),
    Column("undoes", Text, unique=True),
    Column("role", OneOf(Role), nullable=False, server_default=text("'administrator'")),
    Column("images", Text, nullable=False, server_default=text("''")),
    Index("ix_journal_kind", "kind", "seq"),
    Index("ix_journal_at", "at", "seq"),
    Index("ix_journal_operator", "operator", "seq"),
    Index("ix_journal_station", "station", "seq"),
    Index("ix_journal_kit", "kit_uid", "seq"),
    sqlite_strict=True,
)

movement = Table(
    "movement",
    metadata,
    Column("command_id", Text, primary_key=True),
    Column("ordinal", WholeNumber, primary_key=True, autoincrement=False),
    Column("item_uid", Text, ForeignKey("item.uid"), nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("from_bucket", OneOf(Bucket), nullable=False),
    Column("from_place", Text, nullable=False),
    Column("to_bucket", OneOf(Bucket), nullable=False),
    Column("to_place", Text, nullable=False),
    Column("reason", Text, nullable=False),
    # The number of its entry: what moved an item, or moved at a place, is read in the order of the journal.
    Column("seq", WholeNumber, nullable=False, server_default=text("0")),
    CheckConstraint("quantity > 0", name="something_moves"),
    sqlite_strict=True,
)
# The history of an item, and that of a place: what came to it and what left it.
Index("ix_movement_item", movement.c.item_uid, movement.c.seq)
for _side in ("from", "to"):
    Index(
        f"ix_movement_{_side}_location",
        movement.c[f"{_side}_place"],
        movement.c.seq,
        sqlite_where=movement.c[f"{_side}_bucket"] == text("'on_hand'"),
        postgresql_where=movement.c[f"{_side}_bucket"] == text("'on_hand'"),
    )

subject = Table(
    "subject",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("command_id", Text, ForeignKey("journal.command_id"), primary_key=True),
    Column("kind", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
