"""The form of the bag in the hand: filled by scans, completed by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kitstation.domain.records import TrackingType
from kitstation.station.sentences import digits, readable
from kitstation.store.queries.orders import OrderRow
from kitstation.ui.forms import (
    Choice,
    ChoiceField,
    DateField,
    Field,
    FlagField,
    PickField,
    QuantityField,
    TextField,
)
from kitstation.ui.forms.choices import find_places
from kitstation.ui.forms.fields import FieldError
from kitstation.ui.forms.labelled import Labelled
from kitstation.ui.pages.receiving.finding import find_parts, part_label
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.station.receiving import ReceivingView
    from kitstation.station.receiving_form import ReceivingForm
    from kitstation.ui.services import Services

_EDITED = ("quantity", "lot_number", "serial_number", "expires_on", "date_code", "supplier")
"""The fields that a person writes; each is of the same name in the session's form."""

_LONGEST_ON_A_BUTTON = 24


class BagPane(QWidget):
    """Shows the session's form. What is written by hand is in `edits`, by the names of the form, until it is taken."""

    edited = Signal()
    part_chosen = Signal(object)
    place_chosen = Signal(object)
    line_chosen = Signal(object)
    receive_wanted = Signal()
    clear_wanted = Signal()
    new_part_wanted = Signal()
    remember_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._shown: dict[str, object] = {}
        self._lines: tuple[OrderRow, ...] | None = None
        tr = self.tr
        self.title = Text(services.appearance, tr("Receive"), role=TextRole.TITLE, lines=2)
        self.step = Text(services.appearance, ink=Ink.MUTED, lines=3)
        self._part = PickField("part", tr("Part"), find_parts, required=False)
        self._place = PickField("place", tr("Goes to"), find_places, required=False)
        self._line = ChoiceField("line", tr("Order"), ())
        self._unit = ChoiceField("unit", tr("Counted in"), ())
        self._flags = {
            "make_lot": FlagField("make_lot", tr("Make a lot number")),
            "make_serial": FlagField("make_serial", tr("Make serial numbers")),
        }
        written: dict[str, QuantityField | TextField | DateField] = {
            "quantity": QuantityField("quantity", tr("Quantity"), required=False),
            "lot_number": TextField("lot_number", tr("Lot number")),
            "serial_number": TextField("serial_number", tr("Serial number")),
            "expires_on": DateField("expires_on", tr("Expires on")),
            "date_code": TextField("date_code", tr("Date code"), hint=tr("As on the label.")),
            "supplier": TextField("supplier", tr("Supplier")),
        }
        self._edits = {key: field.edit for key, field in written.items()}
        self._fields: dict[str, Field] = {
            "part": self._part,
            "place": self._place,
            "line": self._line,
            "quantity": written["quantity"],
            "unit": self._unit,
            "lot_number": written["lot_number"],
            "make_lot": self._flags["make_lot"],
            "serial_number": written["serial_number"],
            "make_serial": self._flags["make_serial"],
            "expires_on": written["expires_on"],
            "date_code": written["date_code"],
            "supplier": written["supplier"],
        }
        self._labelled = {
            key: Labelled(services.appearance, field.label, field.make(services), hint=field.hint)
            for key, field in self._fields.items()
        }
        self.make_part = Button(services.appearance, tr("Make this part known"), icon="add")
        self.remember = Button(services.appearance, tr("Remember its number"), icon="add")
        self.receive = Button(services.appearance, tr("Receive"), kind=ButtonKind.PRIMARY, icon="accepted")
        self.clear = Button(services.appearance, tr("Clear"))
        self.setAccessibleName(tr("The bag in the hand"))
        self._lay_out()
        self._connect()

    def text(self, key: str) -> str:
        """Return what a field says."""
        return self._edits[key].text()

    def control(self, key: str) -> QWidget:
        """Return the control of a field."""
        return self._labelled[key].control

    def problem(self, key: str) -> str:
        """Return what is wrong with a field, empty where nothing is."""
        return self._labelled[key].problem

    def show_view(self, view: ReceivingView, step: str, title: str) -> None:
        """Show the session's form; what a person writes just now is handed over before, never lost."""
        form = view.form
        self.title.setText(title)
        self.step.setText(step)
        self._show_choices(view)
        part = form.part
        self._pick(
            self._part, Choice(part.uid, part_label(part.part_number, part.revision)) if part else None
        )
        self._pick(self._place, Choice(form.place.uid, readable(form.place.path)) if form.place else None)
        for key, value in self._values(form).items():
            self._show_value(key, value)
        self._show_fields(form)
        self.make_part.setVisible(part is None and bool(form.numbers))
        self._show_offer(view)
        self.receive.setEnabled(part is not None)

    def edits(self) -> dict[str, object] | None:
        """Return what was written since the form was shown, or None after saying which of it is impossible."""
        changed: dict[str, object] = {}
        wrong = False
        for key in (*_EDITED, "make_lot", "make_serial", "unit"):
            labelled = self._labelled[key]
            try:
                value = self._fields[key].value()
            except FieldError as error:
                labelled.show_problem(str(error))
                wrong = True
                continue
            labelled.show_problem("")
            if isinstance(value, str) and key != "unit":
                value = value or None
            if value != self._shown.get(key):
                changed[key] = value
        if wrong:
            return None
        if "quantity" in changed:
            # What was typed on the printed sheet is no longer what is meant.
            changed["typed"] = ""
        self._shown.update(changed)
        return changed

    # What is shown.

    def _values(self, form: ReceivingForm) -> dict[str, object]:
        values = {key: getattr(form, key) for key in (*_EDITED, "make_lot", "make_serial", "unit")}
        return {**values, "quantity": form.amount}

    def _show_value(self, key: str, value: object) -> None:
        self._shown[key] = value
        if key in self._flags:
            self._flags[key].box.setChecked(bool(value))
        elif key in self._edits:
            text = digits(value) if isinstance(value, Decimal) else "" if value is None else str(value)
            if self._edits[key].text() != text:
                self._edits[key].setText(text)
        self._labelled[key].show_problem("")

    def _show_offer(self, view: ReceivingView) -> None:
        """Offer to remember what the label calls the part, unless that is asked just now."""
        numbers = ", ".join(view.unlinked)
        if len(numbers) <= _LONGEST_ON_A_BUTTON:
            self.remember.setText(self.tr("Remember {number}").format(number=numbers))
        else:
            self.remember.setText(self.tr("Remember its number"))
        self.remember.setToolTip(numbers)
        self.remember.setVisible(bool(numbers) and view.question is None)

    def _pick(self, field: PickField, choice: Choice | None) -> None:
        if choice is not None:
            field.choose(choice)
        else:
            field.edit.clear()
        self._labelled[field.key].show_problem("")

    def _show_choices(self, view: ReceivingView) -> None:
        form = view.form
        lines = tuple(line for line in view.lines if form.part is None or line.part_uid == form.part.uid)
        choices = [Choice(None, self.tr("Without an order"))]
        choices += [Choice(line.uid, self._line_label(line, with_part=form.part is None)) for line in lines]
        self._line.offer(choices, form.line.uid if form.line else None)
        self._show_units(form)

    def _show_units(self, form: ReceivingForm) -> None:
        units: list[str | None] = [None]
        if form.part and form.line and form.line.purchase_unit != form.part.unit:
            units.append(form.line.purchase_unit)
        if form.unit and form.unit not in units:
            units.append(form.unit)
        stocked = form.part.unit if form.part else ""
        self._unit.offer([Choice(unit, unit or stocked) for unit in units], form.unit)
        self._labelled["unit"].setVisible(len(units) > 1)

    def _line_label(self, line: OrderRow, *, with_part: bool) -> str:
        label = self.tr("{order}: {open} {unit} to come").format(
            order=line.order_number, open=digits(line.back_ordered), unit=line.unit
        )
        return f"{label} · {line.part_number}" if with_part else label

    def _show_fields(self, form: ReceivingForm) -> None:
        tracking = form.part.tracking if form.part else None
        is_serial = tracking is TrackingType.SERIAL
        shown = {
            "quantity": True,
            "lot_number": tracking is not TrackingType.UNTRACKED,
            "make_lot": tracking is TrackingType.LOT and not form.lot_number,
            "serial_number": is_serial,
            "make_serial": is_serial,
            "expires_on": form.part is not None or form.expires_on is not None,
            "date_code": form.part is not None or bool(form.date_code),
            "supplier": form.part is not None or bool(form.supplier),
        }
        for key, visible in shown.items():
            self._labelled[key].setVisible(visible)

    # What is done.

    def _connect(self) -> None:
        self._part.edit.editingFinished.connect(self._part_written)
        self._place.edit.editingFinished.connect(self._place_written)
        self._line.combo.activated.connect(self._line_activated)
        for key in _EDITED:
            self._edits[key].returnPressed.connect(self.receive_wanted)
            self._edits[key].editingFinished.connect(self.edited)
        for flag in self._flags.values():
            flag.box.clicked.connect(self.edited)
        self._unit.combo.activated.connect(self.edited)
        self.receive.clicked.connect(self.receive_wanted)
        self.clear.clicked.connect(self.clear_wanted)
        self.make_part.clicked.connect(self.new_part_wanted)
        self.remember.clicked.connect(self.remember_wanted)

    def settle_picks(self) -> bool:
        """Take part and place as they are written, and return whether they could be told."""
        self._part_written()
        self._place_written()
        return not any(self._labelled[field.key].problem for field in (self._part, self._place))

    def _part_written(self) -> None:
        if (uid := self._written(self._part)) is not None:
            self.part_chosen.emit(uid)

    def _place_written(self) -> None:
        if (uid := self._written(self._place)) is not None:
            self.place_chosen.emit(uid)

    def _written(self, field: PickField) -> object:
        if not field.edit.isModified():
            return None
        field.edit.setModified(False)
        try:
            value = field.value()
        except FieldError as error:
            self._labelled[field.key].show_problem(str(error))
            return None
        self._labelled[field.key].show_problem("")
        return value

    def _line_activated(self, _index: int) -> None:
        self.line_chosen.emit(self._line.value())

    def _lay_out(self) -> None:
        sizes = self._services.appearance.sizes
        inner = QWidget()
        column = QVBoxLayout(inner)
        set_margins(column, sizes.page_margin, sizes.gap)
        column.setSpacing(sizes.unit * 2)
        column.addWidget(self.title)
        column.addWidget(self.step)
        column.addWidget(self.make_part)
        column.addWidget(self.remember)
        for labelled in self._labelled.values():
            column.addWidget(labelled)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        buttons = QHBoxLayout()
        set_margins(buttons, sizes.page_margin, sizes.gap)
        buttons.addWidget(self.receive, 1)
        buttons.addWidget(self.clear)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addLayout(buttons)
