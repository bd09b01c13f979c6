"""What the form shows of real bags is what a technician reads on them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from kitstation.domain.commands import CreatePart
from kitstation.domain.records import TrackingType
from kitstation.station.receiving import Disagreement
from kitstation.store.store import Store
from tests.scanning.payloads import SAMPLE
from tests.station.bench_driver import label
from tests.station.dock import SHELF, Dock, lay_out_dock
from tests.support.world import World

PAYLOADS: dict[str, dict[str, Any]] = {
    entry["id"]: entry for entry in map(json.loads, SAMPLE.read_text("utf-8").splitlines())
}
HEADLINES = {
    "bc001": "XAF4444 · 3 · lot BF1103",
    "bc003": "XAF4444 · 3 · lot BF1103",
    "bc005": "RC0402FR-071ML · 10",
    "bc007": "0603SAF5101T5E · 1000",
    "bc012": "MC34063ADR · 3",
    "bc018": "LFL211G88TC1A020 · 4000 · lot OA641859B",
    "bc027": "08052C103M4Z2A",
    "bc028": "Unknown part · 4000",
    "bc037": "933714270653 · 2500 · lot L0H4S5",
    "bc041": "TFM252012ALMA3R3MTAA · 10 · lot 0844718727",
    "bc045": "05412345000013 · lot ABC123",
    "bc048": "12312312312333 · lot ABC123",
    "bc060": "09520123456788 · 12345",
    "bc067": "07032069804988 · lot 0329",
    "bc073": "9781492053743",
}
"""By payload: what stands above the form while nobody knows the part."""


@pytest.fixture
def dock(store: Store, world: World) -> Dock:
    return lay_out_dock(store, world)


def test_every_real_payload_is_judged_here() -> None:
    assert set(HEADLINES) | {"bc055"} == set(PAYLOADS)


def test_the_form_of_every_real_bag_says_what_its_label_says(dock: Dock) -> None:
    for name, headline in HEADLINES.items():
        verdict = dock.scan(PAYLOADS[name]["payload"])
        assert (name, verdict.headline) == (name, headline)
        expected = PAYLOADS[name]["expected"]
        for field in ("lot_number", "serial_number", "date_code", "purchase_order"):
            assert (name, field, getattr(dock.form, field)) == (name, field, expected.get(field))
        quantity = expected.get("quantity")
        assert dock.form.quantity == (None if quantity is None else Decimal(quantity))
        dock.scan("KS.CANCEL")


def test_a_misread_code_fills_nothing(dock: Dock) -> None:
    assert dock.scan(PAYLOADS["bc055"]["payload"]).code == "UNKNOWN_CODE"
    assert dock.form.is_empty


@pytest.mark.parametrize(
    ("stated", "shown", "taken_in"),
    [
        ("5000NAR000", "WIRE · 5000 ft", "5000"),
        ("000000001", "WIRE · 1 ft", "1"),
        ("100FT", "WIRE · 100 ft", "100"),
        ("60in", "WIRE · 60 in", "5"),
        ("2 YD", "WIRE · 2 yd", "6"),
    ],
)
def test_a_unit_behind_the_quantity_counts(dock: Dock, stated: str, shown: str, taken_in: str) -> None:
    """Of all digits together 5000NAR000 would be five million."""
    dock.scan(SHELF)
    assert dock.scan(label("PWIRE", f"Q{stated}")).headline == shown
    assert dock.scan("KS.CONFIRM").quantity == Decimal(taken_in)


def test_a_unit_that_says_nothing_of_the_stock_is_not_taken_for_it(dock: Dock) -> None:
    dock.scan(SHELF, label("PR-100", "Q100FT", "1TL1"))
    assert dock.scan("KS.CONFIRM").code == "UNIT_MISMATCH"
    assert dock.stock("R-100") == ()


def test_the_number_of_a_package_is_no_serial_number_of_loose_pieces(dock: Dock) -> None:
    dock.scan(SHELF, label("1PCT3216", "Q500", "SPKG-1", "1TL1"))
    dock.session.choose_part("r100")
    assert dock.form.serial_number is None
    assert dock.scan("KS.CANCEL").headline == "R-100 · 500 ea · lot L1"
    made = dock.scan("KS.CANCEL", label("1PCT3216", "Q500", "SPKG-1", "1TL1"))
    assert made.headline == "CT3216 · 500 · PKG-1"
    dock.session.make_part(CreatePart(uid="new", part_number="CT3216", tracking=TrackingType.LOT))
    assert dock.scan("KS.CONFIRM").headline == "Received 500 ea of CT3216"


def test_several_codes_of_one_bag_come_in_any_order(dock: Dock) -> None:
    """The maker's 1P is no lot number, though one is waited for."""
    dock.scan(SHELF, "R-100")
    dock.scan("1P08052C103M4Z2A")
    assert dock.session.view().form.lot_number is None
    dock.scan("KS.CONFIRM", "Q4000", "1TL5", "9D2319")
    form = dock.form
    assert (form.quantity, form.lot_number, form.date_code) == (Decimal(4000), "L5", "2319")
    dock.scan("Q3000")
    assert isinstance(dock.session.view().question, Disagreement)


def test_a_makers_code_is_no_supplier(dock: Dock) -> None:
    dock.scan(PAYLOADS["bc018"]["payload"])
    assert dock.form.supplier is None
    dock.world.supplier("25793")
    dock.scan("KS.CANCEL", PAYLOADS["bc018"]["payload"])
    assert dock.form.supplier == "25793"


def test_a_supplier_that_is_written_and_not_known_is_not_silently_dropped(dock: Dock) -> None:
    dock.scan(SHELF, label("PWIRE", "Q5"))
    dock.session.amend({"supplier": "Digikey"})
    refused = dock.scan("KS.CONFIRM")
    assert (refused.code, dock.stock("WIRE")) == ("UNKNOWN_RECORD", ())
    dock.session.amend({"supplier": "Digi-Key"})
    assert dock.scan("KS.CONFIRM").accepted
    assert [item.supplier for item in dock.stock("WIRE")] == ["Digi-Key"]
