"""What was removed from the settings, with the offer to put it back: they keep no history."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from kitstation.ui.panes.take_back_strip import TakeBackStrip
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.text import IconView

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class RemovalStrip(TakeBackStrip):
    """Stands until it is dismissed, or the removal is taken back."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, IconView(appearance, "accepted", 20, ink=Ink.ACCEPTED))
        self._put_back: Callable[[], None] | None = None
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo)

    def tell(self, sentence: str, put_back: Callable[[], None]) -> None:
        """Say what was removed; `put_back` takes it back."""
        self._put_back = put_back
        self._say(sentence)
        self.show()
        self.undo_button.setFocus()

    def undo(self) -> None:
        """Take the removal back."""
        put_back, self._put_back = self._put_back, None
        self.hide()
        if put_back is not None:
            put_back()
