"""Catalogues and positions: what they may be called, their limits, and when they go."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    CreateCatalogue,
    CreatePosition,
    DeletePosition,
    ReserveItem,
    UpdatePosition,
)
from kitstation.domain.etags import etag
from kitstation.domain.positions import refuse_limits
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import BenchUids
from tests.support.memory import Memory
from tests.support.world import World

CATALOGUE = CreateCatalogue(uid="c", ref="MAIN", name="Main")


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


@pytest.fixture
def position(memory: World, memory_bench: BenchUids) -> CreatePosition:
    """Screws in the bin, in a catalogue that is there."""
    memory.do(CATALOGUE)
    return CreatePosition(
        uid="p",
        catalogue_uid="c",
        ref="SCREW@A1-03",
        part_uid=memory_bench.screw,
        location_uid=memory_bench.bin,
    )


@pytest.mark.parametrize(
    ("minimum", "maximum", "refused"),
    [
        ("0", "0", False),
        ("0", "5", False),
        ("5", "5.5", False),
        ("5", "5", True),
        ("5", "0", True),
        ("-1", "5", True),
    ],
)
def test_the_maximum_is_above_the_minimum_unless_both_are_off(
    minimum: str, maximum: str, *, refused: bool
) -> None:
    """Seed 004: the maximum "must be greater than quantityMin", except "when setting both ... to 0"."""
    found = refuse_limits(Decimal(minimum), Decimal(maximum))
    assert (found is not None and found.code is RefusalCode.BAD_LIMITS) is refused


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"catalogue_uid": "nothing"}, RefusalCode.UNKNOWN_RECORD),
        ({"part_uid": "nothing"}, RefusalCode.UNKNOWN_RECORD),
        ({"location_uid": "nowhere"}, RefusalCode.UNKNOWN_RECORD),
        ({"ref": " "}, RefusalCode.BAD_NAME),
        ({"ref": "r" * 101}, RefusalCode.BAD_NAME),
        ({"type": "t" * 51}, RefusalCode.BAD_NAME),
        ({"bin": "b" * 51}, RefusalCode.BAD_NAME),
        ({"reference_number": "n" * 51}, RefusalCode.BAD_NAME),
        ({"minimum": Decimal(5)}, RefusalCode.BAD_LIMITS),
    ],
)
def test_an_impossible_position_is_refused(
    memory: World, position: CreatePosition, change: dict[str, object], code: RefusalCode
) -> None:
    assert memory.refused(replace(position, **change)).code is code  # type: ignore[arg-type]  # by name


def test_there_is_one_position_of_a_part_at_a_location(memory: World, position: CreatePosition) -> None:
    memory.do(position)
    assert memory.refused(replace(position, uid="q", ref="OTHER")).code is RefusalCode.DUPLICATE
    assert memory.refused(replace(position, uid="q")).code is RefusalCode.DUPLICATE


@pytest.mark.parametrize("change", [{}, {"uid": "d"}, {"ref": "OTHER"}])
def test_a_catalogue_has_a_ref_of_its_own(memory: World, change: dict[str, str]) -> None:
    memory.do(CATALOGUE)
    assert memory.refused(replace(CATALOGUE, **change)).code is RefusalCode.DUPLICATE


def test_a_position_is_changed_by_who_has_seen_it(
    memory: World, records: WorkingSet, position: CreatePosition
) -> None:
    memory.do(position)
    change = UpdatePosition(
        uid="p",
        etag=etag(records.positions.get("p")),
        bin="left",
        minimum=Decimal(2),
        maximum=Decimal(9),
        attributes=("colour=red",),
    )
    memory.do(change)
    changed = records.positions.get("p")
    assert (changed.bin, changed.maximum, changed.attributes) == ("left", Decimal(9), ("colour=red",))
    assert memory.refused(change).code is RefusalCode.STALE_ETAG
    assert memory.refused(replace(change, uid="nothing")).code is RefusalCode.UNKNOWN_RECORD


def test_a_position_goes_with_what_is_on_hand_but_not_with_what_is_reserved(
    memory: World, records: WorkingSet, memory_bench: BenchUids, position: CreatePosition
) -> None:
    """Seed 004: it cannot be deleted while something is reserved or picked; what is available is removed first."""
    memory.do(position)
    delete = DeletePosition(uid="p", etag=etag(records.positions.get("p")), reason="closed")
    one = ReserveItem(item_uid=memory_bench.screw_item, line_uid=memory_bench.screw_line, quantity=Decimal(1))
    reserved = memory.do(one).command_id
    assert memory.refused(delete).code is RefusalCode.IN_USE
    memory.undo(reserved)
    [movement] = memory.do(delete).changes.movements
    assert (movement.quantity, movement.reason) == (Decimal(100), "closed")
    assert records.positions.find("p") is None
