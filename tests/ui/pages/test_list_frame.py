from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kitstation.ui.panes.list_frame import ListFrame
from kitstation.ui.services import Services, SettingsHolder
from kitstation.ui.theme.apply import Appearance

MakeFrame = Callable[[SettingsHolder], ListFrame]


@pytest.fixture
def make_frame(appearance: Appearance, qtbot: QtBot) -> Iterator[MakeFrame]:
    made: list[ListFrame] = []

    def maker(settings: SettingsHolder) -> ListFrame:
        frame = ListFrame(appearance, QLabel("list"), QLabel("pane"), pane_width=300)
        made.append(frame)
        qtbot.addWidget(frame)
        frame.remember(settings, "kits")
        frame.resize(1200, 400)
        with qtbot.waitExposed(frame):
            frame.show()
        return frame

    yield maker
    made.clear()


def _drag(frame: ListFrame, by: int) -> None:
    handle, left, none = frame.handle(1), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = handle.rect().center()
    QTest.mousePress(handle, left, none, at)
    QTest.mouseMove(handle, at + QPoint(by, 0))
    QTest.mouseRelease(handle, left, none, at)


def test_the_pane_has_its_width_and_gives_way_in_a_narrow_window(
    make_frame: MakeFrame, services: Services
) -> None:
    frame = make_frame(services.settings)
    assert frame.sizes()[1] == 300
    frame.resize(600, 400)
    assert frame.sizes()[1] == 216


def test_an_edge_that_was_dragged_stays_where_it_is(make_frame: MakeFrame, services: Services) -> None:
    frame = make_frame(services.settings)
    _drag(frame, -100)
    assert frame.sizes()[1] == 400
    frame.resize(1300, 400)
    assert frame.sizes()[1] == 400
    services.settings.gather()
    assert make_frame(services.settings).sizes()[1] in range(350, 450)


def test_a_pane_that_is_hidden_comes_back_as_wide_as_it_was(
    make_frame: MakeFrame, services: Services
) -> None:
    frame = make_frame(services.settings)
    _drag(frame, -100)
    frame.show_notice(QLabel("nothing yet"))
    services.settings.gather()
    frame.show_contents()
    assert frame.sizes()[1] == 400
    assert services.settings.now.splitters["kits"][1] == 400
