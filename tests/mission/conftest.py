"""A factory on a real database, and a way to look at its records."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from sqlalchemy import func, select

from kitstation.domain.loaded import HasUid
from kitstation.domain.movements import Bucket, Removal
from kitstation.domain.records import InventoryItem, Kit, KitLine, OrderLine, Part, Run
from kitstation.domain.status import ItemFacts, ItemStatus, item_status
from kitstation.store import rows, tables
from kitstation.store.audit import audit
from kitstation.store.column_types import Quantity
from kitstation.store.rows import RowMap
from kitstation.store.store import Store
from tests.support.bench import BenchUids, lay_out
from tests.support.world import World

R = TypeVar("R", bound=HasUid)


@dataclass(frozen=True)
class Shop:
    """What the commands of a test have made of the database."""

    store: Store
    world: World
    bench: BenchUids

    def record(self, kind: RowMap[R], uid: str) -> R:
        """Return a record as it lies in its table."""
        with self.store.reading() as reader:
            query = kind.select.where(kind.table.c.uid == uid)
            return kind.record(reader.execute(query).mappings().one())

    def item(self, uid: str) -> InventoryItem:
        """Return an inventory item."""
        return self.record(rows.ITEMS, uid)

    def kit(self, uid: str) -> Kit:
        """Return a kit."""
        return self.record(rows.KITS, uid)

    def line(self, uid: str) -> KitLine:
        """Return a kit line."""
        return self.record(rows.KIT_LINES, uid)

    def run(self, uid: str) -> Run:
        """Return a run."""
        return self.record(rows.RUNS, uid)

    def part(self, uid: str) -> Part:
        """Return a part."""
        return self.record(rows.PARTS, uid)

    def order_line(self, uid: str) -> OrderLine:
        """Return an order line."""
        return self.record(rows.ORDER_LINES, uid)

    def balance(self, item_uid: str, bucket: Bucket, place: str | None = None) -> Decimal:
        """Return how much of an item is in a bucket, at a place or in all."""
        column = tables.balance.c
        query = select(func.coalesce(func.sum(column.quantity), tables.NOTHING, type_=Quantity)).where(
            column.item_uid == item_uid, column.bucket == bucket
        )
        if place is not None:
            query = query.where(column.place == place)
        with self.store.reading() as reader:
            found: Any = reader.execute(query).scalar_one()
        return Decimal(found)

    def issued(self, line_uid: str) -> Decimal:
        """Return the issued quantity of a kit line."""
        column = tables.balance.c
        query = select(func.coalesce(func.sum(column.quantity), tables.NOTHING, type_=Quantity)).where(
            column.place == line_uid, column.bucket == Bucket.PICKED
        )
        with self.store.reading() as reader:
            found: Any = reader.execute(query).scalar_one()
        return Decimal(found)

    def status(self, item_uid: str) -> ItemStatus:
        """Return an item's status."""
        item = self.item(item_uid)
        facts = ItemFacts(
            on_hand=item.quantity,
            reserved=self.balance(item_uid, Bucket.RESERVED),
            picked=self.balance(item_uid, Bucket.PICKED),
            installed=self.balance(item_uid, Bucket.DELIVERED),
            scrapped=self.balance(item_uid, Bucket.REMOVED, Removal.SCRAP),
            in_work=item.in_work,
            run_status=self.run(item.run_uid).status if item.run_uid else None,
            on_hold=item.hold_reason is not None,
            location_available=self.record(rows.LOCATIONS, item.location_uid).inventory_available,
        )
        return item_status(facts)

    def requirement(self, assembly_uid: str, part_uid: str) -> str:
        """Return the build requirement of an assembly for a part."""
        column = tables.requirement.c
        query = select(column.uid).where(column.assembly_uid == assembly_uid, column.part_uid == part_uid)
        with self.store.reading() as reader:
            return str(reader.execute(query).scalar_one())


@pytest.fixture
def shop(store: Store, world: World) -> Any:  # noqa: ANN401 - a generator that pytest unwraps
    """A run of 2 boards, its kit, and stock; afterwards everything still adds up."""
    made = Shop(store, world, lay_out(world))
    yield made
    assert audit(store).differences == ()
