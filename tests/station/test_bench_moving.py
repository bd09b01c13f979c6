"""Moving at the bench: with no kit open, a place and then what goes there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.domain.commands import CreateLocation, MergeItems
from kitstation.store.queries import scan_targets
from tests.station.bench_driver import BenchDriver, label
from tests.support.bench import BenchUids


@pytest.fixture
def shelf(empty_bench: BenchDriver, bench_uids: BenchUids) -> str:
    """The path of a second place, with a barcode of its own."""
    command = CreateLocation(
        uid=empty_bench.world.ids.new(), name="B2", parent_uid=bench_uids.shelf, barcode="PLACE-7"
    )
    empty_bench.world.do(command)
    return "Stores/B2"


def lies_at(bench: BenchDriver, item_uid: str) -> str:
    with bench.store.reading() as reader:
        (item,) = scan_targets.with_uid(reader, item_uid).items
    return item.location


def test_a_place_then_items_is_a_bulk_move(
    empty_bench: BenchDriver, bench_uids: BenchUids, shelf: str
) -> None:
    """ION: scan a location, then many inventories."""
    assert empty_bench.scans("PLACE-7", "SN-1", "LOT-1") == ["PLACE_HELD", "MOVED", "MOVED"]
    assert lies_at(empty_bench, bench_uids.radio_item) == lies_at(empty_bench, bench_uids.paste_item) == shelf
    assert empty_bench.session.view().target == shelf


def test_a_move_says_from_where_to_where(empty_bench: BenchDriver, shelf: str) -> None:
    empty_bench.scan(shelf)
    verdict = empty_bench.scan("SN-1")
    assert verdict.message == "Moved SN-1. From Stores / A1-03 to Stores / B2"
    assert verdict.command_id


@pytest.mark.usefixtures("shelf")
def test_moves_are_taken_back_one_by_one(empty_bench: BenchDriver, bench_uids: BenchUids) -> None:
    empty_bench.scans("PLACE-7", "SN-1", "LOT-1")
    assert empty_bench.scan("KS.UNDO").lot_number == "LOT-1"
    assert lies_at(empty_bench, bench_uids.paste_item) == "Stores/A1-03"
    assert empty_bench.scan("KS.UNDO").message == "Taken back: SN-1. Put it back to Stores / A1-03"
    assert empty_bench.scan("KS.UNDO").code == "NO_KIT_OPEN"


@pytest.mark.usefixtures("shelf")
def test_a_label_with_a_quantity_moves_so_much(empty_bench: BenchDriver, bench_uids: BenchUids) -> None:
    verdicts = empty_bench.scan("PLACE-7"), empty_bench.scan(label("1PPASTE", "1TLOT-1", "Q4"))
    assert (verdicts[1].code, verdicts[1].quantity) == ("MOVED", Decimal(4))
    assert lies_at(empty_bench, bench_uids.paste_item) == "Stores/A1-03"
    assert empty_bench.scan("KS.UNDO").code == "UNDONE"


@pytest.mark.usefixtures("shelf")
def test_loose_stock_is_moved_by_its_parts_number(empty_bench: BenchDriver, bench_uids: BenchUids) -> None:
    assert empty_bench.scans("PLACE-7", "SCREW", "RADIO") == ["PLACE_HELD", "MOVED", "NUMBER_NEEDED"]
    assert lies_at(empty_bench, bench_uids.screw_item) == "Stores/B2"


@pytest.mark.usefixtures("shelf")
def test_what_is_there_already_is_told_and_nothing_moves(empty_bench: BenchDriver) -> None:
    assert empty_bench.scans("PLACE-7", "SN-1", "SN-1") == ["PLACE_HELD", "MOVED", "SAME_PLACE"]


@pytest.mark.usefixtures("shelf")
def test_of_several_items_of_one_lot_one_is_chosen(empty_bench: BenchDriver, bench_uids: BenchUids) -> None:
    other = empty_bench.world.item(bench_uids.paste, bench_uids.shelf, 3, lot="LOT-1")
    codes = empty_bench.scans("PLACE-7", "LOT-1", "2")
    assert codes == ["PLACE_HELD", "SEVERAL_MATCHES", "MOVED"]
    assert [lies_at(empty_bench, uid) for uid in (bench_uids.paste_item, other)].count("Stores/B2") == 1


@pytest.mark.usefixtures("shelf")
def test_cancelling_or_opening_a_kit_ends_the_moving(empty_bench: BenchDriver) -> None:
    assert empty_bench.scans("PLACE-7", "KS.CANCEL", "SN-1") == ["PLACE_HELD", "CANCELLED", "FOUND"]
    assert empty_bench.scans("PLACE-7", "KIT-1", "SN-1") == ["PLACE_HELD", "KIT_OPENED", "ISSUED"]


def test_a_place_with_a_kit_open_is_only_named(bench: BenchDriver) -> None:
    assert bench.scan("Stores/A1-03").code == "FOUND"
    assert bench.scan("SN-1").code == "ISSUED"


def test_the_label_of_what_was_merged_names_what_it_became(
    empty_bench: BenchDriver, bench_uids: BenchUids
) -> None:
    """ION: the barcodes of merged items resolve to the new record."""
    world, olds = empty_bench.world, [bench_uids.screw_item]
    for _ in range(2):
        new = world.ids.new()
        olds.append(world.item(bench_uids.screw, bench_uids.bin, 5))
        world.do(MergeItems(new_uid=new, item_uids=tuple(olds[-2:])))
        olds.append(new)
    with empty_bench.store.reading() as reader:
        for uid in olds:
            (item,) = scan_targets.with_uid(reader, uid).items
            assert (item.uid, item.quantity) == (olds[-1], Decimal(110))
