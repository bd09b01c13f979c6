"""Rules for those who work at the benches."""

from __future__ import annotations

from dataclasses import replace

from kitstation.domain.commands import CreateOperator, UpdateOperator
from kitstation.domain.etags import refuse_stale
from kitstation.domain.names import refuse_unknown
from kitstation.domain.records import Operator
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import Changes, WorkingSet


def decide_operator(command: CreateOperator | UpdateOperator, records: WorkingSet) -> Changes | Refused:
    """Decide a command about an operator. Name and badge are each somebody's own."""
    match command:
        case CreateOperator():
            return _create(command, records)
        case UpdateOperator():
            return _update(command, records)


def _create(command: CreateOperator, records: WorkingSet) -> Changes | Refused:
    if records.operator_names.find(command.name) is not None or records.operators.find(command.uid):
        return refuse(RefusalCode.DUPLICATE, what="operator", name=command.name)
    if records.badges.find(command.badge) is not None:
        return refuse(RefusalCode.DUPLICATE, what="badge", name=command.badge)
    operator = Operator(
        uid=command.uid,
        name=command.name,
        badge=command.badge,
        role=command.role,
        pin_hash=command.pin_hash,
    )
    return Changes(puts=(operator,))


def _update(command: UpdateOperator, records: WorkingSet) -> Changes | Refused:
    operator = records.operators.find(command.uid)
    if operator is None:
        return refuse_unknown("operator", command.uid)
    badge = operator.badge if command.badge is None else command.badge
    if refused := refuse_stale(operator, command.etag):
        return refused
    if badge != operator.badge and records.badges.find(badge) is not None:
        return refuse(RefusalCode.DUPLICATE, what="badge", name=badge)
    changed = replace(
        operator,
        badge=badge,
        role=command.role or operator.role,
        pin_hash=operator.pin_hash if command.pin_hash is None else command.pin_hash,
        active=operator.active if command.active is None else command.active,
        version=operator.version + 1,
    )
    return Changes(puts=(changed,))
