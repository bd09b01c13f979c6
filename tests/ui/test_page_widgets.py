from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kitstation.domain.errors import DeviceFault
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.theme.apply import Appearance
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.error_state import ErrorState, Trouble
from kitstation.ui.widgets.key_hints import KeyHint, KeyHints
from kitstation.ui.widgets.nav_rail import NavButton, NavItem, NavRail
from kitstation.ui.widgets.text import IconView, Text

ITEMS = (
    NavItem("bench", "Bench", "bench"),
    NavItem("kits", "Kits", "kits"),
    NavItem("settings", "Settings", "settings", at_end=True),
)
FAULT = DeviceFault("The printer does not answer", detail="Nothing came back.", hint="Switch it on.")


@pytest.fixture
def rail(appearance: Appearance, qtbot: QtBot) -> NavRail:
    made = NavRail(appearance, ITEMS)
    qtbot.addWidget(made)
    made.resize(84, 600)
    return made


def _buttons(rail: NavRail) -> dict[str, NavButton]:
    return {button.text(): button for button in rail.findChildren(NavButton)}


def test_the_page_that_is_pressed_is_marked_and_told(rail: NavRail, qtbot: QtBot) -> None:
    rail.choose("bench")
    with qtbot.waitSignal(rail.chosen) as told:
        _buttons(rail)["Kits"].click()
    assert told.args == ["kits"]
    assert rail.current() == "kits"


def test_choosing_a_page_from_the_program_tells_nobody(rail: NavRail, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(rail.chosen):
        rail.choose("settings")
    assert rail.current() == "settings"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_a_page(rail: NavRail, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(rail.chosen):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(_buttons(rail)["Kits"], event)


def test_tab_goes_down_the_rail_in_order(rail: NavRail) -> None:
    order: list[str] = []
    widget: QWidget | None = rail
    for _ in range(len(ITEMS)):
        widget = widget.nextInFocusChain() if widget else None
        assert widget is not None
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        order.append(widget.text() if isinstance(widget, NavButton) else "")
    assert order == ["Bench", "Kits", "Settings"]


def test_a_focused_page_shows_a_ring(rail: NavRail, appearance: Appearance, qtbot: QtBot) -> None:
    button = _buttons(rail)["Kits"]
    rail.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert (
        button.grab().toImage().pixelColor(button.width() // 2, 0).name().upper() == appearance.tokens.accent
    )


def test_a_badge_is_painted_and_read_aloud(rail: NavRail, appearance: Appearance) -> None:
    button = _buttons(rail)["Settings"]
    rail.show_badge("settings", "37")
    image = button.grab().toImage()
    colours = {image.pixelColor(x, 8).name().upper() for x in range(image.width())}
    assert appearance.tokens.attention.soft in colours
    assert button.accessibleDescription() == "37"


def test_an_empty_page_offers_the_first_action(appearance: Appearance, qtbot: QtBot) -> None:
    state = EmptyState(
        appearance, icon="kits", title="No kits yet", sentence="A kit holds parts.", action="Make a kit"
    )
    qtbot.addWidget(state)
    assert state.accessibleName() == "No kits yet. A kit holds parts."
    with qtbot.waitSignal(state.acted):
        state.findChildren(QPushButton)[0].click()


def test_a_page_without_a_first_action_has_no_button(appearance: Appearance, qtbot: QtBot) -> None:
    state = EmptyState(
        appearance, icon="history", title="Nothing happened yet", sentence="Scans appear here."
    )
    qtbot.addWidget(state)
    assert state.findChildren(QPushButton) == []


def test_an_error_can_be_tried_again_and_copied(appearance: Appearance, qtbot: QtBot) -> None:
    state = ErrorState(appearance, Trouble.of(FAULT))
    qtbot.addWidget(state)
    retry, copy = state.findChildren(QPushButton)
    with qtbot.waitSignal(state.retried):
        retry.click()
    copy.click()
    expected = "The printer does not answer\nNothing came back.\nSwitch it on."
    assert QGuiApplication.clipboard().text() == expected


def test_hints_that_do_not_fit_are_left_out_but_listed(appearance: Appearance, qtbot: QtBot) -> None:
    hints = KeyHints(appearance, tuple(KeyHint(f"F{number}", "Do something") for number in range(1, 9)))
    qtbot.addWidget(hints)
    hints.resize(300, 24)
    assert 0 < hints.shown() < 8
    assert "F8: Do something" in hints.toolTip()
    hints.resize(3000, 24)
    assert hints.shown() == 8
    assert not hints.grab().isNull()


@pytest.mark.parametrize("width", [240, 304, 900])
def test_an_empty_state_wraps_and_stands_in_the_middle_of_its_pane(
    appearance: Appearance, qtbot: QtBot, width: int
) -> None:
    state = EmptyState(
        appearance,
        icon="inventory",
        title="No item is selected",
        sentence="Select one, or scan it, to see where it is and which kit holds it.",
    )
    qtbot.addWidget(state)
    state.resize(width, 500)
    with qtbot.waitExposed(state):
        state.show()
    for text in state.findChildren(Text):
        assert not text.elided
        assert state.rect().contains(text.geometry())
        assert abs(text.geometry().center().x() - state.rect().center().x()) <= 1


def test_an_empty_state_without_room_says_its_words_and_does_without_its_icon(
    appearance: Appearance, qtbot: QtBot
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(420, 300)
    state = EmptyState(
        appearance, icon="receive", title="Nothing is on order", sentence="Scan a bag.", action="Order"
    )
    state.setParent(page)
    with qtbot.waitExposed(page):
        page.show()
    (icon,) = state.findChildren(IconView)
    for height, seen in ((300, True), (140, False), (300, True)):
        state.resize(420, height)
        assert icon.isVisible() is seen


def test_a_narrow_header_shows_icons_without_words_before_anything_is_cut(
    appearance: Appearance, qtbot: QtBot
) -> None:
    export = Button(appearance, "Export", icon="export")
    new = Button(appearance, "New kit", icon="add", kind=ButtonKind.PRIMARY)
    header = PageHeader(appearance, "Kits", export, new)
    qtbot.addWidget(header)
    header.show_remark("12 of 345 kits")
    header.resize(700, 40)
    header.show()
    assert (export.text(), new.text()) == ("Export", "New kit")
    header.resize(320, 40)
    assert (export.text(), export.toolTip(), export.accessibleName()) == ("", "Export", "Export")
    assert new.text() == "New kit"
    header.resize(700, 40)
    assert (export.text(), export.toolTip()) == ("Export", "")
