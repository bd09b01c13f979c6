"""Labels of other stock systems, and texts that are JSON."""

from __future__ import annotations

import pytest

from kitstation.scanning.customer_patterns import CustomerPattern
from kitstation.scanning.grammar import Grammar
from tests.scanning.usual import read

UID = "24daeec7-08d8-4908-af9b-eba707a5241b"


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ('{"stockitem": 1}', {"stockitem": "1"}),
        ('{"stockitem": "42"}', {"stockitem": "42"}),
        ('{ "part" : 7 }', {"part": "7"}),
        (
            '{"tool": "InvenTree", "version": "0.1", "stocklocation": {"id": 3, "url": "/x"}}',
            {"stocklocation": "3"},
        ),
        ("INV-SI1", {"stockitem": "1"}),
        ("]Q1INV-PA42", {"part": "42"}),
        ("INVßSI1", {"stockitem": "1"}),
        ("INV-SL3", {"stocklocation": "3"}),
        ("INV-PO10", {"purchaseorder": "10"}),
    ],
)
def test_a_label_of_inventree_names_its_record(text: str, fields: dict[str, str]) -> None:
    best = read(text).meanings[0]
    assert best.kind == "vendor:inventree"
    assert best.fields == fields


@pytest.mark.parametrize(
    "text",
    [
        "INV-XX1", "INV-SI", "INV-SI1X", "INV-si1", "INV-12", '{"stockitem": -1}', '{"stockitem": 1.5}',
        '{"stockitem": null}', '{"stockitem": {"pk": 1}}', '{"other": 1}', "{}", "[]", '["stockitem"]',
    ],
)  # fmt: skip
def test_what_is_almost_a_label_of_inventree_is_plain(text: str) -> None:
    assert [meaning.kind for meaning in read(text).meanings] == ["plain"]


@pytest.mark.parametrize("address", ["https://parts.example/scan/lot/12", "http://x:8080/en/scan/lot/12/"])
def test_an_address_of_part_db_names_its_record(address: str) -> None:
    best = read(address).meanings[0]
    assert best.kind == "vendor:part-db"
    assert best.fields == {"lot": "12"}


@pytest.mark.parametrize(
    "address", ["https://x/scan/lot/", "https://x/scan/shelf/1", "https://x/?/scan/lot/1"]
)
def test_other_addresses_are_not_taken_for_one_of_part_db(address: str) -> None:
    assert [meaning.kind for meaning in read(address).meanings] == ["plain"]


@pytest.mark.parametrize(
    "text",
    [f'{{"uid": "{UID}", "type": "part_inventory"}}', f'{{"type": 1, "UID": "{UID}", "stockitem": 1}}'],
)
def test_a_label_of_ion_may_hold_more_than_the_id(text: str) -> None:
    assert read(text).meanings[0].fields == {"uid": UID}


def test_json_is_tried_as_json_alone() -> None:
    everything = CustomerPattern("Everything", r"(?P<part_number>.+)")
    assert [meaning.kind for meaning in Grammar([everything]).read('{"note": "Q5"}').meanings] == ["plain"]
    assert [meaning.kind for meaning in Grammar([everything]).read("{note}").meanings] == [
        "vendor:Everything",
        "plain",
    ]


def test_digits_are_json_but_no_json_label() -> None:
    assert read("9781492053743").meanings[0].kind == "gs1"


@pytest.mark.parametrize("text", ["[" * 8000, '{"a":' * 1500, '{"uid": 1' + "0" * 5000 + "}"])
def test_json_that_is_too_deep_or_too_long_is_plain(text: str) -> None:
    assert [meaning.kind for meaning in read(text).meanings] == ["plain"]
