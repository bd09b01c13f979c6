"""What cells are painted with holds for one theme and one density."""

from __future__ import annotations

from kitstation.ui.tables.cell_look import CellLook
from kitstation.ui.theme.apply import Appearance
from kitstation.ui.theme.sizes import Density, TextRole
from kitstation.ui.theme.tokens import DARK, LIGHT, Ink, Theme


def test_a_look_no_longer_suits_another_theme(appearance: Appearance) -> None:
    light = CellLook(appearance)
    assert light.suits(appearance)
    appearance.set_theme(Theme.DARK)
    assert not light.suits(appearance)
    assert light.inks[Ink.NORMAL].name().upper() == LIGHT.ink.upper()
    assert CellLook(appearance).inks[Ink.NORMAL].name().upper() == DARK.ink.upper()


def test_a_look_no_longer_suits_another_density(appearance: Appearance) -> None:
    normal = CellLook(appearance)
    appearance.set_density(Density.TOUCH)
    assert not normal.suits(appearance)
    touch = CellLook(appearance)
    for role in (TextRole.SMALL, TextRole.BODY, TextRole.STRONG):
        assert touch.fonts[role].pixelSize() == appearance.sizes.text(role)


def test_a_font_that_somebody_changes_is_their_own(appearance: Appearance) -> None:
    appearance.font(TextRole.BODY).setStrikeOut(True)
    assert not appearance.font(TextRole.BODY).strikeOut()


def test_words_are_fitted_to_each_width(appearance: Appearance) -> None:
    look = CellLook(appearance)
    assert look.fitted("Radio module", TextRole.BODY, 400) == "Radio module"
    narrow = look.fitted("Radio module", TextRole.BODY, 40)
    assert narrow.endswith("…")
    assert look.metrics[TextRole.BODY].horizontalAdvance(narrow) <= 40
