"""A pane in which one thing is done: a title, fields, what went wrong, a button. Nothing is done in a modal dialog."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from kitstation.ui.forms.fields import Field, FieldError
from kitstation.ui.forms.labelled import Labelled
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.station.sentences import Wording
    from kitstation.ui.services import Services


class FormPane(QWidget):
    """Asks for some values; `submitted` tells them by key, `left` that nothing is wanted any more."""

    submitted = Signal(object)
    left = Signal()

    def __init__(
        self,
        services: Services,
        title: str,
        fields: Sequence[Field],
        *,
        submit: str,
        sentence: str = "",
        kind: ButtonKind = ButtonKind.PRIMARY,
    ) -> None:
        super().__init__()
        self._services = services
        self._fields = tuple(fields)
        appearance = services.appearance
        self._labelled = {
            field.key: Labelled(appearance, field.label, field.make(services), hint=field.hint)
            for field in fields
        }
        self._refusal = Text(appearance, ink=Ink.REFUSED, lines=6)
        self._refusal.hide()
        self.button = Button(appearance, submit, kind=kind)
        self.cancel = Button(appearance, self.tr("Cancel"))
        self.button.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.left)
        self.setAccessibleName(title)
        self._lay_out(title, sentence)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What it asks for."""
        return self._fields

    @property
    def refusal(self) -> str:
        """Why what was wanted was not done, in a sentence; empty where nothing was refused."""
        return self._refusal.text()

    def control(self, key: str) -> QWidget:
        """Return the control of a field."""
        return self._labelled[key].control

    def problem(self, key: str) -> str:
        """Return what is wrong with a field, empty where nothing is."""
        return self._labelled[key].problem

    def begin(self) -> None:
        """Take the focus to the first field."""
        if self._fields:
            self.control(self._fields[0].key).setFocus(Qt.FocusReason.OtherFocusReason)

    def values(self) -> dict[str, object] | None:
        """Return the values by key, or None after saying which are impossible; the first such field is gone to."""
        values: dict[str, object] = {}
        wrong: list[str] = []
        for field in self._fields:
            try:
                values[field.key] = field.value()
                self._labelled[field.key].show_problem("")
            except FieldError as error:
                wrong.append(field.key)
                self._labelled[field.key].show_problem(str(error))
        if wrong:
            self.control(wrong[0]).setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return values

    def submit(self) -> None:
        """Hand the values over, once, until something is refused."""
        if not self.button.isEnabled():
            return
        values = self.values()
        if values is None:
            return
        self._say("")
        self.button.setEnabled(False)
        self.submitted.emit(values)

    def refuse(self, wording: Wording) -> None:
        """Say why not; the form stays as it is."""
        self.button.setEnabled(True)
        self._say(f"{wording.headline}. {wording.sentence}".strip())

    def finish(self) -> None:
        """Let the form be handed in again: what was wanted is done."""
        self.button.setEnabled(True)
        self._say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape, submit on Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not isinstance(
            self.focusWidget(), QLineEdit
        ):
            # A line edit says so by itself.
            self.submit()
        else:
            super().keyPressEvent(event)

    def _say(self, sentence: str) -> None:
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))

    def _lay_out(self, title: str, sentence: str) -> None:
        appearance = self._services.appearance
        inner = QWidget()
        column = QVBoxLayout(inner)
        set_margins(column, appearance.sizes.page_margin, appearance.sizes.gap)
        column.addWidget(Text(appearance, title, role=TextRole.TITLE, lines=2))
        if sentence:
            column.addWidget(Text(appearance, sentence, ink=Ink.MUTED, lines=6))
        for field in self._fields:
            column.addWidget(self._labelled[field.key])
        column.addWidget(self._refusal)
        buttons = QHBoxLayout()
        buttons.setSpacing(appearance.sizes.unit * 2)
        buttons.addWidget(self.button)
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        # The form has the focus, not what scrolls it.
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        for field in self._fields:
            control = self.control(field.key)
            if isinstance(control, QLineEdit):
                control.returnPressed.connect(self.submit)
