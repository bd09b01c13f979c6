"""A verdict that the database does not bear out is found out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kitstation.domain.clock import SystemClock
from kitstation.station.bench import BenchSession
from kitstation.station.desk import Desk
from kitstation.station.verdicts import Verdict
from kitstation.store.store import Store
from kitstation.ui.bench_driver import typed_scan
from kitstation.ui.demo.ledger import Ledger, contradiction, read_ledger
from tests.support.bench import BenchUids
from tests.support.world import World

TODAY = date(2026, 1, 1)
KIT = "KIT-1"


@pytest.fixture
def session(store: Store, world: World, bench_uids: BenchUids) -> BenchSession:
    made = BenchSession(store, Desk(world.clock, world.ids, "Operator", "B1"))
    made.open_kit(KIT)
    return made


def ledger(store: Store) -> Ledger:
    read = read_ledger(store, KIT, TODAY)
    assert read is not None
    return read


def issue(session: BenchSession, store: Store) -> tuple[Verdict, Ledger, Ledger]:
    before = ledger(store)
    return scan(session, "SN-1"), before, ledger(store)


def scan(session: BenchSession, text: str) -> Verdict:
    return session.scan(typed_scan(text, SystemClock()))


def test_a_kit_that_there_is_not_has_no_ledger(store: Store) -> None:
    assert read_ledger(store, "KIT-9", TODAY) is None


def test_an_issue_that_was_recorded_is_borne_out(session: BenchSession, store: Store) -> None:
    verdict, before, after = issue(session, store)
    assert contradiction(verdict, before, after) == ""


def test_an_issue_that_was_not_recorded_is_found_out(session: BenchSession, store: Store) -> None:
    verdict, before, _ = issue(session, store)
    assert contradiction(replace(verdict, line=None), before, before) == (
        "the journal did not grow by one entry"
    )


def test_a_line_that_differs_is_found_out(session: BenchSession, store: Store) -> None:
    verdict, before, after = issue(session, store)
    assert verdict.line is not None
    claimed = replace(verdict, line=replace(verdict.line, issued=Decimal(2)))
    assert "not as the verdict says" in contradiction(claimed, before, after)


def test_another_quantity_than_the_recorded_one_is_found_out(session: BenchSession, store: Store) -> None:
    verdict, before, after = issue(session, store)
    assert "not this scan's" in contradiction(replace(verdict, quantity=Decimal(2)), before, after)


def test_a_refusal_that_changes_nothing_is_borne_out(session: BenchSession, store: Store) -> None:
    before = ledger(store)
    verdict = scan(session, "NO-SUCH-CODE")
    assert contradiction(verdict, before, ledger(store)) == ""


def test_a_refusal_that_changed_something_is_found_out(session: BenchSession, store: Store) -> None:
    refused = scan(session, "NO-SUCH-CODE")
    _, before, after = issue(session, store)
    assert contradiction(refused, before, after) == "something was changed that should not have been"


def test_an_undo_is_borne_out_once(session: BenchSession, store: Store) -> None:
    _, _, before = issue(session, store)
    verdict = session.undo()
    after = ledger(store)
    assert contradiction(verdict, before, after) == ""
    assert contradiction(replace(verdict, line=None), after, after) == "not exactly one scan was taken back"
