"""A number that nobody knew is remembered for the part of the bag, and the next bag is found by it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.domain.commands import AddTradeNumber, CreatePart
from kitstation.domain.records import TrackingType
from kitstation.station.number_learning import worth_remembering
from kitstation.station.receiving import RememberNumbers
from kitstation.station.resolving import resolve
from kitstation.store.queries.receiving import Numbers
from kitstation.store.store import Store
from tests.scanning.usual import read
from tests.station.bench_driver import label
from tests.station.dock import SHELF, Dock, lay_out_dock
from tests.support.world import World

TAIYO_YUDEN = label("P445-175186-1-ND", "1PTFM252012ALMA3R3MTAA", "9D2532", "1T0844718727", "Q10")
"""A distributor's bag: its own number as the customer's, the maker's number, date code and lot."""


@pytest.fixture
def dock(store: Store, world: World) -> Dock:
    return lay_out_dock(store, world)


def remembered(dock: Dock) -> list[tuple[str, str]]:
    with dock.store.reading() as reader:
        rows = reader.exec_driver_sql("SELECT part_uid, number FROM trade_number ORDER BY number").all()
    return [(part_uid, number) for part_uid, number in rows]


@pytest.mark.parametrize(
    ("numbers", "worth"),
    [
        (Numbers(part_number="M", customer_part_number="C"), [Numbers(part_number="M")]),
        (Numbers(customer_part_number="C"), [Numbers(customer_part_number="C")]),
        (
            Numbers("M", "C", "S", "4006381333931"),
            [Numbers(part_number="M"), Numbers(supplier_sku="S"), Numbers(gtin="4006381333931")],
        ),
        (Numbers(), []),
    ],
)
def test_a_customers_number_is_worth_remembering_where_there_is_no_other(
    numbers: Numbers, worth: list[Numbers]
) -> None:
    """It often names a line of an order, and is another one on every bag."""
    assert list(worth_remembering(numbers)) == worth


def test_the_next_bag_is_found_at_once(dock: Dock) -> None:
    dock.scan(SHELF, TAIYO_YUDEN)
    assert dock.session.view().form.part is None
    asked = dock.session.choose_part("r100")
    assert isinstance(dock.session.view().question, RememberNumbers)
    assert asked.headline == "TFM252012ALMA3R3MTAA is not known yet"
    done = dock.scan("KS.CONFIRM")
    assert done.message == ("TFM252012ALMA3R3MTAA is R-100 from now on. Confirm to receive it at Stores.")
    assert dock.scan("KS.CONFIRM").headline == "Received 10 ea of R-100"
    dock.scan(TAIYO_YUDEN)
    assert dock.form.part is not None
    assert (dock.form.part.part_number, dock.form.lot_number) == ("R-100", "0844718727")
    assert dock.session.view().question is None
    assert {item.date_code for item in dock.stock("R-100")} == {"2532"}


def test_the_bench_finds_it_too(dock: Dock) -> None:
    dock.world.do(AddTradeNumber(uid="n", part_uid="r100", number="TFM252012ALMA3R3MTAA"))
    with dock.store.reading() as reader:
        for text in (TAIYO_YUDEN, "TFM252012ALMA3R3MTAA"):
            assert [part.uid for part in resolve(read(text), reader).targets.parts] == ["r100"]


@pytest.mark.parametrize("first", ["]E09781492053743", "0109781492053743\x1d10L1"])
def test_a_gtin_is_found_however_many_zeros_a_label_prints(dock: Dock, first: str) -> None:
    dock.scan(SHELF, first)
    dock.session.choose_part("wire")
    dock.scan("KS.CONFIRM", "KS.CANCEL")
    for code in ("]E09781492053743", "]C10109781492053743"):
        dock.scan(code)
        assert dock.form.part is not None
        assert dock.form.part.uid == "wire"
        dock.scan("KS.CANCEL")


def test_a_label_that_says_our_number_beside_an_unknown_one_offers_to_remember_that(dock: Dock) -> None:
    dock.scan(SHELF)
    asked = dock.scan(label("PR-100", "1PERJ-3EKF1002V", "Q50", "1TL1"))
    assert asked.code == "ASKED"
    assert dock.scan("KS.CONFIRM").code == "NUMBER_REMEMBERED"
    assert remembered(dock) == [("r100", "ERJ-3EKF1002V")]


def test_whoever_goes_on_is_not_asked_again(dock: Dock) -> None:
    """The offer stays on the page; it is no hurdle for a bag after another."""
    bag = label("PR-100", "1PERJ-3EKF1002V", "Q50", "1TL1")
    dock.scan(SHELF, bag, "KS.CANCEL")
    assert dock.scan("KS.CONFIRM").headline == "Received 50 ea of R-100"
    assert dock.scan(bag).code == "FORM_FILLED"
    assert dock.session.view().unlinked == ("ERJ-3EKF1002V",)
    assert remembered(dock) == []
    assert dock.session.remember_numbers().code == "NUMBER_REMEMBERED"
    assert dock.session.view().unlinked == ()


@pytest.mark.parametrize("next_code", [SHELF, "KS.5"])
def test_scanning_on_leaves_the_offer(dock: Dock, next_code: str) -> None:
    dock.scan(label("PWIRE", "1PXYZ-1", "Q5"), next_code)
    assert dock.session.view().question is None
    assert remembered(dock) == []


def test_the_button_receives_and_remembers_nothing(dock: Dock) -> None:
    dock.scan(SHELF, label("PWIRE", "1PXYZ-1", "Q5"))
    assert dock.session.receive().headline == "Received 5 ft of WIRE"
    assert remembered(dock) == []


def test_what_was_remembered_is_taken_back_before_the_receipt(dock: Dock) -> None:
    dock.scan(SHELF, "WIRE", "Q1", "KS.CONFIRM", label("PWIRE", "1PXYZ-1", "Q5"), "KS.CONFIRM")
    assert dock.scan("KS.UNDO").headline == "Taken back: the number is not remembered"
    assert remembered(dock) == []
    assert dock.form.quantity == Decimal(5)
    assert dock.scan("KS.UNDO").headline == "Taken back: 1 ft WIRE"


def test_a_number_that_somebody_else_has_given_meanwhile_is_refused_with_its_part(dock: Dock) -> None:
    dock.scan(SHELF, label("PWIRE", "1PXYZ-1", "Q5"))
    dock.world.do(AddTradeNumber(uid="n", part_uid="r100", number="XYZ-1"))
    refused = dock.scan("KS.CONFIRM")
    assert (refused.code, refused.headline) == ("NUMBER_TAKEN", "XYZ-1 is R-100 already")
    assert dock.scan("KS.CONFIRM").headline == "Received 5 ft of WIRE"


def test_a_number_of_another_part_is_not_offered(dock: Dock) -> None:
    dock.world.do(CreatePart(uid="other", part_number="OTHER", tracking=TrackingType.LOT))
    dock.world.do(AddTradeNumber(uid="n", part_uid="other", number="XYZ-1"))
    dock.scan(SHELF, label("PWIRE", "1PXYZ-1", "Q5"))
    assert dock.session.view().unlinked == ()


def test_one_trade_number_that_a_label_says_in_two_forms_is_remembered_once(dock: Dock) -> None:
    dock.scan(SHELF, label("PWIRE", "1P9781492053743", "01409781492053743", "Q5"), "0109781492053743\x1d10L1")
    assert dock.form.numbers.part_number == "9781492053743"
    assert dock.form.numbers.gtin == "09781492053743"
    assert dock.session.view().unlinked == ("9781492053743",)
    assert dock.session.remember_numbers().code == "NUMBER_REMEMBERED"
    assert dock.session.view().unlinked == ()
