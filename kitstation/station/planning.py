"""Planning: a run of so many assemblies, and the kit for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.commands import CreateKit, CreateRun, FillKitFromMbom
from kitstation.domain.outcomes import Accepted
from kitstation.domain.records import KitLine, KitStatus
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.station.desk import Desk
from kitstation.store.database import Reader
from kitstation.store.queries.kits import highest_kit_number
from kitstation.store.queries.parts import PartRow, revisions_of
from kitstation.store.store import Store


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


def new_kit(store: Store, desk: Desk, plan: KitPlan) -> NewKit | Refused:
    """Make a run and a kit that is filled from the part's mBOM; all of it or nothing."""
    while True:
        with store.reading() as reader:
            part = _assembly(revisions_of(reader, plan.part_number), plan)
            number = _next_number(reader, desk)
        if isinstance(part, Refused):
            return part
        made = _make(store, desk, plan, part, number)
        if isinstance(made, NewKit) or made.code is not RefusalCode.DUPLICATE:
            return made
        # Somebody else has just taken the number, so that the next one is another.


def _next_number(reader: Reader, desk: Desk) -> str:
    prefix = f"K-{desk.station}-"
    return f"{prefix}{highest_kit_number(reader, prefix) + 1:04d}"


def _make(store: Store, desk: Desk, plan: KitPlan, part: PartRow, number: str) -> NewKit | Refused:
    run_uid, kit_uid = desk.ids.new(), desk.ids.new()
    outcomes = store.execute_all(
        [
            desk.entry(CreateRun(uid=run_uid, title=plan.title, part_uid=part.uid, quantity=plan.quantity)),
            desk.entry(CreateKit(uid=kit_uid, number=number, run_uid=run_uid, status=KitStatus.REQUESTED)),
            desk.entry(FillKitFromMbom(kit_uid=kit_uid)),
        ],
        atomic=True,
    )
    last = outcomes[-1]
    if not isinstance(last, Accepted):
        return last
    return NewKit(number, plan.title, sum(isinstance(put, KitLine) for put in last.changes.puts))


def _assembly(revisions: tuple[PartRow, ...], plan: KitPlan) -> PartRow | Refused:
    wanted = [part for part in revisions if plan.revision in {None, part.revision}]
    if not wanted:
        name = plan.part_number if plan.revision is None else f"{plan.part_number} revision {plan.revision}"
        return refuse(RefusalCode.UNKNOWN_RECORD, what=f"part as {name}")
    with_mbom = [part for part in wanted if part.mbom_lines]
    return with_mbom[-1] if with_mbom else refuse(RefusalCode.EMPTY_BOM, part_number=plan.part_number)
