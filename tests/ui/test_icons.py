from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from kitstation.ui.icons import Icons, spaced_width
from kitstation.ui.resources import resource

FAMILY = sorted(path.stem for path in resource("icons").glob("*.svg"))
TINTED = [name for name in FAMILY if not name.startswith("control-")]


@pytest.mark.parametrize("name", FAMILY)
def test_every_drawing_is_on_the_same_grid(name: str) -> None:
    drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24" fill="none"' in drawing
    assert 'stroke-linecap="round" stroke-linejoin="round"' in drawing
    assert QSvgRenderer(QByteArray(drawing.encode())).isValid()


@pytest.mark.parametrize("name", TINTED)
def test_every_drawing_is_tinted_and_stays_inside_its_square(name: str, qapp: QApplication) -> None:
    image = Icons().pixmap(name, "#2457D6", 96).toImage()
    painted = [(x, y) for x in range(96) for y in range(96) if image.pixelColor(x, y).alpha() > 250]
    assert painted
    # Blending overlapping strokes may be off by one.
    shades = [image.pixelColor(*at) for at in painted]
    assert {shade.red() for shade in shades} <= {0x23, 0x24, 0x25}
    assert {shade.blue() for shade in shades} <= {0xD5, 0xD6, 0xD7}
    assert all(image.pixelColor(at, 0).alpha() == 0 for at in range(96))


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("side", [16, 18, 20, 24, 32])
def test_an_icon_has_a_picture_of_its_own_for_every_pixel_ratio(
    side: int, ratio: float, qapp: QApplication
) -> None:
    icon = Icons().icon("kits", "#171A1E")
    pixels = round(side * ratio)
    assert QSize(pixels, pixels) in icon.availableSizes()
    assert icon.pixmap(QSize(side, side), ratio).toImage().width() == pixels


def test_an_icon_of_a_checked_button_has_its_own_colour(qapp: QApplication) -> None:
    icon = Icons().icon("add", "#171A1E", on_colour="#2457D6")
    shades = [
        icon.pixmap(QSize(24, 24), 1.0, QIcon.Mode.Normal, state).toImage().pixelColor(12, 12)
        for state in (QIcon.State.Off, QIcon.State.On)
    ]
    assert shades == [QColor("#171A1E"), QColor("#2457D6")]


def test_icons_are_rendered_once_until_they_are_forgotten(qapp: QApplication) -> None:
    icons = Icons()
    first = icons.icon("kits", "#171A1E").cacheKey()
    assert icons.icon("kits", "#171A1E").cacheKey() == first
    icons.forget()
    assert icons.icon("kits", "#171A1E").cacheKey() != first


def test_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        Icons().icon("no-such-icon", "#000000")


def test_the_drawings_carry_their_licence() -> None:
    assert "Apache-2.0" in resource("icons/LICENSE.md").read_text(encoding="utf-8")


def test_an_icon_beside_words_keeps_a_distance_on_both_sides() -> None:
    icons = Icons()
    image = icons.icon("import", "#171A1E", spaced=True).pixmap(QSize(spaced_width(18), 18)).toImage()
    assert (image.width(), image.height()) == (26, 18)
    drawn = [x for x in range(26) if any(image.pixelColor(x, y).alpha() for y in range(18))]
    assert drawn[0] >= 4
    assert drawn[-1] <= 21


def test_an_icon_has_a_tint_of_its_own_while_its_button_cannot_be_pressed(qapp: QApplication) -> None:
    icon = Icons().icon("labels", "#FFFFFF", disabled="#5A6370")
    shades = {
        mode: {
            image.pixelColor(x, y).name().upper()
            for x in range(96)
            for y in range(96)
            if image.pixelColor(x, y).alpha() == 255
        }
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
        for image in (icon.pixmap(QSize(96, 96), 1.0, mode).toImage(),)
    }
    assert shades[QIcon.Mode.Normal] == {"#FFFFFF"}
    assert "#5A6370" in shades[QIcon.Mode.Disabled]
    assert "#FFFFFF" not in shades[QIcon.Mode.Disabled]
