"""Linear codes with one data identifier."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.scanning.usual import read


@pytest.mark.parametrize(
    ("text", "attribute", "value"),
    [
        ("1P08052C103M4Z2A", "part_number", "08052C103M4Z2A"),
        ("]C01P08052C103M4Z2A\r", "part_number", "08052C103M4Z2A"),
        ("PCPN 7", "customer_part_number", "CPN 7"),
        ("30PSKU-ND", "supplier_sku", "SKU-ND"),
        ("S0001", "serial_number", "0001"),
        ("Q4000", "quantity", Decimal(4000)),
        ("Q000000001", "quantity", Decimal(1)),
        ("TL1", "lot_number", "L1"),
        ("1TL1", "lot_number", "L1"),
        ("KPO-7", "purchase_order", "PO-7"),
        ("9D2532", "date_code", "2532"),
        ("10D1452", "date_code", "1452"),
        ("4LJP", "country", "JP"),
        ("V25793", "supplier", "25793"),
        ("1VTI", "manufacturer", "TI"),
        ("16D20240131", "date_code", "20240131"),
        ("25SD0CVA5786950", "unique_item_id", "D0CVA5786950"),
    ],
)
def test_one_element_is_a_guess_before_plain(text: str, attribute: str, value: object) -> None:
    guess, plain = read(text).meanings
    assert guess.kind == "identifier"
    assert getattr(guess, attribute) == value
    assert plain.kind == "plain"


@pytest.mark.parametrize(
    "text",
    [
        "P",
        "Q",
        "QUARTZ",
        "Q2N3904",
        "D1N4148",
        "4LOTS",
        "9DXY",
        "Z7",
        "VALVE",
        "99P1",
        "1p7",
        "q4000",
        "]C1S1",
        "S\x1dX",
        "S\u00e9",
    ],
)
def test_unusual_identifiers_and_unlikely_values_are_plain(text: str) -> None:
    assert [meaning.kind for meaning in read(text).meanings] == ["plain"]
