"""Places, the rules of the house, and those who work there."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text, text

from kitstation.domain.records import LocationType, Role
from kitstation.store.column_types import Flag, OneOf, WholeNumber
from kitstation.store.tables.schema import metadata

location = Table(
    "location",
    metadata,
    Column("id", WholeNumber, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("parent_uid", Text, ForeignKey("location.uid"), index=True),
    Column("path", Text, nullable=False, unique=True),
    Column("version", WholeNumber, nullable=False),
    Column("type", OneOf(LocationType), nullable=False, server_default=text("'Shelf'")),
    Column("description", Text, nullable=False, server_default=text("''")),
    Column("barcode", Text, nullable=False, server_default=text("''")),
    Column("inventory_available", Flag, nullable=False, server_default=text("1")),
    Column("exclude_from_merge", Flag, nullable=False, server_default=text("0")),
    Column("archived", Flag, nullable=False, server_default=text("0")),
    sqlite_strict=True,
)
Index(
    "uq_location_barcode",
    location.c.barcode,
    unique=True,
    sqlite_where=location.c.barcode != text("''"),
    postgresql_where=location.c.barcode != text("''"),
)

rules = Table(
    "rules",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("any_revision", Flag, nullable=False),
    Column("allow_negative_untracked", Flag, nullable=False),
    Column("serial_pattern", Text, nullable=False),
    Column("lot_pattern", Text, nullable=False),
    Column("version", WholeNumber, nullable=False),
    sqlite_strict=True,
)

operator = Table(
    "operator",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("badge", Text, nullable=False, unique=True),
    Column("role", OneOf(Role), nullable=False),
    Column("pin_hash", Text, nullable=False),
    Column("active", Flag, nullable=False),
    Column("version", WholeNumber, nullable=False),
    sqlite_strict=True,
)
