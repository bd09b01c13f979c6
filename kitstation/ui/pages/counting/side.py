"""Beside a count: how far it is, what booking changes, what does not belong there, and the booking itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from kitstation.station.sentences import readable
from kitstation.ui.forms.labelled import Labelled
from kitstation.ui.panes.facts import Facts
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.progress import ThinProgress
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.station.counting import CountView
    from kitstation.ui.pages.counting.presenter import CountingPresenter
    from kitstation.ui.services import Services

_MANY = 50
"""Lines of a list that are shown; a longer one is read in the table."""


class CountSide(QWidget):
    """Shows the count as a whole. `book_wanted` tells the reason."""

    book_wanted = Signal(object)
    rest_wanted = Signal(object)
    each_wanted = Signal(object)
    leave_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, services: Services, presenter: CountingPresenter) -> None:
        super().__init__()
        appearance = services.appearance
        self._services = services
        self._presenter = presenter
        self._armed = False
        tr = self.tr
        self.place = Text(appearance, role=TextRole.TITLE, lines=2)
        self.far = Text(appearance, ink=Ink.MUTED, lines=2)
        self.progress = ThinProgress(appearance, tr("How far the count is"))
        self.unchanged = Text(appearance, tr("Booking changes nothing yet."), ink=Ink.MUTED, lines=2)
        self.changes = Facts(appearance)
        self.strangers = Facts(appearance)
        self.each = QCheckBox(tr("Each scan counts one"))
        self.each.setToolTip(
            tr("Digits that are scanned next say how many it was. Off: every lot is asked for.")
        )
        self.rest = QCheckBox(tr("The rest is missing"))
        self.rest.setToolTip(tr("What was not counted is booked as 0."))
        self.reason = QLineEdit()
        self._reason = Labelled(appearance, tr("Reason"), self.reason, hint=tr("The history keeps it."))
        self.book = Button(appearance, tr("Book the count"), kind=ButtonKind.PRIMARY, icon="accepted")
        self.leave = Button(appearance, tr("Put aside"))
        self.discard = Button(appearance, tr("Discard"), kind=ButtonKind.DANGER)
        self._changes_title = Text(appearance, tr("What booking changes"), role=TextRole.STRONG)
        self._strangers_title = Text(appearance, tr("Not counted here"), role=TextRole.STRONG)
        self.setAccessibleName(tr("The count"))
        self._lay_out()
        self.each.clicked.connect(self._choose_each)
        self.rest.clicked.connect(self._choose_rest)
        self.leave.clicked.connect(self.leave_wanted)
        self.discard.clicked.connect(self._discard)
        self.book.clicked.connect(self.submit)
        self.reason.returnPressed.connect(self.submit)

    @property
    def problem(self) -> str:
        """Why the count cannot be booked, beside the reason; empty where nothing is wrong."""
        return self._reason.problem

    def show_view(self, view: CountView) -> None:
        """Show how the count stands."""
        self.place.setText(readable(view.location))
        self.far.setText(self._presenter.progress(view))
        self.progress.show_progress(view.done, view.expected, self._presenter.progress(view))
        changes, strangers = self._presenter.changes(view), self._presenter.strangers(view)
        self.changes.show_facts(changes[:_MANY])
        self.changes.setVisible(bool(changes))
        self.unchanged.setVisible(not changes)
        self.strangers.show_facts(strangers[:_MANY])
        for part in (self._strangers_title, self.strangers):
            part.setVisible(bool(strangers))
        self.each.setChecked(view.each)
        self.rest.setChecked(view.rest_missing)
        is_counted = any(row.counted is not None for row in view.rows)
        self.book.setEnabled(is_counted or view.rest_missing)
        self._set_armed(armed=False)

    def submit(self) -> None:
        """Ask for the booking, once there is a reason."""
        reason = self.reason.text().strip()
        self._reason.show_problem("" if reason else self.tr("Say why: the history keeps it."))
        if reason and self.book.isEnabled():
            self.book_wanted.emit(reason)
        elif not reason:
            self.reason.setFocus()

    def begin_anew(self) -> None:
        """Forget the reason: another count begins."""
        self.reason.clear()
        self._reason.show_problem("")

    def _choose_each(self) -> None:
        self.each_wanted.emit(self.each.isChecked())

    def _choose_rest(self) -> None:
        self.rest_wanted.emit(self.rest.isChecked())

    def _discard(self) -> None:
        """Ask once more: what was counted would have to be counted again."""
        if self._armed:
            self.discard_wanted.emit()
        self._set_armed(armed=not self._armed)

    def _set_armed(self, *, armed: bool) -> None:
        self._armed = armed
        self.discard.setText(self.tr("Really discard") if armed else self.tr("Discard"))

    def _lay_out(self) -> None:
        sizes = self._services.appearance.sizes
        inner = QWidget()
        column = QVBoxLayout(inner)
        set_margins(column, sizes.page_margin, sizes.gap)
        column.setSpacing(sizes.unit * 2)
        groups: tuple[tuple[QWidget, ...], ...] = (
            (self.place, self.far, self.progress, self.each),
            (self._changes_title, self.unchanged, self.changes),
            (self._strangers_title, self.strangers),
        )
        for group in groups:
            for widget in group:
                column.addWidget(widget)
            column.addSpacing(sizes.gap)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        bottom = QVBoxLayout()
        set_margins(bottom, sizes.page_margin, sizes.unit * 2)
        bottom.addWidget(self.rest)
        bottom.addWidget(self._reason)
        bottom.addWidget(self.book)
        others = QHBoxLayout()
        others.addWidget(self.leave)
        others.addWidget(self.discard)
        bottom.addLayout(others)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addLayout(bottom)
