"""Short lines: the top of the window names them, and goes to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitstation.station.profile import Profile
from kitstation.store.store import Store
from tests.support.bench import lay_out
from tests.support.databases import new_database
from tests.support.desk import Desk
from tests.support.world import World


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """A profile with a kit that lacks one radio of two."""
    made = Profile(tmp_path)
    store = Store(new_database(made.database))
    world = World(store)
    lay_out(world)
    store.close()
    return made


def test_the_top_bar_names_what_is_short_and_goes_there(desk: Desk) -> None:
    top, lines = desk.station.window.top_bar, desk.station.bench.board.lines
    desk.qtbot.waitUntil(top.short.isVisible)
    assert top.short.text() == "1 line short"
    assert top.short.toolTip() == "1 ea RADIO"
    desk.station.window.show_page("inventory")
    top.short.click()
    line = lines.selected_line()
    assert line is not None
    assert line.part_number == "RADIO"
    assert desk.station.window.current_page is desk.station.bench


def test_the_pill_goes_when_nothing_is_short(desk: Desk) -> None:
    top = desk.station.window.top_bar
    desk.qtbot.waitUntil(top.short.isVisible)
    top.show_kit(None)
    assert not top.short.isVisible()
