"""Rules for catalogues and positions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from operator import attrgetter

from kitstation.domain.commands import CreateCatalogue, CreatePosition, DeletePosition, Entry, UpdatePosition
from kitstation.domain.etags import refuse_stale
from kitstation.domain.locations import refuse_as_target
from kitstation.domain.movements import Bucket, Movement, Removal, move
from kitstation.domain.names import refuse_unknown
from kitstation.domain.quantities import plain
from kitstation.domain.records import Catalogue, Position
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import Changes, WorkingSet


def decide_position(
    command: CreateCatalogue | CreatePosition | UpdatePosition | DeletePosition,
    entry: Entry,
    records: WorkingSet,
) -> Changes | Refused:
    """Decide a command about a catalogue or a position."""
    match command:
        case CreateCatalogue():
            return _create_catalogue(command, records)
        case CreatePosition():
            return _create(command, entry, records)
        case UpdatePosition():
            return _update(command, entry, records)
        case DeletePosition():
            return _delete(command, records)


def refuse_limits(minimum: Decimal, maximum: Decimal) -> Refused | None:
    """Refuse limits that say nothing.

    Seed 004: the maximum "must be greater than quantityMin. The exception to this rule is when setting both ... to 0".
    """
    both_off = minimum == 0 and maximum == 0
    if both_off or maximum > minimum >= 0:
        return None
    return refuse(RefusalCode.BAD_LIMITS, minimum=minimum, maximum=maximum)


def _create_catalogue(command: CreateCatalogue, records: WorkingSet) -> Changes | Refused:
    if records.catalogue_refs.find(command.ref) is not None or records.catalogues.find(command.uid):
        return refuse(RefusalCode.DUPLICATE, what="catalogue", name=command.ref)
    catalogue = Catalogue(
        uid=command.uid,
        ref=command.ref,
        name=command.name,
        type=command.type,
        description=command.description,
    )
    return Changes(puts=(catalogue,))


def _create(command: CreatePosition, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Seed 003: `ref` is "the unique identifier for this position within the specified Inventory Catalogue"."""
    if refused := _refuse_references(command, records):
        return refused
    place = (command.catalogue_uid, command.part_uid, command.location_uid)
    if (
        records.position_refs.find((command.catalogue_uid, command.ref)) is not None
        or records.position_places.find(place) is not None
        or records.positions.find(command.uid) is not None
    ):
        return refuse(RefusalCode.DUPLICATE, what="position", name=command.ref)
    if refused := refuse_limits(command.minimum, command.maximum):
        return refused
    position = Position(
        uid=command.uid,
        catalogue_uid=command.catalogue_uid,
        ref=command.ref,
        part_uid=command.part_uid,
        location_uid=command.location_uid,
        type=command.type,
        bin=command.bin,
        reference_number=command.reference_number,
        minimum=plain(command.minimum),
        maximum=plain(command.maximum),
        attributes=command.attributes,
        created_at=entry.at,
        updated_at=entry.at,
    )
    return Changes(puts=(position,))


def _refuse_references(command: CreatePosition, records: WorkingSet) -> Refused | None:
    if records.catalogues.find(command.catalogue_uid) is None:
        return refuse_unknown("catalogue", command.catalogue_uid)
    if records.parts.find(command.part_uid) is None:
        return refuse_unknown("part", command.part_uid)
    return refuse_as_target(records.locations.find(command.location_uid), command.location_uid)


def _update(command: UpdatePosition, entry: Entry, records: WorkingSet) -> Changes | Refused:
    position = records.positions.find(command.uid)
    if position is None:
        return refuse_unknown("position", command.uid)
    changed = replace(
        position,
        status=position.status if command.status is None else command.status,
        bin=position.bin if command.bin is None else command.bin,
        reference_number=(
            position.reference_number if command.reference_number is None else command.reference_number
        ),
        minimum=position.minimum if command.minimum is None else plain(command.minimum),
        maximum=position.maximum if command.maximum is None else plain(command.maximum),
        attributes=position.attributes if command.attributes is None else command.attributes,
        updated_at=entry.at,
        version=position.version + 1,
    )
    refused = refuse_stale(position, command.etag) or refuse_limits(changed.minimum, changed.maximum)
    return refused or Changes(puts=(changed,))


def _delete(command: DeletePosition, records: WorkingSet) -> Changes | Refused:
    """Seed 004: a position "cannot be deleted if the reservedUnits or pickedUnits values are greater than 0";
    with available units, deleting it "will remove the inventoryStocked value before".
    """
    position = records.positions.find(command.uid)
    if position is None:
        return refuse_unknown("position", command.uid)
    if refused := refuse_stale(position, command.etag):
        return refused
    movements: list[Movement] = []
    there = [
        records.items.get(uid)
        for uid in records.items_of_part_at.get((position.part_uid, position.location_uid))
    ]
    for item in sorted(there, key=attrgetter("received_at", "uid")):
        for bucket in (Bucket.RESERVED, Bucket.PICKED):
            if amount := records.ledger.in_bucket(item.uid, bucket):
                return refuse(RefusalCode.IN_USE, what="position", cause=bucket.value, quantity=amount)
        if item.quantity > 0:
            here, gone = (Bucket.ON_HAND, item.location_uid), (Bucket.REMOVED, Removal.LOSS)
            reason = command.reason or "position deleted"
            movements.append(move(item.uid, item.quantity, here, gone, reason))
    return Changes(removals=(position,), movements=tuple(movements))
