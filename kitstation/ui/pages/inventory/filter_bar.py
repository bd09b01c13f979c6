"""The filters above the list of items: a condition, a part, a place with all inside it, and a lot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from kitstation.station.sentences import readable
from kitstation.store.queries.inventory import InventoryFilter, ItemCondition
from kitstation.ui.forms import Choice, PickField
from kitstation.ui.forms.choices import find_part_numbers, find_place_paths
from kitstation.ui.forms.fields import FieldError
from kitstation.ui.widgets.button import Button

if TYPE_CHECKING:
    from datetime import date

    from kitstation.ui.services import Services


class FilterBar(QWidget):
    """Tells `changed` when other items are wanted."""

    changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        appearance = services.appearance
        self.condition = QComboBox()
        self.condition.setAccessibleName(self.tr("Only items that are"))
        for label, condition in self._conditions():
            self.condition.addItem(label, None if condition is None else condition.value)
        self._part = PickField("part", "", find_part_numbers, required=False)
        self._place = PickField("place", "", find_place_paths, required=False)
        self.part = self._edit(services, self._part, self.tr("Part"))
        self.place = self._edit(services, self._place, self.tr("Place, with all inside"))
        self.lot = QLineEdit()
        self._furnish(self.lot, self.tr("Lot"))
        self.clear_button = Button(appearance, self.tr("Clear"), icon="close")
        self.clear_button.setToolTip(self.tr("Clear filters"))
        self.clear_button.clicked.connect(self.clear)
        self._known: tuple[object, ...] = (None, None, None, None)
        self.condition.activated.connect(self._look)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.sizes.unit * 2)
        row.addWidget(self.condition)
        row.addWidget(self.part, 2)
        row.addWidget(self.place, 3)
        row.addWidget(self.lot, 1)
        row.addWidget(self.clear_button)
        self.clear_button.setEnabled(False)

    def put_first(self, search: QWidget) -> None:
        """Stand beside what searches among the items that are wanted."""
        self._row.insertWidget(0, search, 3)

    def wanted(self, today: date) -> InventoryFilter:
        """Return the filter as it stands."""
        condition, part, place, lot = self._known
        wanted_condition = ItemCondition(str(condition)) if condition else None
        return InventoryFilter(
            part_number=str(part) if part else None,
            lot_number=str(lot) if lot else None,
            location=str(place) if place else None,
            condition=wanted_condition,
            today=today,
        )

    def show_place(self, path: str) -> None:
        """Want only what is at a place, as a scan of it asks."""
        self._place.choose(Choice(path, readable(path)))
        self._look()

    def show_part(self, part_number: str) -> None:
        """Want only items of a part, whatever its revision."""
        self._part.choose(Choice(part_number, part_number))
        self._look()

    def clear(self) -> None:
        """Want everything."""
        self.condition.setCurrentIndex(0)
        for edit in (self.part, self.place, self.lot):
            edit.clear()
        self._look()

    def _look(self, *_what: object) -> None:
        known = (
            self.condition.currentData(),
            self._picked(self._part),
            self._picked(self._place),
            self.lot.text().strip() or None,
        )
        self.clear_button.setEnabled(any(known))
        if known != self._known:
            self._known = known
            self.changed.emit()

    def _picked(self, field: PickField) -> object:
        try:
            value = field.value()
            problem = ""
        except FieldError as error:
            value, problem = None, str(error)
        field.edit.setProperty("invalid", bool(problem))
        field.edit.setToolTip(problem)
        field.edit.style().unpolish(field.edit)
        field.edit.style().polish(field.edit)
        return value

    def _edit(self, services: Services, field: PickField, name: str) -> QLineEdit:
        field.make(services)
        self._furnish(field.edit, name)
        return field.edit

    def _furnish(self, edit: QLineEdit, name: str) -> None:
        edit.setPlaceholderText(name)
        edit.setAccessibleName(name)
        edit.setClearButtonEnabled(True)
        edit.editingFinished.connect(self._look)
        edit.textChanged.connect(self._look_when_empty)

    def _look_when_empty(self, text: str) -> None:
        if not text:
            self._look()

    def _conditions(self) -> tuple[tuple[str, ItemCondition | None], ...]:
        return (
            (self.tr("All items"), None),
            (self.tr("Available"), ItemCondition.AVAILABLE),
            (self.tr("Reserved"), ItemCondition.RESERVED),
            (self.tr("In kits"), ItemCondition.KITTED),
            (self.tr("Installed"), ItemCondition.INSTALLED),
            (self.tr("In work"), ItemCondition.IN_WORK),
            (self.tr("Held"), ItemCondition.HELD),
            (self.tr("Expired"), ItemCondition.EXPIRED),
        )
