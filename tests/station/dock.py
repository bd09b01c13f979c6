"""A place where bags are received by scanner."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from decimal import Decimal
from typing import Any

from kitstation.domain.commands import (
    CreateLocation,
    CreateOrderLine,
    CreatePart,
    SetSupplierPart,
)
from kitstation.domain.records import TrackingType
from kitstation.scanning.scan import Scan
from kitstation.station.desk import Desk
from kitstation.station.receiving import ReceivingSession
from kitstation.station.receiving_form import ReceivingForm
from kitstation.station.sentences import Speech
from kitstation.station.verdicts import Verdict
from kitstation.store.queries import inventory, orders
from kitstation.store.queries.inventory import InventoryFilter, InventoryRow
from kitstation.store.queries.orders import OrderRow
from kitstation.store.store import Store
from tests.station.bench_driver import label
from tests.support.clock import FakeClock, SeqIds
from tests.support.world import World

SHELF = "Stores"
BAG = label("PR-100", "1PRC0603", "Q500", "1TL77", "9D2319", "KPO-7", "14D20270101")


class Dock:
    """A receiving session with the hands that scan."""

    def __init__(self, store: Store, world: World) -> None:
        self.store = store
        self.world = world
        self.clock = FakeClock()
        self.session = ReceivingSession(
            store, Desk(self.clock, SeqIds(1_000_000), "Grace", "B7"), Speech(zone=UTC)
        )

    def scan(self, *texts: str) -> Verdict:
        """Scan texts; return the last verdict."""
        verdicts = [
            self.session.scan(Scan(text, text.encode(), "test", self.clock.now(), 0)) for text in texts
        ]
        return verdicts[-1]

    @property
    def form(self) -> ReceivingForm:
        """What is on the form."""
        return self.session.view().form

    def stock(self, part_number: str) -> tuple[InventoryRow, ...]:
        """What is in stock of a part."""
        with self.store.reading() as reader:
            return inventory.matching(reader, InventoryFilter(part_number=part_number))

    def order(self, part_uid: str, ordered: int, number: str = "PO-7", **more: Any) -> str:  # noqa: ANN401 - what each test orders
        """Order so much, and let the session know."""
        uid = self.world.ids.new()
        line = CreateOrderLine(uid=uid, order_number=number, part_uid=part_uid, ordered=Decimal(ordered))
        self.world.do(replace(line, **more))
        self.session.reload()
        return uid

    def line(self, uid: str) -> OrderRow:
        """The line as it stands."""
        with self.store.reading() as reader:
            found = orders.order_line(reader, uid)
        assert found is not None
        return found


def lay_out_dock(store: Store, world: World) -> Dock:
    """Return a shelf, a part of each tracking type, and a supplier that sells wire in rolls."""
    world.do(CreateLocation(uid="shelf", name=SHELF))
    world.do(
        CreatePart(
            uid="r100",
            part_number="R-100",
            tracking=TrackingType.LOT,
            manufacturer_part_number="RC0603",
            gtin="4006381333931",
        )
    )
    world.do(CreatePart(uid="radio", part_number="RADIO", tracking=TrackingType.SERIAL))
    world.do(CreatePart(uid="wire", part_number="WIRE", unit="ft"))
    supplier = world.supplier("Digi-Key")
    world.do(
        SetSupplierPart(
            uid="sold",
            supplier_uid=supplier,
            part_uid="wire",
            supplier_part_number="DK-55-ND",
            purchase_unit="roll",
            factor=Decimal(100),
        )
    )
    return Dock(store, world)
