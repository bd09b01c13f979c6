from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kitstation.domain.refusals import RefusalCode
from kitstation.scanning.controls import ControlCode
from kitstation.ui.pages.help.page import HelpPage
from kitstation.ui.services import Services
from kitstation.ui.theme.tokens import Theme


@pytest.fixture
def page(services: Services, qtbot: QtBot) -> Iterator[HelpPage]:
    made = HelpPage(services)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    yield made
    made.close_down()


def test_the_contents_lead_to_every_chapter(page: HelpPage) -> None:
    titles = [page.contents.item(row).text() for row in range(page.contents.count())]
    assert titles == [
        "First steps",
        "Scanning",
        "Quantities",
        "Return",
        "Undo",
        "Operators",
        "Control codes",
        "Scanner set-up",
        "Codes of your own",
        "Kits, runs and builds",
        "Inventory",
        "Receiving",
        "Counting",
        "Tables",
        "Genealogy",
        "History",
        "Labels",
        "Import columns",
        "Positions",
        "Keyboard",
        "What refusals mean",
    ]
    page.activate()
    for title in titles[1:7]:
        QTest.keyClick(page.contents, Qt.Key.Key_Down)
        assert page.text.textCursor().block().text() == title


@pytest.mark.parametrize("code", list(RefusalCode))
def test_every_refusal_is_explained(page: HelpPage, code: RefusalCode) -> None:
    assert code.value in page.text.toPlainText()


@pytest.mark.parametrize("code", list(ControlCode))
def test_every_control_code_is_explained(page: HelpPage, code: ControlCode) -> None:
    assert code.text in page.text.toPlainText()


def test_searching_goes_from_place_to_place(page: HelpPage) -> None:
    page.focus_search()
    QTest.keyClicks(page.search, "dialout")
    assert page.header.remark == "1 of 2"
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.header.remark == "2 of 2"
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.header.remark == "1 of 2"
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.header.remark == ""


def test_what_is_not_in_the_help_is_told(page: HelpPage) -> None:
    page.look_for("quantum")
    assert page.header.remark == "Nothing found"
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert page.header.remark == "Nothing found"


def test_a_change_of_theme_keeps_what_was_found(page: HelpPage, services: Services) -> None:
    page.look_for("dialout")
    services.appearance.set_theme(Theme.DARK)
    assert page.header.remark == "1 of 2"


def test_everything_can_be_reached_and_has_a_name(page: HelpPage) -> None:
    page.focus_search()
    seen = {page.search, page.sheet_button, page.contents, page.text}
    assert all(widget.accessibleName() or widget.property("text") for widget in seen)
    assert all(widget.focusPolicy() & Qt.FocusPolicy.TabFocus for widget in seen)
