"""What is known of one thing, as labelled lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it; a small one is for those who look for it."""

    label: str
    value: str
    small: bool = False


class Facts(QWidget):
    """Shows facts, one below the other; those without a value are left out."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._shown: tuple[Fact, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(appearance.sizes.gap)
        self._grid.setVerticalSpacing(appearance.sizes.unit * 2)
        self._grid.setColumnStretch(1, 1)

    @property
    def text(self) -> str:
        """All that is shown, a line for each fact."""
        return "\n".join(f"{fact.label}: {fact.value}" for fact in self._shown)

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show these facts in place of others."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._shown = tuple(fact for fact in facts if fact.value)
        for row, fact in enumerate(self._shown):
            self._add(row, fact)
        self.setAccessibleName(self.text)

    def _add(self, row: int, fact: Fact) -> None:
        role = TextRole.SMALL if fact.small else TextRole.BODY
        ink = Ink.MUTED if fact.small else Ink.NORMAL
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(Text(self._appearance, fact.label, role=role, ink=Ink.MUTED), row, 0, top)
        self._grid.addWidget(Text(self._appearance, fact.value, role=role, ink=ink, lines=3), row, 1, top)
