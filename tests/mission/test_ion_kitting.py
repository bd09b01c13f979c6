"""ION, part kits and runs (seeds 000 to 002)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    AddKitLine,
    CreateKit,
    FillKitFromMbom,
    IssueItem,
    ReserveItem,
    ReturnItem,
    SetKitStatus,
    SetRules,
    SplitKit,
    UpdateKit,
    UpdateKitLine,
)
from kitstation.domain.etags import etag
from kitstation.domain.movements import Bucket
from kitstation.domain.records import KitStatus
from kitstation.domain.refusals import RefusalCode
from kitstation.station.kit_view import KitView
from kitstation.store.queries.kits import kit_by_uid, kit_lines, kits_of_run
from tests.mission.conftest import Shop

ONE = Decimal(1)
TODAY = date(2026, 3, 2)


def test_kit_belongs_to_a_run(shop: Shop) -> None:
    """Seed 001: "To create a part kit, you must already have a run"."""
    command = CreateKit(uid="k", number="KIT-2", run_uid="nothing")
    assert shop.world.refused(command).code is RefusalCode.UNKNOWN_RECORD


def test_fill_from_mbom(shop: Shop) -> None:
    """ION: lines come from the part's mBOM, "Multiplied by the parent's run quantity"."""
    assert shop.line(shop.bench.screw_line).required == 8
    assert shop.line(shop.bench.paste_line).required == 5


def test_issue_serial(shop: Shop) -> None:
    """Seed 001: "reference its partInventoryId and, when the item is not serial-tracked, the quantity"."""
    shop.world.issue(shop.bench.radio_item, shop.bench.radio_line)
    assert shop.issued(shop.bench.radio_line) == 1


def test_issue_lot_and_untracked(shop: Shop) -> None:
    """Seed 001: "Issuing serials, lots, or untracked parts works similarly"."""
    shop.world.issue(shop.bench.paste_item, shop.bench.paste_line, "2.5")
    shop.world.issue(shop.bench.screw_item, shop.bench.screw_line, 8)
    assert (shop.issued(shop.bench.paste_line), shop.issued(shop.bench.screw_line)) == (
        Decimal("2.5"),
        Decimal(8),
    )


def test_issue_decrements_the_original(shop: Shop) -> None:
    """Seed 001: "The quantity is decremented from the original inventory object"."""
    shop.world.issue(shop.bench.paste_item, shop.bench.paste_line, 3)
    assert shop.item(shop.bench.paste_item).quantity == 7
    assert shop.balance(shop.bench.paste_item, Bucket.PICKED) == 3


def test_issued_quantity(shop: Shop) -> None:
    """Seed 001: "the kit shows the quantity of that required part fulfilled as issuedQuantity"."""
    shop.world.issue(shop.bench.screw_item, shop.bench.screw_line, 5)
    shop.world.issue(shop.bench.screw_item, shop.bench.screw_line, 2)
    assert shop.issued(shop.bench.screw_line) == 7


def test_return_needs_the_quantity(shop: Shop) -> None:
    """Seed 001: "You must include the quantity you are moving back to inventory"."""
    shop.world.issue(shop.bench.screw_item, shop.bench.screw_line, 5)
    shop.world.give_back(shop.bench.screw_item, shop.bench.screw_line, 2)
    assert (shop.issued(shop.bench.screw_line), shop.item(shop.bench.screw_item).quantity) == (
        Decimal(3),
        Decimal(97),
    )
    nothing = ReturnItem(item_uid=shop.bench.screw_item, line_uid=shop.bench.screw_line, quantity=Decimal(0))
    assert shop.world.refused(nothing).code is RefusalCode.BAD_QUANTITY


def test_return_at_most_what_is_issued(shop: Shop) -> None:
    """Seed 001: "but not the full amount originally issued"."""
    shop.world.issue(shop.bench.screw_item, shop.bench.screw_line, 5)
    command = ReturnItem(item_uid=shop.bench.screw_item, line_uid=shop.bench.screw_line, quantity=Decimal(6))
    assert shop.world.refused(command).code is RefusalCode.RETURN_EXCEEDS


def test_over_issue_needs_a_person(shop: Shop) -> None:
    """Not documented by ION; Autotask picks at most what is needed. Here a person may confirm more."""
    command = IssueItem(item_uid=shop.bench.screw_item, line_uid=shop.bench.screw_line, quantity=Decimal(9))
    assert shop.world.refused(command).code is RefusalCode.OVER_ISSUE


def test_first_issue_starts_the_kit(shop: Shop) -> None:
    """ION: "The kit will automatically move to In Progress if you kit any material" while it is Requested."""
    assert shop.kit(shop.bench.kit).status is KitStatus.REQUESTED
    shop.world.issue(shop.bench.screw_item, shop.bench.screw_line)
    assert shop.kit(shop.bench.kit).status is KitStatus.IN_PROGRESS


@pytest.mark.parametrize("status", list(KitStatus))
def test_any_status_from_any_status(shop: Shop, status: KitStatus) -> None:
    """ION: "You can move from any status to any status"."""
    shop.world.do(SetKitStatus(uid=shop.bench.kit, status=status))
    assert shop.kit(shop.bench.kit).status is status


def test_delivered_kit_moves(shop: Shop) -> None:
    """ION: delivered, the current location becomes the delivery location, and all kitted inventory moves there."""
    kit = shop.kit(shop.bench.kit)
    shop.world.do(UpdateKit(uid=kit.uid, etag=etag(kit), delivery_uid=shop.bench.shelf))
    shop.world.do(SetKitStatus(uid=kit.uid, status=KitStatus.DELIVERED))
    assert shop.kit(kit.uid).location_uid == shop.bench.shelf


def test_completed_kit_frees_what_is_not_installed_where_it_lies(shop: Shop) -> None:
    """ION: "This will mark the inventory that has not been installed as available ... will not change the location"."""
    kit = shop.kit(shop.bench.kit)
    shop.world.do(UpdateKit(uid=kit.uid, etag=etag(kit), location_uid=shop.bench.shelf))
    shop.world.issue(shop.bench.radio_item, shop.bench.radio_line)
    shop.world.do(SetKitStatus(uid=kit.uid, status=KitStatus.COMPLETED))
    radio = shop.item(shop.bench.radio_item)
    assert (radio.quantity, radio.location_uid, radio.blocked) == (Decimal(1), shop.bench.shelf, False)


def test_moving_a_kit_moves_what_is_in_it(shop: Shop) -> None:
    """ION: moving the kit's location moves its inventory; here what is picked lies where its kit lies."""
    shop.world.issue(shop.bench.radio_item, shop.bench.radio_line)
    kit = shop.kit(shop.bench.kit)
    shop.world.do(UpdateKit(uid=kit.uid, etag=etag(kit), location_uid=shop.bench.shelf))
    assert shop.kit(kit.uid).location_uid == shop.bench.shelf
    assert shop.balance(shop.bench.radio_item, Bucket.PICKED, shop.bench.radio_line) == 1


def test_split_the_unfulfilled_rest(shop: Shop) -> None:
    """ION: SplitUnfulfilledPartKit."""
    shop.world.issue(shop.bench.screw_item, shop.bench.screw_line, 3)
    shop.world.do(SplitKit(kit_uid=shop.bench.kit, new_uid="rest", new_number="KIT-1b"))
    assert shop.line(shop.bench.screw_line).required == 3
    assert shop.kit("rest").run_uid == shop.bench.run


def test_one_line_for_each_part(shop: Shop) -> None:
    """ION: "one line per (kit, part including revision)"; a second one is refused."""
    again = AddKitLine(uid="l", kit_uid=shop.bench.kit, part_uid=shop.bench.screw, required=ONE)
    assert shop.world.refused(again).code is RefusalCode.DUPLICATE


def test_filling_again_keeps_what_is_kitted(shop: Shop) -> None:
    """ION: "Already kitted inventory will be preserved"."""
    shop.world.issue(shop.bench.screw_item, shop.bench.screw_line, 3)
    shop.world.do(FillKitFromMbom(kit_uid=shop.bench.kit))
    assert shop.issued(shop.bench.screw_line) == 3


def test_substitutes(shop: Shop) -> None:
    """ION: parts listed as substitutes "will not raise a validation error"; what was used is recorded."""
    longer = shop.world.part("SCREW-LONG")
    item = shop.world.item(longer, shop.bench.bin, 5)
    line = shop.line(shop.bench.screw_line)
    shop.world.do(UpdateKitLine(uid=line.uid, etag=etag(line), substitutes=(longer,)))
    shop.world.issue(item, line.uid, 5)
    assert shop.balance(item, Bucket.PICKED, line.uid) == 5


def test_any_revision(shop: Shop) -> None:
    """ION: with "Allow any part revision to be used", the same part number is enough."""
    other = shop.world.part("SCREW", revision="B")
    item = shop.world.item(other, shop.bench.bin, 5)
    shop.world.do(SetRules(any_revision=True))
    shop.world.issue(item, shop.bench.screw_line, 5)


def test_a_kit_reserves(shop: Shop) -> None:
    """ION: a kit "reserves existing inventory ... so a kitted unit is unavailable to other demand"."""
    command = ReserveItem(item_uid=shop.bench.screw_item, line_uid=shop.bench.screw_line, quantity=Decimal(8))
    shop.world.do(command)
    assert shop.item(shop.bench.screw_item).quantity == 92


def test_partial_kits(shop: Shop) -> None:
    """ION: "you do not have to fully fulfill every part before delivering"."""
    shop.world.issue(shop.bench.screw_item, shop.bench.screw_line, 3)
    shop.world.do(SetKitStatus(uid=shop.bench.kit, status=KitStatus.DELIVERED))
    assert shop.kit(shop.bench.kit).status is KitStatus.DELIVERED


def test_kits_of_a_run(shop: Shop) -> None:
    """Seed 001: "List part kits with a filter"; the filter in use is the run's."""
    other = shop.world.run(shop.bench.assembly, 1, title="Other")
    shop.world.kit(other, number="KIT-2")
    with shop.store.reading() as reader:
        assert [kit.number for kit in kits_of_run(reader, shop.bench.run)] == ["KIT-1"]


def test_first_in_first_out(shop: Shop) -> None:
    """ION: "automatically selects inventory to be picked ... based on FIFO methodology"."""
    shop.world.item(shop.bench.screw, shop.bench.shelf, 100)
    with shop.store.reading() as reader:
        lines = kit_lines(reader, shop.bench.kit, TODAY)
    [screw] = [line for line in lines if line.part_uid == shop.bench.screw]
    assert screw.take is not None
    assert screw.take.item_uid == shop.bench.screw_item


def test_pick_path_is_the_order_of_the_places(shop: Shop) -> None:
    """ION: "the pick path of a picklist is the sort order of the location names", as A1-01 to A1-99."""
    first = shop.world.location("A1-01", shop.bench.shelf)
    late = shop.world.part("LATE")
    shop.world.item(late, first, 5)
    shop.world.do(AddKitLine(uid="l", kit_uid=shop.bench.kit, part_uid=late, required=ONE))
    with shop.store.reading() as reader:
        kit = kit_by_uid(reader, shop.bench.kit)
        lines = kit_lines(reader, shop.bench.kit, TODAY)
    assert kit is not None
    assert KitView.of(kit, lines).lines[0].part_number == "LATE"
