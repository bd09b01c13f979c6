"""What is put back by an undo must still fit: its name is free, what it refers to is there, its rules hold."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    AddKitLine,
    BookCount,
    Command,
    Counted,
    CreateLocation,
    CreateMbomLine,
    CreateSupplier,
    DeleteItem,
    DeleteMbomLine,
    InstallItem,
    IssueItem,
    MergeItems,
    MoveLocation,
    RemoveKitLine,
    RemoveStock,
    ReserveItem,
    ReturnItem,
    SetKitStatus,
    SetRules,
    StartBuild,
    Undo,
    UpdateItem,
    UpdateKit,
    UpdateLocation,
    UpdatePart,
    UpdateSupplier,
)
from kitstation.domain.etags import etag
from kitstation.domain.ids import derived_id
from kitstation.domain.movements import Bucket
from kitstation.domain.records import InventoryItem, KitStatus, Record, TrackingType
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import BenchUids
from tests.support.memory import Memory
from tests.support.world import World

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Shop:
    """A bench in memory whose records are at hand."""

    world: World
    bench: BenchUids
    records: WorkingSet

    def seen(self, kind: type[Record], uid: str) -> str:
        """Return the etag of a record as it is now."""
        return etag(self.records.rows_of(kind).get(uid))

    def cannot_take_back(self, command_id: str) -> str:
        """Return why a command cannot be taken back."""
        refused = self.world.refused(Undo(command_id=command_id))
        assert refused.code is RefusalCode.CANNOT_UNDO
        return refused.facts["why"]

    def do(self, command: Command) -> str:
        """Hand in a command that must be accepted; return its id."""
        return self.world.do(command).command_id


@pytest.fixture
def shop(memory: World, memory_bench: BenchUids) -> Shop:
    assert isinstance(memory.door, Memory)
    return Shop(memory, memory_bench, memory.door.records)


def test_a_serial_number_that_was_given_again_does_not_come_back(shop: Shop) -> None:
    """Seed 001: a serial number "must be unique per part"."""
    item = shop.bench.radio_item
    deleted = shop.do(DeleteItem(uid=item, etag=shop.seen(InventoryItem, item)))
    shop.world.item(shop.bench.radio, shop.bench.bin, serial="SN-1")
    assert shop.cannot_take_back(deleted) == "another one has its serial number now"


def test_a_name_that_was_given_again_does_not_come_back(shop: Shop) -> None:
    acme = shop.world.supplier("Acme")
    supplier = shop.records.suppliers.get(acme)
    renamed = shop.do(UpdateSupplier(uid=acme, etag=etag(supplier), name="Bolts"))
    shop.do(CreateSupplier(uid="other", name="Acme"))
    assert shop.cannot_take_back(renamed) == "another one has its name now"


def test_a_line_that_was_written_again_does_not_come_back(shop: Shop) -> None:
    line = shop.records.mboms.get(shop.bench.assembly)[shop.bench.screw]
    removed = shop.do(DeleteMbomLine(uid=line, etag=etag(shop.records.mbom_lines.get(line))))
    again = CreateMbomLine(
        uid="again", assembly_uid=shop.bench.assembly, part_uid=shop.bench.screw, quantity=ONE
    )
    shop.do(again)
    assert shop.cannot_take_back(removed) == "another one has its part now"


def test_what_refers_to_something_gone_does_not_come_back(shop: Shop) -> None:
    made = shop.do(CreateSupplier(uid="acme", name="Acme"))
    item = shop.bench.screw_item
    shop.do(UpdateItem(uid=item, etag=shop.seen(InventoryItem, item), supplier_uid="acme"))
    cleared = shop.do(UpdateItem(uid=item, etag=shop.seen(InventoryItem, item), supplier_uid=""))
    shop.do(Undo(command_id=made))
    assert shop.cannot_take_back(cleared) == "what it refers to is gone"


def test_a_part_is_not_tracked_as_before_once_there_is_stock_with_numbers(shop: Shop) -> None:
    tracked = shop.do(
        UpdatePart(
            uid=shop.bench.screw,
            etag=etag(shop.records.parts.get(shop.bench.screw)),
            tracking=TrackingType.LOT,
        )
    )
    shop.world.item(shop.bench.screw, shop.bench.bin, 5, lot="LOT-7")
    assert shop.world.refused(Undo(command_id=tracked)).code is RefusalCode.TRACKING_IN_USE


def test_a_place_goes_back_only_to_where_it_stood(shop: Shop) -> None:
    places = shop.records.locations
    hall = shop.world.location("Hall")
    moved = shop.do(MoveLocation(uid=shop.bench.bin, etag=etag(places.get(shop.bench.bin)), parent_uid=hall))
    shop.do(UpdateLocation(uid=shop.bench.shelf, etag=etag(places.get(shop.bench.shelf)), name="Stores 2"))
    assert shop.cannot_take_back(moved) == "the places around it have been changed since"


def test_a_place_goes_back_with_what_is_below_it(shop: Shop) -> None:
    places = shop.records.locations
    hall = shop.world.location("Hall")
    moved = shop.do(
        MoveLocation(uid=shop.bench.shelf, etag=etag(places.get(shop.bench.shelf)), parent_uid=hall)
    )
    assert places.get(shop.bench.bin).path == "Hall/Stores/A1-03"
    shop.do(Undo(command_id=moved))
    assert places.get(shop.bench.bin).path == "Stores/A1-03"


def test_a_kit_is_not_closed_again_with_something_in_it(shop: Shop) -> None:
    """ION: Completed "will mark the inventory that has not been installed as available"."""
    shop.do(SetKitStatus(uid=shop.bench.kit, status=KitStatus.COMPLETED))
    reopened = shop.do(SetKitStatus(uid=shop.bench.kit, status=KitStatus.IN_PROGRESS))
    shop.world.issue(shop.bench.screw_item, shop.bench.screw_line, 2)
    assert shop.cannot_take_back(reopened) == "something was issued to the kit since"


def test_a_line_that_holds_nothing_any_more_is_taken_away_again(shop: Shop) -> None:
    added = shop.do(
        AddKitLine(uid="line", kit_uid=shop.bench.kit, part_uid=shop.bench.assembly, required=ONE)
    )
    board = shop.world.item(shop.bench.assembly, shop.bench.bin, serial="B-1")
    shop.do(IssueItem(item_uid=board, line_uid="line", quantity=ONE))
    assert shop.cannot_take_back(added) == "something refers to it since"
    shop.do(ReturnItem(item_uid=board, line_uid="line", quantity=ONE))
    shop.do(Undo(command_id=added))
    assert shop.records.kit_lines.find("line") is None


def test_a_removed_line_comes_back(shop: Shop) -> None:
    line = shop.bench.radio_line
    removed = shop.do(RemoveKitLine(uid=line, etag=etag(shop.records.kit_lines.get(line))))
    shop.do(Undo(command_id=removed))
    assert shop.records.lines_of_kit.get(shop.bench.kit)[shop.bench.radio] == line


def test_a_count_of_nothing_elsewhere_leaves_the_item_where_it_is(shop: Shop) -> None:
    count = Counted(item_uid=shop.bench.radio_item, expected=Decimal(0), counted=Decimal(0))
    shop.do(BookCount(location_uid=shop.bench.shelf, counts=(count,), reason="count"))
    radio = shop.records.items.get(shop.bench.radio_item)
    assert (radio.location_uid, radio.quantity) == (shop.bench.bin, ONE)


def test_what_is_reserved_is_not_carried_along_by_a_count_elsewhere(shop: Shop) -> None:
    item = shop.world.item(shop.bench.screw, shop.bench.bin, 3)
    shop.do(ReserveItem(item_uid=item, line_uid=shop.bench.screw_line, quantity=Decimal(3)))
    count = Counted(item_uid=item, expected=Decimal(0), counted=Decimal(2))
    booked = BookCount(location_uid=shop.bench.shelf, counts=(count,), reason="count")
    assert shop.world.refused(booked).code is RefusalCode.SAME_PLACE


def test_stock_below_nothing_is_made_up_when_it_is_deleted(shop: Shop) -> None:
    shop.do(SetRules(allow_negative_untracked=True))
    item = shop.world.item(shop.bench.screw, shop.bench.bin, 1)
    shop.do(RemoveStock(item_uid=item, quantity=Decimal(3), reason="used"))
    assert shop.records.items.get(item).quantity == -2
    shop.do(DeleteItem(uid=item, etag=shop.seen(InventoryItem, item)))
    assert shop.records.items.get(item).quantity == 0


def test_a_kit_that_lies_elsewhere_leaves_what_is_owed_where_it_is_owed(shop: Shop) -> None:
    """Seed 004's sum holds although the shelf of the item is below nothing."""
    shop.do(SetRules(allow_negative_untracked=True))
    shop.do(CreateLocation(uid="bench", name="Bench"))
    item = shop.world.item(shop.bench.screw, shop.bench.bin, 1)
    shop.do(ReserveItem(item_uid=item, line_uid=shop.bench.screw_line, quantity=Decimal(2)))
    shop.do(IssueItem(item_uid=item, line_uid=shop.bench.screw_line, quantity=Decimal(3)))
    kit = shop.records.kits.get(shop.bench.kit)
    shop.do(UpdateKit(uid=kit.uid, etag=etag(kit), location_uid="bench"))
    shop.do(SetKitStatus(uid=kit.uid, status=KitStatus.COMPLETED))
    assert shop.records.items.get(item).location_uid == shop.bench.bin
    assert shop.records.ledger.in_bucket(item, Bucket.ON_HAND) == -2


def test_what_is_installed_somewhere_is_not_merged(shop: Shop) -> None:
    """It could never be taken out again: the record that it belongs to would be gone."""
    shop.do(StartBuild(uid="board", run_uid=shop.bench.run, location_uid=shop.bench.bin, serial_number="B-1"))
    shop.do(
        InstallItem(
            item_uid=shop.bench.paste_item,
            requirement_uid=derived_id("board", shop.bench.paste),
            quantity=ONE,
        )
    )
    other = shop.world.item(shop.bench.paste, shop.bench.bin, 4, lot="LOT-1")
    merge = MergeItems(new_uid="new", item_uids=(shop.bench.paste_item, other))
    assert shop.world.refused(merge).code is RefusalCode.CANNOT_MERGE
