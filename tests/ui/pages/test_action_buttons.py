"""Buttons that have no room go into the menu."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from kitstation.ui.panes.action_buttons import ActionButtons
from kitstation.ui.theme.apply import Appearance

NAMES = ("Status", "Reserve", "Places", "Split")


def _seen(buttons: ActionButtons) -> list[str]:
    return [button.text() for button in buttons.findChildren(QPushButton) if button.isVisible()]


def test_as_many_buttons_are_shown_as_there_is_room_for(appearance: Appearance, qtbot: QtBot) -> None:
    actions = [QAction(name) for name in NAMES]
    buttons = ActionButtons(appearance, actions, often=3)
    qtbot.addWidget(buttons)
    with qtbot.waitExposed(buttons):
        buttons.show()
    for width, seen in (
        (800, ["Status", "Reserve", "Places", "More"]),
        (60, ["More"]),
        (800, [*NAMES[:3], "More"]),
    ):
        buttons.resize(width, 40)
        assert _seen(buttons) == seen


def test_none_is_cut_off_and_what_has_no_button_is_in_the_menu(appearance: Appearance, qtbot: QtBot) -> None:
    actions = [QAction(name) for name in NAMES]
    buttons = ActionButtons(appearance, actions, often=3)
    qtbot.addWidget(buttons)
    with qtbot.waitExposed(buttons):
        buttons.show()
    whole = sum(button.sizeHint().width() for button in buttons.findChildren(QPushButton)) + 3 * 8
    buttons.resize(whole - 1, 40)
    assert "Places" not in _seen(buttons)
    shown = [button for button in buttons.findChildren(QPushButton) if button.isVisible()]
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in shown))
    buttons.more.click()
    (menu,) = (child for child in buttons.findChildren(QMenu) if child.isVisible())
    assert [action.text() for action in menu.actions()] == ["Places", "Split"]
    menu.close()
