"""Whatever commands come, of whatever kind and in whatever order, the store agrees with books that are kept beside it.

2,000 commands in a run of all tests (CI), fewer at the desk; `KITSTATION_COMMANDS=200000` gives any number. After every
command: the balances, items and kits are as the books say, what was received is somewhere, no number or name is given
twice, and nothing is below nothing; a command that is refused has changed nothing; one that is taken back at once has
left nothing. The audit finds nothing, now and then and at the end of each history; and the journal, replayed into an
empty database, gives every row again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import func, select

from kitstation.domain.commands import Command, Entry, IssueItem, Undo
from kitstation.domain.outcomes import Accepted, Outcome
from kitstation.domain.refusals import Refused
from kitstation.domain.status import ItemFacts, ItemStatus, is_installed, is_kitted, item_status
from kitstation.store import tables
from kitstation.store.audit import audit
from kitstation.store.rebuild import rebuild
from kitstation.store.store import Store
from tests.support.bench import lay_out
from tests.support.books import BUILT, GONE, HAND, KEPT, KIT, OUT, Books, serials_in_use
from tests.support.clock import FakeClock
from tests.support.databases import new_database
from tests.support.drawn_commands import Writer
from tests.support.drawn_fields import Drawer
from tests.support.histories import furnish, luck
from tests.support.memory import Memory
from tests.support.tables import Rows, contents, without_traces
from tests.support.world import World

pytestmark = pytest.mark.timeout(0)

STEPS = 50
COMMANDS = int(os.environ.get("KITSTATION_COMMANDS", "2000" if os.environ.get("CI") else "500"))
UNIQUE = {
    "part": ("part_number", "revision"),
    "location": ("path",),
    "supplier": ("name",),
    "kit": ("number",),
    "kit_line": ("kit_uid", "part_uid"),
    "mbom_line": ("assembly_uid", "part_uid"),
    "operator": ("badge",),
    "catalogue": ("ref",),
    "position": ("catalogue_uid", "part_uid", "location_uid"),
    "supplier_part": ("supplier_uid", "part_uid"),
    "trade_number": ("number",),
}


class Factory(RuleBasedStateMachine):
    """A store, the rules in memory, and the books: whatever is handed in goes to all three."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.store = Store(new_database(self.folder / "kitstation.db"))
        self.memory = Memory()
        self.books = Books()
        self.world = World(self, clock=FakeClock(tick=timedelta(seconds=1)))
        self.journalled = 0
        furnish(self.world, lay_out(self.world))

    def execute(self, entry: Entry) -> Outcome:
        """Hand a command in everywhere, and compare the answers."""
        outcome, expected = self.store.execute(entry), self.memory.execute(entry)
        if isinstance(outcome, Accepted):
            assert isinstance(expected, Accepted), (entry, expected)
            self.books.take_in(entry, outcome)
            self.journalled += 1
        else:
            assert outcome == expected, entry
        return outcome

    def teardown(self) -> None:
        """End as an audit would."""
        assert audit(self.store).differences == ()
        assert rebuild(self.store, self.folder / "scratch.db").differences == ()
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(base=st.integers(0, 2**32), back=st.booleans())
    def any_command(self, base: int, *, back: bool) -> None:
        drawer = Drawer(luck(base, self.journalled), self.memory.records, self.world.ids)
        command = Writer(drawer).any_command()
        before = contents(self.store)
        outcome = self.world.outcome(command)
        if isinstance(outcome, Refused):
            assert contents(self.store) == before
        elif back and not isinstance(command, Undo):
            self._take_back(command, outcome, before)

    def _take_back(self, command: Command, done: Accepted, before: Mapping[str, Rows]) -> None:
        undone = self.world.outcome(Undo(command_id=done.command_id))
        if isinstance(undone, Refused):
            return
        was, now = without_traces(before), without_traces(contents(self.store))
        if isinstance(command, IssueItem):
            # A kit that was begun stays begun.
            assert len(was.pop("kit")) == len(now.pop("kit"))
        assert now == was, command

    @invariant()
    def the_store_agrees_with_the_books(self) -> None:
        item = tables.item.c
        with self.store.reading() as connection:
            balances = {
                (row.item_uid, str(row.bucket), row.place): row.quantity
                for row in connection.execute(select(tables.balance))
                if row.quantity
            }
            items = {
                row.uid: tuple(row)[1:]
                for row in connection.execute(
                    select(
                        item.uid,
                        item.quantity,
                        item.location_uid,
                        item.serial_number,
                        item.lot_number,
                        item.deleted,
                    )
                )
            }
            kits = {row.uid: (row.status, row.location_uid) for row in connection.execute(select(tables.kit))}
            journalled = connection.execute(select(func.count()).select_from(tables.journal)).scalar_one()
        books = self.books
        assert balances == {spot: amount for spot, amount in books.amounts.items() if amount}
        expected = {uid: books.facts[uid] for uid in books.items()}
        assert items == {
            uid: (books.on_hand(uid), facts["place"], facts["serial"], facts["lot"], facts["deleted"])
            for uid, facts in expected.items()
        }
        assert kits == {
            uid: (facts["status"], facts["place"])
            for uid, facts in books.facts.items()
            if facts["what"] == "kit"
        }
        assert journalled == self.journalled

    @invariant()
    def what_was_received_is_somewhere_and_nothing_is_below_nothing(self) -> None:
        books = self.books
        for uid in books.items():
            assert sum(amount for spot, amount in books.amounts.items() if spot[0] == uid) == 0
        for (uid, bucket, _), amount in books.amounts.items():
            numbered = books.facts[uid]["serial"] or books.facts[uid]["lot"]
            may_fall = bucket == OUT or (bucket == HAND and books.below_zero and not numbered)
            assert amount >= 0 or may_fall, (uid, bucket, amount)
            assert not books.facts[uid]["serial"] or abs(amount) in {0, 1}, (uid, bucket, amount)

    @invariant()
    def nothing_is_kept_for_a_kit_line_that_it_does_not_need(self) -> None:
        for line in self.books.lines():
            assert self.books.lacking(line) >= 0, line

    @invariant()
    def no_number_and_no_name_is_given_twice(self) -> None:
        assert all(times == 1 for times in serials_in_use(self.books).values())
        with self.store.reading() as connection:
            for table, names in UNIQUE.items():
                columns = [tables.metadata.tables[table].c[name] for name in names]
                rows = [tuple(row) for row in connection.execute(select(*columns))]
                assert len(rows) == len(set(rows)), table

    @invariant()
    def the_status_of_an_item_is_where_its_quantity_is(self) -> None:
        for uid in self.books.items():
            on_hand, reserved, picked, installed = (
                self.books.there(uid, b) for b in (HAND, KEPT, KIT, BUILT)
            )
            scrapped = self.books.amounts[uid, GONE, "scrap"]
            facts = ItemFacts(
                on_hand=on_hand, reserved=reserved, picked=picked, installed=installed, scrapped=scrapped
            )
            at_hand = on_hand or reserved
            assert is_kitted(facts) == (picked > 0 and on_hand + reserved == 0)
            assert is_installed(facts) == (installed > 0 and on_hand + reserved + picked == 0)
            if not at_hand and not picked and not installed and not scrapped:
                assert item_status(facts) is ItemStatus.UNAVAILABLE

    @invariant()
    def the_audit_finds_nothing(self) -> None:
        # It costs as much as all else together.
        if self.journalled % 5 == 0:
            assert audit(self.store).differences == ()


TestFactory = Factory.TestCase
TestFactory.settings = settings(max_examples=max(COMMANDS // STEPS, 1), stateful_step_count=STEPS)
