"""Planning: a run of so many assemblies, and the kit for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from kitstation.domain.commands import Command, CreateKit, CreateRun, FillKitFromMbom, SplitKit
from kitstation.domain.outcomes import Accepted
from kitstation.domain.records import KitLine, KitStatus
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.station.desk import Desk
from kitstation.store.database import Reader
from kitstation.store.queries.kits import highest_kit_number
from kitstation.store.queries.parts import PartRow, revisions_of
from kitstation.store.queries.runs import run_by_uid
from kitstation.store.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NewKit:
    """A kit that has just been made and filled."""

    number: str
    run: str
    lines: int


@dataclass(frozen=True, slots=True)
class KitPlan:
    """What is to be made: so many of a part, under a title. No revision means the newest that has an mBOM."""

    title: str
    part_number: str
    quantity: Decimal
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class KitPlaces:
    """Where a new kit is collected and delivered, by the places' uids, and who collects it."""

    location_uid: str | None = None
    delivery_uid: str | None = None
    assigned_to: str = ""


@dataclass(frozen=True, slots=True)
class SplitOffKit:
    """A kit that took over what another one lacked."""

    uid: str
    number: str
    lines: int


def new_kit(store: Store, desk: Desk, plan: KitPlan) -> NewKit | Refused:
    """Make a run and a kit that is filled from the part's mBOM; all of it or nothing."""

    def make(number: str) -> NewKit | Refused:
        with store.reading() as reader:
            part = _assembly(revisions_of(reader, plan.part_number), plan)
        if isinstance(part, Refused):
            return part
        run_uid = desk.ids.new()
        run = CreateRun(uid=run_uid, title=plan.title, part_uid=part.uid, quantity=plan.quantity)
        return _make(store, desk, [run], NewKit(number, plan.title, 0), run_uid)

    return _with_next_number(store, desk, make)


def kit_for_run(store: Store, desk: Desk, run_uid: str, places: KitPlaces | None = None) -> NewKit | Refused:
    """Make a kit for a run that is planned already, filled from the mBOM of what it makes."""

    def make(number: str) -> NewKit | Refused:
        with store.reading() as reader:
            run = run_by_uid(reader, run_uid)
        title = run.title if run else ""
        return _make(store, desk, [], NewKit(number, title, 0), run_uid, places)

    return _with_next_number(store, desk, make)


def split_kit(store: Store, desk: Desk, kit_uid: str) -> SplitOffKit | Refused:
    """Move what a kit still lacks into a new kit for the same run."""

    def make(number: str) -> SplitOffKit | Refused:
        uid = desk.ids.new()
        outcome = store.execute(desk.entry(SplitKit(kit_uid=kit_uid, new_uid=uid, new_number=number)))
        if isinstance(outcome, Refused):
            return outcome
        lines = [put for put in outcome.changes.puts if isinstance(put, KitLine) and put.kit_uid == uid]
        return SplitOffKit(uid, number, len(lines))

    return _with_next_number(store, desk, make)


def _with_next_number(store: Store, desk: Desk, make: Callable[[str], T | Refused]) -> T | Refused:
    """Make something that is numbered as kits are; somebody else may take the number meanwhile."""
    while True:
        with store.reading() as reader:
            number = _next_number(reader, desk)
        made = make(number)
        if not _is_taken(made, number):
            return made


def _is_taken(made: object, number: str) -> bool:
    return (
        isinstance(made, Refused)
        and made.code is RefusalCode.DUPLICATE
        and made.facts.get("what") == "kit"
        and made.facts.get("name") == number
    )


def _next_number(reader: Reader, desk: Desk) -> str:
    prefix = f"K-{desk.station}-"
    return f"{prefix}{highest_kit_number(reader, prefix) + 1:04d}"


def _make(
    store: Store,
    desk: Desk,
    before: Sequence[Command],
    wanted: NewKit,
    run_uid: str,
    places: KitPlaces | None = None,
) -> NewKit | Refused:
    kit_uid, places = desk.ids.new(), places or KitPlaces()
    create = CreateKit(
        uid=kit_uid,
        number=wanted.number,
        run_uid=run_uid,
        status=KitStatus.REQUESTED,
        location_uid=places.location_uid,
        delivery_uid=places.delivery_uid,
        assigned_to=places.assigned_to,
    )
    commands = (*before, create, FillKitFromMbom(kit_uid=kit_uid))
    outcomes = store.execute_all([desk.entry(command) for command in commands], atomic=True)
    last = outcomes[-1]
    if not isinstance(last, Accepted):
        return last
    return replace(wanted, lines=sum(isinstance(put, KitLine) for put in last.changes.puts))


def _assembly(revisions: tuple[PartRow, ...], plan: KitPlan) -> PartRow | Refused:
    wanted = [part for part in revisions if plan.revision in {None, part.revision}]
    if not wanted:
        name = plan.part_number if plan.revision is None else f"{plan.part_number} revision {plan.revision}"
        return refuse(RefusalCode.UNKNOWN_RECORD, what=f"part as {name}")
    with_mbom = [part for part in wanted if part.mbom_lines]
    return with_mbom[-1] if with_mbom else refuse(RefusalCode.EMPTY_BOM, part_number=plan.part_number)
