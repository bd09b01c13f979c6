"""The six statuses of a kit to choose from, each with what it would do said below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from kitstation.domain.records import KitStatus
from kitstation.ui.forms import Field
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kitstation.ui.services import Services


class StatusField(Field):
    """A status; the value is a KitStatus. `effects` has the sentences of each status but the present one."""

    def __init__(
        self, key: str, label: str, present: KitStatus, effects: Mapping[KitStatus, str], *, now: str
    ) -> None:
        """`now` is what is said of the present status."""
        super().__init__(key, label)
        self._present = present
        self._effects = effects
        self._now = now
        self._group = QButtonGroup()
        self.buttons: dict[KitStatus, QRadioButton] = {}
        self.effects: dict[KitStatus, Text] = {}

    def make(self, services: Services) -> QWidget:
        """Return the statuses, one below the other."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(services.appearance.sizes.unit // 2)
        for status in KitStatus:
            self._add(status, column, services)
        chosen = self.buttons[self._present]
        chosen.setChecked(True)
        whole.setFocusProxy(chosen)
        return whole

    def value(self) -> KitStatus:
        """Return the status that is chosen."""
        return next(status for status, button in self.buttons.items() if button.isChecked())

    def choose(self, status: KitStatus) -> None:
        """Choose a status, as a click does."""
        self.buttons[status].setChecked(True)

    def _add(self, status: KitStatus, column: QVBoxLayout, services: Services) -> None:
        words = self._now if status is self._present else self._effects[status]
        button = QRadioButton(status.value.capitalize())
        button.setAccessibleDescription(words)
        below = Text(services.appearance, words, role=TextRole.SMALL, ink=Ink.MUTED, lines=5)
        self._group.addButton(button)
        self.buttons[status], self.effects[status] = button, below
        column.addWidget(button)
        column.addWidget(below)
        column.addSpacing(services.appearance.sizes.unit)
