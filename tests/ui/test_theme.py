from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from kitstation.ui.resources import resource
from kitstation.ui.tables.table_view import TableView
from kitstation.ui.theme.apply import Appearance, apply_theme
from kitstation.ui.theme.contrast import contrast
from kitstation.ui.theme.sizes import LARGEST_SCALE, Density, Sizes, TextRole, text_scale
from kitstation.ui.theme.stylesheet import stylesheet
from kitstation.ui.theme.tokens import DARK, LIGHT, Ink, Theme, Tokens, Tone
from kitstation.ui.widgets.card import Card, set_margins

BOTH = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Appearance]:
    """The application in the light theme, undressed afterwards."""
    before = QPalette(qapp.palette()), qapp.font()
    appearance = apply_theme(qapp, Theme.LIGHT, Density.NORMAL)
    yield appearance
    qapp.setStyleSheet("")
    qapp.setPalette(before[0])
    qapp.setFont(before[1])
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Unknown)
    appearance.deleteLater()


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#777777") == pytest.approx(1.0)


@BOTH
@pytest.mark.parametrize("ground", ["background", "surface", "accent_soft", "hover"])
@pytest.mark.parametrize("text", ["ink", "muted", "accent"])
def test_text_can_be_read_on_every_ground(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("tone", list(Tone))
def test_a_verdict_can_be_read_from_two_metres(tokens: Tokens, tone: Tone) -> None:
    colours = tokens.tone(tone)
    assert contrast(colours.ink, colours.soft) >= 7.0
    assert contrast(colours.ink, tokens.surface) >= 4.5


@BOTH
def test_the_bounds_of_controls_and_the_fill_of_dots_stand_out(tokens: Tokens) -> None:
    assert contrast(tokens.outline, tokens.surface) >= 3.0
    assert contrast(tokens.outline, tokens.background) >= 3.0
    assert all(contrast(tokens.tone(tone).fill, tokens.surface) >= 3.0 for tone in Tone)


@BOTH
def test_text_on_the_accent_can_be_read(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent_hover) >= 4.5


@BOTH
@pytest.mark.parametrize("ink", list(Ink))
def test_every_ink_has_a_colour(tokens: Tokens, ink: Ink) -> None:
    assert ink.of(tokens).startswith("#")


@BOTH
def test_the_drawings_of_the_style_sheet_carry_the_colours_of_their_theme(tokens: Tokens) -> None:
    variant = "dark" if tokens.dark else "light"
    colours = {"chevron": tokens.muted, "check": tokens.on_accent, "partial": tokens.on_accent}
    for name, colour in colours.items():
        drawing = resource(f"icons/control-{name}-{variant}.svg").read_text(encoding="utf-8")
        assert f'stroke="{colour}"' in drawing


@BOTH
@pytest.mark.parametrize("density", list(Density))
def test_the_style_sheet_has_no_blank_left(tokens: Tokens, density: Density) -> None:
    sheet = stylesheet(tokens, Sizes(density))
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize(
    ("density", "row", "least_target"), [(Density.NORMAL, 38, 44), (Density.TOUCH, 48, 48)]
)
def test_density_sets_rows_and_touch_targets(density: Density, row: int, least_target: int) -> None:
    assert Sizes(density).row == row
    assert Sizes(density).touch_target == least_target


@pytest.mark.parametrize(
    ("platform", "pixels", "scale"),
    [
        ("windows", 12, 1.0),
        ("windows", 18, 1.5),
        ("cocoa", 13, 1.0),
        ("xcb", 12, 1.0),
        ("xcb", 21, 1.5),
        ("xcb", 90, 2.0),
    ],
)
def test_text_follows_the_platforms_text_size_within_bounds(
    platform: str, pixels: float, scale: float
) -> None:
    assert text_scale(platform, pixels) == pytest.approx(scale)
    assert scale <= LARGEST_SCALE


def test_text_sizes_are_those_of_the_design() -> None:
    sizes = Sizes()
    roles = (TextRole.SMALL, TextRole.BODY, TextRole.TITLE, TextRole.LOCATION, TextRole.VERDICT)
    assert [sizes.text(role) for role in roles] == [11, 13, 19, 21, 31]


def test_the_theme_changes_while_the_program_runs(
    dressed: Appearance, qapp: QApplication, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(dressed.changed):
        dressed.set_theme(Theme.DARK)
    assert dressed.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.background
    assert DARK.background in qapp.styleSheet()


def test_the_system_theme_follows_the_desktop(dressed: Appearance, qapp: QApplication) -> None:
    dressed.set_theme(Theme.SYSTEM)
    for scheme, tokens in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        assert dressed.tokens is tokens


def test_a_chosen_theme_does_not_follow_the_desktop(dressed: Appearance, qapp: QApplication) -> None:
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert dressed.tokens is LIGHT


def test_density_changes_while_the_program_runs(dressed: Appearance, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dressed.changed):
        dressed.set_density(Density.TOUCH)
    assert dressed.sizes.row == 48


def test_setting_the_density_in_force_changes_nothing(dressed: Appearance, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dressed.changed):
        dressed.set_density(Density.NORMAL)


def test_fonts_have_tabular_figures_and_the_size_of_their_role(appearance: Appearance) -> None:
    font = appearance.font(TextRole.VERDICT)
    assert font.pixelSize() == appearance.sizes.text(TextRole.VERDICT)
    assert font.featureValue(QFont.Tag("tnum")) == 1


def test_a_focused_button_shows_a_ring(dressed: Appearance, qtbot: QtBot) -> None:
    button = QPushButton("Issue")
    qtbot.addWidget(button)
    button.resize(120, 44)
    button.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    edge = button.grab().toImage().pixelColor(60, 0)
    assert edge.name().upper() == dressed.tokens.accent


def test_a_table_has_a_ring_inside_its_card_while_it_is_used_by_keyboard(
    dressed: Appearance, qtbot: QtBot
) -> None:
    card = Card()
    qtbot.addWidget(card)
    table = TableView(dressed, "Lines")
    column = QVBoxLayout(card)
    set_margins(column, 0, 0)
    column.addWidget(table)
    card.resize(300, 200)
    with qtbot.waitActive(card):
        card.show()
    table.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(table.hasFocus)
    edges = [_edge(card)]
    table.clearFocus()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(table.hasFocus)
    edges.append(_edge(card))
    assert edges == [dressed.tokens.surface, dressed.tokens.accent]


def _edge(card: Card) -> str:
    return card.grab().toImage().pixelColor(150, 198).name().upper()
