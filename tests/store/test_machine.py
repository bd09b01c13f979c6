"""Whatever a bench does, in whatever order, the store agrees with a model that fits on a page."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule
from sqlalchemy import func, select

from kitstation.domain.commands import CreateItem, IssueItem, ReturnItem, Undo
from kitstation.domain.movements import Bucket
from kitstation.domain.outcomes import Accepted, Outcome
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.store import tables
from kitstation.store.audit import audit
from kitstation.store.rebuild import rebuild
from kitstation.store.store import Store
from tests.support.bench import lay_out
from tests.support.databases import new_database
from tests.support.world import World

pytestmark = pytest.mark.timeout(600)

AMOUNTS = st.sampled_from([Decimal(text) for text in ("1", "0.5", "2", "2.5", "7", "0", "-1")])
SERIALS = st.sampled_from([f"SN-{number}" for number in range(1, 6)])


@dataclass(frozen=True, slots=True)
class Moved:
    """A command that moved something, as an undo needs it; `sign` is 1 for an issue and -1 for a return."""

    command_id: str
    item: str
    line: str
    amount: Decimal
    sign: int


class Bench(RuleBasedStateMachine):
    """A bench with a store, and a dictionary that says what ought to be where."""

    items = Bundle("items")
    moved = Bundle("moved")
    undone = Bundle("undone")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.store = Store(new_database(self.folder / "kitstation.db"))
        self.world = World(self.store)
        self.uids = lay_out(self.world)
        uids = self.uids
        self.on_hand = {
            uids.radio_item: Decimal(1),
            uids.paste_item: Decimal(10),
            uids.screw_item: Decimal(100),
        }
        self.received = dict(self.on_hand)
        self.part_of = {
            uids.radio_item: uids.radio,
            uids.paste_item: uids.paste,
            uids.screw_item: uids.screw,
        }
        self.line_for = {
            uids.radio: uids.radio_line,
            uids.paste: uids.paste_line,
            uids.screw: uids.screw_line,
        }
        self.required = {
            uids.radio_line: Decimal(2),
            uids.paste_line: Decimal(5),
            uids.screw_line: Decimal(8),
        }
        self.picked: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        self.serials = {"SN-1"}
        self.journalled = self._journalled()

    def teardown(self) -> None:
        """End as an audit would."""
        assert audit(self.store).differences == ()
        assert rebuild(self.store, self.folder / "scratch.db").differences == ()
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(target=items)
    def stock_of_the_start(self) -> object:
        return multiple(self.uids.radio_item, self.uids.paste_item, self.uids.screw_item)

    @rule(target=items, serial=SERIALS)
    def receive_a_serial(self, serial: str) -> object:
        uid = self.world.ids.new()
        outcome = self.world.outcome(
            CreateItem(
                uid=uid,
                part_uid=self.uids.radio,
                location_uid=self.uids.bin,
                serial_number=serial,
                quantity=Decimal(1),
            )
        )
        if serial in self.serials:
            self._is_refused(outcome, RefusalCode.DUPLICATE_SERIAL)
            return multiple()
        self.serials.add(serial)
        return self._received(outcome, uid, self.uids.radio, Decimal(1))

    @rule(target=items, amount=AMOUNTS)
    def receive_a_lot(self, amount: Decimal) -> object:
        uid = self.world.ids.new()
        outcome = self.world.outcome(
            CreateItem(
                uid=uid,
                part_uid=self.uids.paste,
                location_uid=self.uids.bin,
                lot_number="LOT-2",
                quantity=amount,
            )
        )
        if amount < 0:
            self._is_refused(outcome, RefusalCode.BAD_QUANTITY)
            return multiple()
        return self._received(outcome, uid, self.uids.paste, amount)

    @rule(
        target=moved,
        item=items,
        other=items,
        amount=AMOUNTS,
        over_need=st.booleans(),
        right=st.integers(0, 4),
    )
    def issue(self, item: str, other: str, amount: Decimal, *, over_need: bool, right: int) -> object:
        line = self.line_for[self.part_of[item if right else other]]
        outcome = self.world.outcome(
            IssueItem(item_uid=item, line_uid=line, quantity=amount, over_need=over_need)
        )
        if expected := self._why_not_issue(item, line, amount, over_need=over_need):
            self._is_refused(outcome, expected)
            return multiple()
        return self._moved(outcome, item, line, amount, sign=1)

    @rule(target=moved, item=items, amount=AMOUNTS)
    def give_back(self, item: str, amount: Decimal) -> object:
        line = self.line_for[self.part_of[item]]
        outcome = self.world.outcome(ReturnItem(item_uid=item, line_uid=line, quantity=amount))
        if expected := self._why_not_return(item, line, amount):
            self._is_refused(outcome, expected)
            return multiple()
        return self._moved(outcome, item, line, amount, sign=-1)

    @rule(target=undone, past=consumes(moved))
    def undo(self, past: Moved) -> object:
        outcome = self.world.outcome(Undo(command_id=past.command_id))
        there = self.picked[past.item, past.line] if past.sign > 0 else self.on_hand[past.item]
        if there < past.amount:
            self._is_refused(outcome, RefusalCode.CANNOT_UNDO)
            return multiple()
        self._moved(outcome, past.item, past.line, past.amount, sign=-past.sign)
        return past

    @rule(past=undone)
    def undo_again(self, past: Moved) -> None:
        self._is_refused(self.world.outcome(Undo(command_id=past.command_id)), RefusalCode.ALREADY_UNDONE)

    @invariant()
    def the_store_agrees_with_the_model(self) -> None:
        balance = tables.balance.c
        with self.store.reading() as connection:
            found = {
                (row.item_uid, row.bucket, row.place): row.quantity
                for row in connection.execute(select(tables.balance).where(balance.quantity != Decimal(0)))
            }
            quantities = {
                row.uid: row.quantity
                for row in connection.execute(select(tables.item.c.uid, tables.item.c.quantity))
            }
        expected = {(uid, Bucket.ON_HAND, self.uids.bin): amount for uid, amount in self.on_hand.items()}
        expected |= {(item, Bucket.PICKED, line): amount for (item, line), amount in self.picked.items()}
        expected |= {(uid, Bucket.RECEIVED, ""): -amount for uid, amount in self.received.items()}
        assert found == {spot: amount for spot, amount in expected.items() if amount}
        assert quantities == self.on_hand

    @invariant()
    def every_accepted_command_is_in_the_journal_and_no_other(self) -> None:
        assert self._journalled() == self.journalled

    def _journalled(self) -> int:
        with self.store.reading() as connection:
            return connection.execute(select(func.count()).select_from(tables.journal)).scalar_one()

    def _why_not_issue(self, item: str, line: str, amount: Decimal, *, over_need: bool) -> RefusalCode | None:
        if self.line_for[self.part_of[item]] != line:
            return RefusalCode.WRONG_PART
        if self._is_bad(item, amount):
            return RefusalCode.BAD_QUANTITY
        if self.part_of[item] == self.uids.radio and self.picked[item, line]:
            return RefusalCode.ALREADY_ISSUED
        issued = sum(amount for (_, place), amount in self.picked.items() if place == line)
        remaining = max(self.required[line] - issued, Decimal(0))
        if amount > remaining and not over_need:
            return RefusalCode.OVER_ISSUE if remaining else RefusalCode.LINE_COMPLETE
        return RefusalCode.NOT_ENOUGH if amount > self.on_hand[item] else None

    def _why_not_return(self, item: str, line: str, amount: Decimal) -> RefusalCode | None:
        if self._is_bad(item, amount):
            return RefusalCode.BAD_QUANTITY
        if not self.picked[item, line]:
            return RefusalCode.NOT_ISSUED_HERE
        return RefusalCode.RETURN_EXCEEDS if amount > self.picked[item, line] else None

    def _is_bad(self, item: str, amount: Decimal) -> bool:
        return amount <= 0 or (self.part_of[item] == self.uids.radio and amount != 1)

    def _received(self, outcome: Outcome, uid: str, part: str, amount: Decimal) -> str:
        self._is_accepted(outcome)
        self.on_hand[uid] = self.received[uid] = amount
        self.part_of[uid] = part
        return uid

    def _moved(self, outcome: Outcome, item: str, line: str, amount: Decimal, *, sign: int) -> Moved:
        accepted = self._is_accepted(outcome)
        self.on_hand[item] -= sign * amount
        self.picked[item, line] += sign * amount
        return Moved(accepted.command_id, item, line, amount, sign)

    def _is_accepted(self, outcome: Outcome) -> Accepted:
        assert isinstance(outcome, Accepted), outcome
        self.journalled += 1
        return outcome

    def _is_refused(self, outcome: Outcome, code: RefusalCode) -> None:
        assert isinstance(outcome, Refused), outcome
        assert outcome.code is code


TestBench = Bench.TestCase
# Each example is a database, an audit and a replay.
TestBench.settings = settings(max_examples=max(settings().max_examples // 2, 1))
