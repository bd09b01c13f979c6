"""What none of the source systems has, or documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from kitstation.domain.commands import (
    BookCount,
    Counted,
    HoldItem,
    IssueItem,
    ReleaseHold,
    TransferItem,
    Undo,
)
from kitstation.domain.records import Role
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.store.queries.kits import kit_lines
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
