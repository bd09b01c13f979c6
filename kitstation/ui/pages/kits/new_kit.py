"""The pane that plans a run and makes its kit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kitstation.domain.quantities import ZERO, QuantityError, quantity
from kitstation.domain.refusals import Refused
from kitstation.station.planning import KitPlan, NewKit, new_kit
from kitstation.store.queries.parts import PartRow, assemblies
from kitstation.ui.forms.labelled import Labelled
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.store.store import Store
    from kitstation.ui.services import Services


def read_assemblies(store: Store) -> tuple[PartRow, ...]:
    """Return the parts that kits can be made for."""
    with store.reading() as reader:
        return assemblies(reader)


class NewKitPane(QWidget):
    """Asks for a run's title, its assembly and how many; `made` tells the NewKit, `left` that nothing is wanted."""

    made = Signal(object)
    left = Signal()
    import_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        appearance = services.appearance
        self._title = QLineEdit()
        self._assembly = QComboBox()
        self._quantity = QLineEdit("1")
        self._quantity.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.title_field = Labelled(
            appearance, self.tr("Run"), self._title, hint=self.tr("What people call it: “October batch”.")
        )
        self.assembly_field = Labelled(
            appearance, self.tr("Assembly"), self._assembly, hint=self.tr("Parts with a bill of materials.")
        )
        self.quantity_field = Labelled(
            appearance, self.tr("Quantity"), self._quantity, hint=self.tr("How many assemblies are made.")
        )
        self._refusal = Text(appearance, ink=Ink.REFUSED, lines=4)
        self._import = Button(appearance, self.tr("Import a bill of materials"), icon="import")
        self._make = Button(appearance, self.tr("Create kit"), kind=ButtonKind.PRIMARY)
        self._cancel = Button(appearance, self.tr("Cancel"))
        self._make.clicked.connect(self._create)
        self._cancel.clicked.connect(self.left)
        self._import.clicked.connect(self.import_wanted)
        for field in (self._title, self._quantity):
            field.returnPressed.connect(self._create)
        self._lay_out()

    @property
    def refusal(self) -> str:
        """Why no kit was made, in a sentence."""
        return self._refusal.text()

    def begin(self) -> None:
        """Empty the form and offer the assemblies there are now."""
        self._title.clear()
        self._quantity.setText("1")
        for field in (self.title_field, self.assembly_field, self.quantity_field):
            field.show_problem("")
        self._say("")
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)
        self._services.tasks.submit(read_assemblies, self._offer, self._services.navigator.show_fault)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _offer(self, parts: tuple[PartRow, ...]) -> None:
        self._assembly.clear()
        for part in parts:
            name = self.tr("{part} revision {revision}").format(part=part.part_number, revision=part.revision)
            self._assembly.addItem(name, part)
        self._assembly.setEnabled(bool(parts))
        self._make.setEnabled(bool(parts))
        self._import.setVisible(not parts)
        none = self.tr("No part has a bill of materials yet. Import one first.")
        self.assembly_field.show_problem("" if parts else none)

    def _create(self) -> None:
        plan = self._plan()
        if plan is None:
            return
        desk = self._services.desk
        self._make.setEnabled(False)
        self._services.tasks.submit(lambda store: new_kit(store, desk, plan), self._finish, self._show_fault)

    def _plan(self) -> KitPlan | None:
        """Return what is to be made, or None after saying what is missing; the first such field is gone to."""
        part = self._assembly.currentData()
        title, wanted = self._title.text().strip(), self._wanted()
        self.title_field.show_problem("" if title else self.tr("Give the run a name."))
        if isinstance(part, PartRow) and title and wanted is not None:
            return KitPlan(title, part.part_number, wanted, part.revision)
        if not title:
            self._title.setFocus()
        elif wanted is None:
            self._quantity.setFocus()
        return None

    def _wanted(self) -> Decimal | None:
        try:
            number = quantity(self._quantity.text().strip().replace(",", "."))
        except QuantityError:
            number = ZERO
        problem = "" if number > ZERO else self.tr("Write how many, as a number above 0.")
        self.quantity_field.show_problem(problem)
        return None if problem else number

    def _finish(self, outcome: NewKit | Refused) -> None:
        self._make.setEnabled(True)
        if isinstance(outcome, Refused):
            wording = self._services.speech.record_refusal(outcome)
            self._say(f"{wording.headline}. {wording.sentence}")
        else:
            self.made.emit(outcome)

    def _show_fault(self, error: BaseException) -> None:
        self._make.setEnabled(True)
        self._services.navigator.show_fault(error)

    def _say(self, refusal: str) -> None:
        self._refusal.setText(refusal)
        self._refusal.setVisible(bool(refusal))

    def _lay_out(self) -> None:
        appearance = self._services.appearance
        column = QVBoxLayout(self)
        set_margins(column, appearance.sizes.page_margin, appearance.sizes.gap)
        column.addWidget(Text(appearance, self.tr("New kit"), role=TextRole.TITLE))
        for part in (self.title_field, self.assembly_field, self._import, self.quantity_field, self._refusal):
            column.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(appearance.sizes.unit * 2)
        buttons.addWidget(self._make)
        buttons.addWidget(self._cancel)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addStretch()
        self._import.hide()
