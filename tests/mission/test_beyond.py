"""What none of the source systems has, or documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    AddTradeNumber,
    BookCount,
    Counted,
    CreateItem,
    CreateMbomLine,
    HoldItem,
    IssueItem,
    PrintLabels,
    ReleaseHold,
    ReserveItem,
    SplitItem,
    SplitOff,
    StartBuild,
    TransferItem,
    Undo,
)
from kitstation.domain.movements import Bucket
from kitstation.domain.printing import next_free_label
from kitstation.domain.records import LabelKind, Role
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.store import rows
from kitstation.store.queries.kits import kit_lines
from kitstation.store.queries.part_detail import trade_numbers_of
from tests.mission.conftest import Shop

ONE = Decimal(1)


def test_cycle_count(shop: Shop) -> None:
    """A place is counted, the difference is booked with a reason, and what lay elsewhere is moved here."""
    elsewhere = shop.world.item(shop.bench.radio, shop.bench.shelf, serial="SN-7")
    counts = (
        Counted(item_uid=shop.bench.screw_item, expected=Decimal(100), counted=Decimal(98)),
        Counted(item_uid=elsewhere, expected=Decimal(0), counted=ONE),
    )
    shop.world.do(BookCount(location_uid=shop.bench.bin, counts=counts, reason="cycle count"))
    assert shop.item(shop.bench.screw_item).quantity == 98
    assert shop.item(elsewhere).location_uid == shop.bench.bin


def test_a_count_of_what_has_moved_meanwhile_is_counted_again(shop: Shop) -> None:
    counted = Counted(item_uid=shop.bench.screw_item, expected=Decimal(100), counted=Decimal(98))
    shop.world.issue(shop.bench.screw_item, shop.bench.screw_line)
    command = BookCount(location_uid=shop.bench.bin, counts=(counted,), reason="cycle count")
    assert shop.world.refused(command).code is RefusalCode.STALE_COUNT


def test_first_expired_first_out(shop: Shop) -> None:
    """What expires first is suggested first, before what came first."""
    later = shop.world.item(shop.bench.paste, shop.bench.bin, 5, lot="L-2", expires_on=date(2027, 1, 1))
    sooner = shop.world.item(shop.bench.paste, shop.bench.bin, 5, lot="L-3", expires_on=date(2026, 9, 1))
    with shop.store.reading() as reader:
        lines = kit_lines(reader, shop.bench.kit, date(2026, 3, 2))
    [paste] = [line for line in lines if line.part_uid == shop.bench.paste]
    assert paste.take is not None
    assert paste.take.item_uid == sooner != later


def test_expired_stock_needs_a_person(shop: Shop) -> None:
    """An expired lot is refused unless it is confirmed."""
    old = shop.world.item(shop.bench.paste, shop.bench.bin, 5, lot="L-0", expires_on=date(2026, 3, 1))
    issue = IssueItem(item_uid=old, line_uid=shop.bench.paste_line, quantity=ONE)
    assert shop.world.refused(issue).code is RefusalCode.EXPIRED
    shop.world.do(replace(issue, expired_ok=True))


def test_quarantine(shop: Shop) -> None:
    """What is held is not available, with the reason, until it is released."""
    shop.world.do(HoldItem(item_uid=shop.bench.radio_item, reason="wrong marking"))
    issue = IssueItem(item_uid=shop.bench.radio_item, line_uid=shop.bench.radio_line, quantity=ONE)
    assert shop.world.refused(issue).facts["why"] == "wrong marking"
    shop.world.do(ReleaseHold(item_uid=shop.bench.radio_item))
    shop.world.do(issue)


def test_undo_of_any_own_command(shop: Shop) -> None:
    """Every command on which nothing later depends can be taken back by who gave it."""
    moved = shop.world.do(
        TransferItem(item_uid=shop.bench.screw_item, to_location_uid=shop.bench.shelf)
    ).command_id
    shop.world.undo(moved)
    assert shop.item(shop.bench.screw_item).location_uid == shop.bench.bin


def test_undo_is_for_ones_own_commands(shop: Shop) -> None:
    moved = shop.world.do(
        TransferItem(item_uid=shop.bench.screw_item, to_location_uid=shop.bench.shelf)
    ).command_id
    entry = shop.world.entry(Undo(command_id=moved), operator="Grace")
    refused = shop.store.execute(replace(entry, role=Role.TECHNICIAN))
    assert isinstance(refused, Refused)
    assert refused.code is RefusalCode.NOT_YOURS


def test_date_code(shop: Shop) -> None:
    """What the maker's label says of the day of making is kept as it says it, and stays with what is split off."""
    lot = shop.world.ids.new()
    shop.world.do(
        CreateItem(
            uid=lot,
            part_uid=shop.bench.paste,
            location_uid=shop.bench.bin,
            quantity=Decimal(5),
            lot_number="L-9",
            date_code="0319",
        )
    )
    half = shop.world.ids.new()
    shop.world.do(SplitItem(item_uid=lot, parts=(SplitOff(uid=half, quantity=ONE),)))
    assert (shop.item(lot).date_code, shop.item(half).date_code) == ("0319", "0319")


def test_trade_number(shop: Shop) -> None:
    """A number of another maker, a distributor or a customer is remembered for a part, and names no other."""
    number = AddTradeNumber(uid="n", part_uid=shop.bench.radio, number="311-200-ND")
    shop.world.do(number)
    with shop.store.reading() as reader:
        assert trade_numbers_of(reader, shop.bench.radio) == ("311-200-ND",)
    other = replace(number, uid="m", part_uid=shop.bench.screw)
    assert shop.world.refused(other).code is RefusalCode.NUMBER_TAKEN


def test_mbom_ring(shop: Shop) -> None:
    """An assembly never needs itself, neither through its parts nor through theirs."""
    ring = CreateMbomLine(
        uid="ring", assembly_uid=shop.bench.radio, part_uid=shop.bench.assembly, quantity=ONE
    )
    assert shop.world.refused(ring).code is RefusalCode.CONTAINS_ITSELF


def test_a_reservation_is_free_as_soon_as_nobody_needs_it(shop: Shop) -> None:
    """What is kept for a line goes back to stock when the line gets enough of something else."""
    reserve = ReserveItem(item_uid=shop.bench.screw_item, line_uid=shop.bench.screw_line, quantity=Decimal(8))
    shop.world.do(reserve)
    others = shop.world.item(shop.bench.screw, shop.bench.shelf, 8)
    shop.world.issue(others, shop.bench.screw_line, 8)
    assert shop.balance(shop.bench.screw_item, Bucket.RESERVED) == 0
    assert shop.item(shop.bench.screw_item).quantity == 100


def test_a_run_makes_no_more_than_it_says(shop: Shop) -> None:
    """As many assemblies are begun as the run makes, and no more."""
    begin = [
        StartBuild(uid=f"a{n}", run_uid=shop.bench.run, location_uid=shop.bench.bin, serial_number=f"A-{n}")
        for n in range(3)
    ]
    shop.world.do(begin[0])
    shop.world.do(begin[1])
    assert shop.world.refused(begin[2]).code is RefusalCode.RUN_FULL


@pytest.mark.parametrize(("first", "copies", "free"), [(1, 3, 4), (4, 20, 24), (20, 5, 1), (1, 24, 1)])
def test_first_free_label(shop: Shop, first: int, copies: int, free: int) -> None:
    """A sheet that was begun is used up: the next job begins where the last one ended."""
    shop.world.do(
        PrintLabels(
            uid="j",
            template="item_sheet",
            kind=LabelKind.ITEM,
            record_uids=(shop.bench.radio_item,),
            printer="Zebra",
            copies=copies,
            first_label=first,
        )
    )
    assert next_free_label(shop.record(rows.PRINT_JOBS, "j"), 24) == free
