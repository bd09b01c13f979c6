"""Rules for places and for what a house chooses for itself."""

from __future__ import annotations

from dataclasses import replace

from kitstation.domain.commands import CreateLocation, MoveLocation, SetRules, UpdateLocation
from kitstation.domain.etags import refuse_stale
from kitstation.domain.names import refuse_unknown
from kitstation.domain.parts import refuse_pattern
from kitstation.domain.records import Location
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import Changes, WorkingSet

PATH_SEPARATOR = "/"


def decide_location(
    command: CreateLocation | UpdateLocation | MoveLocation | SetRules, records: WorkingSet
) -> Changes | Refused:
    """Decide a command about places or the rules of the house."""
    match command:
        case CreateLocation():
            return _create(command, records)
        case UpdateLocation():
            return _update(command, records)
        case MoveLocation():
            return _move(command, records)
        case SetRules():
            return _set_rules(command, records)


def refuse_as_target(location: Location | None, uid: str) -> Refused | None:
    """Refuse to put something where there is no place, or where nothing is put any more (Autotask: it "is active")."""
    if location is None:
        return refuse_unknown("location", uid)
    if location.archived:
        return refuse(RefusalCode.ARCHIVED, what="location", name=location.path)
    return None


def _create(command: CreateLocation, records: WorkingSet) -> Changes | Refused:
    refused = _refuse_name(command.name) or _refuse_barcode(command.barcode, None, records)
    if refused:
        return refused
    parent = None
    if command.parent_uid is not None:
        parent = records.locations.find(command.parent_uid)
        if parent is None:
            return refuse_unknown("location", command.parent_uid)
    path = _path(parent, command.name)
    taken = records.sublocations.find((command.parent_uid or "", command.name))
    if taken is not None or records.locations.find(command.uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="location", name=path)
    location = Location(
        uid=command.uid,
        name=command.name,
        parent_uid=command.parent_uid,
        path=path,
        type=command.type,
        description=command.description,
        barcode=command.barcode,
        inventory_available=command.inventory_available,
        exclude_from_merge=command.exclude_from_merge,
    )
    return Changes(puts=(location,))


def _update(command: UpdateLocation, records: WorkingSet) -> Changes | Refused:
    location = records.locations.find(command.uid)
    if location is None:
        return refuse_unknown("location", command.uid)
    name = location.name if command.name is None else command.name
    refused = (
        refuse_stale(location, command.etag)
        or _refuse_name(name)
        or _refuse_barcode(command.barcode or "", location, records)
    )
    if refused:
        return refused
    if name != location.name and records.sublocations.find((location.parent_uid or "", name)) is not None:
        return refuse(RefusalCode.DUPLICATE, what="location", name=name)
    if command.archived and (refused := _refuse_to_archive(location, records)):
        return refused
    available = command.inventory_available
    exclude = command.exclude_from_merge
    changed = replace(
        location,
        name=name,
        type=command.type or location.type,
        description=location.description if command.description is None else command.description,
        barcode=location.barcode if command.barcode is None else command.barcode,
        inventory_available=location.inventory_available if available is None else available,
        exclude_from_merge=location.exclude_from_merge if exclude is None else exclude,
        archived=location.archived if command.archived is None else command.archived,
        version=location.version + 1,
    )
    parent = records.locations.get(location.parent_uid) if location.parent_uid else None
    return Changes(puts=_with_paths(changed, _path(parent, name), records))


def _move(command: MoveLocation, records: WorkingSet) -> Changes | Refused:
    """Moving a place moves what is in it: items and places below name the place, so that only paths change."""
    location = records.locations.find(command.uid)
    if location is None:
        return refuse_unknown("location", command.uid)
    parent = records.locations.find(command.parent_uid) if command.parent_uid else None
    refused = refuse_stale(location, command.etag)
    if refused is None and command.parent_uid:
        refused = refuse_as_target(parent, command.parent_uid)
    if refused:
        return refused
    if parent and parent.uid in {location.uid, *records.subtrees.get(location.uid)}:
        return refuse(RefusalCode.CONTAINS_ITSELF, part_number=location.path)
    if command.parent_uid == location.parent_uid:
        return refuse(RefusalCode.SAME_PLACE, place=location.path)
    if records.sublocations.find((command.parent_uid or "", location.name)) is not None:
        return refuse(RefusalCode.DUPLICATE, what="location", name=_path(parent, location.name))
    moved = replace(location, parent_uid=command.parent_uid, version=location.version + 1)
    return Changes(puts=_with_paths(moved, _path(parent, location.name), records))


def _set_rules(command: SetRules, records: WorkingSet) -> Changes | Refused:
    rules = records.house_rules
    for pattern in (command.serial_pattern, command.lot_pattern):
        if pattern == "":
            return refuse(RefusalCode.BAD_PATTERN, pattern="", why="the house needs a pattern")
        if refused := refuse_pattern(pattern):
            return refused
    any_revision, negative = command.any_revision, command.allow_negative_untracked
    changed = replace(
        rules,
        any_revision=rules.any_revision if any_revision is None else any_revision,
        allow_negative_untracked=rules.allow_negative_untracked if negative is None else negative,
        serial_pattern=command.serial_pattern or rules.serial_pattern,
        lot_pattern=command.lot_pattern or rules.lot_pattern,
        version=rules.version + 1,
    )
    return Changes(puts=(changed,))


def _refuse_name(name: str) -> Refused | None:
    if PATH_SEPARATOR in name:
        return refuse(RefusalCode.BAD_NAME, what="location", name=name, why="it contains a /")
    return None


def _refuse_barcode(barcode: str, location: Location | None, records: WorkingSet) -> Refused | None:
    if not barcode:
        return None
    taken = records.barcodes.find(barcode)
    if taken is not None and (location is None or taken != location.uid):
        return refuse(RefusalCode.DUPLICATE, what="barcode", name=barcode)
    return None


def _refuse_to_archive(location: Location, records: WorkingSet) -> Refused | None:
    """A place where something lies cannot be closed."""
    occupied = any(records.items.get(uid).quantity for uid in records.items_at.get(location.uid))
    below = any(not records.locations.get(uid).archived for uid in records.subtrees.get(location.uid))
    if occupied or below:
        return refuse(RefusalCode.IN_USE, what="location", name=location.path, why="something lies in it")
    return None


def _path(parent: Location | None, name: str) -> str:
    return f"{parent.path}{PATH_SEPARATOR}{name}" if parent else name


def _with_paths(location: Location, path: str, records: WorkingSet) -> tuple[Location, ...]:
    """Return the place with its new path, and all places below it with theirs."""
    old = records.locations.get(location.uid).path
    if old == path:
        return (replace(location, path=path),)
    below = [records.locations.get(uid) for uid in records.subtrees.get(location.uid)]
    return (
        replace(location, path=path),
        *(replace(place, path=path + place.path[len(old) :], version=place.version + 1) for place in below),
    )
