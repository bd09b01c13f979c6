"""What stands around the day's kit in the demo: places, further stock, a substitute, orders and positions.

None of it is met by the scans of the day: their answers are the same with and without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from kitstation.domain.commands import (
    CreateCatalogue,
    CreateItem,
    CreateLocation,
    CreateOrderLine,
    CreatePart,
    CreatePosition,
    HoldItem,
    UpdateKit,
    UpdateMbomLine,
)
from kitstation.domain.etags import etag
from kitstation.domain.quantities import ONE
from kitstation.domain.records import LocationType, TrackingType
from kitstation.station.demo_day import ASSEMBLY
from kitstation.station.demo_deeds import DemoDeeds
from kitstation.store.queries.kits import kit_by_number, kit_record
from kitstation.store.queries.part_detail import bom_line, bom_of

FRIDGE: Final = "Stores/Fridge"
LINE: Final = "Line 2"
CART: Final = "Bench 1/Kit cart 1"
_QUARANTINE: Final = "Quarantine"
_PASTE: Final = "SAC305-PASTE"
_REPLACED: Final = "DAC081C081CIMK/NOPB"
_SUBSTITUTE: Final = "DAC081C081CIMKX/NOPB"
_CATALOGUE: Final = "MAIN"


@dataclass(frozen=True, slots=True)
class _Order:
    """What is on order; `ordered` in the part's unit, of which one `purchase_unit` is `factor`."""

    number: str
    part: str
    ordered: int
    place: str
    in_days: int
    purchase_unit: str = "ea"
    factor: int = 1
    supplier: str = "Mouser"


@dataclass(frozen=True, slots=True)
class _Kept:
    """How much of a part should be at a place."""

    part: str
    place: str
    minimum: int
    maximum: int
    bin: str


_PARTLY_COME: Final = _Order("PO-2044", "RC0402FR-13100KL", 1500, "Stores/C1-01", 3, "reel", 500)
_ORDERS: Final = (
    _Order("PO-2041", "CY7C68013A-56LTXC", 5, "Stores/C1-02", -4),
    _Order("PO-2044", "YC124-JR-0710KL", 1000, "Stores/C1-01", 3, "reel", 500),
    _Order("PO-2047", "SN74LVC1T45DCKR", 1000, "Stores/B2-06", 9, "reel", 1000),
)
_POSITIONS: Final = (
    # Fewer than there should be, even before the day takes its two.
    _Kept("CY7C68013A-56LTXC", "Stores/C1-02", 3, 10, "tray 1"),
    # As full as it may be.
    _Kept("NCD0603R1", "Stores/C2-10", 5, 20, "drawer 4"),
    _Kept("ICE40HX8K-BG121", "Stores/A1-01", 1, 10, "tray 2"),
    _Kept("SN74LVC1T45DCKR", "Stores/B2-06", 100, 1000, ""),
    _Kept("TYPE-C-31-M-12", "Stores/C3-07", 5, 50, "bin 12"),
    _Kept(_PASTE, FRIDGE, 500, 1500, "top"),
)


def furnish_house(deeds: DemoDeeds) -> None:
    """Make it all, before the kit is made: its line carries the substitute."""
    today = deeds.desk.clock.now().date()
    _make_places(deeds)
    _approve_substitute(deeds)
    _stock_paste(deeds, today)
    _hold_lot(deeds)
    _order(deeds, today)
    _keep_positions(deeds)


def give_kit_its_places(deeds: DemoDeeds, number: str) -> None:
    """Say where the kit is collected and where it is delivered."""
    uid = deeds.read(lambda reader: kit_by_number(reader, number), number).uid
    kit = deeds.read(lambda reader: kit_record(reader, uid), number)
    deeds.do(
        UpdateKit(uid=uid, etag=etag(kit), location_uid=deeds.place(CART), delivery_uid=deeds.place(LINE))
    )


def _make_places(deeds: DemoDeeds) -> None:
    stores, bench = deeds.place("Stores"), deeds.new_uid()
    deeds.do(
        CreateLocation(
            uid=deeds.new_uid(), name="Fridge", parent_uid=stores, description="Solder paste, 4 to 8 °C"
        ),
        CreateLocation(uid=deeds.new_uid(), name=_QUARANTINE, inventory_available=False),
        CreateLocation(uid=bench, name="Bench 1", type=LocationType.WORKCENTER),
        CreateLocation(uid=deeds.new_uid(), name="Kit cart 1", parent_uid=bench, type=LocationType.TOTE),
        CreateLocation(uid=deeds.new_uid(), name=LINE, type=LocationType.WORKCENTER),
    )


def _approve_substitute(deeds: DemoDeeds) -> None:
    assembly, replaced, substitute = deeds.part(ASSEMBLY), deeds.part(_REPLACED), deeds.new_uid()
    row = deeds.read(
        lambda reader: next((row for row in bom_of(reader, assembly) if row.part_uid == replaced), None),
        f"{_REPLACED} in {ASSEMBLY}",
    )
    line = deeds.read(lambda reader: bom_line(reader, row.uid), row.uid)
    deeds.do(
        CreatePart(
            uid=substitute,
            part_number=_SUBSTITUTE,
            description="8-bit DAC, the same on the large reel",
            manufacturer="Texas Instruments",
            tracking=TrackingType.LOT,
        ),
        CreateItem(
            uid=deeds.new_uid(),
            part_uid=substitute,
            location_uid=deeds.place("Stores/A3-02"),
            lot_number="LOT-2660",
            quantity=Decimal(30),
            supplier_uid=deeds.supplier("Digi-Key"),
        ),
        UpdateMbomLine(
            uid=line.uid,
            etag=etag(line),
            quantity=line.quantity,
            designators=line.designators,
            substitutes=(substitute,),
        ),
    )


def _stock_paste(deeds: DemoDeeds, today: date) -> None:
    paste, fridge, supplier = deeds.new_uid(), deeds.place(FRIDGE), deeds.supplier("Digi-Key")
    make = CreatePart(
        uid=paste,
        part_number=_PASTE,
        description="Solder paste, no clean, type 4",
        tracking=TrackingType.LOT,
        unit="g",
    )
    lots = (("PASTE-0412", 250, -20), ("PASTE-0518", 500, 75))
    deeds.do(
        make,
        *(
            CreateItem(
                uid=deeds.new_uid(),
                part_uid=paste,
                location_uid=fridge,
                lot_number=lot,
                quantity=Decimal(grams),
                supplier_uid=supplier,
                expires_on=today + timedelta(days=days),
            )
            for lot, grams, days in lots
        ),
    )


def _hold_lot(deeds: DemoDeeds) -> None:
    uid = deeds.new_uid()
    deeds.do(
        CreateItem(
            uid=uid,
            part_uid=deeds.part("NCD0603W1"),
            location_uid=deeds.place(_QUARANTINE),
            lot_number="LOT-2655",
            quantity=Decimal(50),
            supplier_uid=deeds.supplier("Digi-Key"),
        ),
        HoldItem(item_uid=uid, reason="The colour differs from the sample"),
    )


def _order(deeds: DemoDeeds, today: date) -> None:
    orders = [_order_line(deeds, order, today) for order in (_PARTLY_COME, *_ORDERS)]
    come = orders[0]
    deeds.do(
        *orders,
        CreateItem(
            uid=deeds.new_uid(),
            part_uid=come.part_uid,
            location_uid=deeds.place(_PARTLY_COME.place),
            lot_number="REEL-140",
            quantity=come.factor,
            supplier_uid=come.supplier_uid,
            order_line_uid=come.uid,
        ),
    )


def _order_line(deeds: DemoDeeds, order: _Order, today: date) -> CreateOrderLine:
    return CreateOrderLine(
        uid=deeds.new_uid(),
        order_number=order.number,
        part_uid=deeds.part(order.part),
        ordered=Decimal(order.ordered),
        supplier_uid=deeds.supplier(order.supplier),
        location_uid=deeds.place(order.place),
        purchase_unit=order.purchase_unit,
        factor=ONE * order.factor,
        expected_on=today + timedelta(days=order.in_days),
    )


def _keep_positions(deeds: DemoDeeds) -> None:
    catalogue = deeds.new_uid()
    deeds.do(
        CreateCatalogue(uid=catalogue, ref=_CATALOGUE, name="Main stores"),
        *(
            CreatePosition(
                uid=deeds.new_uid(),
                catalogue_uid=catalogue,
                ref=f"{_CATALOGUE}-{number:03}",
                part_uid=deeds.part(kept.part),
                location_uid=deeds.place(kept.place),
                bin=kept.bin,
                minimum=Decimal(kept.minimum),
                maximum=Decimal(kept.maximum),
            )
            for number, kept in enumerate(_POSITIONS, 1)
        ),
    )
