"""Counting by scanner: what should lie there, what was counted, and what is booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.commands import HoldItem, RecountItem, ReserveItem
from kitstation.domain.errors import KitstationError
from kitstation.domain.records import Role, TrackingType
from kitstation.scanning.scan import Scan
from kitstation.station.count_keeping import CountFiles
from kitstation.station.count_sheet import (
    Began,
    Corrected,
    CountedMore,
    CountRow,
    CountSheet,
    Event,
    Misplaced,
    RestMissing,
    Unknown,
)
from kitstation.station.counting import CountingSession, CountView, HowMany, WhichItem
from kitstation.station.counting_words import signed
from kitstation.station.desk import Desk
from kitstation.station.sentences import Speech
from kitstation.station.verdicts import Verdict
from kitstation.store.queries import inventory
from kitstation.store.queries.counting import ShelfItem
from kitstation.store.queries.inventory import InventoryFilter
from kitstation.store.store import Store
from tests.station.bench_driver import label
from tests.support.bench import BenchUids
from tests.support.clock import FakeClock, SeqIds
from tests.support.world import World

BIN = "Stores/A1-03"


class Shelf:
    """A counting session with the hands that scan."""

    def __init__(self, store: Store, profile: Path, *, each: bool = False, ids: int = 1_000_000) -> None:
        self.store = store
        self.clock = FakeClock()
        desk = Desk(self.clock, SeqIds(ids), "Grace", "B7")
        self.session = CountingSession(store, desk, CountFiles(profile), Speech(zone=UTC), each=each)

    def scan(self, *texts: str) -> Verdict:
        """Scan texts; return the last verdict."""
        verdicts = [
            self.session.scan(Scan(text, text.encode(), "test", self.clock.now(), 0)) for text in texts
        ]
        return verdicts[-1]

    @property
    def view(self) -> CountView:
        """What the page shows."""
        return self.session.view()

    def row(self, name: str) -> CountRow:
        """The row of an item, by what people call it."""
        return next(row for row in self.view.rows if row.item.name == name)

    def stock(self, part_number: str) -> Decimal:
        """How much of a part is on hand, wherever."""
        with self.store.reading() as reader:
            rows = inventory.matching(reader, InventoryFilter(part_number=part_number))
        return sum((row.quantity for row in rows), Decimal(0))


@pytest.fixture
def shelf(store: Store, bench_uids: BenchUids, tmp_path: Path) -> Shelf:
    """A bin with radio SN-1, 10 g of paste LOT-1 and 100 screws."""
    return Shelf(store, tmp_path / "profile")


@pytest.fixture
def each(store: Store, bench_uids: BenchUids, tmp_path: Path) -> Shelf:
    """The same, where every scan counts one."""
    return Shelf(store, tmp_path / "profile", each=True)


def test_scanning_a_place_begins_its_count(shelf: Shelf) -> None:
    verdict = shelf.scan(BIN)
    assert verdict.message == "Counting Stores / A1-03. 0 of 3 counted. Scan what lies there."
    assert {row.item.name: row.expected for row in shelf.view.rows} == {
        "LOT-1": Decimal(10),
        "SN-1": Decimal(1),
        "SCREW": Decimal(100),
    }


def test_a_serial_number_counts_once(shelf: Shelf) -> None:
    shelf.scan(BIN)
    assert shelf.scan("SN-1").code == "COUNTED"
    assert shelf.scan("SN-1").code == "COUNTED_ALREADY"
    assert shelf.row("SN-1").counted == Decimal(1)


def test_a_lot_is_asked_for_and_answered_with_digits(shelf: Shelf) -> None:
    shelf.scan(BIN)
    asked = shelf.scan("LOT-1")
    assert isinstance(shelf.view.question, HowMany)
    assert asked.message == "How many of LOT-1? 10 g are expected. Scan or type the number, or confirm 10."
    verdict = shelf.scan("KS.8", "KS.POINT", "KS.5", "KS.CONFIRM")
    assert verdict.headline == "8.5 g of LOT-1"
    assert shelf.row("LOT-1").difference == Decimal("-1.5")
    assert shelf.stock("PASTE") == Decimal(10)


def test_two_reels_of_one_lot_are_added(shelf: Shelf) -> None:
    shelf.scan(BIN, "LOT-1", "6")
    assert shelf.scan("LOT-1").headline == "How many more of LOT-1?"
    shelf.scan("KS.CONFIRM")
    assert shelf.row("LOT-1").counted == Decimal(10)


def test_each_scan_counts_one_and_digits_say_how_many_it_was(each: Shelf) -> None:
    each.scan(BIN, "SCREW", "SCREW")
    assert each.row("SCREW").counted == Decimal(2)
    each.scan("KS.4", "KS.0", "KS.CONFIRM")
    assert each.row("SCREW").counted == Decimal(41)
    each.scan("SCREW", "59")
    assert each.row("SCREW").counted == Decimal(100)


def test_a_label_says_how_many_it_is(each: Shelf) -> None:
    each.scan(BIN, label("PPASTE", "1TLOT-1", "Q7"))
    assert each.row("LOT-1").counted == Decimal(7)


def test_booking_needs_a_reason_and_books_only_what_was_counted(shelf: Shelf) -> None:
    shelf.scan(BIN, "SCREW", "97")
    assert shelf.session.book(" ").code == "REASON_NEEDED"
    verdict = shelf.session.book("yearly count")
    assert verdict.message == "The count of Stores / A1-03 is booked. One differed."
    assert shelf.stock("SCREW") == Decimal(97)
    assert shelf.stock("PASTE") == Decimal(10)
    assert shelf.view.location_uid is None
    assert shelf.view.kept == ()


def test_what_was_not_scanned_is_missing_only_when_somebody_says_so(shelf: Shelf) -> None:
    shelf.scan(BIN, "SN-1")
    assert not shelf.view.differing
    shelf.session.set_rest_missing(missing=True)
    assert {row.item.name for row in shelf.view.differing} == {"LOT-1", "SCREW"}
    shelf.session.book("moved out")
    assert (shelf.stock("PASTE"), shelf.stock("SCREW"), shelf.stock("RADIO")) == (
        Decimal(0),
        Decimal(0),
        Decimal(1),
    )


def test_unknown_codes_are_listed(shelf: Shelf) -> None:
    shelf.scan(BIN)
    assert shelf.scan("WHAT-IS-IT").code == "UNKNOWN_CODE"
    shelf.scan("WHAT-IS-IT")
    assert shelf.view.unknown == ("WHAT-IS-IT",)


def test_a_serial_number_from_elsewhere_is_named_with_its_place_and_moved_by_booking(
    shelf: Shelf, world: World, bench_uids: BenchUids
) -> None:
    far = world.location("Far")
    world.item(bench_uids.radio, far, serial="SN-9")
    shelf.scan(BIN)
    verdict = shelf.scan("SN-9")
    assert verdict.headline == "SN-9 belongs to Far"
    assert shelf.row("SN-9").expected == 0
    assert shelf.session.book("count").accepted
    with shelf.store.reading() as reader:
        (item,) = inventory.matching(reader, InventoryFilter(serial_number="SN-9"))
    assert item.location == BIN


def test_a_lot_from_elsewhere_is_named_and_not_booked(
    shelf: Shelf, world: World, bench_uids: BenchUids
) -> None:
    far = world.location("Far")
    world.item(bench_uids.paste, far, 5, lot="LOT-9")
    shelf.scan(BIN)
    assert shelf.scan("LOT-9").headline == "LOT-9 belongs to Far"
    assert [item.name for item in shelf.view.misplaced] == ["LOT-9"]
    assert shelf.session.book("count").code == "NOTHING_COUNTED"


def test_what_is_in_a_kit_is_not_counted(shelf: Shelf, world: World, bench_uids: BenchUids) -> None:
    world.issue(bench_uids.radio_item, bench_uids.radio_line)
    shelf.scan(BIN)
    assert shelf.scan("SN-1").headline == "SN-1 is in kit KIT-1"


def test_what_is_kept_for_a_kit_lies_on_the_shelf_too(
    shelf: Shelf, world: World, bench_uids: BenchUids
) -> None:
    world.do(ReserveItem(item_uid=bench_uids.screw_item, line_uid=bench_uids.screw_line, quantity=Decimal(8)))
    shelf.scan(BIN)
    assert shelf.row("SCREW").expected == Decimal(100)
    shelf.scan("SCREW", "5")
    assert shelf.session.book("count").code == "RESERVED_MISSING"
    shelf.session.set_count(bench_uids.screw_item, Decimal(99))
    assert shelf.session.book("count").accepted
    assert shelf.stock("SCREW") == Decimal(91)


def test_a_lost_serial_number_is_found_again(shelf: Shelf, world: World, bench_uids: BenchUids) -> None:
    world.do(RecountItem(item_uid=bench_uids.radio_item, counted=Decimal(0), reason="lost"))
    shelf.scan(BIN)
    assert "SN-1" not in {row.item.name for row in shelf.view.rows}
    assert "The books say that it is gone" in shelf.scan("SN-1").sentence
    assert shelf.session.book("found").accepted
    assert shelf.stock("RADIO") == Decimal(1)


def test_what_moved_since_the_count_began_is_counted_again(
    shelf: Shelf, world: World, bench_uids: BenchUids
) -> None:
    shelf.scan(BIN, "SCREW", "100", "LOT-1", "9")
    world.issue(bench_uids.screw_item, bench_uids.screw_line, 8)
    verdict = shelf.session.book("count")
    assert verdict.code == "STALE_COUNT"
    assert "Count again: SCREW." in verdict.sentence
    row = shelf.row("SCREW")
    assert (row.stale, row.counted, row.expected) == (True, None, Decimal(92))
    assert shelf.row("LOT-1").counted == Decimal(9)
    assert shelf.stock("PASTE") == Decimal(10)
    shelf.scan("SCREW", "92")
    assert shelf.session.book("count").accepted
    assert (shelf.stock("PASTE"), shelf.stock("SCREW")) == (Decimal(9), Decimal(92))


def test_what_came_in_meanwhile_is_not_declared_missing(
    shelf: Shelf, world: World, bench_uids: BenchUids
) -> None:
    shelf.scan(BIN, "SCREW", "100")
    shelf.session.set_rest_missing(missing=True)
    world.issue(bench_uids.screw_item, bench_uids.screw_line, 8)
    world.item(bench_uids.paste, bench_uids.bin, 3, lot="LOT-2")
    shelf.session.book("count")
    assert not shelf.view.rest_missing
    assert shelf.row("LOT-2").counted is None


def test_a_count_survives_a_restart(shelf: Shelf, store: Store, tmp_path: Path) -> None:
    shelf.scan(BIN, "SN-1", "LOT-1", "9", "WHAT")
    again = Shelf(store, tmp_path / "profile", ids=2_000_000)
    (kept,) = again.view.kept
    assert (kept.location, kept.counted, kept.rows) == (BIN, 2, 3)
    assert again.scan(BIN).headline == "Going on with Stores / A1-03"
    assert again.row("LOT-1").counted == Decimal(9)
    assert again.view.unknown == ("WHAT",)
    assert again.scan("SN-1").code == "COUNTED_ALREADY"


def test_a_step_that_was_half_written_was_not_counted(shelf: Shelf, store: Store, tmp_path: Path) -> None:
    shelf.scan(BIN, "SN-1")
    (file,) = (tmp_path / "profile" / "counts").glob("*.jsonl")
    with file.open("ab") as open_file:
        open_file.write(b'{"event":"unknown","sc')
    again = Shelf(store, tmp_path / "profile", ids=2_000_000)
    again.scan(BIN, "LOT-1", "9")
    third = Shelf(store, tmp_path / "profile", ids=3_000_000)
    third.scan(BIN)
    assert third.row("LOT-1").counted == Decimal(9)
    assert third.view.unknown == ()


def test_a_file_that_is_no_count_is_told_and_left_alone(shelf: Shelf, tmp_path: Path) -> None:
    shelf.scan(BIN)
    (file,) = (tmp_path / "profile" / "counts").glob("*.jsonl")
    file.write_bytes(b"garbage\n")
    with pytest.raises(KitstationError, match="cannot be understood"):
        CountFiles(tmp_path / "profile").kept()
    assert file.read_bytes() == b"garbage\n"


def test_a_count_that_was_booked_when_the_power_went_is_not_booked_again(
    shelf: Shelf, store: Store, tmp_path: Path
) -> None:
    shelf.scan(BIN, "SCREW", "97")
    (file,) = (tmp_path / "profile" / "counts").glob("*.jsonl")
    booked = shelf.session.book("count").command_id
    again = Shelf(store, tmp_path / "profile", ids=2_000_000)
    again.scan(BIN, "SCREW", "90")
    content = file.read_text(encoding="utf-8")
    file.write_text(content + f'{{"event":"booking","command_id":"{booked}"}}\n', encoding="utf-8")
    third = Shelf(store, tmp_path / "profile", ids=3_000_000)
    assert third.scan(BIN).code == "COUNT_BEGAN"
    assert third.row("SCREW").expected == Decimal(97)


def test_another_place_can_be_counted_in_between(shelf: Shelf, world: World) -> None:
    world.location("Far")
    shelf.scan(BIN, "SN-1", "Far")
    assert shelf.view.location == "Far"
    shelf.scan(BIN)
    assert shelf.row("SN-1").counted == Decimal(1)


def test_the_last_step_can_be_taken_back(shelf: Shelf, store: Store, tmp_path: Path) -> None:
    shelf.scan(BIN, "SN-1", "LOT-1", "9", "KS.UNDO")
    assert shelf.row("LOT-1").counted is None
    assert shelf.row("SN-1").counted == Decimal(1)
    again = Shelf(store, tmp_path / "profile", ids=2_000_000)
    again.scan(BIN)
    assert again.row("LOT-1").counted is None
    assert shelf.scan("KS.UNDO", "KS.UNDO").code == "NOTHING_TO_UNDO"


def test_two_lots_of_loose_stock_at_one_place_are_told_apart(
    shelf: Shelf, world: World, bench_uids: BenchUids
) -> None:
    world.item(bench_uids.screw, bench_uids.bin, 7)
    shelf.scan(BIN, "SCREW")
    assert isinstance(shelf.view.question, WhichItem)
    shelf.scan("KS.2", "7")
    assert sorted(row.counted for row in shelf.view.rows if row.counted is not None) == [Decimal(7)]


def test_a_part_number_alone_names_no_lot(shelf: Shelf) -> None:
    shelf.scan(BIN)
    assert shelf.scan("PASTE").code == "NUMBER_NEEDED"


def test_before_a_place_is_scanned_nothing_is_counted(shelf: Shelf) -> None:
    assert shelf.scan("SN-1").code == "NO_PLACE"
    assert shelf.scan("nothing").code == "NO_PLACE"
    assert shelf.session.book("why").code == "NO_PLACE"


def test_a_count_can_be_put_aside_or_thrown_away(shelf: Shelf) -> None:
    shelf.scan(BIN, "SN-1")
    shelf.session.leave()
    (kept,) = shelf.view.kept
    assert shelf.session.discard(kept.location_uid).code == "COUNT_DISCARDED"
    assert shelf.view.kept == ()
    shelf.scan(BIN)
    assert shelf.row("SN-1").counted is None


def test_a_held_item_is_counted_like_any_other(shelf: Shelf, world: World, bench_uids: BenchUids) -> None:
    world.do(HoldItem(item_uid=bench_uids.screw_item, reason="bent"))
    shelf.scan(BIN, "SCREW", "99")
    assert shelf.session.book("count").accepted
    assert shelf.stock("SCREW") == Decimal(99)


def test_booking_is_for_those_who_may(shelf: Shelf) -> None:
    shelf.session.desk = replace(shelf.session.desk, role=Role.TECHNICIAN)
    shelf.scan(BIN, "SCREW", "99")
    assert shelf.session.book("count").code == "NOT_ALLOWED"
    assert shelf.row("SCREW").counted == Decimal(99)


@pytest.mark.parametrize(("difference", "said"), [("2", "+2"), ("-1.5", "\u22121.5"), ("0", "0")])
def test_a_difference_is_said_with_its_sign(difference: str, said: str) -> None:
    assert signed(Decimal(difference)) == said


def _screws(number: int) -> ShelfItem:
    return ShelfItem(
        uid=f"item-{number}",
        part_uid="screw",
        part_number="SCREW",
        revision="A",
        description="",
        tracking=TrackingType.UNTRACKED,
        serial_number=None,
        lot_number=None,
        unit="ea",
        location_uid="here" if number < 3 else "there",
        location="Here",
        on_hand=Decimal(number),
        reserved=Decimal(0),
        bound=Decimal(0),
        kit=None,
    )


NUMBERS = st.integers(min_value=0, max_value=4)
QUANTITIES = st.decimals(min_value=0, max_value=1000, places=6)
STEPS = st.one_of(
    st.builds(CountedMore, item=st.builds(_screws, NUMBERS), quantity=QUANTITIES),
    st.builds(
        Corrected, item_uid=NUMBERS.map(lambda number: f"item-{number}"), quantity=st.none() | QUANTITIES
    ),
    st.builds(Unknown, scan=st.text()),
    st.builds(Misplaced, item=st.builds(_screws, NUMBERS)),
    st.builds(RestMissing, missing=st.booleans()),
)


@given(steps=st.lists(STEPS, max_size=12))
def test_what_is_read_back_is_what_was_counted(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Event]
) -> None:
    files = CountFiles(tmp_path_factory.mktemp("profile"))
    began = Began(
        location_uid="here",
        location="Here",
        at=FakeClock().now(),
        operator="Ada",
        items=tuple(map(_screws, range(3))),
    )
    sheet = CountSheet.of([began, *steps])
    for event in (began, *steps):
        files.append("here", event)
    read = CountSheet.of(files.load("here"))
    assert read.rows == sheet.rows
    assert (read.unknown, read.misplaced, read.rest_missing) == (
        sheet.unknown,
        sheet.misplaced,
        sheet.rest_missing,
    )
    command = read.command("count")
    assert {one.item_uid: one.counted for one in command.counts} == {
        row.item.uid: row.counted for row in sheet.to_book()
    }
