"""Settings: operators and the rules of the house."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import LinkChanged
from kitstation.devices.ports import Port
from kitstation.devices.serial_port import USUAL_SETTINGS, SerialSettings
from kitstation.domain.commands import CreateOperator, SetRules
from kitstation.domain.records import Role, Rules
from kitstation.scanning.scan import Scan
from kitstation.station.attendance import OnDuty
from kitstation.station.operators import Staff, hash_pin, is_pin, load_staff
from kitstation.store.queries.house_rules import house_rules
from kitstation.store.store import Store
from kitstation.ui.forms import FormPane
from kitstation.ui.pages.settings.page import SettingsPage
from kitstation.ui.printing.printing import Printing
from kitstation.ui.services import Services
from tests.support.clock import NOON
from tests.support.page_station import PageStation
from tests.support.world import World

Settle = Callable[[], None]


@dataclass
class NoScanners:
    """A computer without scanners."""

    def ports(self) -> list[Port]:
        return []

    def states(self) -> Mapping[PortIdentity, LinkChanged]:
        return {}

    @property
    def trial(self) -> LinkChanged | None:
        return None

    def try_out(self, identity: PortIdentity, settings: SerialSettings = USUAL_SETTINGS, /) -> None:
        raise NotImplementedError

    def end_trial(self) -> None:
        return None


@pytest.fixture
def page(services: Services, printing: Printing, qtbot: QtBot, settle: Settle) -> Iterator[SettingsPage]:
    made = SettingsPage(services, NoScanners(), lambda _sound: None, printing)
    qtbot.addWidget(made)
    made.resize(1100, 900)
    made.show()
    made.show_section(made.operators)
    settle()
    yield made
    made.close_down()


def staff(station: PageStation) -> Staff:
    return station.core.submit(load_staff).result()


def rules(station: PageStation) -> Rules:
    def read(store: Store) -> Rules:
        with store.reading() as reader:
            return house_rules(reader)

    return station.core.submit(read).result()


def form(page: SettingsPage) -> FormPane:
    assert page.operators.form is not None
    return page.operators.form


def fill(page: SettingsPage, **texts: str) -> None:
    for key, text in texts.items():
        control = form(page).control(key)
        assert isinstance(control, QLineEdit)
        control.setText(text)


def hire(world: World, *, name: str = "Boss", role: Role = Role.ADMINISTRATOR, pin_hash: str = "") -> None:
    uid = world.ids.new()
    world.do(CreateOperator(uid=uid, name=name, badge=f"B-{name}", role=role, pin_hash=pin_hash))


def test_the_first_operator_is_an_administrator_unless_somebody_says_otherwise(
    page: SettingsPage, station: PageStation, settle: Settle
) -> None:
    assert "everybody may do everything" in page.operators.remark.text()
    page.operators.add_button.click()
    fill(page, name="Ada", badge="B-1", pin="4711")
    form(page).submit()
    settle()
    (ada,) = staff(station).operators
    assert (ada.name, ada.badge, ada.role, is_pin(ada, "4711")) == ("Ada", "B-1", Role.ADMINISTRATOR, True)
    assert page.operators.form is None
    assert [row.accessibleName() for row in page.operators.rows] == [
        "Ada, Administrator, Badge B-1 · with PIN"
    ]
    assert station.window.changes == 1


def test_a_scanned_badge_is_written_into_the_form(page: SettingsPage) -> None:
    scan = Scan("B-77", b"B-77", "test", NOON, 0)
    assert not page.take_scan(scan)
    page.operators.add_button.click()
    assert page.take_scan(scan)
    badge = form(page).control("badge")
    assert isinstance(badge, QLineEdit)
    assert badge.text() == "B-77"


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"name": "Eve", "badge": "B-Boss", "pin": ""}, "B-Boss exists already"),
        ({"name": "Boss", "badge": "B-2", "pin": ""}, "Boss exists already"),
        ({"name": "Eve", "badge": "B-2", "pin": "12"}, "A PIN has 4 to 12 digits."),
    ],
)
def test_what_is_impossible_is_told_in_the_form(
    page: SettingsPage, station: PageStation, settle: Settle, values: dict[str, str], why: str
) -> None:
    station.lay_out(hire)
    page.operators.add_button.click()
    fill(page, **values)
    form(page).submit()
    settle()
    assert why in form(page).refusal
    assert len(staff(station).operators) == 1


def test_an_operator_is_changed_and_leaves(page: SettingsPage, station: PageStation, settle: Settle) -> None:
    def make(world: World) -> None:
        hire(world)
        hire(world, name="Pia", role=Role.TECHNICIAN, pin_hash=hash_pin("4711"))

    station.lay_out(make)
    page.activate()
    settle()
    pia = next(row for row in page.operators.rows if row.operator.name == "Pia")
    pia.button.click()
    role, without, active = (form(page).control(key) for key in ("role", "without_pin", "active"))
    assert isinstance(role, QComboBox)
    assert isinstance(without, QCheckBox)
    assert isinstance(active, QCheckBox)
    role.setCurrentText("Supervisor")
    without.setChecked(True)
    active.setChecked(False)
    form(page).submit()
    settle()
    changed = next(one for one in staff(station).operators if one.name == "Pia")
    assert (changed.role, changed.pin_hash, changed.active) == (Role.SUPERVISOR, "", False)
    assert page.operators.rows[-1].accessibleName().startswith("Pia, Left")


def test_the_only_administrator_stays_one_as_long_as_others_work_here(
    page: SettingsPage, station: PageStation, settle: Settle
) -> None:
    def make(world: World) -> None:
        hire(world)
        hire(world, name="Ada", role=Role.TECHNICIAN)

    station.lay_out(make)
    page.activate()
    settle()
    next(row for row in page.operators.rows if row.operator.name == "Boss").button.click()
    active = form(page).control("active")
    assert isinstance(active, QCheckBox)
    active.setChecked(False)
    form(page).submit()
    settle()
    assert "only administrator" in form(page).refusal
    assert all(one.active for one in staff(station).operators)


def test_who_is_no_administrator_is_told_and_changes_nothing(page: SettingsPage, services: Services) -> None:
    page.operators.add_button.click()
    services.duty.show(OnDuty(operator="Ada", role=Role.TECHNICIAN, offered=True))
    assert page.operators.form is None
    assert not page.operators.add_button.isEnabled()
    assert "Only an administrator" in page.operators.remark.text()
    assert not page.rules.any_revision.isEnabled()
    assert "Only an administrator" in page.rules.remark.text()
    assert replace(services.desk, role=None).operator == "Ada"


def test_the_time_until_somebody_is_signed_off_is_saved(page: SettingsPage, services: Services) -> None:
    assert page.operators.sign_off.text() == "never"
    page.operators.sign_off.setValue(15)
    assert services.settings.now.sign_off_minutes == 15


def test_a_rule_holds_at_once(page: SettingsPage, station: PageStation, settle: Settle) -> None:
    page.show_section(page.rules)
    page.rules.any_revision.click()
    page.rules.negative.click()
    settle()
    assert (rules(station).any_revision, rules(station).allow_negative_untracked) == (True, True)


def test_a_pattern_shows_what_it_makes_while_it_is_written(
    page: SettingsPage, station: PageStation, settle: Settle
) -> None:
    page.show_section(page.rules)
    page.rules.serial.setText("SN{year}-{seq:4}")
    assert page.rules.serial_example.text() == "For example SN2026-B1-0001"
    QTest.keyClick(page.rules.serial, Qt.Key.Key_Return)
    settle()
    assert rules(station).serial_pattern == "SN{year}-{seq:4}"


@pytest.mark.parametrize("pattern", ["", "SN", "{seq}{seq}", "{colour}-{seq}", "{seq"])
def test_a_pattern_that_makes_no_numbers_is_told_and_not_kept(
    page: SettingsPage, station: PageStation, settle: Settle, pattern: str
) -> None:
    page.show_section(page.rules)
    page.rules.lot.setText(pattern)
    QTest.keyClick(page.rules.lot, Qt.Key.Key_Return)
    settle()
    assert page.rules.lot_row.problem.startswith("It makes no numbers")
    assert page.rules.lot_example.text() == ""
    assert rules(station) == Rules()


def test_a_rule_that_is_refused_is_shown_as_it_holds(
    page: SettingsPage, services: Services, station: PageStation, settle: Settle
) -> None:
    page.show_section(page.rules)
    services.duty.show(OnDuty(operator="Ada", role=Role.TECHNICIAN, offered=True))
    page.rules.any_revision.setEnabled(True)
    page.rules.any_revision.click()
    settle()
    assert page.rules.revision_row.problem == "A technician may not do that. Ask an administrator."
    assert not page.rules.any_revision.isChecked()
    assert rules(station) == Rules()


def test_rules_that_somebody_else_has_set_are_shown(
    page: SettingsPage, station: PageStation, settle: Settle
) -> None:
    station.lay_out(lambda world: world.do(SetRules(any_revision=True, lot_pattern="L{seq}")))
    page.activate()
    settle()
    assert page.rules.any_revision.isChecked()
    assert page.rules.lot.text() == "L{seq}"
