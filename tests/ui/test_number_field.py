"""Fields for numbers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kitstation.ui.widgets.number_field import DecimalField, NumberField

GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)
ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)


@pytest.mark.parametrize("kind", [NumberField, DecimalField])
def test_a_number_keeps_its_distance_from_the_border(
    qtbot: QtBot, kind: type[NumberField | DecimalField]
) -> None:
    field = kind()
    qtbot.addWidget(field)
    margins = field.lineEdit().textMargins()
    assert (margins.left(), margins.right()) == (10, 10)


@pytest.mark.parametrize(
    ("value", "locale", "text"),
    [
        (50.0, ENGLISH, "50 mm"),
        (0.0, ENGLISH, "0 mm"),
        (17.6, ENGLISH, "17.6 mm"),
        (0.381, ENGLISH, "0.381 mm"),
        (100.0, ENGLISH, "100 mm"),
        (17.6, GERMAN, "17,6 mm"),
        (50.0, GERMAN, "50 mm"),
    ],
)
def test_a_number_shows_no_more_decimals_than_it_has(
    qtbot: QtBot, value: float, locale: QLocale, text: str
) -> None:
    field = DecimalField()
    qtbot.addWidget(field)
    field.setLocale(locale)
    field.setDecimals(3)
    field.setRange(0, 1000)
    field.setSuffix(" mm")
    field.setValue(value)
    assert field.text() == text


def test_a_number_is_typed_with_decimals(qtbot: QtBot) -> None:
    field = DecimalField()
    qtbot.addWidget(field)
    field.setLocale(ENGLISH)
    field.setDecimals(3)
    field.selectAll()
    QTest.keyClicks(field, "12.345")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.value(), field.text()) == (12.345, "12.345")
