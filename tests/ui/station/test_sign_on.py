"""Signing on in the window: on every page, by scanner and by keyboard, and by itself off again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kitstation.devices.virtual_scanner import VirtualScanner
from kitstation.domain.commands import CreateOperator, ReleaseHold, SetRules
from kitstation.domain.records import Role
from kitstation.domain.refusals import Refused
from kitstation.station.operators import hash_pin
from kitstation.station.profile import Profile
from kitstation.station.settings import Settings
from kitstation.store.store import Store
from kitstation.ui.station_app import StationApp
from tests.support.clock import SeqIds
from tests.support.desk import Desk, sit_down
from tests.support.world import World

PIN = "4711"
OpenStation = Callable[..., StationApp]


@pytest.fixture
def staffed(
    profile: Profile, open_station: OpenStation, settings: Settings, scanner: VirtualScanner, qtbot: QtBot
) -> Desk:
    """A desk at which Boss, an administrator, and Pia, a technician with a PIN, may sign on."""
    store = Store(profile.database)
    world = World(store, ids=SeqIds(5_000_000))
    for name, role, pin_hash in (
        ("Boss", Role.ADMINISTRATOR, ""),
        ("Pia", Role.TECHNICIAN, hash_pin(PIN)),
    ):
        uid = world.ids.new()
        world.do(CreateOperator(uid=uid, name=name, badge=f"BADGE-{name}", role=role, pin_hash=pin_hash))
    store.close()
    return sit_down(open_station(settings), scanner, qtbot)


def shown(desk: Desk) -> str:
    return desk.station.window.top_bar.operator.text()


def test_who_works_here_is_shown_at_the_top(staffed: Desk) -> None:
    assert shown(staffed) == "Not signed on"
    assert staffed.scan("SN-1").code == "NOT_ALLOWED"
    staffed.scan("BADGE-Boss")
    assert shown(staffed) == "Boss"
    assert staffed.scan("SN-1").code == "ISSUED"


def test_a_badge_signs_on_on_every_page(staffed: Desk) -> None:
    staffed.station.window.show_page("inventory")
    staffed.scan("BADGE-Boss")
    assert staffed.station.window.current_page.key == "inventory"
    assert staffed.station.services.desk.operator == "Boss"
    assert staffed.station.services.desk.role is Role.ADMINISTRATOR


def test_a_pin_is_entered_by_scanner_on_any_page(staffed: Desk) -> None:
    staffed.station.window.show_page("inventory")
    staffed.scan("BADGE-Pia")
    pane = staffed.station.window.sign_on
    assert pane.isVisible()
    assert pane.text.startswith("Pia: type your PIN")
    staffed.scan("KS.4", "KS.7", "KS.1", "KS.1")
    assert pane.field.placeholderText() == "••••"
    staffed.scan("KS.CONFIRM")
    assert staffed.station.window.current_page.key == "inventory"
    assert (shown(staffed), pane.isVisible()) == ("Pia", False)


def test_a_pin_is_typed_and_a_wrong_one_is_told(staffed: Desk) -> None:
    staffed.scan("BADGE-Pia")
    pane = staffed.station.window.sign_on
    pane.field.setText("0000")
    QTest.keyClick(pane.field, Qt.Key.Key_Return)
    staffed.settle(lambda: "not the PIN" in pane.text)
    assert shown(staffed) == "Not signed on"
    pane.field.setText(PIN)
    QTest.keyClick(pane.field, Qt.Key.Key_Return)
    staffed.settle(lambda: shown(staffed) == "Pia")
    assert not pane.isVisible()


def test_leaving_the_pane_asks_for_the_pin_no_longer(staffed: Desk) -> None:
    staffed.scan("BADGE-Pia")
    pane = staffed.station.window.sign_on
    QTest.keyClick(pane.field, Qt.Key.Key_Escape)
    staffed.settle(lambda: not staffed.station.services.duty.now.pin_for)
    assert not pane.isVisible()


def test_without_a_scanner_a_badge_is_typed_and_a_button_signs_off(staffed: Desk) -> None:
    window = staffed.station.window
    window.top_bar.operator.click()
    assert window.sign_on.text.startswith("Scan your badge")
    window.sign_on.field.setText("BADGE-Boss")
    window.sign_on.button.click()
    staffed.settle(lambda: shown(staffed) == "Boss")
    window.top_bar.operator.click()
    window.sign_on.off.click()
    staffed.settle(lambda: shown(staffed) == "Not signed on")


def test_who_touches_nothing_is_signed_off(staffed: Desk, qtbot: QtBot) -> None:
    staffed.station.settings.change(sign_off_minutes=10)
    staffed.scan("BADGE-Boss")
    presence = staffed.station._presence
    assert presence.timer.remainingTime() > 9 * 60_000
    presence.timer.start(0)
    staffed.settle(lambda: shown(staffed) == "Not signed on")


def test_a_key_is_a_sign_of_life(staffed: Desk) -> None:
    staffed.station.settings.change(sign_off_minutes=10)
    timer = staffed.station._presence.timer
    timer.stop()
    QTest.keyClick(staffed.station.window, Qt.Key.Key_Shift)
    assert timer.isActive()


def test_a_page_hands_in_commands_for_whoever_is_there(staffed: Desk) -> None:
    def handed_in(command: SetRules | ReleaseHold) -> str:
        entry = staffed.station.services.desk.entry(command)
        outcome = staffed.station._core.submit(Store.execute, entry).result()
        return outcome.code if isinstance(outcome, Refused) else "accepted"

    assert handed_in(SetRules(any_revision=True)) == "NOT_ALLOWED"
    staffed.scan("BADGE-Boss")
    assert handed_in(SetRules(any_revision=True)) == "accepted"


def test_as_long_as_nobody_is_recorded_the_settings_say_who_works_here(desk: Desk) -> None:
    assert shown(desk) == "Operator"
    desk.station.settings.change(operator="Ada")
    desk.settle(lambda: shown(desk) == "Ada")
    assert desk.station.services.desk.role is Role.ADMINISTRATOR
