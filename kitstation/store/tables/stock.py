"""Inventory items, and the balances that follow from their movements."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ColumnElement, ForeignKey, Index, Table, Text, text

from kitstation.domain.movements import Bucket
from kitstation.domain.records import HowCreated
from kitstation.store.column_types import Day, Flag, Moment, OneOf, Quantity, WholeNumber
from kitstation.store.tables.schema import expiry, is_live_serial, is_to_take, metadata

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
    Column("condition", Text, nullable=False, server_default=text("'NEW'")),
    Column("storage_area", Text, nullable=False, server_default=text("''")),
    Column("usage_type", Text, nullable=False, server_default=text("''")),
    Column("hold_reason", Text),
    Column("in_work", Flag, nullable=False, server_default=text("0")),
    Column("run_uid", Text, ForeignKey("run.uid")),
    Column("order_line_uid", Text, ForeignKey("order_line.uid")),
    Column("origin_uid", Text, ForeignKey("item.uid")),
    Column("merged_into_uid", Text, ForeignKey("item.uid")),
    Column("how_created", OneOf(HowCreated), nullable=False, server_default=text("'manual'")),
    Column("created_by", Text, nullable=False, server_default=text("''")),
    Column("deleted", Flag, nullable=False, server_default=text("0")),
    Column("blocked", Flag, nullable=False, server_default=text("0")),
    Column("date_code", Text),
    # Only where the house allows it, and only what is counted and carries no number.
    CheckConstraint(
        "quantity >= 0 OR (serial_number IS NULL AND lot_number IS NULL)", name="quantity_not_negative"
    ),
    CheckConstraint("serial_number IS NULL OR quantity IN (0, 1000000)", name="serial_is_one_piece"),
    sqlite_strict=True,
)
Index(
    "uq_item_serial",
    item.c.serial_number,
    item.c.part_uid,
    unique=True,
    sqlite_where=is_live_serial(item),
    postgresql_where=is_live_serial(item),
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
    sqlite_where=is_to_take(item),
    postgresql_where=is_to_take(item),
)
# What is held and what expires is looked for among everything, and is little of it.
# A number is looked for among deleted items too; a supplier, or what items were merged into, is by what refers to it.
for _name, _column in (
    ("held", item.c.hold_reason),
    ("expiring", item.c.expires_on),
    ("serial", item.c.serial_number),
    ("supplier", item.c.supplier_uid),
    ("merged_into", item.c.merged_into_uid),
    ("date_code", item.c.date_code),
):
    Index(
        f"ix_item_{_name}",
        _column,
        sqlite_where=_column.is_not(None),
        postgresql_where=_column.is_not(None),
    )
# What is deleted stays as a row; counting what is left needs the few that are not.
Index(
    "ix_item_deleted",
    item.c.deleted,
    sqlite_where=item.c.deleted != text("0"),
    postgresql_where=item.c.deleted != text("0"),
)
# What is kept of a part at a location: a position's stock, without reading the part's items elsewhere.
Index("ix_item_place_part", item.c.location_uid, item.c.part_uid)
Index("ix_item_order_line", item.c.order_line_uid)
Index("ix_item_origin", item.c.origin_uid)
Index("ix_item_run", item.c.run_uid)

balance = Table(
    "balance",
    metadata,
    Column("item_uid", Text, ForeignKey("item.uid"), primary_key=True),
    Column("bucket", OneOf(Bucket), primary_key=True),
    Column("place", Text, primary_key=True),
    Column("quantity", Quantity, nullable=False),
    CheckConstraint("bucket IN ('received', 'on_hand') OR quantity >= 0", name="not_negative_inside"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)


def is_in(bucket: Bucket) -> ColumnElement[bool]:
    """Whether a balance is of a bucket, in the words of the bucket's index."""
    return balance.c.bucket == text(f"'{bucket}'")


def is_picked() -> ColumnElement[bool]:
    """Whether a balance is what a kit line holds."""
    return is_in(Bucket.PICKED)


for _bucket in (Bucket.PICKED, Bucket.RESERVED, Bucket.DELIVERED):
    Index(
        f"ix_balance_{_bucket}",
        balance.c.place,
        sqlite_where=is_in(_bucket),
        postgresql_where=is_in(_bucket),
    )

part_stock = Table(
    "part_stock",
    metadata,
    Column("part_uid", Text, ForeignKey("part.uid"), primary_key=True),
    Column("on_hand", Quantity, nullable=False),
    Column("serial_items", WholeNumber, nullable=False),
    Column("lot_items", WholeNumber, nullable=False),
    Column("blocked", Quantity, nullable=False, server_default=text("0")),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
