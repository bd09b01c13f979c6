"""Pictures of a window, light and dark, in the sizes of a small and of a usual screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QWidget

from kitstation.domain.errors import KitstationError
from kitstation.ui.demo.waiting import Waiter
from kitstation.ui.theme.apply import Appearance
from kitstation.ui.theme.tokens import Theme

SIZES = (QSize(1280, 800), QSize(1920, 1080))
THEMES = (Theme.LIGHT, Theme.DARK)


class PaintWatch(QObject):
    """Emits `painted` whenever a widget is painted."""

    painted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Tell of the painting; it goes on as ever."""
        if event.type() is QEvent.Type.Paint:
            self.painted.emit()
        return False


class Photographer:
    """Takes the pictures. In between, the window is as small as the smallest picture."""

    def __init__(self, window: QWidget, appearance: Appearance, folder: Path, waiter: Waiter) -> None:
        self._window = window
        self._appearance = appearance
        self._folder = folder
        self._waiter = waiter
        self._painted = False
        self._watch = PaintWatch(window)
        self._watch.painted.connect(self._on_painted)
        self.taken: list[str] = []

    def pose(self, theme: Theme = THEMES[0], size: QSize = SIZES[0]) -> None:
        """Give the window a theme and a size, and wait until it is painted so."""
        self._appearance.set_theme(theme)
        self._window.resize(size)
        self.settle()

    def settle(self) -> None:
        """Wait until all that is due has been laid out and painted."""
        self._painted = False
        self._window.update()
        self._waiter.until(self._is_painted)

    def themes(self) -> list[Theme]:
        """Return the themes, beginning with the one that is on.

        Dressing the application anew takes longer than anything else here.
        """
        return sorted(THEMES, key=self._is_off)

    def take(
        self, name: str, *, themes: Sequence[Theme] | None = None, sizes: Sequence[QSize] = SIZES
    ) -> None:
        """Take a picture in every theme and size, and leave the window in the last of the themes.

        Raises KitstationError where one cannot be saved.
        """
        themes = themes or self.themes()
        for theme in themes:
            for size in sizes:
                self.pose(theme, size)
                self._save(f"{name}-{theme.value}-{size.width()}x{size.height()}.png")
        self.pose(themes[-1])

    def _save(self, file: str) -> None:
        if not self._window.grab().save(str(self._folder / file)):
            raise KitstationError(
                "A picture of the demo cannot be saved",
                detail=str(self._folder / file),
                hint="Name another folder after --headless, or make room on its disk.",
            )
        self.taken.append(file)

    def _is_off(self, theme: Theme) -> bool:
        return theme is not self._appearance.theme

    def _is_painted(self) -> bool:
        return self._painted

    def _on_painted(self) -> None:
        self._painted = True
        self._waiter.look()
