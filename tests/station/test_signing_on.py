"""Signing on at the bench: badges, PINs, roles, and what nobody who has not signed on may do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from kitstation.domain.commands import CreateOperator, UpdateOperator
from kitstation.domain.etags import etag
from kitstation.domain.records import Role
from kitstation.station.bench import BenchPolicy
from kitstation.station.operators import PinError, hash_pin, load_staff
from kitstation.store import tables
from kitstation.store.queries import scan_targets
from kitstation.store.store import Store
from tests.station.bench_driver import BenchDriver
from tests.support.bench import BenchUids
from tests.support.statements import statements
from tests.support.world import World

PIN = "4711"
PIN_HASH = hash_pin(PIN)


def hire(world: World, name: str, role: Role = Role.TECHNICIAN, *, pin: bool = False) -> str:
    uid = world.ids.new()
    pin_hash = PIN_HASH if pin else ""
    world.do(CreateOperator(uid=uid, name=name, badge=f"BADGE-{name}", role=role, pin_hash=pin_hash))
    return uid


@pytest.fixture
def staffed(bench: BenchDriver) -> BenchDriver:
    """A bench at which Boss is administrator, Ada a technician, and Pia a technician with a PIN."""
    hire(bench.world, "Boss", Role.ADMINISTRATOR)
    hire(bench.world, "Ada")
    hire(bench.world, "Pia", pin=True)
    bench.session.reload()
    return bench


def on_duty(bench: BenchDriver) -> str:
    return bench.session.view().on_duty.operator


def last_operator(bench: BenchDriver) -> str:
    with bench.store.reading() as reader:
        newest = tables.journal.select().order_by(tables.journal.c.seq.desc())
        row = reader.execute(newest).mappings().first()
    assert row is not None
    return f"{row['operator']}, {row['role']}"


def test_as_long_as_no_operator_is_recorded_everybody_may_do_everything(bench: BenchDriver) -> None:
    assert bench.scan("SN-1").code == "ISSUED"
    assert last_operator(bench) == "Grace, administrator"
    assert not bench.session.view().on_duty.offered


def test_a_badge_signs_on_and_every_command_carries_who_it_was(staffed: BenchDriver) -> None:
    verdict = staffed.scan("BADGE-Ada")
    assert (verdict.code, verdict.headline, verdict.scan) == ("SIGNED_ON", "Ada is signed on", "")
    staffed.scan("SN-1")
    assert last_operator(staffed) == "Ada, technician"


def test_who_has_not_signed_on_changes_nothing(staffed: BenchDriver) -> None:
    verdict = staffed.scan("SN-1")
    assert (verdict.code, verdict.headline) == ("NOT_ALLOWED", "Nobody is signed on")
    assert staffed.issued("RADIO") == 0


def test_a_badge_is_matched_before_anything_else(staffed: BenchDriver, bench_uids: BenchUids) -> None:
    staffed.world.item(bench_uids.radio, bench_uids.bin, serial="BADGE-Ada")
    assert staffed.scan("BADGE-Ada").code == "SIGNED_ON"
    assert staffed.scan("]C0BADGE-Boss").code == "SIGNED_ON"
    assert on_duty(staffed) == "Boss"


def test_the_own_badge_signs_off_unless_it_was_read_twice(staffed: BenchDriver) -> None:
    staffed.scan("BADGE-Ada")
    assert staffed.scan("BADGE-Ada", after=timedelta(milliseconds=100)).code == "SCANNED_TWICE"
    assert on_duty(staffed) == "Ada"
    assert staffed.scan("BADGE-Ada").code == "SIGNED_OFF"
    assert on_duty(staffed) == ""


def test_a_pin_is_asked_and_entered_from_the_control_sheet(staffed: BenchDriver) -> None:
    assert staffed.scan("BADGE-Pia").code == "PIN_ASKED"
    assert staffed.scan("SN-1").code == "NOT_ALLOWED"
    staffed.scan("BADGE-Pia")
    typed = [staffed.scan(f"KS.{digit}") for digit in "47119"]
    assert {verdict.scan for verdict in typed} == {""}
    assert typed[-1].headline == "•••••"
    assert staffed.scans("KS.BACK", "KS.CONFIRM")[-1] == "SIGNED_ON"
    assert on_duty(staffed) == "Pia"


def test_whoever_shows_a_badge_takes_the_place_of_who_was_there(staffed: BenchDriver) -> None:
    staffed.scans("BADGE-Boss", "BADGE-Pia", "KS.CANCEL")
    assert on_duty(staffed) == ""


def test_a_pin_that_is_wrong_three_times_closes_the_badge_for_a_while(staffed: BenchDriver) -> None:
    staffed.scan("BADGE-Pia")
    assert [staffed.session.give_pin("0000").headline for _ in range(2)] == ["That is not the PIN of Pia"] * 2
    closed = staffed.session.give_pin("0000")
    assert closed.headline == "Pia cannot sign on now"
    assert staffed.scan("BADGE-Pia").headline == "Pia cannot sign on now"
    assert staffed.session.give_pin(PIN).code == "NOTHING_ASKED"
    staffed.scan("BADGE-Pia", after=timedelta(minutes=6))
    assert staffed.session.give_pin(PIN).code == "SIGNED_ON"


def test_a_scanned_number_is_a_pin_only_while_one_is_asked(staffed: BenchDriver) -> None:
    assert staffed.scans("BADGE-Pia", PIN, PIN) == ["PIN_ASKED", "SIGNED_ON", "UNKNOWN_CODE"]


def test_who_does_nothing_for_long_is_signed_off(staffed: BenchDriver) -> None:
    staffed.session.set_policy(BenchPolicy(sign_off_after=timedelta(minutes=10)))
    staffed.scan("BADGE-Ada")
    assert staffed.scan("SN-1", after=timedelta(minutes=9)).code == "ISSUED"
    assert staffed.scan("LOT-1", after=timedelta(minutes=10)).headline == "Nobody is signed on"


def test_who_does_not_work_here_any_more_is_signed_off(bench: BenchDriver) -> None:
    hire(bench.world, "Boss", Role.ADMINISTRATOR)
    ada = hire(bench.world, "Ada")
    bench.session.reload()
    bench.scan("BADGE-Ada")
    known = next(one for one in load_staff(bench.store).operators if one.uid == ada)
    bench.world.do(UpdateOperator(uid=ada, etag=etag(known), active=False))
    bench.session.reload()
    assert on_duty(bench) == ""
    assert bench.scan("BADGE-Ada").code == "UNKNOWN_CODE"


def test_operators_that_another_program_records_are_known_at_once(bench: BenchDriver, store: Store) -> None:
    elsewhere = Store(store.path)
    hire(World(elsewhere, ids=bench.world.ids), "Boss", Role.ADMINISTRATOR)
    elsewhere.close()
    assert bench.scan("BADGE-Boss").code == "SIGNED_ON"


def test_without_an_administrator_nobody_is_locked_out(bench: BenchDriver) -> None:
    hire(bench.world, "Ada")
    bench.session.reload()
    bench.scan("SN-1")
    assert last_operator(bench) == "Grace, administrator"
    bench.scans("BADGE-Ada", "LOT-1")
    assert last_operator(bench) == "Ada, technician"


def test_a_technician_takes_back_only_what_is_their_own(staffed: BenchDriver) -> None:
    staffed.scans("BADGE-Boss", "SN-1", "BADGE-Ada")
    verdict = staffed.scan("KS.UNDO")
    assert (verdict.code, verdict.headline) == ("NOT_YOURS", "That was done by Boss")


def test_who_is_signed_on_costs_an_issue_no_statement(staffed: BenchDriver, bench_uids: BenchUids) -> None:
    """Operators are looked up in memory."""
    staffed.scans("BADGE-Boss", "SN-1")
    with statements() as executed:
        assert staffed.scan("LOT-1").code == "ISSUED"
    assert not [each for each in executed if re.search(r"\bFROM operator\b", each)]
    with staffed.store.reading() as reader:
        assert scan_targets.with_uid(reader, bench_uids.radio_item).items[0].quantity == 0


@pytest.mark.parametrize("pin", ["", "123", "12a4", "1" * 13, "\u0661\u0662\u0663\u0664"])
def test_a_pin_is_4_to_12_digits(pin: str) -> None:
    with pytest.raises(PinError, match="4 to 12 digits"):
        hash_pin(pin)
