"""What is moved lands on edges that are near, or else on the grid; and steps can be undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.labels.boxes import Box
from kitstation.labels.edit_history import EditHistory
from kitstation.labels.grid import Grid
from kitstation.labels.snapping import GridKind, Guide, Surroundings

LABEL = Box(0, 0, 50, 25)
OTHER = Box(20, 10, 10, 5)
NEAR = Surroundings((LABEL, OTHER), step=0.5, reach=0.4)


@pytest.mark.parametrize(
    ("box", "across", "down", "guides"),
    [
        (Box(19.7, 2.1, 4, 4), 0.3, -0.1, [Guide(20, is_level=False)]),
        (Box(5.1, 2.1, 15, 4), -0.1, -0.1, [Guide(20, is_level=False)]),
        (Box(22.8, 4.2, 4, 4), 0.2, -0.2, [Guide(25, is_level=False)]),
        (Box(0.2, 20.9, 4, 4), -0.2, 0.1, [Guide(0, is_level=False), Guide(25, is_level=True)]),
        (Box(5.2, 2.2, 4, 4), -0.2, -0.2, []),
        (Box(5.3, 2.3, 4, 4), 0.2, 0.2, []),
    ],
)
def test_a_box_lands_on_what_is_near(box: Box, across: float, down: float, guides: list[Guide]) -> None:
    landed = NEAR.snap(box)
    assert landed.across == pytest.approx(across)
    assert landed.down == pytest.approx(down)
    assert list(landed.guides) == guides


def test_only_the_sides_that_are_moved_land() -> None:
    landed = NEAR.snap_sides(Box(19.8, 9.8, 4, 4.4), {"bottom"})
    assert (landed.across, landed.guides) == (0.0, ())
    assert landed.down == pytest.approx(-0.2)


def test_without_a_grid_nothing_lands_far_from_an_edge() -> None:
    free = Surroundings((LABEL,), step=GridKind.NONE.step(203), reach=0.4)
    assert free.snap(Box(5.123, 7.456, 1, 1)).across == 0.0


@given(st.sampled_from([203, 300, 600]), st.floats(0, 100))
def test_the_grid_of_dots_gives_whole_dots(dpi: int, at: float) -> None:
    step = GridKind.DOTS.step(dpi)
    landed = at + Surroundings((), step=step, reach=0).snap(Box(at, 0, 1, 1)).across
    assert abs(landed - at) <= step / 2 + 1e-9
    assert Grid(dpi).dots(round(landed, 3)) * step == pytest.approx(landed, abs=1e-9)


def test_steps_are_undone_and_done_again() -> None:
    history = EditHistory(0).done(1).done(2)
    assert (history.undo().now, history.undo().undo().now, history.undo().undo().undo().now) == (1, 0, 0)
    assert (history.undo().redo().now, history.redo().now) == (2, 2)
    assert history.undo().done(5).redo().now == 5
    assert history.done(2) is history


def test_steps_that_belong_together_are_undone_together() -> None:
    moved = EditHistory(0).done(1, joining="move").done(2, joining="move").done(3, joining="move")
    assert (moved.now, moved.undo().now) == (3, 0)
    parted = moved.parted().done(4, joining="move")
    assert parted.undo().now == 3


@given(st.lists(st.one_of(st.integers(0, 9), st.sampled_from(["undo", "redo"])), max_size=30))
def test_the_history_is_what_two_stacks_say(steps: list[int | str]) -> None:
    history, before, undone = EditHistory(-1), [-1], list[int]()
    for step in steps:
        if step == "undo":
            history = history.undo()
            if len(before) > 1:
                undone.append(before.pop())
        elif step == "redo":
            history = history.redo()
            if undone:
                before.append(undone.pop())
        elif isinstance(step, int):
            history = history.done(step)
            if step != before[-1]:
                before.append(step)
                undone.clear()
        assert history.now == before[-1]
