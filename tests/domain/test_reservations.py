"""What is reserved for a kit line beyond what it still needs is free at once, and comes back with an undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    Command,
    FillKitFromMbom,
    InstallItem,
    IssueItem,
    RemoveKitLine,
    ReserveItem,
    ReturnItem,
    ScrapItem,
    SetKitStatus,
    SplitKit,
    StartBuild,
    TransferItem,
    UninstallItem,
    UpdateKitLine,
    UpdateMbomLine,
)
from kitstation.domain.commands import Undo as TakeBack
from kitstation.domain.etags import etag
from kitstation.domain.ids import derived_id
from kitstation.domain.movements import Bucket, Spot
from kitstation.domain.records import KitStatus
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.reservations import LET_GO
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import BenchUids, lay_out
from tests.support.memory import Memory
from tests.support.old_rules import OldRules
from tests.support.world import World


@dataclass(frozen=True, slots=True)
class Shop:
    """A kit that needs 8 screws; for it are reserved 3 of one box and, of a box that came later, 4."""

    memory: Memory
    world: World
    bench: BenchUids
    first: str
    later: str

    @property
    def records(self) -> WorkingSet:
        return self.memory.records

    def reserved(self, line: str = "") -> dict[str, Decimal]:
        names = {self.first: "first", self.later: "later"}
        found = {
            name: self.records.ledger.balance(Spot(uid, Bucket.RESERVED, line or self.bench.screw_line))
            for uid, name in names.items()
        }
        return {name: amount for name, amount in found.items() if amount}

    def issue(self, quantity: int, item: str = "", *, over_need: bool = False) -> IssueItem:
        return IssueItem(
            item_uid=item or self.bench.screw_item,
            line_uid=self.bench.screw_line,
            quantity=Decimal(quantity),
            over_need=over_need,
        )

    def line_needs(self, required: int) -> UpdateKitLine:
        line = self.records.kit_lines.get(self.bench.screw_line)
        return UpdateKitLine(uid=line.uid, etag=etag(line), required=Decimal(required))


def new_shop() -> Shop:
    memory = Memory()
    world = World(memory)
    bench = lay_out(world)
    first, later = (world.item(bench.screw, bench.shelf, 10) for _ in range(2))
    shop = Shop(memory, world, bench, first, later)
    for item, quantity in ((later, 4), (first, 3)):
        world.do(ReserveItem(item_uid=item, line_uid=bench.screw_line, quantity=Decimal(quantity)))
    return shop


@pytest.fixture
def shop() -> Shop:
    return new_shop()


@pytest.mark.parametrize(
    ("deed", "left"),
    [
        (lambda s: s.issue(1), {"first": 3, "later": 4}),
        (lambda s: s.issue(2), {"first": 3, "later": 3}),
        (lambda s: s.issue(6), {"first": 2}),
        (lambda s: s.issue(8), {}),
        (lambda s: s.issue(20, over_need=True), {}),
        (lambda s: s.issue(3, s.first), {"later": 4}),
        (lambda s: s.issue(8, s.first), {}),
        (lambda s: s.line_needs(7), {"first": 3, "later": 4}),
        (lambda s: s.line_needs(4), {"first": 3, "later": 1}),
        (lambda s: s.line_needs(1), {"first": 1}),
        (lambda s: s.line_needs(20), {"first": 3, "later": 4}),
        (lambda s: SetKitStatus(uid=s.bench.kit, status=KitStatus.COMPLETED), {}),
        (lambda s: SetKitStatus(uid=s.bench.kit, status=KitStatus.CANCELED), {}),
        (lambda s: SetKitStatus(uid=s.bench.kit, status=KitStatus.DELIVERED), {"first": 3, "later": 4}),
    ],
)
def test_what_a_line_needs_no_longer_is_free(
    shop: Shop, deed: Callable[[Shop], Command], left: dict[str, int]
) -> None:
    before = shop.reserved()
    done = shop.world.do(deed(shop))
    assert shop.reserved() == left
    for uid, there in ((shop.first, left.get("first", 0)), (shop.later, left.get("later", 0))):
        item = shop.records.items.get(uid)
        picked = shop.records.ledger.in_bucket(uid, Bucket.PICKED)
        assert item.quantity == 10 - there - picked
    shop.world.do(TakeBack(command_id=done.command_id))
    assert shop.reserved() == before


def test_what_is_let_go_says_why(shop: Shop) -> None:
    *_, freed = shop.world.do(shop.issue(2)).changes.movements
    assert (freed.item_uid, freed.quantity, freed.reason) == (shop.later, Decimal(1), LET_GO)
    assert (freed.to_bucket, freed.to_place) == (Bucket.ON_HAND, shop.bench.shelf)


def test_a_line_that_is_removed_lets_everything_go(shop: Shop) -> None:
    line = shop.records.kit_lines.get(shop.bench.screw_line)
    removed = shop.world.do(RemoveKitLine(uid=line.uid, etag=etag(line))).command_id
    assert shop.reserved() == {}
    assert shop.records.items.get(shop.later).quantity == 10
    shop.world.do(TakeBack(command_id=removed))
    assert shop.reserved() == {"first": 3, "later": 4}


def test_a_line_does_not_come_back_with_what_was_reserved_into_a_closed_kit(shop: Shop) -> None:
    line = shop.records.kit_lines.get(shop.bench.screw_line)
    removed = shop.world.do(RemoveKitLine(uid=line.uid, etag=etag(line))).command_id
    shop.world.do(SetKitStatus(uid=shop.bench.kit, status=KitStatus.CANCELED))
    assert shop.world.refused(TakeBack(command_id=removed)).code is RefusalCode.KIT_CLOSED


def test_a_kit_that_is_filled_anew_with_less_lets_go(shop: Shop) -> None:
    line = shop.records.mbom_lines.get(shop.records.mboms.get(shop.bench.assembly)[shop.bench.screw])
    shop.world.do(UpdateMbomLine(uid=line.uid, etag=etag(line), quantity=Decimal(2)))
    filled = shop.world.do(FillKitFromMbom(kit_uid=shop.bench.kit)).command_id
    assert shop.reserved() == {"first": 3, "later": 1}
    shop.world.do(TakeBack(command_id=filled))
    assert shop.reserved() == {"first": 3, "later": 4}


def test_what_comes_out_of_an_assembly_into_a_kit_meets_its_need(shop: Shop) -> None:
    shop.world.do(
        StartBuild(uid="b", run_uid=shop.bench.run, location_uid=shop.bench.bin, serial_number="B-1")
    )
    need = derived_id("b", shop.bench.screw)
    shop.world.do(InstallItem(item_uid=shop.bench.screw_item, requirement_uid=need, quantity=Decimal(4)))
    out = UninstallItem(
        item_uid=shop.bench.screw_item,
        requirement_uid=need,
        quantity=Decimal(4),
        line_uid=shop.bench.screw_line,
    )
    shop.world.do(out)
    assert shop.reserved() == {"first": 3, "later": 1}


def test_what_is_split_off_takes_its_reservations_along(shop: Shop) -> None:
    shop.world.do(shop.issue(6))
    split = SplitKit(kit_uid=shop.bench.kit, new_uid="new", new_number="KIT-9")
    done = shop.world.do(split)
    assert shop.reserved() == {}
    assert shop.reserved(derived_id(done.command_id, shop.bench.screw_line)) == {"first": 2}


def test_an_undo_that_meets_the_need_lets_go_as_well(shop: Shop) -> None:
    shop.world.do(shop.issue(8))
    back = ReturnItem(item_uid=shop.bench.screw_item, line_uid=shop.bench.screw_line, quantity=Decimal(8))
    returned = shop.world.do(back).command_id
    shop.world.do(ReserveItem(item_uid=shop.first, line_uid=shop.bench.screw_line, quantity=Decimal(5)))
    shop.world.do(TakeBack(command_id=returned))
    assert shop.reserved() == {}


def test_what_is_scrapped_from_a_kit_is_needed_again_and_frees_nothing(shop: Shop) -> None:
    shop.world.do(shop.issue(1))
    scrap = ScrapItem(
        item_uid=shop.bench.screw_item,
        quantity=Decimal(1),
        reason="bent",
        line_uid=shop.bench.screw_line,
    )
    shop.world.do(scrap)
    assert shop.reserved() == {"first": 3, "later": 4}


def test_an_issue_is_not_taken_back_once_what_it_let_go_is_taken(shop: Shop) -> None:
    issued = shop.world.do(shop.issue(8)).command_id
    other = shop.world.kit(shop.bench.run, number="KIT-2")
    line = shop.world.line(other, shop.bench.screw)
    shop.world.issue(shop.later, line, 8)
    refused = shop.world.refused(TakeBack(command_id=issued))
    assert (refused.code, refused.facts["why"]) == (
        RefusalCode.CANNOT_UNDO,
        "what was reserved for the line until then has been taken since",
    )


def test_an_issue_is_not_taken_back_once_what_it_let_go_lies_elsewhere(shop: Shop) -> None:
    issued = shop.world.do(shop.issue(8)).command_id
    shop.world.do(TransferItem(item_uid=shop.later, to_location_uid=shop.bench.bin))
    assert shop.world.refused(TakeBack(command_id=issued)).code is RefusalCode.CANNOT_UNDO


def test_what_an_older_version_left_reserved_is_let_go_when_the_line_is_touched(shop: Shop) -> None:
    old = World(OldRules(shop.memory), ids=shop.world.ids)
    issued = old.do(shop.issue(7))
    assert all(movement.reason != LET_GO for movement in issued.changes.movements)
    assert shop.reserved() == {"first": 3, "later": 4}
    shop.world.do(shop.issue(1))
    assert shop.reserved() == {}
