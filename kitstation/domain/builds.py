"""Rules for assemblies: beginning them, installing in them (aBOM), and finishing them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from operator import itemgetter

from kitstation.domain.availability import (
    refuse_amount,
    refuse_blocked,
    refuse_expired,
    refuse_more_than_there_is,
)
from kitstation.domain.commands import (
    BuildCommand,
    CompleteBuild,
    Entry,
    InstallItem,
    StartBuild,
    UninstallItem,
)
from kitstation.domain.editions import SECOND
from kitstation.domain.ids import derived_id
from kitstation.domain.items import find_item
from kitstation.domain.locations import refuse_as_target
from kitstation.domain.matching import refuse_part
from kitstation.domain.movements import OUTSIDE, Bucket, Spot, move
from kitstation.domain.names import refuse_unknown
from kitstation.domain.quantities import ZERO, QuantityError, plain, quantity
from kitstation.domain.receiving import refuse_taken_serial
from kitstation.domain.records import (
    BuildRequirement,
    HowCreated,
    InventoryItem,
    KitLine,
    Part,
    Run,
    RunStatus,
)
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.runs import refuse_beyond_run
from kitstation.domain.tracking import refuse_quantity, refuse_tracking
from kitstation.domain.working_set import Changes, WorkingSet


def decide_build(command: BuildCommand, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Decide a command about what is built."""
    match command:
        case StartBuild():
            return _start(command, entry, records)
        case InstallItem():
            return _install(command, entry, records)
        case UninstallItem():
            return _uninstall(command, records)
        case CompleteBuild():
            return _complete(command, entry, records)


def _start(command: StartBuild, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Begin an assembly. ION: starting a run makes one build requirement for each line of the mBOM as it is then."""
    run = records.runs.find(command.run_uid)
    if run is None:
        return refuse_unknown("run", command.run_uid)
    part = records.parts.get(run.part_uid)
    refused = _refuse_start(command, part, records)
    if refused is None and entry.edition >= SECOND:
        refused = refuse_beyond_run(run, command.quantity, records)
    if refused:
        return refused
    try:
        requirements = _requirements(command, run, records)
    except QuantityError as error:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=command.quantity, why=str(error))
    item = _in_work(command, entry, part)
    started = (replace(run, status=RunStatus.IN_PROGRESS, version=run.version + 1),)
    received, here = (Bucket.RECEIVED, OUTSIDE), (Bucket.ON_HAND, command.location_uid)
    return Changes(
        puts=(*(started if run.status is RunStatus.TODO else ()), item, *requirements),
        movements=(move(item.uid, command.quantity, received, here),),
    )


def _refuse_start(command: StartBuild, part: Part, records: WorkingSet) -> Refused | None:
    refused = (
        refuse_tracking(part.tracking, command.serial_number, command.lot_number)
        or refuse_quantity(part.tracking, command.quantity)
        or refuse_taken_serial(part, command.serial_number, records)
        or refuse_as_target(records.locations.find(command.location_uid), command.location_uid)
    )
    if refused:
        return refused
    if command.quantity <= 0:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=command.quantity, why="it must be above 0")
    if records.items.find(command.uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="inventory item", name=command.uid)
    return None


def _requirements(command: StartBuild, run: Run, records: WorkingSet) -> list[BuildRequirement]:
    requirements: list[BuildRequirement] = []
    mbom = records.mboms.get(run.part_uid)
    for part_uid, mbom_line_uid in sorted(mbom.items(), key=itemgetter(1)):
        mbom_line = records.mbom_lines.get(mbom_line_uid)
        requirements.append(
            BuildRequirement(
                uid=derived_id(command.uid, part_uid),
                assembly_uid=command.uid,
                part_uid=part_uid,
                quantity=quantity(mbom_line.quantity * command.quantity),
                unit=records.parts.get(part_uid).unit,
                designators=mbom_line.designators,
                substitutes=mbom_line.substitutes,
            )
        )
    return requirements


def _in_work(command: StartBuild, entry: Entry, part: Part) -> InventoryItem:
    return InventoryItem(
        uid=command.uid,
        part_uid=part.uid,
        serial_number=command.serial_number or None,
        lot_number=command.lot_number or None,
        location_uid=command.location_uid,
        quantity=ZERO,
        unit=part.unit,
        supplier_uid=None,
        cost=None,
        expires_on=None,
        received_at=entry.at,
        in_work=True,
        run_uid=command.run_uid,
        how_created=HowCreated.BUILD,
        created_by=entry.operator,
        version=0,
    )


def _install(command: InstallItem, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Install an item: the serial as such, a lot or untracked stock by count (ION).

    ION: a scan is validated against "the primary and substitutes together"; the movement records what was used.
    """
    found = _item_and_requirement(command, records)
    if isinstance(found, Refused):
        return found
    item, requirement, assembly = found
    refused = (
        refuse_part(item, requirement, records)
        or refuse_amount(command.quantity, item)
        or _refuse_absent(assembly)
        or _refuse_full(command, requirement, records)
    )
    if refused:
        return refused
    if assembly.uid == item.uid:
        return refuse(RefusalCode.CONTAINS_ITSELF, part_number=records.parts.get(item.part_uid).part_number)
    installed = (Bucket.DELIVERED, requirement.uid)
    if command.line_uid is not None:
        return _install_from_kit(command, command.line_uid, item, records)
    refused = (
        refuse_blocked(item)
        or refuse_expired(item, entry.at.date(), confirmed=False)
        or refuse_more_than_there_is(command.quantity, item, records)
    )
    shelf = (Bucket.ON_HAND, item.location_uid)
    return refused or Changes(movements=(move(item.uid, command.quantity, shelf, installed),))


def _install_from_kit(
    command: InstallItem, line_uid: str, item: InventoryItem, records: WorkingSet
) -> Changes | Refused:
    """Install what a kit holds; the kit line does not lack it after that."""
    line = _open_line(line_uid, records)
    if isinstance(line, Refused):
        return line
    kitted = (Bucket.PICKED, line.uid)
    there: Decimal = records.ledger.balance(Spot(item.uid, *kitted))
    if there == 0:
        return refuse(RefusalCode.NOT_ISSUED_HERE)
    if command.quantity > there:
        return refuse(RefusalCode.NOT_ENOUGH, asked=command.quantity, on_hand=there, unit=item.unit)
    installed = (Bucket.DELIVERED, command.requirement_uid)
    return Changes(
        puts=(_with_installed(line, command.quantity),),
        movements=(move(item.uid, command.quantity, kitted, installed),),
    )


def _with_installed(line: KitLine, more: Decimal) -> KitLine:
    return replace(line, installed=max(plain(line.installed + more), ZERO), version=line.version + 1)


def _uninstall(command: UninstallItem, records: WorkingSet) -> Changes | Refused:
    """Take an item out of an assembly, back to a kit or to stock. Requirements do not change (ION)."""
    found = _item_and_requirement(command, records)
    if isinstance(found, Refused):
        return found
    item, requirement, assembly = found
    refused = refuse_amount(command.quantity, item) or _refuse_absent(assembly)
    if refused:
        return refused
    source = (Bucket.DELIVERED, requirement.uid)
    installed = records.ledger.balance(Spot(item.uid, *source))
    if command.quantity > installed:
        return refuse(
            RefusalCode.NOT_INSTALLED_HERE, asked=command.quantity, installed=installed, unit=item.unit
        )
    if command.line_uid is not None:
        line = _open_line(command.line_uid, records)
        if isinstance(line, Refused):
            return line
        if refused := refuse_part(item, line, records):
            return refused
        return Changes(
            puts=(_with_installed(line, -command.quantity),),
            movements=(move(item.uid, command.quantity, source, (Bucket.PICKED, line.uid)),),
        )
    # It is where the assembly is, unless the rest of it is kept elsewhere.
    rest = any(records.ledger.in_bucket(item.uid, bucket) for bucket in (Bucket.ON_HAND, Bucket.RESERVED))
    here = item.location_uid if rest else assembly.location_uid
    moved = replace(item, location_uid=here, version=item.version + 1)
    return Changes(
        puts=(moved,) if here != item.location_uid else (),
        movements=(move(item.uid, command.quantity, source, (Bucket.ON_HAND, here)),),
    )


def _complete(command: CompleteBuild, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Finish an assembly. Seed 001: "Once a serial-tracked part is built, move it back to inventory for use on a
    higher-level assembly".
    """
    item = find_item(command.item_uid, records)
    if isinstance(item, Refused):
        return item
    if not item.in_work or item.run_uid is None:
        return refuse(RefusalCode.NOT_IN_WORK)
    refused = refuse_as_target(records.locations.find(command.location_uid), command.location_uid)
    if refused is None and not command.incomplete_ok:
        refused = _refuse_incomplete(item, records)
    if refused:
        return refused
    finished = replace(
        item,
        in_work=False,
        location_uid=command.location_uid,
        received_at=entry.at,
        version=item.version + 1,
    )
    run = records.runs.get(item.run_uid)
    built = plain(run.built + item.quantity)
    status = RunStatus.COMPLETE if built >= run.quantity else run.status
    puts = (finished, replace(run, built=built, status=status, version=run.version + 1))
    if command.location_uid == item.location_uid or not item.quantity:
        return Changes(puts=puts)
    there, here = (Bucket.ON_HAND, item.location_uid), (Bucket.ON_HAND, command.location_uid)
    return Changes(puts=puts, movements=(move(item.uid, item.quantity, there, here),))


def _item_and_requirement(
    command: InstallItem | UninstallItem, records: WorkingSet
) -> tuple[InventoryItem, BuildRequirement, InventoryItem] | Refused:
    item = find_item(command.item_uid, records)
    if isinstance(item, Refused):
        return item
    requirement = records.requirements.find(command.requirement_uid)
    if requirement is None:
        return refuse_unknown("build requirement", command.requirement_uid)
    return item, requirement, records.items.get(requirement.assembly_uid)


def _refuse_absent(assembly: InventoryItem) -> Refused | None:
    """Only an assembly that is here can be worked on; so that nothing ever contains itself in a roundabout way."""
    return refuse(RefusalCode.NOT_IN_WORK) if assembly.quantity <= 0 else None


def _refuse_full(command: InstallItem, requirement: BuildRequirement, records: WorkingSet) -> Refused | None:
    installed = records.ledger.total_at(Bucket.DELIVERED, requirement.uid)
    if installed + command.quantity <= requirement.quantity:
        return None
    return refuse(
        RefusalCode.REQUIREMENT_FULL,
        asked=command.quantity,
        installed=installed,
        required=requirement.quantity,
        unit=requirement.unit,
    )


def _open_line(uid: str, records: WorkingSet) -> KitLine | Refused:
    line = records.kit_lines.find(uid)
    if line is None:
        return refuse_unknown("kit line", uid)
    kit = records.kits.get(line.kit_uid)
    if kit.status.is_closed:
        return refuse(RefusalCode.KIT_CLOSED, kit=kit.number, status=kit.status.value)
    return line


def _refuse_incomplete(item: InventoryItem, records: WorkingSet) -> Refused | None:
    for uid in sorted(records.requirements_of.get(item.uid)):
        requirement = records.requirements.get(uid)
        installed = records.ledger.total_at(Bucket.DELIVERED, uid)
        if installed < requirement.quantity:
            return refuse(
                RefusalCode.BUILD_INCOMPLETE,
                part_number=records.parts.get(requirement.part_uid).part_number,
                installed=installed,
                required=requirement.quantity,
            )
    return None
