"""The filters above the positions: below minimum, catalogue, part, location with all inside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from kitstation.store.queries.positions import EVERYTHING, PositionFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kitstation.domain.records import Catalogue
    from kitstation.ui.theme.apply import Appearance

_EDIT_WIDTH = 200


class PositionFilters(QWidget):
    """Says which positions are wanted, besides what is searched for; `changed` when somebody has changed it."""

    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.low = QCheckBox(self.tr("Below minimum"))
        self.catalogue = QComboBox()
        self.catalogue.setAccessibleName(self.tr("Catalogue"))
        self.catalogue.addItem(self.tr("All catalogues"), None)
        self.part = _edit(appearance, self.tr("Part number"))
        self.location = _edit(appearance, self.tr("Location, with all inside"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.sizes.unit * 2)
        for control in (self.low, self.catalogue, self.part, self.location):
            row.addWidget(control)
        row.addStretch()
        self.low.toggled.connect(self.changed)
        self.catalogue.currentIndexChanged.connect(self.changed)
        self.part.textChanged.connect(self.changed)
        self.location.textChanged.connect(self.changed)

    def offer(self, catalogues: Sequence[Catalogue]) -> None:
        """Offer these catalogues; the chosen one stays chosen."""
        refs = [one.ref for one in catalogues]
        if refs == [self.catalogue.itemData(at) for at in range(1, self.catalogue.count())]:
            return
        chosen = self.catalogue.currentData()
        self.catalogue.blockSignals(True)  # noqa: FBT003 - Qt's own
        while self.catalogue.count() > 1:
            self.catalogue.removeItem(1)
        for one in catalogues:
            self.catalogue.addItem(one.name, one.ref)
        self.catalogue.setCurrentIndex(max(self.catalogue.findData(chosen), 0))
        self.catalogue.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.catalogue.setVisible(len(refs) > 1)

    def clear(self) -> None:
        """Want everything again."""
        self.low.setChecked(False)
        self.catalogue.setCurrentIndex(0)
        self.part.clear()
        self.location.clear()

    def wanted(self, words: str = "") -> PositionFilter:
        """Return the filter."""
        return replace(
            EVERYTHING,
            words=words,
            catalogue=self.catalogue.currentData(),
            part_number=self.part.text().strip() or None,
            location=self.location.text().strip().replace(" / ", "/") or None,
            below_minimum=self.low.isChecked(),
        )


def _edit(appearance: Appearance, words: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(words)
    edit.setAccessibleName(words)
    edit.setClearButtonEnabled(True)
    edit.setMaximumWidth(appearance.sizes.scaled(_EDIT_WIDTH))
    return edit
