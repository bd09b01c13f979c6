"""A run begins as many assemblies as it makes; what was given up while it was in work counts as never begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    AddStock,
    Command,
    CompleteBuild,
    DeleteItem,
    RecountItem,
    RemoveStock,
    ScrapItem,
    SplitItem,
    SplitOff,
    StartBuild,
    Undo,
    UpdateRun,
)
from kitstation.domain.etags import etag
from kitstation.domain.records import TrackingType
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.working_set import WorkingSet
from tests.support.memory import Memory
from tests.support.old_rules import OldRules
from tests.support.world import World

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Shop:
    """A run of 2 boards (serial), one of 10 panels (lot)."""

    memory: Memory
    world: World
    place: str
    boards: str
    panels: str

    @property
    def records(self) -> WorkingSet:
        return self.memory.records

    def board(self, number: int) -> StartBuild:
        return StartBuild(
            uid=f"b{number}", run_uid=self.boards, location_uid=self.place, serial_number=f"B-{number}"
        )

    def panel(self, uid: str, quantity: int | str) -> StartBuild:
        return StartBuild(
            uid=uid,
            run_uid=self.panels,
            location_uid=self.place,
            lot_number="L-1",
            quantity=Decimal(quantity),
        )

    def finish(self, uid: str) -> CompleteBuild:
        return CompleteBuild(item_uid=uid, location_uid=self.place)


@pytest.fixture
def shop() -> Shop:
    memory = Memory()
    world = World(memory)
    board, panel = world.part("BOARD", TrackingType.SERIAL), world.part("PANEL", TrackingType.LOT)
    return Shop(memory, world, world.location("Line 1"), world.run(board, 2), world.run(panel, 10))


def test_no_more_is_begun_than_the_run_makes(shop: Shop) -> None:
    shop.world.do(shop.board(1))
    shop.world.do(shop.board(2))
    refused = shop.world.refused(shop.board(3))
    assert (refused.code, refused.facts) == (
        RefusalCode.RUN_FULL,
        {"run": "Run", "makes": "2", "begun": "2", "asked": "1"},
    )
    run = shop.records.runs.get(shop.boards)
    shop.world.do(UpdateRun(uid=run.uid, etag=etag(run), quantity=Decimal(3)))
    shop.world.do(shop.board(3))


def test_what_is_begun_in_lots_is_counted_by_quantity(shop: Shop) -> None:
    shop.world.do(shop.panel("p1", "7.5"))
    refused = shop.world.refused(shop.panel("p2", 3))
    assert (refused.code, refused.facts["begun"], refused.facts["asked"]) == (
        RefusalCode.RUN_FULL,
        "7.5",
        "3",
    )
    shop.world.do(shop.panel("p2", "2.5"))
    assert shop.world.refused(shop.panel("p3", 1)).code is RefusalCode.RUN_FULL


def taken_back(shop: Shop) -> Iterator[Command]:
    yield Undo(command_id=shop.world.do(shop.board(2)).command_id)


def scrapped(shop: Shop) -> Iterator[Command]:
    yield shop.board(2)
    yield ScrapItem(item_uid="b2", quantity=ONE, reason="burnt")


def deleted(shop: Shop) -> Iterator[Command]:
    yield shop.board(2)
    yield DeleteItem(uid="b2", etag=etag(shop.records.items.get("b2")))


def lost(shop: Shop) -> Iterator[Command]:
    yield shop.board(2)
    yield RemoveStock(item_uid="b2", quantity=ONE, reason="lost")


def finished_and_scrapped(shop: Shop) -> Iterator[Command]:
    yield shop.board(2)
    yield shop.finish("b2")
    yield ScrapItem(item_uid="b2", quantity=ONE, reason="dropped")


def finished(shop: Shop) -> Iterator[Command]:
    yield shop.board(2)
    yield shop.finish("b2")


def finished_and_gone(shop: Shop) -> Iterator[Command]:
    yield shop.board(2)
    yield shop.finish("b2")
    yield RemoveStock(item_uid="b2", quantity=ONE, reason="sold")


def finished_and_deleted(shop: Shop) -> Iterator[Command]:
    yield shop.board(2)
    yield shop.finish("b2")
    yield DeleteItem(uid="b2", etag=etag(shop.records.items.get("b2")))


def scrapped_and_mended(shop: Shop) -> Iterator[Command]:
    yield from scrapped(shop)
    yield AddStock(item_uid="b2", quantity=ONE, reason="mended")


def lost_and_found(shop: Shop) -> Iterator[Command]:
    yield from lost(shop)
    yield RecountItem(item_uid="b2", counted=ONE, reason="found")


@pytest.mark.parametrize(
    ("happens", "another"),
    [
        (taken_back, True),
        (scrapped, True),
        (deleted, True),
        (lost, True),
        (finished_and_scrapped, True),
        (finished, False),
        (finished_and_gone, False),
        (finished_and_deleted, False),
        (scrapped_and_mended, False),
        (lost_and_found, False),
    ],
)
def test_another_is_begun_instead_of_one_that_was_given_up(
    shop: Shop, happens: Callable[[Shop], Iterator[Command]], *, another: bool
) -> None:
    shop.world.do(shop.board(1))
    for command in happens(shop):
        shop.world.do(command)
    if another:
        shop.world.do(shop.board(3))
    assert shop.world.refused(shop.board(4)).code is RefusalCode.RUN_FULL


def test_what_is_split_off_is_begun_once(shop: Shop) -> None:
    shop.world.do(shop.panel("p1", 8))
    shop.world.do(shop.finish("p1"))
    shop.world.do(SplitItem(item_uid="p1", parts=(SplitOff(uid="half", quantity=Decimal(4)),)))
    assert shop.world.refused(shop.panel("p2", 3)).facts["begun"] == "8"
    shop.world.do(ScrapItem(item_uid="half", quantity=Decimal(1), reason="bent"))
    shop.world.do(shop.panel("p2", 3))


def test_what_was_begun_before_this_was_a_rule_stays_and_no_more_is_begun(shop: Shop) -> None:
    old = World(OldRules(shop.memory), ids=shop.world.ids)
    for number in (1, 2, 3):
        old.do(shop.board(number))
    assert shop.world.refused(shop.board(4)).facts["begun"] == "3"
    shop.world.do(shop.finish("b3"))
