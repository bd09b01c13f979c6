"""Push buttons of the few kinds there are, with icons that follow the theme."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy

from kitstation.ui.icons import spaced_width
from kitstation.ui.theme.tokens import Ink

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class ButtonKind(Enum):
    """What a button is for; the style sheet gives it its form."""

    NORMAL = "normal"
    PRIMARY = "primary"
    DANGER = "danger"
    LINK = "link"
    KEY = "key"
    SEGMENT = "segment"
    ATTENTION = "attention"


_INKS = {
    ButtonKind.PRIMARY: Ink.ON_ACCENT,
    ButtonKind.DANGER: Ink.REFUSED,
    ButtonKind.LINK: Ink.ACCENT,
    ButtonKind.SEGMENT: Ink.MUTED,
    ButtonKind.ATTENTION: Ink.ATTENTION,
}


class Button(QPushButton):
    """A push button. Enter presses it while it has the focus, as space does.

    A `tall` one is a touch target in every density, for what is pressed while working at the bench.
    """

    def __init__(
        self,
        appearance: Appearance,
        text: str,
        *,
        kind: ButtonKind = ButtonKind.NORMAL,
        icon: str | None = None,
        tall: bool = False,
    ) -> None:
        super().__init__(text)
        self._appearance = appearance
        self._icon_name = icon
        self._kind = kind
        self._worded = bool(text) or kind is ButtonKind.ATTENTION
        self.setProperty("kind", kind.value)
        self.setProperty("tall", tall)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._restyle)
        self._restyle()

    @property
    def kind(self) -> ButtonKind:
        """What it is for."""
        return self._kind

    @property
    def has_icon(self) -> bool:
        """Whether it can be told by its icon alone."""
        return self._icon_name is not None

    def show_words(self, *, shown: bool) -> None:
        """Show the words beside the icon or, where there is no room, leave them to the tool tip."""
        if shown and not self.text():
            self.setText(self.accessibleName())
            self.setToolTip("")
        elif not shown and self.text():
            self.setAccessibleName(self.text())
            self.setToolTip(self.text())
            self.setText("")

    def _restyle(self) -> None:
        if self._icon_name is None:
            return
        tokens = self._appearance.tokens
        colour = _INKS.get(self._kind, Ink.NORMAL).of(tokens)
        on_colour = tokens.on_accent if self.isCheckable() else None
        icons, side = self._appearance.icons, self._appearance.sizes.icon
        # What is light on the accent would not be seen on the grey of a button that cannot be pressed.
        disabled = tokens.muted if self._kind is ButtonKind.PRIMARY else ""
        self.setIcon(
            icons.icon(self._icon_name, colour, on_colour=on_colour, disabled=disabled, spaced=self._worded)
        )
        self.setIconSize(QSize(spaced_width(side) if self._worded else side, side))
