"""Genealogy: the relations between items, followed both ways."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.domain.commands import MergeItems, SplitItem, SplitOff, TransferItem, UninstallItem
from kitstation.domain.ids import derived_id
from kitstation.domain.movements import Bucket
from kitstation.store.database import Reader
from kitstation.store.queries import genealogy
from kitstation.store.store import Store
from tests.support.builds import Works, build_board, install, lay_out_works, start
from tests.support.world import World


@pytest.fixture
def works(world: World) -> Works:
    return lay_out_works(world)


def _numbers(found: genealogy.Composition | genealogy.Dispersion) -> set[str]:
    return {item.number for item in found.items.values()}


def test_an_assembly_is_followed_down_to_the_last_lot(store: Store, world: World, works: Works) -> None:
    """Seed 000: an aBOM is what is installed; ION: one build requirement for each line of the mBOM."""
    board = build_board(world, works, "B-1")
    system = start(world, works, works.system_run, "S-1")
    install(world, board, system, works.board)
    with store.reading() as reader:
        found = genealogy.composition(reader, [system])
    assert _numbers(found) == {"S-1", "B-1", "R-B-1", "LOT-1", "SCREW"}
    (need,) = found.needs[system]
    assert (need.part_number, need.quantity) == ("BOARD", Decimal(2))
    assert [(share.item_uid, share.quantity) for share in found.installed[need.uid]] == [(board, Decimal(1))]
    radio_need = next(need for need in found.needs[board] if need.part_number == "RADIO")
    assert (radio_need.designators, radio_need.substitutes) == (("U1",), (works.other_radio,))


def test_what_was_taken_out_again_is_in_it_no_longer(store: Store, world: World, works: Works) -> None:
    board = start(world, works, works.board_run, "B-1")
    install(world, works.screw_item, board, works.screw, 4)
    requirement = derived_id(board, works.screw)
    world.do(UninstallItem(item_uid=works.screw_item, requirement_uid=requirement, quantity=Decimal(4)))
    with store.reading() as reader:
        assert genealogy.composition(reader, [board]).installed == {}
        assert _numbers(genealogy.dispersion(reader, [works.screw_item])) == {"SCREW"}


def test_a_lot_is_followed_through_splits_merges_and_moves_up_to_the_top(
    store: Store, world: World, works: Works
) -> None:
    split, rest, merged = world.ids.new(), world.ids.new(), world.ids.new()
    parts = (SplitOff(uid=split, quantity=Decimal(10)), SplitOff(uid=rest, quantity=Decimal(5)))
    world.do(SplitItem(item_uid=works.paste_item, parts=parts))
    world.do(MergeItems(new_uid=merged, item_uids=(split, rest)))
    moved = world.ids.new()
    world.do(TransferItem(item_uid=merged, to_location_uid=works.line, quantity=Decimal(5), new_uid=moved))
    board = build_board(world, works, "B-1", paste_item=moved)
    system = start(world, works, works.system_run, "S-1")
    install(world, board, system, works.board)
    with store.reading() as reader:
        found = genealogy.dispersion(reader, [works.paste_item])
        back = genealogy.composition(reader, [moved])
    assert set(found.items) == {works.paste_item, split, rest, merged, moved, board, system}
    assert [share.quantity for share in found.shares[moved]] == [Decimal("2.5"), Decimal("2.5")]
    assert {share.item_uid for share in back.origins[merged]} == {split, rest}
    assert works.paste_item in back.items


def _ring(world: World, store: Store, works: Works) -> tuple[str, str]:
    """Make two boards that contain each other: no command can, so the balances are written by hand."""
    boards = build_board(world, works, "B-1"), build_board(world, works, "B-2")
    with store.reading() as reader:
        for inner, outer in (boards, boards[::-1]):
            need = derived_id(outer, works.screw)
            row = {"item": inner, "need": need}
            reader.exec_driver_sql("INSERT INTO balance VALUES (:item, 'delivered', :need, 1000000)", row)
    return boards


def test_a_ring_ends_both_ways(store: Store, world: World, works: Works) -> None:
    first, second = _ring(world, store, works)
    with store.reading() as reader:
        assert {first, second} <= set(genealogy.composition(reader, [first]).items)
        assert set(genealogy.dispersion(reader, [first]).items) == {first, second}


def test_shares_say_where_they_are(store: Store, world: World, works: Works) -> None:
    kit = world.kit(world.run(works.board), number="K-1")
    world.issue(works.paste_item, world.line(kit, works.paste), "2.5")
    with store.reading() as reader:
        shares = genealogy.dispersion(reader, [works.paste_item]).shares[works.paste_item]
    assert [(share.bucket, share.quantity, share.kit, share.location) for share in shares] == [
        (Bucket.ON_HAND, Decimal("97.5"), None, "Stores"),
        (Bucket.PICKED, Decimal("2.5"), "K-1", None),
    ]


def test_a_serial_that_was_made_anew_is_found_where_it_lives(
    store: Store, world: World, works: Works
) -> None:
    gone = world.item(works.radio, works.shelf, serial="R-9")
    _delete(store, gone)
    with store.reading() as reader:
        assert [item.uid for item in genealogy.items_of_serial(reader, "R-9")] == [gone]
    lives = world.item(works.radio, works.shelf, serial="R-9")
    with store.reading() as reader:
        assert [item.uid for item in genealogy.items_of_serial(reader, "R-9")] == [lives]


def _delete(store: Store, uid: str) -> None:
    with store.reading() as reader:
        _mark_deleted(reader, uid)


def _mark_deleted(reader: Reader, uid: str) -> None:
    reader.exec_driver_sql("UPDATE item SET deleted = 1 WHERE uid = ?", (uid,))


@pytest.mark.parametrize("items", [(), ("nobody",)])
def test_nothing_comes_of_nothing(store: Store, items: tuple[str, ...]) -> None:
    with store.reading() as reader:
        assert genealogy.composition(reader, items).items == {}
        assert genealogy.dispersion(reader, items).items == {}
