"""The picture of an open kit: walking order, next step, progress, and what reading it costs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.commands import Command, CreateItem, CreateMbomLine, CreatePart
from kitstation.domain.records import KitStatus, TrackingType
from kitstation.station.bench import BenchPolicy
from kitstation.station.kit_view import KitView
from kitstation.store.queries.kits import KitHeader, LineState
from kitstation.store.queries.takes import TakeFrom
from kitstation.store.store import Store
from tests.station.bench_driver import BenchDriver
from tests.support.statements import statements
from tests.support.world import World

HEADER = KitHeader(
    uid="k",
    number="KIT-1",
    status=KitStatus.REQUESTED,
    run="Run",
    assembly="BOARD",
    revision="A",
    run_quantity=Decimal(1),
    created_at=datetime(2026, 3, 2, tzinfo=UTC),
    lines=0,
    lines_complete=0,
    required=Decimal(0),
    issued=Decimal(0),
)


def line(name: str, place: str | None, *, required: int = 5, issued: int = 0, there: int = 100) -> LineState:
    """Return a line for a part of which `there` lie at a place, or nothing where no place is given."""
    take = None
    if place is not None:
        take = TakeFrom(
            item_uid=f"item of {name}",
            serial_number=None,
            lot_number=None,
            quantity=Decimal(there),
            location=place,
            expires_on=None,
            expired=False,
        )
    return LineState(
        uid=name,
        kit_uid="k",
        part_uid=f"part {name}",
        part_number=name,
        revision="A",
        description="",
        tracking=TrackingType.UNTRACKED,
        unit="ea",
        required=Decimal(required),
        issued=Decimal(issued),
        on_hand=Decimal(there if place else 0),
        designators=(),
        take=take,
    )


def names(view: KitView) -> list[str]:
    return [line.part_number for line in view.lines]


def test_lines_come_in_walking_order_then_what_is_short_then_what_is_complete() -> None:
    lines = [
        line("done", "A1-01", issued=5),
        line("nowhere", None),
        line("far", "B1-01"),
        line("tenth", "A1-10"),
        line("second", "A1-2"),
    ]
    assert names(KitView.of(HEADER, lines)) == ["second", "tenth", "far", "nowhere", "done"]


def test_the_next_step_says_where_to_go_and_where_the_walk_goes_on() -> None:
    step = KitView.of(HEADER, [line("b", "A2"), line("a", "A1", required=3)]).next_step
    assert step is not None
    assert (step.line.part_number, step.take.location, step.then) == ("a", "A1", "A2")
    assert step.quantity == 3


def test_the_next_step_takes_no_more_than_is_there() -> None:
    step = KitView.of(HEADER, [line("a", "A1", required=9, there=4)]).next_step
    assert step is not None
    assert step.quantity == 4
    assert step.then is None


@pytest.mark.parametrize("lines", [[], [line("nowhere", None)], [line("done", "A1", issued=5)]])
def test_where_nothing_can_be_taken_there_is_no_next_step(lines: list[LineState]) -> None:
    view = KitView.of(HEADER, lines)
    assert view.next_step is None
    assert view.skipping_next() is view


def test_skipping_goes_round_and_begins_again() -> None:
    view = KitView.of(HEADER, [line("a", "A1"), line("b", "A2"), line("c", "A3")])
    walked = []
    for _ in range(4):
        assert view.next_step is not None
        walked.append(view.next_step.line.part_number)
        view = view.skipping_next()
    assert walked == ["a", "b", "c", "a"]


def test_a_line_that_changes_is_no_longer_put_off() -> None:
    view = KitView.of(HEADER, [line("a", "A1"), line("b", "A2")]).skipping_next()
    view = view.with_line(line("a", "A1", issued=1))
    assert view.next_step is not None
    assert view.next_step.line.part_number == "a"


def test_progress_follows_the_lines() -> None:
    view = KitView.of(HEADER, [line("a", "A1"), line("b", "A2")])
    assert not view.is_complete
    view = view.with_line(line("a", "A1", issued=5), KitStatus.IN_PROGRESS)
    assert (view.header.lines_complete, view.header.status) == (1, KitStatus.IN_PROGRESS)
    view = view.with_line(line("b", "A2", issued=6))
    assert view.is_complete
    assert view.header.issued == 11


def test_a_kit_without_lines_is_not_complete() -> None:
    assert not KitView.of(HEADER, []).is_complete


@given(
    st.lists(
        st.tuples(st.sampled_from(["A1", "A2", "B", None]), st.integers(0, 9), st.integers(0, 9)), max_size=8
    ),
    st.integers(0, 12),
)
def test_the_next_step_can_always_be_taken(kinds: list[tuple[str | None, int, int]], skips: int) -> None:
    lines = [
        line(f"P{number}", place, required=required, issued=issued, there=1)
        for number, (place, required, issued) in enumerate(kinds)
    ]
    view = KitView.of(HEADER, lines)
    takeable = {one.part_number for one in lines if one.take and one.remaining}
    seen = set()
    for _ in range(skips):
        step = view.next_step
        assert (step is None) == (not takeable)
        if step:
            assert step.line.part_number in takeable
            assert step.quantity > 0
            seen.add(step.line.part_number)
        view = view.skipping_next()
    assert seen == takeable or skips < len(takeable)


@pytest.mark.parametrize(("lines", "items"), [(2, 10), (500, 10), (2, 5000)])
def test_opening_a_kit_takes_as_many_statements_whatever_its_size(
    tmp_path: Path, lines: int, items: int
) -> None:
    store = Store(tmp_path / "kitstation.db")
    bench = BenchDriver(store, _world_with(store, lines, items), BenchPolicy())
    with statements() as executed:
        assert bench.session.open_kit("KIT-1").accepted
    store.close()
    assert len([text for text in executed if text.startswith("SELECT")]) == 2


def _world_with(store: Store, lines: int, items: int) -> World:
    world = World(store)
    board = world.part("BOARD")
    shelf = world.location("Shelf")
    parts = [world.ids.new() for _ in range(lines)]
    commands: list[Command] = [
        *(CreatePart(uid=uid, part_number=f"P{number:04d}") for number, uid in enumerate(parts)),
        *(
            CreateMbomLine(uid=world.ids.new(), assembly_uid=board, part_uid=uid, quantity=Decimal(1))
            for uid in parts
        ),
        *(
            CreateItem(
                uid=world.ids.new(),
                part_uid=parts[number % lines],
                location_uid=shelf,
                quantity=Decimal(1),
                expires_on=date(2027, 1, 1 + number % 28),
            )
            for number in range(items)
        ),
    ]
    store.execute_all([world.entry(command) for command in commands], atomic=True)
    world.kit(world.run(board), number="KIT-1")
    return world
