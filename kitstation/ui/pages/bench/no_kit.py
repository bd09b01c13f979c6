"""What the bench page shows while no kit is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class NoKit(Notice):
    """Says how to begin. `kits_wanted` and `help_wanted` are emitted by its buttons."""

    kits_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "kits", Ink.MUTED)
        title = self.tr("No kit is open")
        sentence = self.tr(
            "Scan a kit's label to open it here, choose one from the list, or make a new one for a run."
        )
        self.setAccessibleName(f"{title}. {sentence}")
        self.add_title(title)
        self.add_sentence(sentence)
        choose = Button(
            appearance, self.tr("Choose or make a kit"), kind=ButtonKind.PRIMARY, icon="kits", tall=True
        )
        how = Button(appearance, self.tr("How to begin"), icon="help", tall=True)
        choose.clicked.connect(self.kits_wanted)
        how.clicked.connect(self.help_wanted)
        self.add_actions(choose, how)
