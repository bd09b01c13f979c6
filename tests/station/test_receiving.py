"""Receiving by scanner: bags fill the form, orders are suggested, stock is taken in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    CreatePart,
)
from kitstation.domain.records import OrderStatus, TrackingType
from kitstation.station.receiving import (
    AnotherBag,
    Disagreement,
    OverOrder,
    WhichPart,
)
from kitstation.store.store import Store
from tests.station.bench_driver import label
from tests.station.dock import BAG, SHELF, Dock, lay_out_dock
from tests.support.world import World


@pytest.fixture
def dock(store: Store, world: World) -> Dock:
    """A shelf, a part of each tracking type, and a supplier that sells wire in rolls."""
    return lay_out_dock(store, world)


def test_a_bag_fills_the_whole_form(dock: Dock) -> None:
    line = dock.order("r100", 1000)
    verdict = dock.scan(SHELF, BAG)
    form = dock.form
    assert form.part is not None
    assert form.place is not None
    assert form.line is not None
    assert (form.part.part_number, form.quantity, form.lot_number) == ("R-100", Decimal(500), "L77")
    assert (form.date_code, form.expires_on, form.purchase_order) == ("2319", date(2027, 1, 1), "PO-7")
    assert (form.place.path, form.line.uid) == (SHELF, line)
    assert verdict.message == "R-100 · 500 ea · lot L77. Confirm to receive it on order PO-7 at Stores."
    assert dock.stock("R-100") == ()


def test_confirming_takes_it_in_on_its_order(dock: Dock) -> None:
    line = dock.order("r100", 1000)
    verdict = dock.scan(SHELF, BAG, "KS.CONFIRM")
    assert verdict.accepted
    assert verdict.headline == "Received 500 ea of R-100"
    assert "order PO-7: 500 of 1000, 500 to come" in verdict.sentence
    (item,) = dock.stock("R-100")
    assert (item.quantity, item.lot_number, item.location) == (Decimal(500), "L77", SHELF)
    assert (item.expires_on, item.date_code) == (date(2027, 1, 1), "2319")
    assert dock.line(line).status is OrderStatus.PARTIALLY_RECEIVED
    assert dock.form.part is None
    assert dock.form.place is not None
    assert dock.scan("KS.CONFIRM").code == "NOTHING_ASKED"
    assert len(dock.stock("R-100")) == 1


@pytest.mark.parametrize(
    ("codes", "part"),
    [
        (["R-100"], "R-100"),
        (["PR-100"], "R-100"),
        (["1PRC0603"], "R-100"),
        (["RC0603"], "R-100"),
        (["4006381333931"], "R-100"),
        ([label("PDK-55-ND", "Q5")], "WIRE"),
        (["DK-55-ND"], "WIRE"),
    ],
)
def test_a_part_is_found_by_whatever_number_the_bag_has(dock: Dock, codes: list[str], part: str) -> None:
    dock.scan(*codes)
    assert dock.form.part is not None
    assert dock.form.part.part_number == part


def test_a_second_code_adds_what_it_says(dock: Dock) -> None:
    dock.scan(SHELF, "1PRC0603", "Q250", "1TL9", "KPO-1", "10D2411")
    form = dock.form
    assert (form.quantity, form.lot_number, form.purchase_order) == (Decimal(250), "L9", "PO-1")
    assert form.date_code == "2411"
    assert dock.scan("KS.CONFIRM").accepted


def test_the_same_code_again_changes_nothing(dock: Dock) -> None:
    dock.scan(SHELF, BAG)
    before = dock.form
    assert dock.scan(BAG).code == "NOTHING_NEW"
    assert dock.form == before


def test_a_code_that_contradicts_the_form_asks_which_is_right(dock: Dock) -> None:
    dock.scan(SHELF, BAG)
    verdict = dock.scan("Q400")
    assert isinstance(dock.session.view().question, Disagreement)
    assert "Quantity: 500 is on the form, 400 on this code" in verdict.sentence
    dock.scan("KS.CANCEL")
    assert dock.form.quantity == Decimal(500)
    dock.scan("Q400", "KS.CONFIRM")
    assert dock.form.quantity == Decimal(400)
    assert dock.stock("R-100") == ()


def test_another_bag_is_begun_only_when_that_is_meant(dock: Dock) -> None:
    dock.scan(SHELF, BAG)
    verdict = dock.scan("WIRE")
    assert isinstance(dock.session.view().question, AnotherBag)
    assert verdict.headline == "This is WIRE"
    dock.scan("KS.CANCEL")
    assert dock.form.lot_number == "L77"
    dock.scan("WIRE", "KS.CONFIRM")
    form = dock.form
    assert form.part is not None
    assert (form.part.part_number, form.lot_number, form.quantity) == ("WIRE", None, None)
    assert form.place is not None


def test_digits_of_the_printed_sheet_say_how_many(dock: Dock) -> None:
    dock.scan(SHELF, "WIRE", "KS.1", "KS.2", "KS.BACK", "KS.POINT", "KS.5", "KS.CONFIRM")
    (item,) = dock.stock("WIRE")
    assert item.quantity == Decimal("1.5")


def test_what_is_missing_is_asked_for(dock: Dock) -> None:
    assert dock.scan("R-100").sentence == "Where does it go? Scan the place."
    assert dock.scan(SHELF).sentence == "Scan the lot number, or let one be made."
    assert dock.scan("LOT-A").sentence == "How many? Scan or type the number."
    assert dock.scan("KS.CONFIRM").code == "SOMETHING_MISSING"
    assert dock.stock("R-100") == ()


def test_serial_numbers_are_received_one_by_one_on_the_same_order(dock: Dock) -> None:
    """Seed 004: "Only one serial number can exist per row", and each is received by itself."""
    line = dock.order("radio", 3)
    dock.scan(SHELF, "RADIO")
    assert dock.scan("SN-1").headline == "Received SN-1"
    assert dock.scan("SN-1").code == "DUPLICATE_SERIAL"
    assert dock.scan("SN-2").accepted
    last = dock.scan("SN-3")
    assert "order PO-7 complete" in last.sentence
    assert last.sound == "line_complete"
    assert {item.serial_number for item in dock.stock("RADIO")} == {"SN-1", "SN-2", "SN-3"}
    assert dock.line(line).received == Decimal(3)


def test_a_bag_of_serials_says_how_many_are_in(dock: Dock) -> None:
    dock.scan(SHELF, label("PRADIO", "Q3"))
    assert dock.scan("S100").sentence == "RADIO is at Stores · 1 of 3 scanned"
    assert dock.scan(label("PRADIO", "S101", "Q1")).headline == "Received 101"
    assert {item.serial_number for item in dock.stock("RADIO")} == {"100", "101"}


def test_a_serial_on_the_first_label_waits_for_its_confirmation(dock: Dock) -> None:
    dock.scan(SHELF, label("PRADIO", "S77"))
    assert dock.stock("RADIO") == ()
    assert dock.scan("KS.CONFIRM").headline == "Received 77"


def test_more_than_was_ordered_is_asked_for_first(dock: Dock) -> None:
    line = dock.order("r100", 400)
    dock.scan(SHELF, BAG)
    verdict = dock.scan("KS.CONFIRM")
    assert isinstance(dock.session.view().question, OverOrder)
    assert verdict.headline == "500 is more than is still to come"
    assert dock.stock("R-100") == ()
    assert dock.scan("KS.CONFIRM").accepted
    assert dock.line(line).received == Decimal(500)
    assert dock.line(line).status is OrderStatus.RECEIVED


def test_the_order_that_the_label_names_wins(dock: Dock) -> None:
    dock.order("r100", 1000, "PO-1", expected_on=date(2026, 1, 1))
    named = dock.order("r100", 1000, "PO-7", expected_on=date(2026, 6, 1))
    dock.scan(BAG)
    assert dock.form.line is not None
    assert dock.form.line.uid == named


def test_where_several_orders_are_open_none_is_guessed(dock: Dock) -> None:
    dock.order("r100", 1000, "PO-1")
    chosen = dock.order("r100", 1000, "PO-2")
    dock.scan(SHELF, "R-100", "LOT-A", "Q10")
    assert dock.form.line is None
    assert dock.session.choose_line(chosen).headline == "Order PO-2 · R-100"
    dock.scan("KS.CONFIRM")
    assert dock.line(chosen).received == Decimal(10)


def test_a_person_may_receive_without_an_order(dock: Dock) -> None:
    line = dock.order("r100", 1000)
    dock.scan(SHELF, BAG)
    dock.session.choose_line(None)
    dock.scan("KS.CONFIRM")
    assert dock.line(line).received == 0
    (item,) = dock.stock("R-100")
    assert item.quantity == Decimal(500)


def test_scanning_an_order_chooses_its_line(dock: Dock) -> None:
    line = dock.order("wire", 500, "PO-9", location_uid="shelf")
    dock.scan("PO-9")
    form = dock.form
    assert form.line is not None
    assert form.place is not None
    assert (form.line.uid, form.place.path) == (line, SHELF)


def test_five_rolls_of_a_hundred_feet_come_in_as_five_hundred_feet(dock: Dock) -> None:
    """ION: inventory always carries the stock unit (5 rolls x 100 gives 500 feet)."""
    line = dock.order("wire", 500, purchase_unit="roll", factor=Decimal(100))
    dock.scan(SHELF, "WIRE")
    dock.session.fill_in(replace(dock.form, quantity=Decimal(5), unit="roll"))
    assert dock.scan("KS.CONFIRM").headline == "Received 500 ft of WIRE"
    assert dock.line(line).status is OrderStatus.RECEIVED


def test_what_is_bought_in_metres_and_kept_in_feet_is_refused_where_it_has_too_many_places(
    dock: Dock,
) -> None:
    dock.scan(SHELF, "WIRE")
    dock.session.fill_in(replace(dock.form, quantity=Decimal(1), unit="m"))
    verdict = dock.scan("KS.CONFIRM")
    assert verdict.code == "BAD_QUANTITY"
    assert "more than 6 decimal places" in verdict.sentence


def test_numbers_are_made_when_that_is_wished(dock: Dock) -> None:
    """Seeds 000 to 002: serial and lot numbers "can optionally be autogenerated"."""
    dock.scan(SHELF, "RADIO")
    dock.session.fill_in(replace(dock.form, make_serial=True, quantity=Decimal(3)))
    verdict = dock.scan("KS.CONFIRM")
    assert verdict.quantity == Decimal(3)
    serials = {item.serial_number for item in dock.stock("RADIO")}
    assert len(serials) == 3
    assert None not in serials
    dock.session.cancel()
    dock.scan("R-100", "Q10")
    dock.session.fill_in(replace(dock.form, make_lot=True))
    assert dock.scan("KS.CONFIRM").lot_number


def test_a_part_that_nobody_knows_can_be_made_on_the_spot(dock: Dock) -> None:
    verdict = dock.scan(SHELF, label("1PNEW-7", "Q20"))
    assert verdict.headline == "NEW-7 · 20"
    assert "not known here" in verdict.sentence
    assert dock.form.numbers.part_number == "NEW-7"
    made = dock.session.make_part(CreatePart(uid="new", part_number="H-7", manufacturer_part_number="NEW-7"))
    assert made.headline == "H-7 is known now"
    assert dock.scan("KS.CONFIRM").headline == "Received 20 ea of H-7"


def test_where_a_number_names_several_parts_the_person_chooses(dock: Dock) -> None:
    dock.world.do(CreatePart(uid="b", part_number="R-100", revision="B", tracking=TrackingType.LOT))
    dock.scan(SHELF, BAG)
    assert isinstance(dock.session.view().question, WhichPart)
    dock.scan("KS.2")
    form = dock.form
    assert form.part is not None
    assert (form.part.revision, form.quantity, form.lot_number) == ("B", Decimal(500), "L77")


def test_a_label_of_our_own_stock_is_not_received_again(dock: Dock, world: World) -> None:
    item = world.item("radio", "shelf", serial="SN-9")
    verdict = dock.scan(item)
    assert verdict.headline == "SN-9 is in stock already"
    assert dock.form.is_empty


def test_a_receipt_can_be_taken_back(dock: Dock) -> None:
    line = dock.order("r100", 1000)
    dock.scan(SHELF, BAG, "KS.CONFIRM")
    assert dock.scan("KS.UNDO").headline == "Taken back: 500 ea R-100"
    assert dock.stock("R-100") == ()
    assert dock.line(line).received == 0
    assert dock.scan("KS.UNDO").code == "NOTHING_TO_UNDO"


def test_cancelling_empties_the_form_but_keeps_the_place(dock: Dock) -> None:
    dock.scan(SHELF, BAG, "KS.CANCEL")
    assert dock.form.is_empty
    assert dock.form.place is not None


@pytest.mark.parametrize("text", ["nobody knows", "ZZZ"])
def test_a_code_that_says_nothing_is_refused(dock: Dock, text: str) -> None:
    assert dock.scan(text).code == "UNKNOWN_CODE"


def test_a_closed_place_takes_nothing(dock: Dock, archive: Callable[[str], None]) -> None:
    archive("shelf")
    assert dock.scan(SHELF).code == "ARCHIVED"
    assert dock.form.place is None


@pytest.fixture
def archive(store: Store, world: World) -> Callable[[str], None]:
    """Close a place."""
    from kitstation.domain.commands import UpdateLocation
    from kitstation.domain.etags import etag
    from kitstation.store import rows

    def close(uid: str) -> None:
        with store.reading() as reader:
            found = reader.execute(rows.LOCATIONS.select).mappings().all()
        place = next(rows.LOCATIONS.record(row) for row in found if row["uid"] == uid)
        world.do(UpdateLocation(uid=uid, etag=etag(place), archived=True))

    return close
