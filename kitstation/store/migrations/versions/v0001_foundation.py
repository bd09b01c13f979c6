"""The foundation: parts, places, stock, runs, kits, the journal and what follows from it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WHOLE_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SEARCHED = {
    "part": ("part_number", "description", "manufacturer"),
    "location": ("path",),
    "item": ("serial_number", "lot_number"),
}


def upgrade() -> None:
    """Make every table, and on SQLite the full-text index."""
    _create_tables()
    if op.get_bind().dialect.name == "sqlite":
        for table, columns in SEARCHED.items():
            _create_search_index(table, columns)


def _create_search_index(table: str, columns: tuple[str, ...]) -> None:
    """Make an FTS5 index with trigrams beside a table, kept in step by triggers."""
    names = ", ".join(columns)
    new = ", ".join(f"new.{column}" for column in columns)
    old = ", ".join(f"old.{column}" for column in columns)
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in columns)
    add = f"INSERT INTO {table}_search(rowid, {names}) VALUES (new.id, {new});"  # noqa: S608 - names from above
    remove = (
        f"INSERT INTO {table}_search({table}_search, rowid, {names}) "  # noqa: S608 - names from above
        f"VALUES ('delete', old.id, {old});"
    )
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_search USING fts5({names}, "
        f"content='{table}', content_rowid='id', tokenize='trigram', columnsize=0)"
    )
    op.execute(f"CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN {add} END")
    op.execute(f"CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN {remove} END")
    op.execute(
        f"CREATE TRIGGER {table}_search_update AFTER UPDATE OF {names} ON {table} "
        f"WHEN {changed} BEGIN {remove} {add} END"
    )


def _create_tables() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", WHOLE_NUMBER, nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("format", WHOLE_NUMBER, nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("kit_uid", sa.Text(), nullable=True),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
        sa.UniqueConstraint("command_id", name="uq_journal_command_id"),
        sa.UniqueConstraint("undoes", name="uq_journal_undoes"),
        sqlite_strict=True,
    )
    op.create_index("ix_journal_kit", "journal", ["kit_uid", "seq"], unique=False)
    op.create_table(
        "location",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent_uid", sa.Text(), nullable=True),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["parent_uid"], ["location.uid"], name="fk_location_parent_uid"),
        sa.PrimaryKeyConstraint("id", name="pk_location"),
        sa.UniqueConstraint("path", name="uq_location_path"),
        sa.UniqueConstraint("uid", name="uq_location_uid"),
        sqlite_strict=True,
    )
    op.create_index("ix_location_parent_uid", "location", ["parent_uid"], unique=False)
    op.create_table(
        "part",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("part_number", sa.Text(), nullable=False),
        sa.Column("revision", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("manufacturer", sa.Text(), nullable=False),
        sa.Column("tracking", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_part"),
        sa.UniqueConstraint("uid", name="uq_part_uid"),
        sqlite_strict=True,
    )
    op.create_index("uq_part_number_revision", "part", ["part_number", "revision"], unique=True)
    op.create_table(
        "supplier",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_supplier"),
        sa.UniqueConstraint("name", name="uq_supplier_name"),
        sqlite_strict=True,
    )
    op.create_table(
        "item",
        sa.Column("id", WHOLE_NUMBER, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("part_uid", sa.Text(), nullable=False),
        sa.Column("serial_number", sa.Text(), nullable=True),
        sa.Column("lot_number", sa.Text(), nullable=True),
        sa.Column("location_uid", sa.Text(), nullable=False),
        sa.Column("quantity", WHOLE_NUMBER, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("supplier_uid", sa.Text(), nullable=True),
        sa.Column("cost", WHOLE_NUMBER, nullable=True),
        sa.Column("expires_on", sa.Text(), nullable=True),
        sa.Column("received_at", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_item_quantity_not_negative")),
        sa.CheckConstraint(
            "serial_number IS NULL OR quantity IN (0, 1000000)", name=op.f("ck_item_serial_is_one_piece")
        ),
        sa.ForeignKeyConstraint(["location_uid"], ["location.uid"], name="fk_item_location_uid"),
        sa.ForeignKeyConstraint(["part_uid"], ["part.uid"], name="fk_item_part_uid"),
        sa.ForeignKeyConstraint(["supplier_uid"], ["supplier.uid"], name="fk_item_supplier_uid"),
        sa.PrimaryKeyConstraint("id", name="pk_item"),
        sa.UniqueConstraint("uid", name="uq_item_uid"),
        sqlite_strict=True,
    )
    op.create_index("ix_item_location_uid", "item", ["location_uid"], unique=False)
    op.create_index(
        "ix_item_lot",
        "item",
        ["lot_number"],
        unique=False,
        sqlite_where=sa.text("lot_number IS NOT NULL"),
        postgresql_where=sa.text("lot_number IS NOT NULL"),
    )
    op.create_index("ix_item_part_uid", "item", ["part_uid"], unique=False)
    op.create_index(
        "uq_item_serial",
        "item",
        ["serial_number", "part_uid"],
        unique=True,
        sqlite_where=sa.text("serial_number IS NOT NULL"),
        postgresql_where=sa.text("serial_number IS NOT NULL"),
    )
    op.create_table(
        "mbom_line",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("assembly_uid", sa.Text(), nullable=False),
        sa.Column("part_uid", sa.Text(), nullable=False),
        sa.Column("quantity", WHOLE_NUMBER, nullable=False),
        sa.Column("designators", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["assembly_uid"], ["part.uid"], name="fk_mbom_line_assembly_uid"),
        sa.ForeignKeyConstraint(["part_uid"], ["part.uid"], name="fk_mbom_line_part_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_mbom_line"),
        sqlite_strict=True,
    )
    op.create_index("uq_mbom_line_part", "mbom_line", ["assembly_uid", "part_uid"], unique=True)
    op.create_table(
        "part_stock",
        sa.Column("part_uid", sa.Text(), nullable=False),
        sa.Column("on_hand", WHOLE_NUMBER, nullable=False),
        sa.Column("serial_items", WHOLE_NUMBER, nullable=False),
        sa.Column("lot_items", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["part_uid"], ["part.uid"], name="fk_part_stock_part_uid"),
        sa.PrimaryKeyConstraint("part_uid", name="pk_part_stock"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "run",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("part_uid", sa.Text(), nullable=False),
        sa.Column("quantity", WHOLE_NUMBER, nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["part_uid"], ["part.uid"], name="fk_run_part_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_run"),
        sqlite_strict=True,
    )
    op.create_table(
        "balance",
        sa.Column("item_uid", sa.Text(), nullable=False),
        sa.Column("bucket", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("quantity", WHOLE_NUMBER, nullable=False),
        sa.CheckConstraint(
            "bucket = 'received' OR quantity >= 0", name=op.f("ck_balance_not_negative_inside")
        ),
        sa.ForeignKeyConstraint(["item_uid"], ["item.uid"], name="fk_balance_item_uid"),
        sa.PrimaryKeyConstraint("item_uid", "bucket", "place", name="pk_balance"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_balance_picked",
        "balance",
        ["place"],
        unique=False,
        sqlite_where=sa.text("bucket = 'picked'"),
        postgresql_where=sa.text("bucket = 'picked'"),
    )
    op.create_table(
        "kit",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("run_uid", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["run_uid"], ["run.uid"], name="fk_kit_run_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_kit"),
        sa.UniqueConstraint("number", name="uq_kit_number"),
        sqlite_strict=True,
    )
    op.create_table(
        "movement",
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("ordinal", WHOLE_NUMBER, autoincrement=False, nullable=False),
        sa.Column("item_uid", sa.Text(), nullable=False),
        sa.Column("quantity", WHOLE_NUMBER, nullable=False),
        sa.Column("from_bucket", sa.Text(), nullable=False),
        sa.Column("from_place", sa.Text(), nullable=False),
        sa.Column("to_bucket", sa.Text(), nullable=False),
        sa.Column("to_place", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_movement_something_moves")),
        sa.ForeignKeyConstraint(["item_uid"], ["item.uid"], name="fk_movement_item_uid"),
        sa.PrimaryKeyConstraint("command_id", "ordinal", name="pk_movement"),
        sqlite_strict=True,
    )
    op.create_index("ix_movement_item_uid", "movement", ["item_uid"], unique=False)
    op.create_table(
        "kit_line",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("kit_uid", sa.Text(), nullable=False),
        sa.Column("part_uid", sa.Text(), nullable=False),
        sa.Column("required", WHOLE_NUMBER, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("designators", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["kit_uid"], ["kit.uid"], name="fk_kit_line_kit_uid"),
        sa.ForeignKeyConstraint(["part_uid"], ["part.uid"], name="fk_kit_line_part_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_kit_line"),
        sqlite_strict=True,
    )
    op.create_index("ix_kit_line_part_uid", "kit_line", ["part_uid"], unique=False)
    op.create_index("uq_kit_line_part", "kit_line", ["kit_uid", "part_uid"], unique=True)
    op.create_index(
        "ix_item_to_take",
        "item",
        ["part_uid", sa.text("coalesce(expires_on, '9999-12-31')"), "received_at", "uid"],
        unique=False,
        sqlite_where=sa.text("quantity > 0"),
        postgresql_where=sa.text("quantity > 0"),
    )
