"""A journal that was written by older rules is replayed by those, and gives every row again."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from sqlalchemy import select

from kitstation.domain.commands import IssueItem, ReserveItem, StartBuild, Undo
from kitstation.domain.editions import FIRST, PRESENT
from kitstation.store import tables
from kitstation.store.audit import audit
from kitstation.store.rebuild import rebuild
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.old_rules import OldRules
from tests.support.world import World


def test_what_older_rules_let_happen_is_replayed_as_it_happened(
    store: Store, world: World, bench_uids: BenchUids, tmp_path: Path
) -> None:
    old = World(OldRules(store), ids=world.ids)
    box = world.item(bench_uids.screw, bench_uids.bin, 50)
    old.do(ReserveItem(item_uid=box, line_uid=bench_uids.screw_line, quantity=Decimal(6)))
    issued = old.issue(bench_uids.screw_item, bench_uids.screw_line, 7)
    for number in (1, 2, 3):
        old.do(
            StartBuild(
                uid=f"b{number}",
                run_uid=bench_uids.run,
                location_uid=bench_uids.bin,
                serial_number=f"B-{number}",
            )
        )
    world.do(IssueItem(item_uid=bench_uids.screw_item, line_uid=bench_uids.screw_line, quantity=Decimal(1)))
    assert world.refused(Undo(command_id="never"))
    world.do(Undo(command_id=issued))
    with store.reading() as connection:
        formats = set(connection.execute(select(tables.journal.c.format)).scalars())
    assert formats == {FIRST, PRESENT}
    assert audit(store).differences == ()
    assert rebuild(store, tmp_path / "scratch.db").differences == ()
