"""The pane below the top of the window in which people sign on and off. It covers nothing and stops no scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.text import IconView, Text

if TYPE_CHECKING:
    from kitstation.station.attendance import OnDuty
    from kitstation.ui.theme.apply import Appearance

_FIELD_WIDTH = 200


class SignOnPane(QFrame):
    """Asks for a PIN, or offers to sign on or off.

    `entered` tells what was typed; `off_wanted` asks to sign off; `left` says that nothing is wanted any more.
    """

    entered = Signal(object)
    off_wanted = Signal()
    left = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setProperty("surface", "header")
        self._appearance = appearance
        self._icon = IconView(appearance, "operator", 20)
        self._title = Text(appearance, role=TextRole.STRONG)
        self._sentence = Text(appearance, ink=Ink.MUTED, lines=2)
        self.field = QLineEdit()
        self.field.setFixedWidth(appearance.sizes.scaled(_FIELD_WIDTH))
        self.button = Button(appearance, self.tr("Sign on"), kind=ButtonKind.PRIMARY)
        self.off = Button(appearance, self.tr("Sign off"))
        self.cancel = Button(appearance, self.tr("Close"))
        self.field.returnPressed.connect(self._enter)
        self.button.clicked.connect(self._enter)
        self.off.clicked.connect(self.off_wanted)
        self.cancel.clicked.connect(self.left)
        self._lay_out()
        self.hide()

    @property
    def text(self) -> str:
        """What the pane says."""
        return " ".join(part for part in (self._title.text(), self._sentence.text()) if part)

    def ask_pin(self, duty: OnDuty) -> None:
        """Ask somebody for their PIN; what a scanner has entered of it is shown as dots."""
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText("•" * duty.pin_typed)
        self._show(
            self.tr("{name}: type your PIN").format(name=duty.pin_for),
            self.tr("Or scan its digits, then Confirm."),
            name=self.tr("PIN"),
        )

    def offer(self, duty: OnDuty) -> None:
        """Offer to sign off who is there, or to sign somebody on."""
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setPlaceholderText("")
        if duty.operator:
            title = self.tr("{name} is signed on").format(name=duty.operator)
            self._show(title, self.tr("Or scan another badge."), name=self.tr("Badge"))
        else:
            sentence = self.tr("Or type the code that is on it.")
            self._show(self.tr("Scan your badge"), sentence, name=self.tr("Badge"))
        self.off.setVisible(bool(duty.operator))

    def say(self, title: str, sentence: str) -> None:
        """Say why nobody was signed on."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.set_ink(Ink.REFUSED)
        self.setAccessibleName(self.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, title: str, sentence: str, *, name: str) -> None:
        was_hidden = not self.isVisible()
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.set_ink(Ink.MUTED)
        self.field.setAccessibleName(name)
        self.setAccessibleName(self.text)
        self.off.hide()
        self.field.clear()
        self.show()
        if was_hidden:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        text = self.field.text()
        self.field.clear()
        if text:
            self.entered.emit(text)

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.page_margin, sizes.unit * 2, sizes.page_margin, sizes.unit * 2)
        row.setSpacing(sizes.unit * 3)
        row.addWidget(self._icon)
        row.addWidget(self._title)
        row.addWidget(self._sentence, 1)
        for part in (self.field, self.button, self.off, self.cancel):
            row.addWidget(part)
