"""House rules: what this house has decided for itself. They hold at every bench."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit

from kitstation.domain.commands import SetRules
from kitstation.domain.numbering import PatternError, check_pattern, scope_of
from kitstation.domain.records import Part, Role, Rules, TrackingType
from kitstation.station.sentences import Wording
from kitstation.store.queries.house_rules import house_rules
from kitstation.ui.forms import Acting
from kitstation.ui.pages.settings.row import CONTROL_WIDTH, SettingRow
from kitstation.ui.pages.settings.section import Section
from kitstation.ui.panes.reading import Reading
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.station.attendance import OnDuty
    from kitstation.store.store import Store
    from kitstation.ui.services import Services

_SAMPLE = Part(
    uid="sample",
    part_number="PCB-100",
    revision="B",
    description="",
    manufacturer="",
    tracking=TrackingType.SERIAL,
    unit="ea",
)


class RulesSection(Section):
    """Every change holds at once, if whoever works here may make it."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, QCoreApplication.translate("RulesSection", "House rules"))
        self._acting = Acting(services)
        self._reading = Reading(self)
        self._rules = Rules()
        self.remark = Text(services.appearance, ink=Ink.MUTED, lines=2)
        self.any_revision = QCheckBox()
        self.negative = QCheckBox()
        self.serial = QLineEdit()
        self.lot = QLineEdit()
        self.serial_example = Text(services.appearance, ink=Ink.MUTED)
        self.lot_example = Text(services.appearance, ink=Ink.MUTED)
        for field in (self.serial, self.lot):
            field.setFixedWidth(services.appearance.sizes.scaled(CONTROL_WIDTH))
        self.revision_row = self.row(
            self.tr("Any revision"),
            self.tr("Another revision of a part may be issued and installed instead of the one asked for."),
            self.any_revision,
        )
        self.negative_row = self.row(
            self.tr("Stock below nothing"),
            self.tr("What is only counted may be issued although the records say that it is used up."),
            self.negative,
        )
        words = self.tr("Made of text, {part}, {revision}, {year}, {month}, {day}, {station} and {seq:5}.")
        self.serial_row = self.row(self.tr("Serial numbers"), words, self.serial)
        self.lot_row = self.row(self.tr("Lot numbers"), words, self.lot)
        self.any_revision.clicked.connect(self._save_any_revision)
        self.negative.clicked.connect(self._save_negative)
        self.serial.editingFinished.connect(self._save_serial)
        self.lot.editingFinished.connect(self._save_lot)
        self.serial.textChanged.connect(self._show_examples)
        self.lot.textChanged.connect(self._show_examples)
        self.add_card(self.remark)
        self.add_card(self.revision_row, self.negative_row)
        self.add_card(self.serial_row, self.serial_example, self.lot_row, self.lot_example)
        self._reading.long.connect(self._say_reading)
        self._reading.over.connect(self._say_read)
        services.duty.changed.connect(self._show_duty)
        self.finish()
        self._show_duty(services.duty.now)
        self.refresh()

    def refresh(self) -> None:
        """Read the rules again."""
        self.services.tasks.submit(
            _rules, *self._reading.until(self._show, self.services.navigator.show_fault)
        )

    def _show(self, rules: Rules) -> None:
        self._rules = rules
        self.any_revision.setChecked(rules.any_revision)
        self.negative.setChecked(rules.allow_negative_untracked)
        self.serial.setText(rules.serial_pattern)
        self.lot.setText(rules.lot_pattern)
        self._show_examples()

    def _say_reading(self) -> None:
        self.remark.setText(self.tr("The rules are being read …"))

    def _say_read(self) -> None:
        self._show_duty(self.services.duty.now)

    def _show_duty(self, duty: OnDuty) -> None:
        allowed = duty.role is Role.ADMINISTRATOR
        for control in (self.any_revision, self.negative, self.serial, self.lot):
            control.setEnabled(allowed)
        self.remark.setText(
            self.tr("They hold at every bench of the house.")
            if allowed
            else self.tr("Only an administrator changes this. Sign on as one.")
        )

    def _show_examples(self) -> None:
        """Show what each pattern makes, while it is written."""
        for field, row, example in (
            (self.serial, self.serial_row, self.serial_example),
            (self.lot, self.lot_row, self.lot_example),
        ):
            try:
                made = self._example(field.text().strip())
            except PatternError as error:
                row.show_problem(self.tr("It makes no numbers: {why}.").format(why=error))
                example.setText("")
            else:
                row.show_problem("")
                example.setText(self.tr("For example {number}").format(number=made))

    def _example(self, pattern: str) -> str:
        check_pattern(pattern)
        return scope_of(pattern, _SAMPLE, self.services.desk.entry(SetRules())).number(1)

    def _save_any_revision(self, checked: bool) -> None:  # noqa: FBT001 - the signal's value
        self._save(SetRules(any_revision=checked), self.revision_row)

    def _save_negative(self, checked: bool) -> None:  # noqa: FBT001 - the signal's value
        self._save(SetRules(allow_negative_untracked=checked), self.negative_row)

    def _save_serial(self) -> None:
        pattern = self.serial.text().strip()
        if pattern != self._rules.serial_pattern and not self.serial_row.problem:
            self._save(SetRules(serial_pattern=pattern), self.serial_row)

    def _save_lot(self) -> None:
        pattern = self.lot.text().strip()
        if pattern != self._rules.lot_pattern and not self.lot_row.problem:
            self._save(SetRules(lot_pattern=pattern), self.lot_row)

    def _save(self, command: SetRules, row: SettingRow) -> None:
        def refused(wording: Wording) -> None:
            row.show_problem(f"{wording.headline}. {wording.sentence}")
            # What is shown is what holds.
            self.any_revision.setChecked(self._rules.any_revision)
            self.negative.setChecked(self._rules.allow_negative_untracked)

        self._acting.hand_in(command, self._saved, refused)

    def _saved(self, _accepted: object) -> None:
        self.refresh()


def _rules(store: Store) -> Rules:
    with store.reading() as reader:
        return house_rules(reader)
