"""Rules for runs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kitstation.domain.commands import CreateRun, UpdateRun
from kitstation.domain.etags import refuse_stale
from kitstation.domain.names import refuse_unknown
from kitstation.domain.quantities import plain
from kitstation.domain.records import Run
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import Changes, WorkingSet


def decide_run(command: CreateRun | UpdateRun, records: WorkingSet) -> Changes | Refused:
    """Decide a command about a run."""
    match command:
        case CreateRun():
            return _create(command, records)
        case UpdateRun():
            return _update(command, records)


def refuse_beyond_run(run: Run, quantity: Decimal, records: WorkingSet) -> Refused | None:
    """Refuse to begin more assemblies than a run makes.

    What was taken back, scrapped, or lost or deleted while it was in work counts as never begun. That an assembly
    turns up again, or that a run is to make less, is never refused for this: both only say how things are.
    """
    begun = records.begun.get(run.uid)
    if begun + quantity <= run.quantity:
        return None
    return refuse(RefusalCode.RUN_FULL, run=run.title, makes=run.quantity, begun=begun, asked=quantity)


def _create(command: CreateRun, records: WorkingSet) -> Changes | Refused:
    if records.parts.find(command.part_uid) is None:
        return refuse_unknown("part", command.part_uid)
    if command.quantity <= 0:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=command.quantity, why="a run makes more than 0")
    if records.runs.find(command.uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="run", name=command.title)
    run = Run(
        uid=command.uid,
        title=command.title,
        part_uid=command.part_uid,
        quantity=plain(command.quantity),
    )
    return Changes(puts=(run,))


def _update(command: UpdateRun, records: WorkingSet) -> Changes | Refused:
    run = records.runs.find(command.uid)
    if run is None:
        return refuse_unknown("run", command.uid)
    title = run.title if command.title is None else command.title
    quantity = run.quantity if command.quantity is None else plain(command.quantity)
    if refused := refuse_stale(run, command.etag):
        return refused
    if quantity <= 0 or quantity < run.built:
        why = f"a run makes more than 0, and {run.built} are built"
        return refuse(RefusalCode.BAD_QUANTITY, quantity=quantity, why=why)
    status = command.status or run.status
    return Changes(
        puts=(replace(run, title=title, quantity=quantity, status=status, version=run.version + 1),)
    )
