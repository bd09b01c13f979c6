"""Where a count begins: a place is scanned or chosen, or a count that was put aside is gone on with."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitstation.station.sentences import readable
from kitstation.ui.forms import FormPane, PickField
from kitstation.ui.forms.choices import find_places
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.station.count_keeping import KeptCount
    from kitstation.ui.services import Services


class BeginSide(QWidget):
    """Asks for the place; `place_wanted` tells its uid."""

    place_wanted = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._shown: tuple[KeptCount, ...] = ()
        self.form = FormPane(
            services,
            self.tr("Count a place"),
            (PickField("place", self.tr("Place"), find_places),),
            submit=self.tr("Begin"),
            sentence=self.tr("Scan its label, or choose it here."),
        )
        self.form.cancel.hide()
        self._kept = QVBoxLayout()
        self.form.submitted.connect(self._begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form, 1)
        margin = services.appearance.sizes.page_margin
        set_margins(self._kept, margin, services.appearance.sizes.unit * 2)
        column.addLayout(self._kept)

    def show_kept(self, kept: tuple[KeptCount, ...]) -> None:
        """Offer the counts that were put aside."""
        self.form.finish()
        if kept == self._shown:
            return
        self._shown = kept
        while (item := self._kept.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if kept:
            self._kept.addWidget(
                Text(self._services.appearance, self.tr("Counts that were put aside"), role=TextRole.STRONG)
            )
        for count in kept:
            label = self.tr("{place}: {counted} of {rows} counted, since {time}").format(
                place=readable(count.location),
                counted=count.counted,
                rows=count.rows,
                time=self._services.speech.clock_time(count.began_at),
            )
            button = Button(self._services.appearance, label.replace("&", "&&"), tall=True)
            button.clicked.connect(partial(self._go_on, count.location_uid))
            self._kept.addWidget(button)

    def _begin(self, values: dict[str, object]) -> None:
        self.place_wanted.emit(values["place"])

    def _go_on(self, uid: str) -> None:
        self.place_wanted.emit(uid)
