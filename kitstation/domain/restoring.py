"""Rules for putting records back as they were: what deciding it reads, and what stands against it.

A record may go back only to a world that would still take it: names that were its own are still free, what it refers to
is still there, and what the rules ask of such a record still holds.
"""

from __future__ import annotations

from dataclasses import fields

from kitstation.domain.loaded import Loaded
from kitstation.domain.locations import PATH_SEPARATOR
from kitstation.domain.mbom_rings import closes_ring
from kitstation.domain.movements import Bucket
from kitstation.domain.records import (
    BuildRequirement,
    Catalogue,
    InventoryItem,
    Kit,
    KitLine,
    Location,
    MbomLine,
    Operator,
    OrderLine,
    Part,
    Position,
    Record,
    Rules,
    Run,
    Supplier,
    SupplierPart,
    TrackingType,
    TradeNumber,
)
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.touches import Touches
from kitstation.domain.tracking import refuse_tracking_change, tracking_of
from kitstation.domain.working_set import Image, PastCommand, WorkingSet

_TOUCHED: dict[type[Record], tuple[str, ...]] = {
    Part: ("parts", "part_stock", "mboms", "kitted_parts"),
    Supplier: ("suppliers",),
    SupplierPart: ("supplier_parts",),
    TradeNumber: ("trade_numbers",),
    Location: ("subtrees", "items_at"),
    MbomLine: ("mbom_lines",),
    Run: ("runs",),
    InventoryItem: ("items", "requirements_of"),
    Kit: ("holdings_of_kits",),
    KitLine: ("holdings_of_lines",),
    BuildRequirement: ("requirements",),
    Catalogue: ("catalogues",),
    Position: ("positions",),
    OrderLine: ("order_lines",),
    Operator: ("operators",),
}
"""By kind of record: the touches that its uid belongs to."""

REFERENCES: dict[str, tuple[type[Record], str]] = {
    "part_uid": (Part, "parts"),
    "assembly_uid": (Part, "parts"),
    "supplier_uid": (Supplier, "suppliers"),
    "location_uid": (Location, "locations"),
    "delivery_uid": (Location, "locations"),
    "parent_uid": (Location, "locations"),
    "kit_uid": (Kit, "lines_of_kits"),
    "run_uid": (Run, "runs"),
    "catalogue_uid": (Catalogue, "catalogues"),
    "order_line_uid": (OrderLine, "order_lines"),
    "origin_uid": (InventoryItem, "items"),
    "merged_into_uid": (InventoryItem, "items"),
}
"""By field: which kind of record it names, and the touches that this belongs to."""


def touch(image: Image, touches: Touches) -> None:
    """Add what is read to put a record back, or to take it away."""
    if image.kind is Rules:
        touches.rules = True
        return
    for name in _TOUCHED[image.kind]:
        getattr(touches, name).add(image.uid)
    if image.before is not None:
        _touch_former(image.before, touches)


def _touch_former(former: Record, touches: Touches) -> None:
    for field, (_, name) in REFERENCES.items():
        if uid := getattr(former, field, None):
            getattr(touches, name).add(uid)
    match former:
        case Supplier():
            touches.supplier_names.add(former.name)
        case SupplierPart():
            touches.supplier_part_numbers.add((former.supplier_uid, former.part_uid))
        case Location():
            touches.sublocations.add((former.parent_uid or "", former.name))
            touches.barcodes.add(former.barcode)
        case MbomLine():
            touches.mboms.add(former.assembly_uid)
            touches.used_in.add(former.assembly_uid)
        case InventoryItem() if former.serial_number:
            touches.serials.add((former.part_uid, former.serial_number))
        case Position():
            touches.position_refs.add((former.catalogue_uid, former.ref))
            touches.position_places.add((former.catalogue_uid, former.part_uid, former.location_uid))
        case Operator():
            touches.badges.add(former.badge)
        case _:
            pass


def refuse_restored(past: PastCommand, records: WorkingSet) -> Refused | None:
    """Refuse to put records back where that would break a rule by now."""
    for image in past.images:
        if image.before is None:
            continue
        refused = (
            _refuse_gone(image.before, records)
            or _refuse_taken(image.before, records)
            or _refuse_broken(image.before, past, records)
        )
        if refused:
            return refused
    return None


def _refuse_gone(former: Record, records: WorkingSet) -> Refused | None:
    for field in fields(former):
        if field.name not in REFERENCES or not (uid := getattr(former, field.name)):
            continue
        if records.rows_of(REFERENCES[field.name][0]).find(uid) is None:
            return _cannot("what it refers to is gone")
    return None


def _refuse_taken(former: Record, records: WorkingSet) -> Refused | None:
    """Refuse a name or place that another record has by now."""
    for name, holder in _holders(former, records):
        if holder is not None and holder != former.uid:
            return _cannot(f"another one has its {name} now")
    return None


def _holders(former: Record, records: WorkingSet) -> tuple[tuple[str, str | None], ...]:
    """Return who holds what only one record may have."""
    match former:
        case Supplier():
            return (("name", records.supplier_names.find(former.name)),)
        case SupplierPart():
            pair = (former.supplier_uid, former.part_uid)
            return (("part", records.supplier_part_numbers.find(pair)),)
        case Location():
            place = (former.parent_uid or "", former.name)
            barcode = _holder(records.barcodes, former.barcode)
            return (("name", records.sublocations.find(place)), ("barcode", barcode))
        case MbomLine():
            return (("part", records.mboms.get(former.assembly_uid).get(former.part_uid)),)
        case KitLine():
            return (("part", records.lines_of_kit.get(former.kit_uid).get(former.part_uid)),)
        case InventoryItem() if former.serial_number and not former.deleted:
            serial = (former.part_uid, former.serial_number)
            return (("serial number", records.serials.find(serial)),)
        case Position():
            place_of_part = (former.catalogue_uid, former.part_uid, former.location_uid)
            return (
                ("ref", records.position_refs.find((former.catalogue_uid, former.ref))),
                ("place", records.position_places.find(place_of_part)),
            )
        case Operator():
            return (("badge", records.badges.find(former.badge)),)
        case _:
            return ()


def _holder(index: Loaded[str, str], key: str) -> str | None:
    return index.find(key) if key else None


def _refuse_broken(former: Record, past: PastCommand, records: WorkingSet) -> Refused | None:
    """Refuse what the rules of such a record exclude by now."""
    match former:
        case Part():
            return _refuse_part(former, records)
        case Location():
            return _refuse_location(former, past, records)
        case MbomLine():
            return _refuse_ring(former, records)
        case InventoryItem():
            return _refuse_item(former, records)
        case Kit() if former.status.is_closed:
            return _refuse_full_kit(former, past, records)
        case _:
            return None


def _refuse_part(former: Part, records: WorkingSet) -> Refused | None:
    now, stock = records.parts.get(former.uid), records.part_stock.get(former.uid)
    in_use = refuse_tracking_change(
        now.tracking, former.tracking, serial_items=stock.serial_items, lot_items=stock.lot_items
    )
    if in_use:
        return in_use
    if former.unit != now.unit and (stock.on_hand != 0 or records.kitted_parts.find(former.uid)):
        return _cannot("there is stock in the new unit")
    return None


def _refuse_location(former: Location, past: PastCommand, records: WorkingSet) -> Refused | None:
    """A place goes back with all that is below it, and only to where it stood."""
    going_back = {image.uid: image.before for image in past.images if isinstance(image.before, Location)}
    path = former.name
    if former.parent_uid:
        parent = going_back.get(former.parent_uid) or records.locations.get(former.parent_uid)
        path = f"{parent.path}{PATH_SEPARATOR}{former.name}"
    below = set(records.subtrees.get(former.uid))
    moved_along = path == records.locations.get(former.uid).path or below <= set(going_back)
    if path != former.path or former.parent_uid in below or not moved_along:
        return _cannot("the places around it have been changed since")
    if not former.archived:
        return None
    occupied = any(records.items.get(uid).quantity for uid in records.items_at.get(former.uid))
    if occupied or any(not records.locations.get(uid).archived for uid in below):
        return _cannot("something lies in it since")
    return None


def _refuse_ring(former: MbomLine, records: WorkingSet) -> Refused | None:
    """A line goes back only where what it needs has not come to need its assembly."""
    now = records.mbom_lines.find(former.uid)
    present = {now.part_uid, *now.substitutes} if now else set[str]()
    added = (uid for uid in (former.part_uid, *former.substitutes) if uid not in present)
    return (
        _cannot("what it needs contains it by now")
        if closes_ring(former.assembly_uid, added, records)
        else None
    )


def _refuse_item(former: InventoryItem, records: WorkingSet) -> Refused | None:
    now, part = records.items.get(former.uid), records.parts.get(former.part_uid)
    tracking = tracking_of(former.serial_number, former.lot_number)
    # Loose stock stays loose; numbers need a part that is tracked by them.
    if not former.deleted and tracking not in {part.tracking, TrackingType.UNTRACKED}:
        return _cannot("the part is tracked otherwise now")
    if now.deleted and former.unit != part.unit:
        return _cannot("the part is counted in another unit now")
    if former.location_uid != now.location_uid and records.locations.get(former.location_uid).archived:
        return _cannot("the place where it was is archived")
    return None


def _refuse_full_kit(former: Kit, past: PastCommand, records: WorkingSet) -> Refused | None:
    """What a closed kit held was freed when it was closed; it may hold nothing again."""
    if records.kits.get(former.uid).status.is_closed:
        return None
    for line_uid in records.lines_of_kit.get(former.uid).values():
        if held_after(line_uid, past, records):
            return _cannot("something was issued to the kit since")
    return None


def held_after(line_uid: str, past: PastCommand, records: WorkingSet) -> bool:
    """Whether a kit line still holds something after what a command moved has been moved back."""
    for bucket in (Bucket.PICKED, Bucket.RESERVED):
        held = records.ledger.total_at(bucket, line_uid)
        for movement in past.movements:
            if (movement.to_bucket, movement.to_place) == (bucket, line_uid):
                held -= movement.quantity
            if (movement.from_bucket, movement.from_place) == (bucket, line_uid):
                held += movement.quantity
        if held:
            return True
    return False


def _cannot(why: str) -> Refused:
    return refuse(RefusalCode.CANNOT_UNDO, why=why)
