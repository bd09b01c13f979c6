"""The tables. Names and columns are those of the domain's records, so that a row and a record are the same thing.

Derived tables (`balance`, `part_stock`, and `quantity` of `item`) are kept in the transaction of the movements
that they follow from; `audit` recomputes them.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnClause,
    ColumnElement,
    ForeignKey,
    FromClause,
    Index,
    MetaData,
    Table,
    Text,
    func,
    literal_column,
    text,
)

from kitstation.domain.movements import Bucket
from kitstation.domain.records import KitStatus, TrackingType
from kitstation.store.column_types import Day, Moment, OneOf, Quantity, WholeNumber, Words

NO_EXPIRY = "9999-12-31"
"""What sorts after every expiry date."""

NOTHING: ColumnClause[int] = literal_column("0")


def expiry(items: FromClause) -> ColumnElement[str]:
    """When an item expires, as something to sort by: what never expires comes last."""
    return func.coalesce(items.c.expires_on, literal_column(f"'{NO_EXPIRY}'"), type_=Text)


def is_on_hand(items: FromClause) -> ColumnElement[bool]:
    """Whether there is something of an item."""
    return items.c.quantity > text("0")


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

part = Table(
    "part",
    metadata,
    Column("id", WholeNumber, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("part_number", Text, nullable=False),
    Column("revision", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("manufacturer", Text, nullable=False),
    Column("tracking", OneOf(TrackingType), nullable=False),
    Column("unit", Text, nullable=False),
    Column("version", WholeNumber, nullable=False),
    Index("uq_part_number_revision", "part_number", "revision", unique=True),
    sqlite_strict=True,
)

supplier = Table(
    "supplier",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("version", WholeNumber, nullable=False),
    sqlite_strict=True,
)

location = Table(
    "location",
    metadata,
    Column("id", WholeNumber, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("parent_uid", Text, ForeignKey("location.uid"), index=True),
    Column("path", Text, nullable=False, unique=True),
    Column("version", WholeNumber, nullable=False),
    sqlite_strict=True,
)

mbom_line = Table(
    "mbom_line",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("assembly_uid", Text, ForeignKey("part.uid"), nullable=False),
    Column("part_uid", Text, ForeignKey("part.uid"), nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("designators", Words, nullable=False),
    Column("version", WholeNumber, nullable=False),
    Index("uq_mbom_line_part", "assembly_uid", "part_uid", unique=True),
    sqlite_strict=True,
)

run = Table(
    "run",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("part_uid", Text, ForeignKey("part.uid"), nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("version", WholeNumber, nullable=False),
    sqlite_strict=True,
)

item = Table(
    "item",
    metadata,
    Column("id", WholeNumber, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("part_uid", Text, ForeignKey("part.uid"), nullable=False, index=True),
    Column("serial_number", Text),
    Column("lot_number", Text),
    Column("location_uid", Text, ForeignKey("location.uid"), nullable=False, index=True),
    Column("quantity", Quantity, nullable=False),
    Column("unit", Text, nullable=False),
    Column("supplier_uid", Text, ForeignKey("supplier.uid")),
    Column("cost", Quantity),
    Column("expires_on", Day),
    Column("received_at", Moment, nullable=False),
    Column("version", WholeNumber, nullable=False),
    CheckConstraint("quantity >= 0", name="quantity_not_negative"),
    CheckConstraint("serial_number IS NULL OR quantity IN (0, 1000000)", name="serial_is_one_piece"),
    sqlite_strict=True,
)
Index(
    "uq_item_serial",
    item.c.serial_number,
    item.c.part_uid,
    unique=True,
    sqlite_where=item.c.serial_number.is_not(None),
    postgresql_where=item.c.serial_number.is_not(None),
)
Index(
    "ix_item_lot",
    item.c.lot_number,
    sqlite_where=item.c.lot_number.is_not(None),
    postgresql_where=item.c.lot_number.is_not(None),
)
# First expired, first out, else first in, first out, among what is there: one seek finds what to take next.
# (An index of part of a table serves only queries that state its condition in the same words.)
Index(
    "ix_item_to_take",
    item.c.part_uid,
    expiry(item),
    item.c.received_at,
    item.c.uid,
    sqlite_where=is_on_hand(item),
    postgresql_where=is_on_hand(item),
)

kit = Table(
    "kit",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("run_uid", Text, ForeignKey("run.uid"), nullable=False),
    Column("status", OneOf(KitStatus), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("version", WholeNumber, nullable=False),
    sqlite_strict=True,
)

kit_line = Table(
    "kit_line",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("kit_uid", Text, ForeignKey("kit.uid"), nullable=False),
    Column("part_uid", Text, ForeignKey("part.uid"), nullable=False, index=True),
    Column("required", Quantity, nullable=False),
    Column("unit", Text, nullable=False),
    Column("designators", Words, nullable=False),
    Column("version", WholeNumber, nullable=False),
    Index("uq_kit_line_part", "kit_uid", "part_uid", unique=True),
    sqlite_strict=True,
)

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
    Index("ix_journal_kit", "kit_uid", "seq"),
    sqlite_strict=True,
)

movement = Table(
    "movement",
    metadata,
    Column("command_id", Text, primary_key=True),
    Column("ordinal", WholeNumber, primary_key=True, autoincrement=False),
    Column("item_uid", Text, ForeignKey("item.uid"), nullable=False, index=True),
    Column("quantity", Quantity, nullable=False),
    Column("from_bucket", OneOf(Bucket), nullable=False),
    Column("from_place", Text, nullable=False),
    Column("to_bucket", OneOf(Bucket), nullable=False),
    Column("to_place", Text, nullable=False),
    Column("reason", Text, nullable=False),
    CheckConstraint("quantity > 0", name="something_moves"),
    sqlite_strict=True,
)

balance = Table(
    "balance",
    metadata,
    Column("item_uid", Text, ForeignKey("item.uid"), primary_key=True),
    Column("bucket", OneOf(Bucket), primary_key=True),
    Column("place", Text, primary_key=True),
    Column("quantity", Quantity, nullable=False),
    CheckConstraint("bucket = 'received' OR quantity >= 0", name="not_negative_inside"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)


def is_picked() -> ColumnElement[bool]:
    """Whether a balance is what a kit line holds."""
    return balance.c.bucket == text(f"'{Bucket.PICKED}'")


Index(
    "ix_balance_picked",
    balance.c.place,
    sqlite_where=is_picked(),
    postgresql_where=is_picked(),
)

part_stock = Table(
    "part_stock",
    metadata,
    Column("part_uid", Text, ForeignKey("part.uid"), primary_key=True),
    Column("on_hand", Quantity, nullable=False),
    Column("serial_items", WholeNumber, nullable=False),
    Column("lot_items", WholeNumber, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
