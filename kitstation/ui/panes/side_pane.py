"""The side of a room: what is known of the selected thing or, in its place, a form in which something is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from kitstation.ui.forms import FormPane


class SidePane(QStackedWidget):
    """Shows the detail until a form takes its place; `form_left` tells that the form is gone."""

    form_left = Signal()

    def __init__(self, detail: QWidget) -> None:
        super().__init__()
        self.detail = detail
        self._form: FormPane | None = None
        self.addWidget(detail)

    @property
    def form(self) -> FormPane | None:
        """The form that is being filled in, if there is one."""
        return self._form

    def open_form(self, form: FormPane, submit: Callable[[dict[str, object]], None]) -> None:
        """Show a form in place of another one; `submit` gets its values."""
        self._drop()
        self._form = form
        form.submitted.connect(submit)
        form.left.connect(self.close_form)
        self.addWidget(form)
        self.setCurrentWidget(form)
        form.begin()

    def close_form(self) -> None:
        """Show the detail again."""
        if self._form is None:
            return
        self._drop()
        self.setCurrentWidget(self.detail)
        self.form_left.emit()

    def _drop(self) -> None:
        if self._form is not None:
            self.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
            self._form = None
