"""Absolute counts by batch: which items are reduced, what is skipped, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from kitstation.domain.commands import ReserveItem
from kitstation.domain.position_quantities import QuantityStatus
from kitstation.domain.records import TrackingType
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.station.desk import Desk
from kitstation.station.position_keeping import NewPosition, create_position, usual_ref
from kitstation.station.positions import CountReport, CountResult, CountRow, load_counts
from kitstation.store.queries.position_quantities import quantities
from kitstation.store.queries.positions import PositionRow, with_uids
from kitstation.store.queries.stocked_items import items_at_position
from kitstation.store.store import Store
from tests.support.bench import BenchUids, lay_out
from tests.support.clock import FakeClock, SeqIds
from tests.support.world import World


class Shelf:
    """Screws, paste and radios at positions of one bin."""

    def __init__(self, store: Store) -> None:
        self.store = store
        clock = FakeClock(tick=timedelta(minutes=1))
        self.world = World(store, clock=clock)
        self.bench: BenchUids = lay_out(self.world)
        self.desk = Desk(clock, SeqIds(900_000), "Ada", "Bench 1")
        self.positions = {name: self.keep(name) for name in ("SCREW", "PASTE", "RADIO")}

    def keep(self, part: str, place: str = "Stores/A1-03") -> PositionRow:
        made = create_position(self.store, self.desk, NewPosition(part_number=part, location=place))
        assert isinstance(made, PositionRow)
        return made

    def count(self, part: str, number: int | str) -> CountReport:
        row = CountRow(quantity=Decimal(number), ref=self.positions[part].ref)
        (report,) = load_counts(self.store, self.desk, [row], reason="count")
        return report

    def lies(self, part: str) -> list[int]:
        with self.store.reading() as reader:
            return [int(item.quantity) for item in items_at_position(reader, self.positions[part].uid)]

    def on_hand(self, part: str) -> int:
        with self.store.reading() as reader:
            (row,) = with_uids(reader, [self.positions[part].uid])
        return int(row.on_hand)


@pytest.fixture
def shelf(store: Store) -> Shelf:
    return Shelf(store)


def refusal(report: CountReport) -> Refused:
    assert report.result is CountResult.REFUSED
    assert report.refused is not None
    return report.refused


def test_what_is_missing_is_taken_from_the_oldest_item(shelf: Shelf) -> None:
    """Seed 004: "We recommend reducing the quantity from the oldest item"."""
    shelf.world.item(shelf.bench.screw, shelf.bench.bin, 30)
    report = shelf.count("SCREW", 20)
    assert report.result is CountResult.BOOKED
    assert (report.before, report.difference) == (Decimal(130), Decimal(-110))
    assert shelf.lies("SCREW") == [0, 20]


def test_what_was_overlooked_is_added_to_the_newest_item(shelf: Shelf) -> None:
    shelf.world.item(shelf.bench.screw, shelf.bench.bin, 30)
    shelf.count("SCREW", 135)
    assert shelf.lies("SCREW") == [100, 35]


def test_the_same_count_again_is_skipped(shelf: Shelf) -> None:
    """Fluent: "no active transient inventory quantities and where the LAST_ON_HAND quantity is the same"."""
    assert shelf.count("SCREW", 100).result is CountResult.BOOKED
    assert shelf.count("SCREW", 100).result is CountResult.SKIPPED
    shelf.world.issue(shelf.bench.screw_item, shelf.bench.screw_line, 1)
    assert shelf.count("SCREW", 99).result is CountResult.BOOKED
    assert shelf.count("SCREW", 99).result is CountResult.SKIPPED
    assert shelf.count("SCREW", 98).result is CountResult.BOOKED


def test_a_count_is_with_what_is_reserved_and_keeps_it(shelf: Shelf) -> None:
    """Fluent: the count is of what is "available along with actively reserved quantities"."""
    shelf.world.do(
        ReserveItem(item_uid=shelf.bench.screw_item, line_uid=shelf.bench.screw_line, quantity=Decimal(8))
    )
    assert shelf.count("SCREW", 90).before == 100
    assert shelf.on_hand("SCREW") == 82
    with shelf.store.reading() as reader:
        entries = quantities(reader, shelf.positions["SCREW"].uid).nodes
    active = {one.type.value: int(one.quantity) for one in entries if one.status is QuantityStatus.ACTIVE}
    assert active == {"LAST_ON_HAND": 90, "RESERVED": -8}
    assert "reserved for kits" in refusal(shelf.count("SCREW", 7)).facts["why"]


def test_serial_numbers_are_counted_one_by_one(shelf: Shelf) -> None:
    assert "one by one" in refusal(shelf.count("RADIO", 1)).facts["why"]


def test_more_of_one_lot_is_booked_and_of_several_is_refused(shelf: Shelf) -> None:
    assert shelf.count("PASTE", 12).result is CountResult.BOOKED
    shelf.world.item(shelf.bench.paste, shelf.bench.bin, 5, lot="LOT-2")
    assert "lot by lot" in refusal(shelf.count("PASTE", 18)).facts["why"]
    assert shelf.count("PASTE", 4).result is CountResult.BOOKED
    assert shelf.lies("PASTE") == [0, 4]


def test_loose_stock_where_nothing_was_known_becomes_an_item(shelf: Shelf) -> None:
    shelf.world.part("NUT")
    shelf.positions["NUT"] = shelf.keep("NUT")
    assert shelf.count("NUT", 0).result is CountResult.SKIPPED
    assert shelf.count("NUT", 7).result is CountResult.BOOKED
    assert shelf.lies("NUT") == [7]
    assert shelf.count("NUT", 7).result is CountResult.SKIPPED


def test_a_lot_where_nothing_was_known_is_refused(shelf: Shelf) -> None:
    shelf.world.part("GLUE", TrackingType.LOT)
    shelf.positions["GLUE"] = shelf.keep("GLUE")
    assert refusal(shelf.count("GLUE", 7)).code is RefusalCode.BAD_QUANTITY


@pytest.mark.parametrize("number", ["-1", "0.0000001"])
def test_an_impossible_count_is_refused(shelf: Shelf, number: str) -> None:
    assert refusal(shelf.count("SCREW", number)).code is RefusalCode.BAD_QUANTITY
    assert shelf.on_hand("SCREW") == 100


def test_each_row_of_a_batch_is_reported_by_itself(shelf: Shelf) -> None:
    rows = [
        CountRow(quantity=Decimal(50), part_number="SCREW", location="Stores/A1-03"),
        CountRow(quantity=Decimal(60), ref=shelf.positions["SCREW"].ref),
        CountRow(quantity=Decimal(1), ref="P-9"),
        CountRow(quantity=Decimal(9), part_number="PASTE", revision="A", location="Stores/A1-03"),
        CountRow(quantity=Decimal(1), part_number="PASTE", revision="Z", location="Stores/A1-03"),
    ]
    reports = load_counts(shelf.store, shelf.desk, rows, reason="count")
    assert [report.result.value for report in reports] == [
        "booked",
        "refused",
        "refused",
        "booked",
        "refused",
    ]
    assert [report.refused.code for report in reports if report.refused] == [
        RefusalCode.DUPLICATE,
        RefusalCode.UNKNOWN_RECORD,
        RefusalCode.UNKNOWN_RECORD,
    ]
    assert (shelf.on_hand("SCREW"), shelf.on_hand("PASTE")) == (50, 9)


def test_a_count_without_a_reason_is_refused(shelf: Shelf) -> None:
    row = CountRow(quantity=Decimal(5), ref=shelf.positions["SCREW"].ref)
    (report,) = load_counts(shelf.store, shelf.desk, [row], reason=" ")
    assert refusal(report).code is RefusalCode.REASON_NEEDED


def test_an_empty_batch_does_nothing(shelf: Shelf) -> None:
    assert load_counts(shelf.store, shelf.desk, [], reason="count") == ()


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (lambda: NewPosition(part_number="NONE", location="Stores"), RefusalCode.UNKNOWN_RECORD),
        (lambda: NewPosition(part_number="SCREW", location="Nowhere"), RefusalCode.UNKNOWN_RECORD),
        (
            lambda: NewPosition(part_number="SCREW", location="Stores", catalogue="NONE"),
            RefusalCode.UNKNOWN_RECORD,
        ),
        (lambda: NewPosition(part_number="SCREW", location="Stores/A1-03"), RefusalCode.DUPLICATE),
        (
            lambda: NewPosition(
                part_number="SCREW", location="Stores", minimum=Decimal(5), maximum=Decimal(5)
            ),
            RefusalCode.BAD_LIMITS,
        ),
        (lambda: NewPosition(part_number="SCREW", location="Stores", bin="b" * 51), RefusalCode.BAD_NAME),
    ],
)
def test_an_impossible_position_is_refused(
    shelf: Shelf, wanted: Callable[[], NewPosition], code: RefusalCode
) -> None:
    made = create_position(shelf.store, shelf.desk, wanted())
    assert isinstance(made, Refused)
    assert made.code is code


def test_a_made_ref_is_no_longer_than_a_ref_may_be() -> None:
    assert usual_ref("SCREW", "A", "Stores") == "SCREW:A@Stores"
    assert len(usual_ref("S" * 90, "A", "Stores/Aisle 1")) == 100
