"""Labels that distributors write in a way of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.scanning.meaning import Meaning
from tests.scanning.usual import read

WHOLE_LCSC = (
    "{pbn:PICK2506270148,on:GB2506270877,pc:C22437266,pm:IA0509S-2W,qty:3,"
    "mc:,cc:1,pdi:164234874,hp:null,wc:ZH}"
)


def best(text: str) -> Meaning:
    return read(text).meanings[0]


@pytest.mark.parametrize("aim", ["", "]Q1"])
def test_a_label_of_lcsc_is_read(aim: str) -> None:
    meaning = best(aim + WHOLE_LCSC)
    assert meaning.kind == "vendor:lcsc"
    assert (meaning.part_number, meaning.supplier_sku) == ("IA0509S-2W", "C22437266")
    assert (meaning.purchase_order, meaning.quantity) == ("GB2506270877", Decimal(3))
    assert meaning.fields["mc"] == ""
    assert meaning.problems == ()


def test_an_old_label_of_lcsc_is_read() -> None:
    meaning = best("{productCode:C1525,orderNo:SO1,pickerNo:7,pickTime:2020-01-02 10:11:12,checkCode:9}")
    assert (meaning.supplier_sku, meaning.purchase_order) == ("C1525", "SO1")
    assert meaning.fields["pickTime"] == "2020-01-02 10:11:12"


def test_colons_and_commas_inside_a_value_of_lcsc_are_part_of_it() -> None:
    meaning = best("{pc:C1,pm:A:B,C,D,qty:10}")
    assert meaning.fields == {"pc": "C1", "pm": "A:B,C,D", "qty": "10"}


def test_a_quantity_of_lcsc_that_is_none_is_a_problem() -> None:
    meaning = best("{pc:C1,pm:X,qty:many}")
    assert meaning.quantity is None
    assert [problem.code for problem in meaning.problems] == ["quantity"]


@pytest.mark.parametrize(
    "text", ["{}", "{pc}", "{:}", "{on:SO1,qty:3}", "{pc:C1", "pc:C1}", "{pc:{C1}}", "{1:2}"]
)
def test_other_braces_are_plain(text: str) -> None:
    assert best(text).kind == "plain"


def test_a_key_of_lcsc_that_stands_twice_is_a_problem() -> None:
    meaning = best("{pc:C1,pm:X,qty:1,qty:2}")
    assert meaning.quantity == 1
    assert [problem.code for problem in meaning.problems] == ["duplicate"]


def test_a_label_of_tme_is_read() -> None:
    meaning = best(
        "QTY:1000 PN:SMD0603-5K1-1% PO:32723349/7 CPO:PO-1 MFR:TE CONNECTIVITY MPN:0603SAF5101T5E CoO:TH RoHS "
        "https://www.tme.eu/details/SMD0603-5K1-1%25"
    )
    assert meaning.kind == "vendor:tme"
    assert meaning.fields["CoO"] == "TH"
    assert (meaning.manufacturer, meaning.country) == ("TE CONNECTIVITY", "TH")
    assert (meaning.part_number, meaning.supplier_sku) == ("0603SAF5101T5E", "SMD0603-5K1-1%")
    assert (meaning.purchase_order, meaning.quantity) == ("PO-1", Decimal(1000))


def test_an_old_label_of_tme_is_read() -> None:
    meaning = best("PWBP-302 1PMPNWBP-302 Q1 K19361337/1")
    assert meaning.kind == "vendor:tme"
    assert (meaning.part_number, meaning.supplier_sku) == ("MPNWBP-302", "WBP-302")
    assert (meaning.purchase_order, meaning.quantity) == ("19361337/1", Decimal(1))
    assert meaning.customer_part_number is None


@pytest.mark.parametrize(
    "text", ["QTY:5", "PN:A MPN:B", "https://example.com", "note: QTY:1 PN:2", "QTY 1 PN 2"]
)
def test_other_words_with_colons_are_not_taken_for_a_label(text: str) -> None:
    assert best(text).kind in {"plain", "identifier"}
