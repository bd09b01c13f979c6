"""What a page shows while its first reading takes a while: what is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class LoadingState(Notice):
    """An icon, what is being read, and what can be done meanwhile. It stands still: nothing draws the eye."""

    def __init__(self, appearance: Appearance, title: str, sentence: str = "") -> None:
        super().__init__(appearance, "sync", Ink.MUTED)
        self.setAccessibleName(f"{title}. {sentence}".strip())
        self.add_title(title)
        self.add_sentence(sentence)
        self.add_actions()
