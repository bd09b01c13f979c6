"""The queries that a working set is loaded with, each made once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from kitstation.domain.movements import Bucket
from kitstation.store import rows, tables
from kitstation.store.column_types import Quantity
from kitstation.store.lookups import Lookup
from kitstation.store.queries.begun import begun_by_run
from kitstation.store.tables import NOTHING, is_in, is_picked

_part, _item, _balance, _journal = tables.part.c, tables.item.c, tables.balance.c, tables.journal.c
_movement, _stock, _location = tables.movement.c, tables.part_stock.c, tables.location.c
_position, _sold = tables.position.c, tables.supplier_part.c

PARTS = Lookup[str](rows.PARTS.select, _part.uid)
PART_NUMBERS = Lookup[tuple[str, str]](
    select(_part.uid, _part.part_number, _part.revision), _part.part_number, _part.revision
)
PART_STOCK = Lookup[str](select(tables.part_stock), _stock.part_uid)
SUPPLIERS = Lookup[str](rows.SUPPLIERS.select, tables.supplier.c.uid)
SUPPLIER_NAMES = Lookup[str](select(tables.supplier.c.uid, tables.supplier.c.name), tables.supplier.c.name)
SUPPLIER_PARTS = Lookup[str](rows.SUPPLIER_PARTS.select, _sold.uid)
SUPPLIER_PART_NUMBERS = Lookup[tuple[str, str]](
    select(_sold.uid, _sold.supplier_uid, _sold.part_uid), _sold.supplier_uid, _sold.part_uid
)
TRADE_NUMBERS = Lookup[str](rows.TRADE_NUMBERS.select, tables.trade_number.c.uid)
_NAMED = select(_part.part_number.label("holder"))
_TRADED = tables.trade_number.c.number
NAMED_PARTS = tuple(
    Lookup[str](named.add_columns(number.label("number")), number)
    for named, number in (
        (_NAMED, _part.part_number),
        (_NAMED.where(_part.manufacturer_part_number != ""), _part.manufacturer_part_number),
        (_NAMED.where(_part.gtin != ""), _part.gtin),
        (_NAMED.join(tables.supplier_part, _sold.part_uid == _part.uid), _sold.supplier_part_number),
        (_NAMED.join(tables.trade_number, tables.trade_number.c.part_uid == _part.uid), _TRADED),
    )
)
"""Which part a text names, as any of its numbers: one query for each kind, because each has an index of its own."""
LOCATIONS = Lookup[str](rows.LOCATIONS.select, _location.uid)
_PARENT = func.coalesce(_location.parent_uid, "")
SUBLOCATIONS = Lookup[tuple[str, str]](
    select(_location.uid, _PARENT.label("parent"), _location.name), _PARENT, _location.name
)
BARCODES = Lookup[str](
    select(_location.uid, _location.barcode).where(_location.barcode != ""), _location.barcode
)
RULES = Lookup[str](rows.RULES.select, tables.rules.c.uid)
OPERATORS = Lookup[str](rows.OPERATORS.select, tables.operator.c.uid)
PRINT_JOBS = Lookup[str](rows.PRINT_JOBS.select, tables.print_job.c.uid)
OPERATOR_NAMES = Lookup[str](select(tables.operator.c.uid, tables.operator.c.name), tables.operator.c.name)
BADGES = Lookup[str](select(tables.operator.c.uid, tables.operator.c.badge), tables.operator.c.badge)
MBOM_LINES = Lookup[str](rows.MBOM_LINES.select, tables.mbom_line.c.uid)
MBOMS = Lookup[str](rows.MBOM_LINES.select.order_by(tables.mbom_line.c.uid), tables.mbom_line.c.assembly_uid)
RUNS = Lookup[str](rows.RUNS.select, tables.run.c.uid)
CATALOGUES = Lookup[str](rows.CATALOGUES.select, tables.catalogue.c.uid)
CATALOGUE_REFS = Lookup[str](select(tables.catalogue.c.uid, tables.catalogue.c.ref), tables.catalogue.c.ref)
POSITIONS = Lookup[str](rows.POSITIONS.select, _position.uid)
POSITION_REFS = Lookup[tuple[str, str]](
    select(_position.uid, _position.catalogue_uid, _position.ref), _position.catalogue_uid, _position.ref
)
ORDER_LINES = Lookup[str](rows.ORDER_LINES.select, tables.order_line.c.uid)
ITEMS = Lookup[str](
    rows.ITEMS.select.add_columns(_location.inventory_available.label("location_usable")).join(
        tables.location, _location.uid == _item.location_uid
    ),
    _item.uid,
)
SERIALS = Lookup[tuple[str, str]](
    select(_item.uid, _item.part_uid, _item.serial_number).where(tables.is_live_serial(tables.item)),
    _item.part_uid,
    _item.serial_number,
)
BALANCES = Lookup[str](select(tables.balance), _balance.item_uid)
_RULES = select(tables.rules.c.any_revision).scalar_subquery().label("any_revision")
_NEGATIVE = (
    select(tables.rules.c.allow_negative_untracked).scalar_subquery().label("allow_negative_untracked")
)
KITS = Lookup[str](rows.KITS.select.add_columns(_RULES, _NEGATIVE), tables.kit.c.uid)
KIT_NUMBERS = Lookup[str](select(tables.kit.c.uid, tables.kit.c.number), tables.kit.c.number)
_PICKED = (
    select(func.sum(_balance.quantity))
    .where(is_picked(), _balance.place == tables.kit_line.c.uid)
    .scalar_subquery()
)
_RESERVED = (
    select(func.sum(_balance.quantity))
    .where(is_in(Bucket.RESERVED), _balance.place == tables.kit_line.c.uid)
    .scalar_subquery()
)
_LINES = rows.KIT_LINES.select.add_columns(
    func.coalesce(_PICKED, NOTHING, type_=Quantity).label("picked"),
    func.coalesce(_RESERVED, NOTHING, type_=Quantity).label("reserved"),
)
KIT_LINES = Lookup[str](_LINES, tables.kit_line.c.uid)
LINES_OF_KITS = Lookup[str](_LINES, tables.kit_line.c.kit_uid)
HOLDINGS = tuple(
    Lookup[str](select(tables.balance).where(is_in(bucket)), _balance.place)
    for bucket in (Bucket.PICKED, Bucket.RESERVED)
)
"""What lines hold: one query for each bucket, because each has an index of its own."""
_INSTALLED = (
    select(func.sum(_balance.quantity))
    .where(is_in(Bucket.DELIVERED), _balance.place == tables.requirement.c.uid)
    .scalar_subquery()
)
_REQUIREMENTS = rows.REQUIREMENTS.select.add_columns(
    func.coalesce(_INSTALLED, NOTHING, type_=Quantity).label("installed")
)
REQUIREMENTS = Lookup[str](_REQUIREMENTS, tables.requirement.c.uid)
REQUIREMENTS_OF = Lookup[str](
    _REQUIREMENTS.order_by(tables.requirement.c.uid), tables.requirement.c.assembly_uid
)
BEGUN = Lookup[str](begun_by_run(), _item.run_uid)
KITTED_PARTS = Lookup[str](select(tables.kit_line.c.part_uid).distinct(), tables.kit_line.c.part_uid)
PAST_COMMANDS = Lookup[str](
    select(_journal.command_id, _journal.kind, _journal.operator, _journal.images), _journal.command_id
)
UNDOING = Lookup[str](select(_journal.undoes), _journal.undoes)
MOVEMENTS = Lookup[str](
    select(tables.movement).order_by(_movement.command_id, _movement.ordinal), _movement.command_id
)


def locations_below(connection: Connection, uid: str) -> list[str]:
    """Return all locations inside one, at every depth."""
    below = select(_location.uid).where(_location.parent_uid == uid).cte("below", recursive=True)
    below = below.union_all(select(_location.uid).join(below, _location.parent_uid == below.c.uid))
    found: Sequence[str] = connection.execute(select(below.c.uid)).scalars().all()
    return list(found)


def items_at(connection: Connection, location_uid: str) -> list[str]:
    """Return the items that are kept at a location."""
    query: Select[Any] = select(_item.uid).where(_item.location_uid == location_uid)
    return list(connection.execute(query).scalars())


def items_of_part_at(connection: Connection, part_uid: str, location_uid: str) -> list[str]:
    """Return the items of a part that are kept at a location, the oldest first."""
    query = (
        select(_item.uid)
        .where(_item.part_uid == part_uid, _item.location_uid == location_uid, _item.deleted == 0)
        .order_by(_item.received_at, _item.uid)
    )
    return list(connection.execute(query).scalars())


def position_at(connection: Connection, catalogue_uid: str, part_uid: str, location_uid: str) -> str | None:
    """Return the position of a part at a location in a catalogue."""
    query: Select[Any] = select(_position.uid).where(
        _position.catalogue_uid == catalogue_uid,
        _position.part_uid == part_uid,
        _position.location_uid == location_uid,
    )
    return connection.execute(query).scalar_one_or_none()
