"""What a page shows while it has nothing: what it is for, and the first thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class EmptyState(Notice):
    """An icon, what the page is for, and, with `action`, the button that begins; pressing it emits `acted`."""

    acted = Signal()

    def __init__(
        self, appearance: Appearance, *, icon: str, title: str, sentence: str, action: str = ""
    ) -> None:
        super().__init__(appearance, icon, Ink.MUTED)
        self.setAccessibleName(f"{title}. {sentence}")
        self.add_title(title)
        self.add_sentence(sentence)
        buttons: list[Button] = []
        if action:
            buttons.append(Button(appearance, action, kind=ButtonKind.PRIMARY))
            buttons[0].clicked.connect(self.acted)
        self.add_actions(*buttons)
