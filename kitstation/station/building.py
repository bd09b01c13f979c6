"""Building: assemblies of a run are begun, filled from the run's kits by scanning, and finished into stock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.commands import CompleteBuild, InstallItem, StartBuild, UninstallItem
from kitstation.domain.outcomes import Accepted
from kitstation.domain.quantities import ONE
from kitstation.domain.records import InventoryItem, TrackingType
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.station.desk import Desk
from kitstation.station.resolving import resolve
from kitstation.store.database import Reader
from kitstation.store.queries import builds
from kitstation.store.queries.builds import AssemblyHeader, HeldForRun, InstalledItem, RequirementState
from kitstation.store.queries.runs import run_by_uid
from kitstation.store.queries.scan_targets import ItemTarget, Targets, items_to_take
from kitstation.store.store import Store


@dataclass(frozen=True, slots=True)
class BuildView:
    """An assembly: what it needs, what is installed in it, and what the kits of its run hold."""

    assembly: AssemblyHeader
    requirements: tuple[RequirementState, ...]
    installed: tuple[InstalledItem, ...]
    held: tuple[HeldForRun, ...]

    @property
    def is_complete(self) -> bool:
        """Whether all that it needs is installed."""
        return not any(one.missing for one in self.requirements)

    def held_for(self, requirement: RequirementState) -> Decimal:
        """Return how much the run's kits hold of what a requirement takes."""
        return sum((one.quantity for one in self.held if requirement.takes(one.part_uid)), Decimal(0))


@dataclass(frozen=True, slots=True)
class Started:
    """An assembly that was begun, with the numbers that it got."""

    uid: str
    serial_number: str | None
    lot_number: str | None


@dataclass(frozen=True, slots=True)
class NewBuild:
    """An assembly to begin. What is tracked by serial or lot and has no number given gets one."""

    run_uid: str
    location_uid: str
    serial_number: str | None = None
    lot_number: str | None = None
    quantity: Decimal = ONE


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a scan is to install: all that is missing of it, or so much; from the run's kits, or from stock too."""

    text: str
    quantity: Decimal | None = None
    from_stock: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """What was installed or taken out, and how much its requirement lacks now."""

    name: str
    part_number: str
    quantity: Decimal
    unit: str
    missing: Decimal
    complete: bool
    """Whether the assembly lacks nothing more."""


@dataclass(frozen=True, slots=True)
class NotMoved:
    """Why nothing was installed, and the item that was meant, if one was."""

    refused: Refused
    item: ItemTarget | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    """Where something to install is."""

    item_uid: str
    part_uid: str
    line_uid: str | None
    quantity: Decimal
    name: str
    part_number: str
    is_serial: bool


def build_view(reader: Reader, assembly_uid: str) -> BuildView | None:
    """Return an assembly as it stands."""
    assembly = builds.assembly(reader, assembly_uid)
    if assembly is None:
        return None
    held = builds.held_for_run(reader, assembly.run_uid) if assembly.run_uid else ()
    requirements = builds.requirements_of(reader, assembly_uid)
    return BuildView(assembly, requirements, builds.installed_in(reader, assembly_uid), held)


def start_build(store: Store, desk: Desk, new: NewBuild) -> Started | Refused:
    """Begin an assembly of a run."""
    with store.reading() as reader:
        run = run_by_uid(reader, new.run_uid)
    if run is None:
        return refuse(RefusalCode.UNKNOWN_RECORD, what="run", uid=new.run_uid)
    command = StartBuild(
        uid=desk.ids.new(),
        run_uid=new.run_uid,
        location_uid=new.location_uid,
        serial_number=new.serial_number,
        lot_number=new.lot_number,
        autogenerate_serial_number=run.tracking is TrackingType.SERIAL and not new.serial_number,
        autogenerate_lot_number=run.tracking is TrackingType.LOT and not new.lot_number,
        quantity=new.quantity,
    )
    outcome = store.execute(desk.entry(command))
    if isinstance(outcome, Refused):
        return outcome
    item = next(put for put in outcome.changes.puts if isinstance(put, InventoryItem))
    return Started(item.uid, item.serial_number, item.lot_number)


def install(store: Store, desk: Desk, assembly_uid: str, wanted: Wanted) -> Moved | NotMoved:
    """Install what a scan names into an assembly: what is missing of it, from the run's kits before the stock."""
    with store.reading() as reader:
        view = build_view(reader, assembly_uid)
        if view is None:
            return NotMoved(refuse(RefusalCode.UNKNOWN_RECORD, what="assembly", uid=assembly_uid))
        targets = resolve(desk.grammar.read(wanted.text), reader).targets
        meant = _meant(reader, view, targets, wanted)
    if isinstance(meant, NotMoved):
        return meant
    source, requirement = meant
    there = ONE if source.is_serial else min(requirement.missing, source.quantity)
    # Where nothing is missing, one is asked for, so that the refusal says how many are installed.
    quantity = (there or ONE) if wanted.quantity is None else wanted.quantity
    command = InstallItem(
        item_uid=source.item_uid,
        requirement_uid=requirement.uid,
        quantity=quantity,
        line_uid=source.line_uid,
    )
    outcome = store.execute(desk.entry(command))
    if isinstance(outcome, Refused):
        return NotMoved(outcome, next(iter(targets.items), None))
    return _moved(store, assembly_uid, requirement.uid, source.name, quantity)


def uninstall(
    store: Store, desk: Desk, item: InstalledItem, quantity: Decimal, *, to_kit: bool
) -> Moved | Refused:
    """Take something out of an assembly: into a kit of its run where there is one that wants it, or to stock."""
    line_uid = None
    with store.reading() as reader:
        assembly = builds.assembly(reader, item.assembly_uid)
        requirement = next(
            one
            for one in builds.requirements_of(reader, item.assembly_uid)
            if one.uid == item.requirement_uid
        )
        if to_kit and assembly is not None and assembly.run_uid:
            line_uid = builds.kit_line_for_part(reader, assembly.run_uid, requirement.part_uid)
    command = UninstallItem(
        item_uid=item.item_uid, requirement_uid=item.requirement_uid, quantity=quantity, line_uid=line_uid
    )
    outcome = store.execute(desk.entry(command))
    if isinstance(outcome, Refused):
        return outcome
    name = item.serial_number or item.lot_number or item.part_number
    return _moved(store, item.assembly_uid, item.requirement_uid, name, quantity)


def complete_build(
    store: Store, desk: Desk, assembly_uid: str, location_uid: str, *, incomplete_ok: bool = False
) -> Accepted | Refused:
    """Finish an assembly into stock at a place, from where it can be issued to the next-higher assembly's kit."""
    command = CompleteBuild(item_uid=assembly_uid, location_uid=location_uid, incomplete_ok=incomplete_ok)
    return store.execute(desk.entry(command))


def _meant(
    reader: Reader, view: BuildView, targets: Targets, wanted: Wanted
) -> tuple[_Source, RequirementState] | NotMoved:
    item_uids = {item.uid for item in targets.items}
    part_uids = {part.uid for part in targets.parts}
    if not item_uids and not part_uids:
        return NotMoved(refuse(RefusalCode.UNKNOWN_CODE))
    in_kits = [_from_kit(one) for one in view.held if one.item_uid in item_uids or one.part_uid in part_uids]
    stock = [*targets.items, *(item for uid in part_uids for item in items_to_take(reader, uid))]
    in_stock = [_from_stock(item) for item in stock]
    one = next(iter(targets.items), None)
    wanted_ones = [*_wanted_of(view, in_kits), *(_wanted_of(view, in_stock) if wanted.from_stock else ())]
    if wanted_ones:
        best: tuple[_Source, RequirementState] = min(wanted_ones, key=_preference)
        return best
    named = {item.part_uid for item in targets.items} | part_uids
    if not any(requirement.takes(uid) for requirement in view.requirements for uid in named):
        return NotMoved(refuse(RefusalCode.WRONG_PART), one)
    return NotMoved(refuse(RefusalCode.NOT_ISSUED_HERE), one)


def _preference(pair: tuple[_Source, RequirementState]) -> tuple[bool, bool]:
    """What is missing comes first, and what a kit holds before what is in stock."""
    source, requirement = pair
    return (not requirement.missing, source.line_uid is None)


def _wanted_of(view: BuildView, sources: Iterable[_Source]) -> list[tuple[_Source, RequirementState]]:
    """Return the sources that an assembly takes; another revision is left to the rules of the house."""
    found: list[tuple[_Source, RequirementState]] = []
    for source in sources:
        takers = [
            requirement
            for requirement in view.requirements
            if requirement.takes(source.part_uid) or requirement.part_number == source.part_number
        ]
        found.extend((source, requirement) for requirement in takers)
    return found


def _from_kit(held: HeldForRun) -> _Source:
    return _Source(
        item_uid=held.item_uid,
        part_uid=held.part_uid,
        line_uid=held.line_uid,
        quantity=held.quantity,
        name=held.serial_number or held.lot_number or held.part_number,
        part_number=held.part_number,
        is_serial=held.serial_number is not None,
    )


def _from_stock(item: ItemTarget) -> _Source:
    return _Source(
        item_uid=item.uid,
        part_uid=item.part_uid,
        line_uid=None,
        quantity=item.quantity,
        name=item.serial_number or item.lot_number or item.part_number,
        part_number=item.part_number,
        is_serial=item.serial_number is not None,
    )


def _moved(store: Store, assembly_uid: str, requirement_uid: str, name: str, quantity: Decimal) -> Moved:
    with store.reading() as reader:
        requirements = builds.requirements_of(reader, assembly_uid)
    one = next(one for one in requirements if one.uid == requirement_uid)
    complete = not any(other.missing for other in requirements)
    return Moved(name, one.part_number, quantity, one.unit, one.missing, complete)
