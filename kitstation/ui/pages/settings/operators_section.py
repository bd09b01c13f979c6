"""Operators: who may sign on here, by which badge and PIN, and what they may do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kitstation.domain.commands import Command, CreateOperator, UpdateOperator
from kitstation.domain.etags import etag
from kitstation.domain.records import Role
from kitstation.station.operators import PinError, Staff, hash_pin, load_staff
from kitstation.station.sentences import Wording
from kitstation.ui.forms import Acting, FormPane
from kitstation.ui.pages.settings.operator_forms import BADGE, edit_operator_form, new_operator_form
from kitstation.ui.pages.settings.operator_row import OperatorRow
from kitstation.ui.pages.settings.section import Section
from kitstation.ui.panes.reading import Reading
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.number_field import NumberField
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.domain.records import Operator
    from kitstation.station.attendance import OnDuty
    from kitstation.station.settings import Settings
    from kitstation.store.store import Store
    from kitstation.ui.services import Services

_FORM_HEIGHT = 470
_LONGEST_MINUTES = 1440


class OperatorsSection(Section):
    """Only administrators change it; the domain sees to that, and the section says so beforehand."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, QCoreApplication.translate("OperatorsSection", "Operators"))
        self._acting = Acting(services)
        self._reading = Reading(self)
        self._staff = Staff()
        self.rows: list[OperatorRow] = []
        self.form: FormPane | None = None
        self._form_card: Card | None = None
        self.remark = Text(services.appearance, ink=Ink.MUTED, lines=3)
        self.add_button = Button(
            services.appearance, self.tr("New operator"), kind=ButtonKind.PRIMARY, icon="add"
        )
        self.add_button.clicked.connect(self._open_new)
        self.sign_off = NumberField()
        self.sign_off.setRange(0, _LONGEST_MINUTES)
        self.sign_off.setSingleStep(5)
        self.sign_off.setSuffix(self.tr(" min"))
        self.sign_off.setSpecialValueText(self.tr("never"))
        self.sign_off.setKeyboardTracking(False)
        self.sign_off.setFixedWidth(services.appearance.sizes.scaled(120))
        self.sign_off.valueChanged.connect(self._save_sign_off)
        self._sign_off_row = self.row(
            self.tr("Sign off by itself"),
            self.tr("Who touches and scans nothing for so long is signed off."),
            self.sign_off,
        )
        self._list = QWidget()
        self._rows_column = QVBoxLayout(self._list)
        set_margins(self._rows_column, 0, services.appearance.sizes.gap)
        self._form_place = QVBoxLayout()
        self.add_card(self.remark, _leading(self.add_button))
        self._column.addLayout(self._form_place)
        self.add_card(self._list)
        self.add_card(self._sign_off_row)
        self._reading.long.connect(self._say_reading)
        self._reading.over.connect(self._say_read)
        services.duty.changed.connect(self._show_duty)
        self.finish()
        self.refresh()

    def show_settings(self, settings: Settings) -> None:
        """Show the time in force."""
        self.sign_off.setValue(settings.sign_off_minutes)

    def refresh(self) -> None:
        """Read the operators again."""
        self.services.tasks.submit(
            load_staff, *self._reading.until(self._show_staff, self.services.navigator.show_fault)
        )

    def take_badge(self, text: str) -> bool:
        """Write a scanned badge into the form that is open, and return whether there is one."""
        if self.form is None or not self.isVisible():
            return False
        control = self.form.control(BADGE)
        if isinstance(control, QLineEdit):
            control.setText(text)
        return True

    # What is shown.

    def _show_staff(self, staff: Staff) -> None:
        self._staff = staff
        while self.rows:
            row = self.rows.pop()
            self._rows_column.removeWidget(row)
            row.deleteLater()
        for operator in staff.operators:
            row = OperatorRow(self.services.appearance, operator)
            row.edit_wanted.connect(self._open_edit)
            self._rows_column.addWidget(row)
            self.rows.append(row)
        card = self._list.parentWidget()
        if card is not None:
            card.setVisible(bool(self.rows))
        self._show_duty(self.services.duty.now)

    def _say_reading(self) -> None:
        self.remark.setText(self.tr("The operators are being read …"))

    def _say_read(self) -> None:
        self._show_duty(self.services.duty.now)

    def _show_duty(self, duty: OnDuty) -> None:
        allowed = duty.role is Role.ADMINISTRATOR
        self.add_button.setEnabled(allowed)
        for row in self.rows:
            row.button.setEnabled(allowed)
        self.remark.setText(self._remark(allowed=allowed))
        if not allowed:
            self._close_form()

    def _remark(self, *, allowed: bool) -> str:
        if not allowed:
            return self.tr("Only an administrator changes this. Sign on as one.")
        if not self._staff.active:
            return self.tr(
                "Nobody is recorded: everybody may do everything, in the name that stands in Station. "
                "Begin with an administrator; from then on people sign on by their badge."
            )
        if self._staff.is_open:
            return self.tr("No administrator is recorded: who has not signed on may do everything.")
        return self.tr("They sign on by scanning their badge, on any page.")

    # What is done.

    def _open_new(self) -> None:
        form = new_operator_form(self.services, first=self._staff.is_open)
        form.submitted.connect(self._add)
        self._open(form)

    def _open_edit(self, operator: Operator) -> None:
        form = edit_operator_form(self.services, operator)
        form.submitted.connect(partial(self._save, operator))
        self._open(form)

    def _open(self, form: FormPane) -> None:
        self._close_form()
        self.form = form
        self._form_card = card = Card()
        inside = QVBoxLayout(card)
        set_margins(inside, 0, 0)
        inside.addWidget(form)
        form.setMinimumHeight(self.services.appearance.sizes.scaled(_FORM_HEIGHT))
        form.left.connect(self._close_form)
        self._form_place.addWidget(card)
        form.begin()

    def _close_form(self) -> None:
        if self._form_card is None:
            return
        self._form_place.removeWidget(self._form_card)
        self._form_card.hide()
        self._form_card.deleteLater()
        self.form, self._form_card = None, None
        self.add_button.setFocus()

    def _add(self, values: dict[str, object]) -> None:
        def command(pin_hash: str) -> Command:
            return CreateOperator(
                uid=self.services.ids.new(),
                name=str(values["name"]),
                badge=str(values[BADGE]),
                role=Role(str(values["role"])),
                pin_hash=pin_hash,
            )

        self._hand_in(str(values["pin"]), command)

    def _save(self, operator: Operator, values: dict[str, object]) -> None:
        def command(pin_hash: str) -> Command:
            kept = "" if values.get("without_pin") else None
            return UpdateOperator(
                uid=operator.uid,
                etag=etag(operator),
                badge=str(values[BADGE]),
                role=Role(str(values["role"])),
                pin_hash=pin_hash or kept,
                active=bool(values["active"]),
            )

        if self._is_last_administrator(operator, values):
            self._refuse(
                Wording(
                    self.tr("{name} is the only administrator").format(name=operator.name),
                    self.tr("Let somebody else be one first."),
                )
            )
            return
        self._hand_in(str(values["pin"]), command)

    def _is_last_administrator(self, operator: Operator, values: dict[str, object]) -> bool:
        role = Role(str(values["role"])) if values["active"] else None
        return self._staff.would_lose_its_administrator(operator, role)

    def _hand_in(self, pin: str, command: Callable[[str], Command]) -> None:
        """Hash the PIN where it stops nobody, then hand in the command."""
        self.services.tasks.submit(
            partial(_hashed, pin), lambda pin_hash: self._hand_in_hashed(command(pin_hash)), self._no_pin
        )

    def _hand_in_hashed(self, command: Command) -> None:
        self._acting.hand_in(command, self._done, self._refuse)

    def _no_pin(self, error: BaseException) -> None:
        if isinstance(error, PinError):
            self._refuse(Wording(self.tr("That is no PIN"), str(error)))
        else:
            self.services.navigator.show_fault(error)

    def _refuse(self, wording: Wording) -> None:
        if self.form is not None:
            self.form.refuse(wording)

    def _done(self, _accepted: object) -> None:
        self._close_form()
        self.refresh()

    def _save_sign_off(self, minutes: int) -> None:
        if minutes != self.services.settings.now.sign_off_minutes:
            self.change(self._sign_off_row, self.tr("Choose 0 to 1440 minutes."), sign_off_minutes=minutes)


def _leading(button: Button) -> QWidget:
    """Return a row with a button at its beginning, as wide as its words."""
    held = QWidget()
    row = QHBoxLayout(held)
    set_margins(row, 0, 0)
    row.addWidget(button)
    row.addStretch()
    return held


def _hashed(pin: str, _store: Store) -> str:
    return hash_pin(pin) if pin else ""
