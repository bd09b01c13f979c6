"""Roles: who may do what, and that nobody who has not signed on may do anything."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest

from kitstation.domain.commands import Command, IssueItem, SetRules, UpdateItem
from kitstation.domain.records import Role
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.roles import MAY, may, refuse_role


@pytest.mark.parametrize("kind", get_args(Command))
def test_an_administrator_may_do_everything(kind: type[Command]) -> None:
    assert may(Role.ADMINISTRATOR, kind)


def test_each_role_may_do_what_the_one_below_it_may() -> None:
    assert MAY[Role.TECHNICIAN] < MAY[Role.SUPERVISOR] < MAY[Role.ADMINISTRATOR]


@pytest.mark.parametrize(
    ("role", "kind", "needed"),
    [
        (Role.TECHNICIAN, UpdateItem, "supervisor"),
        (Role.TECHNICIAN, SetRules, "administrator"),
        (Role.SUPERVISOR, SetRules, "administrator"),
    ],
)
def test_what_a_role_may_not_is_refused_with_who_may(role: Role, kind: type, needed: str) -> None:
    command = SetRules() if kind is SetRules else UpdateItem(uid="i", etag="e")
    refused = refuse_role(role, command)
    assert refused is not None
    assert (refused.code, refused.facts["needed"]) == (RefusalCode.NOT_ALLOWED, needed)


def test_nobody_who_has_not_signed_on_may_do_anything() -> None:
    for command in (SetRules(), IssueItem(item_uid="i", line_uid="l", quantity=Decimal(1))):
        refused = refuse_role(None, command)
        assert refused is not None
        assert refused.facts["cause"] == "nobody"
