"""Operators and what their roles allow."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from kitstation.domain.commands import (
    Command,
    CreateOperator,
    CreateSupplier,
    IssueItem,
    SetRules,
    UpdateOperator,
)
from kitstation.domain.etags import etag
from kitstation.domain.outcomes import Accepted
from kitstation.domain.records import Role
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.domain.roles import MAY, may
from kitstation.domain.working_set import WorkingSet
from tests.support.memory import Memory
from tests.support.world import World


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


ADA = CreateOperator(uid="ada", name="Ada", badge="B-1")


def test_an_operator_is_made_and_changed(memory: World, records: WorkingSet) -> None:
    memory.do(ADA)
    seen = etag(records.operators.get("ada"))
    memory.do(
        UpdateOperator(uid="ada", etag=seen, badge="B-2", role=Role.SUPERVISOR, pin_hash="#", active=False)
    )
    ada = records.operators.get("ada")
    assert (ada.badge, ada.role, ada.pin_hash, ada.active) == ("B-2", Role.SUPERVISOR, "#", False)
    memory.do(replace(ADA, uid="grace", name="Grace"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, RefusalCode.DUPLICATE),
        ({"uid": "new"}, RefusalCode.DUPLICATE),
        ({"uid": "new", "name": "Grace"}, RefusalCode.DUPLICATE),
        ({"uid": "new", "name": "", "badge": "B-2"}, RefusalCode.BAD_NAME),
        ({"uid": "new", "name": "Grace", "badge": " "}, RefusalCode.BAD_NAME),
    ],
)
def test_name_and_badge_are_somebodys_own(memory: World, change: dict[str, str], code: RefusalCode) -> None:
    memory.do(ADA)
    command = replace(ADA, **change)  # type: ignore[arg-type]  # by name
    assert memory.refused(command).code is code


def test_a_badge_of_somebody_else_is_not_taken_over(memory: World, records: WorkingSet) -> None:
    memory.do(ADA)
    memory.do(replace(ADA, uid="grace", name="Grace", badge="B-2"))
    change = UpdateOperator(uid="ada", etag=etag(records.operators.get("ada")), badge="B-2")
    assert memory.refused(change).code is RefusalCode.DUPLICATE
    assert memory.refused(replace(change, etag="x")).code is RefusalCode.STALE_ETAG
    assert memory.refused(replace(change, uid="nobody")).code is RefusalCode.UNKNOWN_RECORD


def test_every_command_is_allowed_to_somebody() -> None:
    assert MAY[Role.ADMINISTRATOR] == set(get_args(Command))


def test_a_higher_role_may_all_that_a_lower_one_may() -> None:
    assert MAY[Role.TECHNICIAN] < MAY[Role.SUPERVISOR] < MAY[Role.ADMINISTRATOR]


@pytest.mark.parametrize(
    ("role", "kind", "allowed"),
    [
        (Role.TECHNICIAN, IssueItem, True),
        (Role.TECHNICIAN, SetRules, False),
        (Role.SUPERVISOR, SetRules, False),
        (Role.ADMINISTRATOR, SetRules, True),
    ],
)
def test_a_role_may_what_the_table_says(role: Role, kind: type[Command], *, allowed: bool) -> None:
    assert may(role, kind) is allowed


def test_what_a_role_may_not_is_refused_and_who_may_is_said(memory: World) -> None:
    entry = memory.entry(SetRules(any_revision=True))
    refused = memory.door.execute(replace(entry, role=Role.TECHNICIAN))
    assert isinstance(refused, Refused)
    assert (refused.code, refused.facts["needed"]) == (RefusalCode.NOT_ALLOWED, "administrator")
    supplier = memory.entry(CreateSupplier(uid="s", name="Acme"))
    assert isinstance(memory.door.execute(replace(supplier, role=Role.TECHNICIAN)), Accepted)
