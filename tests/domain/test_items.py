"""Inventory items: changing, holding, deleting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    Command,
    CreateItem,
    DeleteItem,
    HoldItem,
    InstallItem,
    IssueItem,
    ReleaseHold,
    ReserveItem,
    StartBuild,
    UpdateItem,
)
from kitstation.domain.etags import etag
from kitstation.domain.movements import Bucket, Removal, Spot
from kitstation.domain.records import InventoryItem
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import BenchUids
from tests.support.memory import Memory
from tests.support.world import World

ONE = Decimal(1)


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


@pytest.fixture
def paste(records: WorkingSet, memory_bench: BenchUids) -> InventoryItem:
    """10 g of lot LOT-1."""
    return records.items.get(memory_bench.paste_item)


def test_what_is_none_stays_and_what_is_empty_goes(
    memory: World, records: WorkingSet, paste: InventoryItem
) -> None:
    """Seed 001: "You can change almost all the fields on an inventory object"."""
    supplier = memory.supplier("Acme")
    first = UpdateItem(
        uid=paste.uid,
        etag=etag(paste),
        lot_number="ion-21",
        supplier_uid=supplier,
        cost=Decimal("11.210"),
        expires_on=date(2027, 1, 1),
        storage_area="cold",
    )
    memory.do(first)
    changed = records.items.get(paste.uid)
    assert changed == replace(
        paste,
        lot_number="ion-21",
        supplier_uid=supplier,
        cost=Decimal("11.21"),
        expires_on=date(2027, 1, 1),
        storage_area="cold",
        version=paste.version + 1,
    )
    memory.do(UpdateItem(uid=paste.uid, etag=etag(changed), supplier_uid="", storage_area=""))
    emptied = records.items.get(paste.uid)
    assert (emptied.supplier_uid, emptied.storage_area, emptied.lot_number) == (None, "", "ion-21")
    assert (emptied.cost, emptied.expires_on) == (Decimal("11.21"), date(2027, 1, 1))
    memory.do(UpdateItem(uid=paste.uid, etag=etag(emptied), cost="", expires_on=""))
    emptied = records.items.get(paste.uid)
    assert (emptied.cost, emptied.expires_on, emptied.lot_number) == (None, None, "ion-21")
    memory.do(UpdateItem(uid=paste.uid, etag=etag(emptied), cost=Decimal(0)))
    assert records.items.get(paste.uid).cost == 0


def test_an_update_of_what_was_changed_meanwhile_is_refused(memory: World, paste: InventoryItem) -> None:
    memory.do(UpdateItem(uid=paste.uid, etag=etag(paste), condition="USED"))
    refused = memory.refused(UpdateItem(uid=paste.uid, etag=etag(paste), condition="DAMAGED"))
    assert refused.code is RefusalCode.STALE_ETAG


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"lot_number": ""}, RefusalCode.TRACKING_MISMATCH),
        ({"serial_number": "SN-9"}, RefusalCode.TRACKING_MISMATCH),
        ({"lot_number": " L"}, RefusalCode.BAD_NAME),
        ({"supplier_uid": "nobody"}, RefusalCode.UNKNOWN_RECORD),
        ({"cost": Decimal(-1)}, RefusalCode.BAD_QUANTITY),
        ({"uid": "nothing"}, RefusalCode.UNKNOWN_RECORD),
    ],
)
def test_what_creation_refuses_an_update_refuses_too(
    memory: World, paste: InventoryItem, change: dict[str, object], code: RefusalCode
) -> None:
    """Seed 001: "All the quantity and tracking-type validations enforced on creation are also enforced on update"."""
    command: Command = replace(UpdateItem(uid=paste.uid, etag=etag(paste)), **change)  # type: ignore[arg-type]  # by name
    assert memory.refused(command).code is code


def test_a_serial_number_of_another_item_is_not_taken_over(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    """Seed 001: "another inventory object with the same part relation cannot have a matching serial number"."""
    other = memory.item(memory_bench.radio, memory_bench.bin, serial="SN-2")
    command = UpdateItem(uid=other, etag=etag(records.items.get(other)), serial_number="SN-1")
    assert memory.refused(command).code is RefusalCode.DUPLICATE_SERIAL
    memory.do(replace(command, serial_number="SN-3"))
    memory.item(memory_bench.radio, memory_bench.bin, serial="SN-2")


@pytest.mark.parametrize(("written", "kept"), [(None, "2319"), ("1145", "1145"), ("", None)])
def test_a_date_code_is_changed_as_a_lot_number_is(
    memory: World, records: WorkingSet, memory_bench: BenchUids, written: str | None, kept: str | None
) -> None:
    reel = memory.item(memory_bench.paste, memory_bench.bin, lot="LOT-7", date_code="2319")
    memory.do(UpdateItem(uid=reel, etag=etag(records.items.get(reel)), date_code=written))
    assert records.items.get(reel).date_code == kept


def test_a_date_code_with_blanks_around_it_is_refused(
    memory: World, records: WorkingSet, paste: InventoryItem
) -> None:
    command = UpdateItem(uid=paste.uid, etag=etag(paste), date_code=" 2319")
    assert memory.refused(command).code is RefusalCode.BAD_NAME
    assert records.items.get(paste.uid) == paste


def test_a_deleted_item_has_lost_what_was_on_hand(
    memory: World, records: WorkingSet, paste: InventoryItem
) -> None:
    """Seed 004: deleting with available units "will remove the inventoryStocked value before deleting"."""
    [movement] = memory.do(DeleteItem(uid=paste.uid, etag=etag(paste))).changes.movements
    assert (movement.quantity, movement.to_bucket, movement.to_place) == (
        Decimal(10),
        Bucket.REMOVED,
        Removal.LOSS,
    )
    gone = records.items.get(paste.uid)
    assert (gone.deleted, gone.quantity) == (True, Decimal(0))
    assert memory.refused(HoldItem(item_uid=paste.uid, reason="x")).code is RefusalCode.UNKNOWN_RECORD


def test_the_serial_number_of_a_deleted_item_is_free_again(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    radio = records.items.get(memory_bench.radio_item)
    memory.do(DeleteItem(uid=radio.uid, etag=etag(radio)))
    memory.item(memory_bench.radio, memory_bench.bin, serial="SN-1")
    assert records.part_stock.get(memory_bench.radio).serial_items == 1


def test_what_is_reserved_or_picked_is_not_deleted(
    memory: World, records: WorkingSet, memory_bench: BenchUids, paste: InventoryItem
) -> None:
    """Seed 004: "cannot be deleted if the reservedUnits or pickedUnits values are greater than 0"."""
    memory.do(ReserveItem(item_uid=paste.uid, line_uid=memory_bench.paste_line, quantity=ONE))
    refused = memory.refused(DeleteItem(uid=paste.uid, etag=etag(records.items.get(paste.uid))))
    assert (refused.code, refused.facts["cause"]) == (RefusalCode.IN_USE, "reserved")
    memory.issue(paste.uid, memory_bench.paste_line)
    refused = memory.refused(DeleteItem(uid=paste.uid, etag=etag(records.items.get(paste.uid))))
    assert (refused.code, refused.facts["cause"]) == (RefusalCode.IN_USE, "picked")


def test_an_assembly_with_something_installed_is_not_deleted(
    memory: World, records: WorkingSet, memory_bench: BenchUids
) -> None:
    memory.do(
        StartBuild(uid="board", run_uid=memory_bench.run, location_uid=memory_bench.bin, serial_number="B-1")
    )
    [requirement] = [
        uid
        for uid in records.requirements_of.get("board")
        if records.requirements.get(uid).part_uid == memory_bench.screw
    ]
    memory.do(InstallItem(item_uid=memory_bench.screw_item, requirement_uid=requirement, quantity=ONE))
    refused = memory.refused(DeleteItem(uid="board", etag=etag(records.items.get("board"))))
    assert (refused.code, refused.facts["cause"]) == (RefusalCode.IN_USE, "assembly")
    screws = records.items.get(memory_bench.screw_item)
    refused = memory.refused(DeleteItem(uid=screws.uid, etag=etag(screws)))
    assert (refused.code, refused.facts["cause"]) == (RefusalCode.IN_USE, "delivered")


def test_nothing_of_a_held_item_is_issued_until_it_is_released(
    memory: World, records: WorkingSet, memory_bench: BenchUids, paste: InventoryItem
) -> None:
    assert memory.refused(HoldItem(item_uid=paste.uid, reason=" ")).code is RefusalCode.REASON_NEEDED
    memory.do(HoldItem(item_uid=paste.uid, reason="smells"))
    stock = records.part_stock.get(memory_bench.paste)
    assert (stock.on_hand, stock.blocked) == (Decimal(10), Decimal(10))
    issue = IssueItem(item_uid=paste.uid, line_uid=memory_bench.paste_line, quantity=ONE)
    refused = memory.refused(issue)
    assert (refused.code, refused.facts["why"]) == (RefusalCode.NOT_AVAILABLE, "smells")
    memory.do(ReleaseHold(item_uid=paste.uid))
    memory.do(issue)
    assert records.part_stock.get(memory_bench.paste).blocked == 0
    assert records.ledger.balance(Spot(paste.uid, Bucket.PICKED, memory_bench.paste_line)) == 1


def test_an_expired_item_is_issued_only_when_confirmed(memory: World, memory_bench: BenchUids) -> None:
    memory.do(
        CreateItem(
            uid="old",
            part_uid=memory_bench.paste,
            location_uid=memory_bench.bin,
            lot_number="LOT-0",
            quantity=ONE,
            expires_on=date(2026, 3, 1),
        )
    )
    issue = IssueItem(item_uid="old", line_uid=memory_bench.paste_line, quantity=ONE)
    refused = memory.refused(issue)
    assert (refused.code, refused.facts["expired_on"]) == (RefusalCode.EXPIRED, "2026-03-01")
    memory.do(replace(issue, expired_ok=True))


def test_on_its_last_day_an_item_is_still_good(memory: World, memory_bench: BenchUids) -> None:
    item = memory.item(memory_bench.paste, memory_bench.bin, 1, lot="LOT-0", expires_on=date(2026, 3, 2))
    memory.issue(item, memory_bench.paste_line)
