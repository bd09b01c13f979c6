"""What a command costs does not grow with what is in stock."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.domain.commands import CreateItem, IssueItem
from kitstation.domain.outcomes import Accepted
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.statements import statements
from tests.support.world import World


def issue(bench_uids: BenchUids) -> IssueItem:
    return IssueItem(item_uid=bench_uids.screw_item, line_uid=bench_uids.screw_line, quantity=Decimal(1))


def test_an_issue_takes_as_many_statements_with_much_in_stock_as_with_little(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    world.do(issue(bench_uids))
    with statements() as with_little:
        world.do(issue(bench_uids))
    store.execute_all(
        [
            world.entry(
                CreateItem(
                    uid=f"item-{n}",
                    part_uid=bench_uids.screw,
                    location_uid=bench_uids.bin,
                    quantity=Decimal(5),
                )
            )
            for n in range(2_000)
        ]
    )
    with statements() as with_much:
        world.do(issue(bench_uids))
    assert with_much == with_little
    assert len(with_little) <= 14, with_little


@pytest.mark.parametrize("size", [2, 50, 500])
def test_a_batch_takes_a_fixed_number_of_statements_to_load(
    store: Store, world: World, bench_uids: BenchUids, size: int
) -> None:
    entries = [
        world.entry(CreateItem(uid=f"item-{n}", part_uid=bench_uids.screw, location_uid=bench_uids.bin))
        for n in range(size)
    ]
    with statements() as executed:
        outcomes = store.execute_all(entries)
    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    assert len([each for each in executed if each.startswith("SELECT")]) == 5
    assert len(executed) <= 8
