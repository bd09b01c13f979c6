"""The icons: drawings of one colour, tinted and rendered for the screen that shows them."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kitstation.ui.resources import resource

_STROKE = 'stroke-width="1.75"'
_HEAVY_STROKE = 'stroke-width="3"'
# The sides, in device pixels, of icons of 16, 18, 20, 24 and 32 px at one to three times the density: QIcon
# takes the one that fits, so that nothing is scaled and blurred.
# Beside a text an icon keeps a distance on both sides: 26 px for one of 18.
_SPACED = 13 / 9
_SIDES = (16, 18, 20, 24, 27, 30, 32, 36, 40, 48, 54, 60, 64, 72, 96)


class Icons:
    """Renders `resources/icons/<name>.svg` in a colour, and remembers what it rendered."""

    def __init__(self) -> None:
        self._icons: dict[tuple[str, str, str, str, bool], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float, bool], QPixmap] = {}
        self._drawings: dict[str, str] = {}

    def icon(
        self,
        name: str,
        colour: str,
        *,
        on_colour: str | None = None,
        disabled: str = "",
        spaced: bool = False,
    ) -> QIcon:
        """Return an icon tinted #RRGGBB; `on_colour` tints it while its button is checked.

        `disabled` tints it while its button cannot be pressed; without it, the style makes it paler. A `spaced` one
        is as wide as `spaced_width` says, for a button that has words too. Raises FileNotFoundError for a name that
        is not in the family.
        """
        key = (name, colour, on_colour or colour, disabled, spaced)
        if key not in self._icons:
            icon = QIcon()
            self._draw_into(icon, name, colour, spaced=spaced)
            if on_colour and on_colour != colour:
                self._draw_into(icon, name, on_colour, spaced=spaced, state=QIcon.State.On)
            if disabled:
                self._draw_into(icon, name, disabled, spaced=spaced, mode=QIcon.Mode.Disabled)
            self._icons[key] = icon
        return self._icons[key]

    def pixmap(
        self, name: str, colour: str, side: int, *, ratio: float = 1.0, heavy: bool = False
    ) -> QPixmap:
        """Return an icon of `side` device-independent pixels for a screen with that pixel ratio.

        `heavy` draws it with thick strokes, to be seen from afar.
        """
        key = (name, colour, side, ratio, heavy)
        cached = self._pixmaps.get(key)
        if cached is None:
            cached = _render(self._drawing(name, colour, heavy=heavy), round(side * ratio))
            cached.setDevicePixelRatio(ratio)
            self._pixmaps[key] = cached
        return cached

    def forget(self) -> None:
        """Drop what was rendered for a theme that is no longer shown."""
        self._icons.clear()
        self._pixmaps.clear()

    def _draw_into(
        self,
        icon: QIcon,
        name: str,
        colour: str,
        *,
        spaced: bool,
        mode: QIcon.Mode = QIcon.Mode.Normal,
        state: QIcon.State = QIcon.State.Off,
    ) -> None:
        drawing = self._drawing(name, colour)
        for side in _SIDES:
            drawn = _render(drawing, side)
            icon.addPixmap(_with_space(drawn) if spaced else drawn, mode, state)

    def _drawing(self, name: str, colour: str, *, heavy: bool = False) -> QSvgRenderer:
        if name not in self._drawings:
            self._drawings[name] = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
        tinted = self._drawings[name].replace("currentColor", colour)
        return QSvgRenderer(
            QByteArray((tinted.replace(_STROKE, _HEAVY_STROKE) if heavy else tinted).encode())
        )


def _render(drawing: QSvgRenderer, side: int) -> QPixmap:
    image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return QPixmap.fromImage(image)


def spaced_width(side: int) -> int:
    """Return how wide a spaced icon of this height is."""
    return round(side * _SPACED)


def _with_space(drawn: QPixmap) -> QPixmap:
    side = drawn.height()
    spaced = QPixmap(spaced_width(side), side)
    spaced.fill(Qt.GlobalColor.transparent)
    painter = QPainter(spaced)
    painter.drawPixmap((spaced.width() - side) // 2, 0, drawn)
    painter.end()
    return spaced
