"""The top of a page: its title, how much it shows, a search, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class PageHeader(QWidget):
    """A title and a quiet remark at the beginning, controls at the end.

    Where there is not room for all of it, buttons that can be told by their icons are shown without words.
    """

    def __init__(self, appearance: Appearance, title: str, *controls: QWidget) -> None:
        super().__init__()
        self._remark = Text(appearance, ink=Ink.MUTED)
        self._worded = True
        self._needed = 0
        self._yielding = [
            control
            for control in controls
            if isinstance(control, Button) and control.has_icon and control.kind is ButtonKind.NORMAL
        ]
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.sizes.unit * 2)
        heading = Text(appearance, title, role=TextRole.TITLE)
        # In a narrow window the remark and the search give way, not what the page is.
        heading.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row.addWidget(heading)
        row.addSpacing(appearance.sizes.unit)
        row.addWidget(self._remark, 1)
        for control in controls:
            row.addWidget(control)

    @property
    def remark(self) -> str:
        """What is said beside the title."""
        return self._remark.text()

    def show_remark(self, remark: str) -> None:
        """Say something beside the title, such as how many there are."""
        self._remark.setText(remark)
        self._remark.setAccessibleName(remark)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._worded:
            self._needed = self._row.minimumSize().width() - self._remark.minimumSizeHint().width()
        worded = self.width() >= self._needed + self._remark.sizeHint().width()
        if worded is not self._worded:
            self._worded = worded
            for button in self._yielding:
                button.show_words(shown=worded)
