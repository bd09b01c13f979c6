"""What a command reads is known before it is decided."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from typing import get_args

import pytest

from kitstation.domain.commands import (
    AddKitLine,
    AddStock,
    AddTradeNumber,
    BookCount,
    Command,
    CompleteBuild,
    Counted,
    CreateCatalogue,
    CreateItem,
    CreateKit,
    CreateLocation,
    CreateMbomLine,
    CreateOperator,
    CreateOrderLine,
    CreatePart,
    CreatePosition,
    CreateRun,
    CreateSupplier,
    DeleteItem,
    DeleteMbomLine,
    DeletePosition,
    FillKitFromMbom,
    HoldItem,
    InstallItem,
    IssueItem,
    MergeItems,
    MoveLocation,
    PrintLabels,
    RecountItem,
    ReleaseHold,
    ReleaseItem,
    RemoveKitLine,
    RemoveStock,
    Reprint,
    ReserveItem,
    ReturnItem,
    ScrapItem,
    SetKitStatus,
    SetRules,
    SetSupplierPart,
    SettlePrintJob,
    SplitItem,
    SplitKit,
    SplitOff,
    StartBuild,
    TransferItem,
    Undo,
    UninstallItem,
    UpdateItem,
    UpdateKit,
    UpdateKitLine,
    UpdateLocation,
    UpdateMbomLine,
    UpdateOperator,
    UpdateOrderLine,
    UpdatePart,
    UpdatePosition,
    UpdateRun,
    UpdateSupplier,
)
from kitstation.domain.records import KitStatus, LabelKind, PrintState
from kitstation.domain.touches import touches_of
from tests.support.memory import Memory
from tests.support.world import World

ONE = Decimal(1)
TOUCHED: list[tuple[Command, dict[str, object]]] = [
    (CreatePart(uid="u", part_number="n"), {"parts": {"u"}, "part_numbers": {("n", "A")}}),
    (UpdatePart(uid="u", etag="e"), {"parts": {"u"}, "part_stock": {"u"}}),
    (
        UpdatePart(uid="u", etag="e", unit="m"),
        {"parts": {"u"}, "part_stock": {"u"}, "kitted_parts": {"u"}},
    ),
    (
        AddTradeNumber(uid="u", part_uid="p", number="n"),
        {"trade_numbers": {"u"}, "parts": {"p"}, "named_parts": {"n"}},
    ),
    (CreateSupplier(uid="u", name="n"), {"suppliers": {"u"}, "supplier_names": {"n"}}),
    (CreateLocation(uid="u", name="n"), {"locations": {"u"}, "sublocations": {("", "n")}}),
    (
        CreateLocation(uid="u", name="n", parent_uid="p"),
        {"locations": {"u", "p"}, "sublocations": {("p", "n")}},
    ),
    (
        CreateMbomLine(uid="u", assembly_uid="a", part_uid="p", quantity=ONE),
        {"mbom_lines": {"u"}, "parts": {"a", "p"}, "mboms": {"a"}, "used_in": {"a"}},
    ),
    (UpdateMbomLine(uid="u", etag="e", quantity=ONE), {"mbom_lines": {"u"}}),
    (
        UpdateMbomLine(uid="u", etag="e", quantity=ONE, substitutes=("s",)),
        {"mbom_lines": {"u"}, "parts": {"s"}, "substituted": {"u"}},
    ),
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
    (FillKitFromMbom(kit_uid="k"), {"filled_kits": {"k"}}),
    (UpdateSupplier(uid="u", etag="e", name="n"), {"suppliers": {"u"}, "supplier_names": {"n"}}),
    (
        SetSupplierPart(
            uid="u", supplier_uid="v", part_uid="p", supplier_part_number="n", purchase_unit="reel"
        ),
        {
            "supplier_parts": {"u"},
            "suppliers": {"v"},
            "parts": {"p"},
            "supplier_part_numbers": {("v", "p")},
        },
    ),
    (
        UpdateLocation(uid="u", etag="e", name="n", barcode="b"),
        {"subtrees": {"u"}, "items_at": {"u"}, "renamed": {("u", "n")}, "barcodes": {"b"}},
    ),
    (
        MoveLocation(uid="u", etag="e", parent_uid="p"),
        {"subtrees": {"u"}, "moved": {("u", "p")}, "locations": {"p"}},
    ),
    (SetRules(any_revision=True), {"rules": True}),
    (
        CreateOperator(uid="u", name="n", badge="b"),
        {"operators": {"u"}, "operator_names": {"n"}, "badges": {"b"}},
    ),
    (UpdateOperator(uid="u", etag="e"), {"operators": {"u"}}),
    (
        UpdateItem(uid="u", etag="e", serial_number="s", supplier_uid="v"),
        {"items": {"u"}, "renumbered": {("u", "s")}, "suppliers": {"v"}},
    ),
    (DeleteItem(uid="u", etag="e"), {"items": {"u"}, "requirements_of": {"u"}}),
    (AddStock(item_uid="u", quantity=ONE, reason="r"), {"items": {"u"}, "rules": True}),
    (RemoveStock(item_uid="u", quantity=ONE, reason="r"), {"items": {"u"}, "rules": True}),
    (RecountItem(item_uid="u", counted=ONE, reason="r"), {"items": {"u"}, "rules": True}),
    (
        ScrapItem(item_uid="u", quantity=ONE, reason="r", line_uid="l"),
        {"items": {"u"}, "kit_lines": {"l"}},
    ),
    (
        BookCount(location_uid="l", counts=(Counted(item_uid="i", expected=ONE, counted=ONE),), reason="r"),
        {"items": {"i"}, "locations": {"l"}},
    ),
    (
        TransferItem(item_uid="i", to_location_uid="l", quantity=ONE, new_uid="n"),
        {"items": {"i", "n"}, "locations": {"l"}},
    ),
    (SplitItem(item_uid="i", parts=(SplitOff(uid="n", quantity=ONE),)), {"items": {"i", "n"}}),
    (
        MergeItems(new_uid="n", item_uids=("a", "b")),
        {"items": {"n", "a", "b"}, "places_of_items": {"a", "b"}},
    ),
    (HoldItem(item_uid="i", reason="r"), {"items": {"i"}}),
    (ReleaseHold(item_uid="i"), {"items": {"i"}}),
    (
        ReserveItem(item_uid="i", line_uid="l", quantity=ONE),
        {"items": {"i"}, "kit_lines": {"l"}, "holdings_of_lines": {"l"}},
    ),
    (
        ReleaseItem(item_uid="i", line_uid="l", quantity=ONE),
        {"items": {"i"}, "kit_lines": {"l"}, "holdings_of_lines": {"l"}},
    ),
    (UpdateRun(uid="u", etag="e"), {"runs": {"u"}}),
    (
        UpdateKit(uid="u", etag="e", location_uid="l", delivery_uid="d"),
        {"kits": {"u"}, "locations": {"l", "d"}},
    ),
    (SetKitStatus(uid="k", status=KitStatus.CANCELED), {"holdings_of_kits": {"k"}}),
    (
        AddKitLine(uid="u", kit_uid="k", part_uid="p", required=ONE, substitutes=("q",)),
        {"lines_of_kits": {"k"}, "kit_lines": {"u"}, "parts": {"p", "q"}},
    ),
    (UpdateKitLine(uid="u", etag="e", substitutes=("q",)), {"kit_lines": {"u"}, "parts": {"q"}}),
    (RemoveKitLine(uid="u", etag="e"), {"holdings_of_lines": {"u"}}),
    (
        SplitKit(kit_uid="k", new_uid="n", new_number="K-2"),
        {"holdings_of_kits": {"k"}, "kits": {"n"}, "kit_numbers": {"K-2"}},
    ),
    (
        StartBuild(uid="u", run_uid="r", location_uid="l", serial_number="s"),
        {
            "items": {"u"},
            "mboms_of_runs": {"r"},
            "begun": {"r"},
            "locations": {"l"},
            "serials_of_runs": {("r", "s")},
        },
    ),
    (
        InstallItem(item_uid="i", requirement_uid="q", quantity=ONE, line_uid="l"),
        {"items": {"i"}, "requirements": {"q"}, "kit_lines": {"l"}, "rules": True},
    ),
    (
        UninstallItem(item_uid="i", requirement_uid="q", quantity=ONE, line_uid="l"),
        {"items": {"i"}, "requirements": {"q"}, "kit_lines": {"l"}, "rules": True},
    ),
    (
        CompleteBuild(item_uid="i", location_uid="l"),
        {"items": {"i"}, "requirements_of": {"i"}, "locations": {"l"}},
    ),
    (CreateCatalogue(uid="u", ref="r", name="n"), {"catalogues": {"u"}, "catalogue_refs": {"r"}}),
    (
        CreatePosition(uid="u", catalogue_uid="c", ref="r", part_uid="p", location_uid="l"),
        {
            "positions": {"u"},
            "catalogues": {"c"},
            "parts": {"p"},
            "locations": {"l"},
            "position_refs": {("c", "r")},
            "position_places": {("c", "p", "l")},
        },
    ),
    (UpdatePosition(uid="u", etag="e"), {"positions": {"u"}}),
    (DeletePosition(uid="u", etag="e"), {"stock_at_positions": {"u"}}),
    (
        CreateOrderLine(
            uid="u", order_number="n", part_uid="p", ordered=ONE, supplier_uid="v", location_uid="l"
        ),
        {"order_lines": {"u"}, "parts": {"p"}, "suppliers": {"v"}, "locations": {"l"}},
    ),
    (UpdateOrderLine(uid="u", etag="e"), {"order_lines": {"u"}}),
    (IssueItem(item_uid="i", line_uid="l", quantity=ONE), {"items": {"i"}, "kit_lines": {"l"}}),
    (ReturnItem(item_uid="i", line_uid="l", quantity=ONE), {"items": {"i"}, "kit_lines": {"l"}}),
    (
        PrintLabels(uid="j", template="t", kind=LabelKind.LOT, record_uids=("a", "b"), printer="p"),
        {"print_jobs": {"j"}, "items": {"a", "b"}},
    ),
    (SettlePrintJob(uid="j", state=PrintState.SENT), {"print_jobs": {"j"}}),
    (Reprint(uid="k", job_uid="j"), {"print_jobs": {"k", "j"}}),
    (Undo(command_id="c"), {"commands": {"c"}}),
]


@pytest.mark.parametrize(
    ("command", "touched"), TOUCHED, ids=[type(command).__name__ for command, _ in TOUCHED]
)
def test_a_command_touches_what_it_names(command: Command, touched: dict[str, object]) -> None:
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
