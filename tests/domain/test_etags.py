"""An etag changes whenever the record does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kitstation.domain.etags import etag
from kitstation.domain.records import InventoryItem, Part, TrackingType
from tests.support.clock import NOON

PART = Part(
    uid="p",
    part_number="PN-1",
    revision="A",
    description="",
    manufacturer="",
    tracking=TrackingType.LOT,
    unit="ea",
)
ITEM = InventoryItem(
    uid="i",
    part_uid="p",
    serial_number=None,
    lot_number="L",
    location_uid="l",
    quantity=Decimal(1),
    unit="ea",
    supplier_uid=None,
    cost=None,
    expires_on=None,
    received_at=NOON,
)


def test_equal_records_have_equal_etags() -> None:
    assert etag(PART) == etag(replace(PART))


@pytest.mark.parametrize(
    "changed",
    [
        replace(PART, version=2),
        replace(PART, description="new"),
        replace(PART, tracking=TrackingType.SERIAL),
        replace(PART, description="x", manufacturer=""),
        replace(PART, description="", manufacturer="x"),
    ],
)
def test_another_content_has_another_etag(changed: Part) -> None:
    others = {etag(PART), etag(replace(PART, unit="m"))}
    assert etag(changed) not in others


@pytest.mark.parametrize(
    "changed", [{"quantity": Decimal(2)}, {"expires_on": date(2027, 1, 1)}, {"cost": Decimal(0)}]
)
def test_every_field_of_an_item_counts(changed: dict[str, object]) -> None:
    assert etag(replace(ITEM, **changed)) != etag(ITEM)  # type: ignore[arg-type]  # the table above is right


def test_an_etag_that_was_given_out_before_there_were_date_codes_still_holds() -> None:
    """The journals of earlier versions are full of them, and are replayed."""
    assert etag(ITEM) == "1-6c9b"
    assert etag(replace(ITEM, date_code="2319")) != etag(ITEM)


def test_an_etag_begins_with_the_version_in_hexadecimal() -> None:
    assert etag(replace(PART, version=255)).startswith("ff-")
