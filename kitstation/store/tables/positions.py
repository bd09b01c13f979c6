"""Positions, and what is on order."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text

from kitstation.domain.records import OrderStatus
from kitstation.store.column_types import Day, Moment, OneOf, Quantity, WholeNumber, Words
from kitstation.store.tables.schema import metadata

catalogue = Table(
    "catalogue",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("ref", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("version", WholeNumber, nullable=False),
    sqlite_strict=True,
)

position = Table(
    "position",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("catalogue_uid", Text, ForeignKey("catalogue.uid"), nullable=False),
    Column("ref", Text, nullable=False),
    Column("part_uid", Text, ForeignKey("part.uid"), nullable=False, index=True),
    Column("location_uid", Text, ForeignKey("location.uid"), nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("bin", Text, nullable=False),
    Column("reference_number", Text, nullable=False),
    Column("minimum", Quantity, nullable=False),
    Column("maximum", Quantity, nullable=False),
    Column("attributes", Words, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("version", WholeNumber, nullable=False),
    Index("uq_position_ref", "catalogue_uid", "ref", unique=True),
    Index("uq_position_place", "catalogue_uid", "part_uid", "location_uid", unique=True),
    sqlite_strict=True,
)

order_line = Table(
    "order_line",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("order_number", Text, nullable=False, index=True),
    Column("part_uid", Text, ForeignKey("part.uid"), nullable=False, index=True),
    Column("supplier_uid", Text, ForeignKey("supplier.uid")),
    Column("location_uid", Text, ForeignKey("location.uid")),
    Column("ordered", Quantity, nullable=False),
    Column("received", Quantity, nullable=False),
    Column("purchase_unit", Text, nullable=False),
    Column("factor", Quantity, nullable=False),
    Column("expected_on", Day),
    Column("status", OneOf(OrderStatus), nullable=False),
    Column("version", WholeNumber, nullable=False),
    sqlite_strict=True,
)
