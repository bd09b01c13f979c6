"""Runs, kits, and what is built."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Table, Text, text

from kitstation.domain.records import KitStatus, RunStatus
from kitstation.store.column_types import Moment, OneOf, Quantity, WholeNumber, Words
from kitstation.store.tables.schema import metadata

run = Table(
    "run",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("part_uid", Text, ForeignKey("part.uid"), nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("version", WholeNumber, nullable=False),
    Column("status", OneOf(RunStatus), nullable=False, server_default=text("'Todo'")),
    Column("built", Quantity, nullable=False, server_default=text("0")),
    sqlite_strict=True,
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
    Column("location_uid", Text, ForeignKey("location.uid")),
    Column("delivery_uid", Text, ForeignKey("location.uid")),
    Column("assigned_to", Text, nullable=False, server_default=text("''")),
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
    Column("substitutes", Words, nullable=False, server_default=text("'[]'")),
    Column("installed", Quantity, nullable=False, server_default=text("0")),
    Index("uq_kit_line_part", "kit_uid", "part_uid", unique=True),
    sqlite_strict=True,
)

requirement = Table(
    "requirement",
    metadata,
    Column("uid", Text, primary_key=True),
    Column("assembly_uid", Text, ForeignKey("item.uid"), nullable=False, index=True),
    Column("part_uid", Text, ForeignKey("part.uid"), nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("unit", Text, nullable=False),
    Column("designators", Words, nullable=False),
    Column("substitutes", Words, nullable=False),
    Column("version", WholeNumber, nullable=False),
    sqlite_strict=True,
)
