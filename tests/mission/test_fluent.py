"""Fluent Commerce, inventory positions and their quantities (seed 003)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kitstation.domain.commands import CreateCatalogue, CreatePosition
from kitstation.domain.position_quantities import (
    PositionQuantity,
    QuantityStatus,
    QuantityType,
    after_count,
    is_unchanged,
    on_hand,
    workflow_ref,
)
from kitstation.domain.refusals import RefusalCode
from kitstation.store import rows
from tests.mission.conftest import Shop

LAST = PositionQuantity(ref="last", type=QuantityType.LAST_ON_HAND, quantity=Decimal(170))


def entry(kind: QuantityType, quantity: int) -> PositionQuantity:
    return PositionQuantity(ref=f"{kind}{quantity}", type=kind, quantity=Decimal(quantity))


def test_ref_is_unique_in_its_catalogue(shop: Shop) -> None:
    """Seed 003: ref is "the unique identifier for this position within the specified Inventory Catalogue"."""
    for uid in ("c", "d"):
        shop.world.do(CreateCatalogue(uid=uid, ref=uid.upper(), name=uid))
    first = CreatePosition(
        uid="p", catalogue_uid="c", ref="R", part_uid=shop.bench.screw, location_uid=shop.bench.bin
    )
    shop.world.do(first)
    again = replace(first, uid="q", location_uid=shop.bench.shelf)
    assert shop.world.refused(again).code is RefusalCode.DUPLICATE
    shop.world.do(replace(again, catalogue_uid="d"))


def test_status_is_created_at_first(shop: Shop) -> None:
    """Seed 003: "By default, the initial value will be CREATED"."""
    shop.world.do(CreateCatalogue(uid="c", ref="MAIN", name="Main"))
    command = CreatePosition(
        uid="p", catalogue_uid="c", ref="R", part_uid=shop.bench.screw, location_uid=shop.bench.bin
    )
    shop.world.do(command)
    assert shop.record(rows.POSITIONS, "p").status == "CREATED"


def test_workflow_ref() -> None:
    """Seed 003: "a combination of the entity name and the type, in the format [EntityName]::[Type]"."""
    assert workflow_ref("INVENTORY_POSITION", "DEFAULT") == "INVENTORY_POSITION::DEFAULT"


def test_on_hand_follows_from_the_quantities() -> None:
    """Seed 003: onHand is "The calculated on hand quantity based on the associated quantities, and rules"."""
    assert on_hand((LAST, entry(QuantityType.RESERVED, -3))) == 167


def test_a_confirmed_pick_leaves_on_hand_as_it_is() -> None:
    """Fluent: RESERVED becomes INACTIVE and a SALE of the same amount is created: 167 stays 167."""
    reserved = replace(entry(QuantityType.RESERVED, -3), status=QuantityStatus.INACTIVE)
    assert on_hand((LAST, reserved, entry(QuantityType.SALE, -3))) == 167


def test_a_short_pick_is_corrected_and_then_counted() -> None:
    """Fluent: 1 of 5 is SALE -1 and CORRECTION -4; a count of 162 makes both inactive, and it is 162."""
    before = (
        replace(LAST, quantity=Decimal(167)),
        entry(QuantityType.SALE, -1),
        entry(QuantityType.CORRECTION, -4),
    )
    assert on_hand(before) == 162
    counted = after_count(before, replace(LAST, quantity=Decimal(162)))
    assert on_hand(counted) == 162
    active = [found.type for found in counted if found.status is QuantityStatus.ACTIVE]
    assert active == [QuantityType.LAST_ON_HAND]


@pytest.mark.parametrize("status", [QuantityStatus.CREATED, QuantityStatus.INACTIVE])
def test_only_active_quantities_count(status: QuantityStatus) -> None:
    """Fluent: "Only ACTIVE Inventory Quantities will be considered"."""
    assert on_hand((LAST, replace(entry(QuantityType.DELTA, 5), status=status))) == 170


@pytest.mark.parametrize("kind", [QuantityType.EXPECTED, QuantityType.ADJUSTMENT])
def test_what_is_to_come_is_not_on_hand(kind: QuantityType) -> None:
    """Seed 003 names EXPECTED and ADJUSTMENT as types; they are not in the documented sum."""
    assert on_hand((LAST, entry(kind, 5))) == 170


def test_a_count_keeps_reservations() -> None:
    """Fluent: a count "resets LAST_ON_HAND and inactivates past SALE and CORRECTION; RESERVED stays active"."""
    counted = after_count((LAST, entry(QuantityType.RESERVED, -3)), replace(LAST, quantity=Decimal(165)))
    assert on_hand(counted) == 162


@pytest.mark.parametrize(
    ("quantities", "counted", "unchanged"),
    [
        ((LAST,), 170, True),
        ((LAST,), 169, False),
        ((LAST, entry(QuantityType.SALE, -1)), 170, False),
    ],
)
def test_unchanged_batch_entries_are_skipped(
    quantities: tuple[PositionQuantity, ...], counted: int, *, unchanged: bool
) -> None:
    """Fluent: "no active transient inventory quantities and where the LAST_ON_HAND quantity is the same"."""
    assert is_unchanged(quantities, Decimal(counted)) is unchanged
