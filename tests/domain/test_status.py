"""The status of an item follows from where its quantity is; the first row that applies wins."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.records import RunStatus
from kitstation.domain.status import ItemFacts, ItemStatus, is_installed, is_kitted, item_status

ONE, TWO = Decimal(1), Decimal(2)

ROWS: list[tuple[str, ItemFacts, ItemStatus]] = [
    ("all of it is installed", ItemFacts(installed=ONE), ItemStatus.INSTALLED),
    ("nothing is left of it", ItemFacts(), ItemStatus.UNAVAILABLE),
    ("all of it is scrapped", ItemFacts(scrapped=TWO), ItemStatus.SCRAPPED),
    ("installed and scrapped", ItemFacts(installed=ONE, scrapped=ONE), ItemStatus.INSTALLED),
    ("some is scrapped", ItemFacts(on_hand=Decimal(3), scrapped=ONE), ItemStatus.AVAILABLE),
    ("some is installed", ItemFacts(on_hand=ONE, installed=ONE), ItemStatus.AVAILABLE),
    (
        "still being built",
        ItemFacts(on_hand=ONE, in_work=True, run_status=RunStatus.IN_PROGRESS),
        ItemStatus.WIP,
    ),
    (
        "being built and held",
        ItemFacts(on_hand=ONE, in_work=True, run_status=RunStatus.HOLD, on_hold=True),
        ItemStatus.WIP,
    ),
    (
        "left over from a run that is complete",
        ItemFacts(on_hand=ONE, in_work=True, run_status=RunStatus.COMPLETE),
        ItemStatus.UNAVAILABLE,
    ),
    ("held", ItemFacts(on_hand=ONE, on_hold=True), ItemStatus.UNAVAILABLE),
    ("kitted and held", ItemFacts(picked=ONE, on_hold=True), ItemStatus.UNAVAILABLE),
    ("all of it is kitted", ItemFacts(picked=ONE), ItemStatus.KITTED),
    ("some is kitted", ItemFacts(on_hand=ONE, picked=ONE), ItemStatus.AVAILABLE),
    ("some is reserved", ItemFacts(reserved=ONE, picked=ONE), ItemStatus.AVAILABLE),
    ("on order", ItemFacts(on_order=True), ItemStatus.ON_ORDER),
    (
        "where inventory is not available",
        ItemFacts(on_hand=ONE, location_available=False),
        ItemStatus.UNAVAILABLE,
    ),
    ("there", ItemFacts(on_hand=ONE), ItemStatus.AVAILABLE),
]


@pytest.mark.parametrize(("facts", "status"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_first_row_that_applies_is_the_status(facts: ItemFacts, status: ItemStatus) -> None:
    assert item_status(facts) is status


def test_every_status_has_a_row() -> None:
    assert {status for _, _, status in ROWS} == set(ItemStatus)


@pytest.mark.parametrize(
    ("on_hand", "picked", "kitted"),
    [("0", "1", True), ("1", "1", False), ("0", "0", False), ("1", "0", False)],
)
def test_an_item_is_kitted_only_when_all_of_it_is(on_hand: str, picked: str, *, kitted: bool) -> None:
    """Seed 001: "`true` if all quantity is kitted to runs, otherwise `false`"."""
    assert is_kitted(ItemFacts(on_hand=Decimal(on_hand), picked=Decimal(picked))) is kitted


@pytest.mark.parametrize(
    ("on_hand", "installed", "is_all"),
    [("0", "1", True), ("1", "1", False), ("0", "0", False), ("1", "0", False)],
)
def test_an_item_is_installed_only_when_all_of_it_is(on_hand: str, installed: str, *, is_all: bool) -> None:
    """Seed 001: "`true` if all quantity is attached to aBOM items, otherwise `false`"."""
    assert is_installed(ItemFacts(on_hand=Decimal(on_hand), installed=Decimal(installed))) is is_all


@given(
    st.builds(
        ItemFacts,
        on_hand=st.integers(0, 2).map(Decimal),
        reserved=st.integers(0, 2).map(Decimal),
        picked=st.integers(0, 2).map(Decimal),
        installed=st.integers(0, 2).map(Decimal),
        scrapped=st.integers(0, 2).map(Decimal),
        in_work=st.booleans(),
        run_status=st.none() | st.sampled_from(RunStatus),
        on_hold=st.booleans(),
        location_available=st.booleans(),
    )
)
def test_what_is_available_can_be_taken(facts: ItemFacts) -> None:
    if item_status(facts) is ItemStatus.AVAILABLE:
        assert facts.present > 0
        assert not facts.on_hold
        assert not facts.in_work
        assert facts.location_available
        assert item_status(replace(facts, on_hold=True)) is not ItemStatus.AVAILABLE
