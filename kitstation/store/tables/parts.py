"""Parts, who delivers them, and what they are made of."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text, text

from kitstation.domain.records import TrackingType
from kitstation.store.column_types import Flag, OneOf, Quantity, WholeNumber, Words
from kitstation.store.tables.schema import metadata

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
    Column("manufacturer_part_number", Text, nullable=False, server_default=text("''")),
    Column("gtin", Text, nullable=False, server_default=text("''")),
    Column("serial_pattern", Text, nullable=False, server_default=text("''")),
    Column("lot_pattern", Text, nullable=False, server_default=text("''")),
    Column("archived", Flag, nullable=False, server_default=text("0")),
    Index("uq_part_number_revision", "part_number", "revision", unique=True),
    sqlite_strict=True,
)
Index(
    "ix_part_gtin",
    part.c.gtin,
    sqlite_where=part.c.gtin != text("''"),
    postgresql_where=part.c.gtin != text("''"),
)
Index(
    "ix_part_manufacturer_number",
    part.c.manufacturer_part_number,
    sqlite_where=part.c.manufacturer_part_number != text("''"),
    postgresql_where=part.c.manufacturer_part_number != text("''"),
)

supplier = Table(
    "supplier",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("version", WholeNumber, nullable=False),
    Column("archived", Flag, nullable=False, server_default=text("0")),
    sqlite_strict=True,
)

supplier_part = Table(
    "supplier_part",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("supplier_uid", Text, ForeignKey("supplier.uid"), nullable=False),
    Column("part_uid", Text, ForeignKey("part.uid"), nullable=False, index=True),
    Column("supplier_part_number", Text, nullable=False, index=True),
    Column("purchase_unit", Text, nullable=False),
    Column("factor", Quantity, nullable=False),
    Column("version", WholeNumber, nullable=False),
    Index("uq_supplier_part", "supplier_uid", "part_uid", unique=True),
    sqlite_strict=True,
)

trade_number = Table(
    "trade_number",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("part_uid", Text, ForeignKey("part.uid"), nullable=False, index=True),
    Column("number", Text, nullable=False, unique=True),
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
    Column("substitutes", Words, nullable=False, server_default=text("'[]'")),
    Index("uq_mbom_line_part", "assembly_uid", "part_uid", unique=True),
    sqlite_strict=True,
)
