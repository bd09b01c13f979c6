"""What a command reads is known before it is decided."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import get_args

import pytest

from kitstation.domain.commands import (
    Command,
    CreateItem,
    CreateKit,
    CreateLocation,
    CreateMbomLine,
    CreatePart,
    CreateRun,
    CreateSupplier,
    DeleteMbomLine,
    FillKitFromMbom,
    IssueItem,
    ReturnItem,
    Undo,
    UpdateMbomLine,
    UpdatePart,
)
from kitstation.domain.touches import touches_of
from tests.support.memory import Memory
from tests.support.world import World

ONE = Decimal(1)
TOUCHED: list[tuple[Command, dict[str, set[object]]]] = [
    (CreatePart(uid="u", part_number="n"), {"parts": {"u"}, "part_numbers": {("n", "A")}}),
    (UpdatePart(uid="u", etag="e"), {"parts": {"u"}, "part_stock": {"u"}}),
    (
        UpdatePart(uid="u", etag="e", unit="m"),
        {"parts": {"u"}, "part_stock": {"u"}, "kitted_parts": {"u"}},
    ),
    (CreateSupplier(uid="u", name="n"), {"suppliers": {"u"}, "supplier_names": {"n"}}),
    (CreateLocation(uid="u", name="n"), {"locations": {"u"}, "sublocations": {("", "n")}}),
    (
        CreateLocation(uid="u", name="n", parent_uid="p"),
        {"locations": {"u", "p"}, "sublocations": {("p", "n")}},
    ),
    (
        CreateMbomLine(uid="u", assembly_uid="a", part_uid="p", quantity=ONE),
        {"mbom_lines": {"u"}, "parts": {"a", "p"}, "mboms": {"a"}},
    ),
    (UpdateMbomLine(uid="u", etag="e", quantity=ONE), {"mbom_lines": {"u"}}),
    (DeleteMbomLine(uid="u", etag="e"), {"mbom_lines": {"u"}}),
    (
        CreateRun(uid="u", title="t", part_uid="p", quantity=ONE),
        {"runs": {"u"}, "parts": {"p"}, "mboms": {"p"}},
    ),
    (
        CreateItem(uid="u", part_uid="p", location_uid="l"),
        {"items": {"u"}, "parts": {"p"}, "part_stock": {"p"}, "locations": {"l"}},
    ),
    (
        CreateItem(uid="u", part_uid="p", location_uid="l", serial_number="s", supplier_uid="v"),
        {
            "items": {"u"},
            "parts": {"p"},
            "part_stock": {"p"},
            "locations": {"l"},
            "serials": {("p", "s")},
            "suppliers": {"v"},
        },
    ),
    (CreateKit(uid="u", number="n", run_uid="r"), {"kits": {"u"}, "kit_numbers": {"n"}, "runs": {"r"}}),
    (FillKitFromMbom(kit_uid="k"), {"lines_of_kits": {"k"}}),
    (IssueItem(item_uid="i", line_uid="l", quantity=ONE), {"items": {"i"}, "kit_lines": {"l"}}),
    (ReturnItem(item_uid="i", line_uid="l", quantity=ONE), {"items": {"i"}, "kit_lines": {"l"}}),
    (Undo(command_id="c"), {"commands": {"c"}}),
]


@pytest.mark.parametrize(
    ("command", "touched"), TOUCHED, ids=[type(command).__name__ for command, _ in TOUCHED]
)
def test_a_command_touches_what_it_names(command: Command, touched: dict[str, set[object]]) -> None:
    touches = touches_of([World(Memory()).entry(command)])
    found = {field.name: getattr(touches, field.name) for field in fields(touches)}
    assert {name: keys for name, keys in found.items() if keys} == touched


def test_every_kind_of_command_is_in_the_table() -> None:
    assert {type(command) for command, _ in TOUCHED} == set(get_args(Command))


def test_a_batch_touches_what_all_of_its_commands_touch() -> None:
    world = World(Memory())
    commands = [IssueItem(item_uid=uid, line_uid="l", quantity=ONE) for uid in "abc"]
    touches = touches_of([world.entry(command) for command in commands])
    assert (touches.items, touches.kit_lines) == ({"a", "b", "c"}, {"l"})


def test_no_command_touches_nothing() -> None:
    touches = touches_of([])
    assert not any(getattr(touches, field.name) for field in fields(touches))
