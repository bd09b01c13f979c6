"""Inventory and kitting whole: what items, kits and places know more, what is built, positions, orders, people."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WHOLE_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add columns and tables. SQLite cannot change a table's checks or add references: three tables are made anew."""
    _add_columns()
    _create_positions()
    _create_people_and_rules()
    _create_supplier_parts()
    if op.get_bind().dialect.name == "sqlite":
        _remake("item", _create_item)
        _remake("kit", _create_kit)
        _remake("balance", _create_balance)
        _keep_item_search_in_step()
    else:
        _change_in_place()
    _create_item_indexes()
    _create_requirements()
    _create_subjects()


def _text(name: str, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=sa.text(f"'{default}'"))


def _flag(name: str, default: int = 0) -> sa.Column[int]:
    return sa.Column(name, WHOLE_NUMBER, nullable=False, server_default=sa.text(str(default)))


def _number(name: str, default: int = 0) -> sa.Column[int]:
    return sa.Column(name, WHOLE_NUMBER, nullable=False, server_default=sa.text(str(default)))


def _add_columns() -> None:
    for name in ("manufacturer_part_number", "gtin", "serial_pattern", "lot_pattern"):
        op.add_column("part", _text(name))
    op.add_column("part", _flag("archived"))
    for name in ("gtin", "manufacturer_part_number"):
        index = "ix_part_gtin" if name == "gtin" else "ix_part_manufacturer_number"
        present = sa.text(f"{name} != ''")
        op.create_index(index, "part", [name], sqlite_where=present, postgresql_where=present)
    op.add_column("supplier", _flag("archived"))
    op.add_column("location", _text("type", "Shelf"))
    op.add_column("location", _text("description"))
    op.add_column("location", _text("barcode"))
    op.add_column("location", _flag("inventory_available", 1))
    op.add_column("location", _flag("exclude_from_merge"))
    op.add_column("location", _flag("archived"))
    present = sa.text("barcode != ''")
    op.create_index(
        "uq_location_barcode",
        "location",
        ["barcode"],
        unique=True,
        sqlite_where=present,
        postgresql_where=present,
    )
    op.add_column("mbom_line", _text("substitutes", "[]"))
    op.add_column("kit_line", _text("substitutes", "[]"))
    op.add_column("kit_line", _number("installed"))
    op.add_column("run", _text("status", "Todo"))
    op.add_column("run", _number("built"))
    op.add_column("part_stock", _number("blocked"))
    op.add_column("journal", _text("role", "administrator"))
    op.add_column("journal", _text("images"))
    op.create_index("ix_journal_operator", "journal", ["operator", "seq"])
    op.create_index("ix_journal_station", "journal", ["station", "seq"])
    for side in ("from", "to"):
        on_hand = sa.text(f"{side}_bucket = 'on_hand'")
        op.create_index(
            f"ix_movement_{side}_location",
            "movement",
            [f"{side}_place"],
            sqlite_where=on_hand,
            postgresql_where=on_hand,
        )


def _remake(table: str, create: Callable[[str], None]) -> None:
    """Make a table anew with the rows that it has: the way that SQLite's documentation of ALTER TABLE recommends."""
    old = ", ".join(column["name"] for column in sa.inspect(op.get_bind()).get_columns(table))
    create(f"new_{table}")
    op.execute(f"INSERT INTO new_{table} ({old}) SELECT {old} FROM {table}")  # noqa: S608 - names from above
    op.drop_table(table)
    op.rename_table(f"new_{table}", table)


def _create_item(name: str) -> None:
    op.create_table(
        name,
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
        *_new_item_columns(),
        sa.CheckConstraint(
            "quantity >= 0 OR (serial_number IS NULL AND lot_number IS NULL)",
            name=op.f("ck_item_quantity_not_negative"),
        ),
        sa.CheckConstraint(
            "serial_number IS NULL OR quantity IN (0, 1000000)", name=op.f("ck_item_serial_is_one_piece")
        ),
        sa.ForeignKeyConstraint(["location_uid"], ["location.uid"], name="fk_item_location_uid"),
        sa.ForeignKeyConstraint(["part_uid"], ["part.uid"], name="fk_item_part_uid"),
        sa.ForeignKeyConstraint(["supplier_uid"], ["supplier.uid"], name="fk_item_supplier_uid"),
        *_new_item_references(),
        sa.PrimaryKeyConstraint("id", name="pk_item"),
        sa.UniqueConstraint("uid", name="uq_item_uid"),
        sqlite_strict=True,
    )


def _new_item_columns() -> tuple[sa.Column[str] | sa.Column[int], ...]:
    return (
        _text("condition", "NEW"),
        _text("storage_area"),
        _text("usage_type"),
        sa.Column("hold_reason", sa.Text(), nullable=True),
        _flag("in_work"),
        sa.Column("run_uid", sa.Text(), nullable=True),
        sa.Column("order_line_uid", sa.Text(), nullable=True),
        sa.Column("origin_uid", sa.Text(), nullable=True),
        sa.Column("merged_into_uid", sa.Text(), nullable=True),
        _text("how_created", "manual"),
        _text("created_by"),
        _flag("deleted"),
        _flag("blocked"),
    )


def _new_item_references() -> tuple[sa.ForeignKeyConstraint, ...]:
    return (
        sa.ForeignKeyConstraint(["run_uid"], ["run.uid"], name="fk_item_run_uid"),
        sa.ForeignKeyConstraint(["order_line_uid"], ["order_line.uid"], name="fk_item_order_line_uid"),
        sa.ForeignKeyConstraint(["origin_uid"], ["item.uid"], name="fk_item_origin_uid"),
        sa.ForeignKeyConstraint(["merged_into_uid"], ["item.uid"], name="fk_item_merged_into_uid"),
    )


def _create_item_indexes() -> None:
    op.create_index("ix_item_part_uid", "item", ["part_uid"])
    op.create_index("ix_item_location_uid", "item", ["location_uid"])
    op.create_index("ix_item_place_part", "item", ["location_uid", "part_uid"])
    live = sa.text("serial_number IS NOT NULL AND deleted = 0")
    op.create_index(
        "uq_item_serial",
        "item",
        ["serial_number", "part_uid"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
    with_lot = sa.text("lot_number IS NOT NULL")
    op.create_index("ix_item_lot", "item", ["lot_number"], sqlite_where=with_lot, postgresql_where=with_lot)
    to_take = sa.text("quantity > 0 AND blocked = 0")
    op.create_index(
        "ix_item_to_take",
        "item",
        ["part_uid", sa.text("coalesce(expires_on, '9999-12-31')"), "received_at", "uid"],
        sqlite_where=to_take,
        postgresql_where=to_take,
    )
    for name, column in (
        ("ix_item_held", "hold_reason"),
        ("ix_item_expiring", "expires_on"),
        ("ix_item_serial", "serial_number"),
        ("ix_item_supplier", "supplier_uid"),
        ("ix_item_merged_into", "merged_into_uid"),
    ):
        known = sa.text(f"{column} IS NOT NULL")
        op.create_index(name, "item", [column], sqlite_where=known, postgresql_where=known)
    deleted = sa.text("deleted != 0")
    op.create_index("ix_item_deleted", "item", ["deleted"], sqlite_where=deleted, postgresql_where=deleted)
    op.create_index("ix_item_order_line", "item", ["order_line_uid"])
    op.create_index("ix_item_origin", "item", ["origin_uid"])
    op.create_index("ix_item_run", "item", ["run_uid"])
    for bucket in ("picked", "reserved", "delivered"):
        inside = sa.text(f"bucket = '{bucket}'")
        op.create_index(
            f"ix_balance_{bucket}", "balance", ["place"], sqlite_where=inside, postgresql_where=inside
        )


def _keep_item_search_in_step() -> None:
    """Make the triggers again that went with the old table; the index itself is still right."""
    add = (
        "INSERT INTO item_search(rowid, serial_number, lot_number) "
        "VALUES (new.id, new.serial_number, new.lot_number);"
    )
    remove = (
        "INSERT INTO item_search(item_search, rowid, serial_number, lot_number) "
        "VALUES ('delete', old.id, old.serial_number, old.lot_number);"
    )
    changed = "old.serial_number IS NOT new.serial_number OR old.lot_number IS NOT new.lot_number"
    op.execute(f"CREATE TRIGGER item_search_insert AFTER INSERT ON item BEGIN {add} END")
    op.execute(f"CREATE TRIGGER item_search_delete AFTER DELETE ON item BEGIN {remove} END")
    op.execute(
        "CREATE TRIGGER item_search_update AFTER UPDATE OF serial_number, lot_number ON item "
        f"WHEN {changed} BEGIN {remove} {add} END"
    )


def _create_kit(name: str) -> None:
    op.create_table(
        name,
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("run_uid", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.Column("location_uid", sa.Text(), nullable=True),
        sa.Column("delivery_uid", sa.Text(), nullable=True),
        _text("assigned_to"),
        sa.ForeignKeyConstraint(["run_uid"], ["run.uid"], name="fk_kit_run_uid"),
        sa.ForeignKeyConstraint(["location_uid"], ["location.uid"], name="fk_kit_location_uid"),
        sa.ForeignKeyConstraint(["delivery_uid"], ["location.uid"], name="fk_kit_delivery_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_kit"),
        sa.UniqueConstraint("number", name="uq_kit_number"),
        sqlite_strict=True,
    )


def _create_balance(name: str) -> None:
    op.create_table(
        name,
        sa.Column("item_uid", sa.Text(), nullable=False),
        sa.Column("bucket", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("quantity", WHOLE_NUMBER, nullable=False),
        sa.CheckConstraint(
            "bucket IN ('received', 'on_hand') OR quantity >= 0", name=op.f("ck_balance_not_negative_inside")
        ),
        sa.ForeignKeyConstraint(["item_uid"], ["item.uid"], name="fk_balance_item_uid"),
        sa.PrimaryKeyConstraint("item_uid", "bucket", "place", name="pk_balance"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _change_in_place() -> None:
    """Do the same where a table can be changed as it is."""
    for column in _new_item_columns():
        op.add_column("item", column)
    for name, table in (
        ("run_uid", "run"),
        ("order_line_uid", "order_line"),
        ("origin_uid", "item"),
        ("merged_into_uid", "item"),
    ):
        op.create_foreign_key(f"fk_item_{name}", "item", table, [name], ["uid"])
    op.drop_constraint("ck_item_quantity_not_negative", "item")
    op.create_check_constraint(
        op.f("ck_item_quantity_not_negative"),
        "item",
        "quantity >= 0 OR (serial_number IS NULL AND lot_number IS NULL)",
    )
    for name in (
        "ix_item_part_uid",
        "ix_item_location_uid",
        "uq_item_serial",
        "ix_item_lot",
        "ix_item_to_take",
    ):
        op.drop_index(name, "item")
    op.add_column("kit", sa.Column("location_uid", sa.Text(), nullable=True))
    op.add_column("kit", sa.Column("delivery_uid", sa.Text(), nullable=True))
    op.add_column("kit", _text("assigned_to"))
    for name in ("location_uid", "delivery_uid"):
        op.create_foreign_key(f"fk_kit_{name}", "kit", "location", [name], ["uid"])
    op.drop_index("ix_balance_picked", "balance")
    op.drop_constraint("ck_balance_not_negative_inside", "balance")
    op.create_check_constraint(
        op.f("ck_balance_not_negative_inside"),
        "balance",
        "bucket IN ('received', 'on_hand') OR quantity >= 0",
    )


def _create_positions() -> None:
    op.create_table(
        "catalogue",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_catalogue"),
        sa.UniqueConstraint("ref", name="uq_catalogue_ref"),
        sqlite_strict=True,
    )
    op.create_table(
        "position",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("catalogue_uid", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("part_uid", sa.Text(), nullable=False),
        sa.Column("location_uid", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("bin", sa.Text(), nullable=False),
        sa.Column("reference_number", sa.Text(), nullable=False),
        sa.Column("minimum", WHOLE_NUMBER, nullable=False),
        sa.Column("maximum", WHOLE_NUMBER, nullable=False),
        sa.Column("attributes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["catalogue_uid"], ["catalogue.uid"], name="fk_position_catalogue_uid"),
        sa.ForeignKeyConstraint(["part_uid"], ["part.uid"], name="fk_position_part_uid"),
        sa.ForeignKeyConstraint(["location_uid"], ["location.uid"], name="fk_position_location_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_position"),
        sqlite_strict=True,
    )
    op.create_index("uq_position_ref", "position", ["catalogue_uid", "ref"], unique=True)
    op.create_index(
        "uq_position_place", "position", ["catalogue_uid", "part_uid", "location_uid"], unique=True
    )
    op.create_index("ix_position_part_uid", "position", ["part_uid"])
    op.create_index("ix_position_location_uid", "position", ["location_uid"])
    op.create_table(
        "order_line",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("part_uid", sa.Text(), nullable=False),
        sa.Column("supplier_uid", sa.Text(), nullable=True),
        sa.Column("location_uid", sa.Text(), nullable=True),
        sa.Column("ordered", WHOLE_NUMBER, nullable=False),
        sa.Column("received", WHOLE_NUMBER, nullable=False),
        sa.Column("purchase_unit", sa.Text(), nullable=False),
        sa.Column("factor", WHOLE_NUMBER, nullable=False),
        sa.Column("expected_on", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["part_uid"], ["part.uid"], name="fk_order_line_part_uid"),
        sa.ForeignKeyConstraint(["supplier_uid"], ["supplier.uid"], name="fk_order_line_supplier_uid"),
        sa.ForeignKeyConstraint(["location_uid"], ["location.uid"], name="fk_order_line_location_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_order_line"),
        sqlite_strict=True,
    )
    op.create_index("ix_order_line_part_uid", "order_line", ["part_uid"])
    op.create_index("ix_order_line_order_number", "order_line", ["order_number"])


def _create_people_and_rules() -> None:
    op.create_table(
        "operator",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("badge", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("pin_hash", sa.Text(), nullable=False),
        sa.Column("active", WHOLE_NUMBER, nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_operator"),
        sa.UniqueConstraint("name", name="uq_operator_name"),
        sa.UniqueConstraint("badge", name="uq_operator_badge"),
        sqlite_strict=True,
    )
    op.create_table(
        "rules",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("any_revision", WHOLE_NUMBER, nullable=False),
        sa.Column("allow_negative_untracked", WHOLE_NUMBER, nullable=False),
        sa.Column("serial_pattern", sa.Text(), nullable=False),
        sa.Column("lot_pattern", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("uid", name="pk_rules"),
        sqlite_strict=True,
    )


def _create_supplier_parts() -> None:
    op.create_table(
        "supplier_part",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("supplier_uid", sa.Text(), nullable=False),
        sa.Column("part_uid", sa.Text(), nullable=False),
        sa.Column("supplier_part_number", sa.Text(), nullable=False),
        sa.Column("purchase_unit", sa.Text(), nullable=False),
        sa.Column("factor", WHOLE_NUMBER, nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["supplier_uid"], ["supplier.uid"], name="fk_supplier_part_supplier_uid"),
        sa.ForeignKeyConstraint(["part_uid"], ["part.uid"], name="fk_supplier_part_part_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_supplier_part"),
        sqlite_strict=True,
    )
    op.create_index("uq_supplier_part", "supplier_part", ["supplier_uid", "part_uid"], unique=True)
    op.create_index("ix_supplier_part_part_uid", "supplier_part", ["part_uid"])
    op.create_index("ix_supplier_part_supplier_part_number", "supplier_part", ["supplier_part_number"])


def _create_requirements() -> None:
    op.create_table(
        "requirement",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("assembly_uid", sa.Text(), nullable=False),
        sa.Column("part_uid", sa.Text(), nullable=False),
        sa.Column("quantity", WHOLE_NUMBER, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("designators", sa.Text(), nullable=False),
        sa.Column("substitutes", sa.Text(), nullable=False),
        sa.Column("version", WHOLE_NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["assembly_uid"], ["item.uid"], name="fk_requirement_assembly_uid"),
        sa.ForeignKeyConstraint(["part_uid"], ["part.uid"], name="fk_requirement_part_uid"),
        sa.PrimaryKeyConstraint("uid", name="pk_requirement"),
        sqlite_strict=True,
    )
    op.create_index("ix_requirement_assembly_uid", "requirement", ["assembly_uid"])


def _create_subjects() -> None:
    op.create_table(
        "subject",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("command_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["command_id"], ["journal.command_id"], name="fk_subject_command_id"),
        sa.PrimaryKeyConstraint("uid", "command_id", name="pk_subject"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
