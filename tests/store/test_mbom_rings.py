"""The store knows what every part is in, at every depth, and a ring of before the rule hangs nothing."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from kitstation.domain.commands import (
    CreateKit,
    CreateMbomLine,
    DeleteMbomLine,
    Entry,
    FillKitFromMbom,
    Undo,
    UpdateMbomLine,
)
from kitstation.domain.etags import etag
from kitstation.domain.outcomes import Accepted
from kitstation.domain.records import MbomLine
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.station.genealogy.trees import contents_tree
from kitstation.store.audit import audit
from kitstation.store.queries.mbom_uses import assemblies_around
from kitstation.store.queries.shortages import shortages
from kitstation.store.rebuild import rebuild
from kitstation.store.store import Store
from tests.support.old_rules import OldRules
from tests.support.world import World

ONE = Decimal(1)


def line(assembly: str, part: str, *substitutes: str) -> CreateMbomLine:
    return CreateMbomLine(
        uid=f"{assembly}-{part}",
        assembly_uid=assembly,
        part_uid=part,
        quantity=ONE,
        substitutes=substitutes,
    )


@pytest.fixture
def parts(world: World) -> dict[str, str]:
    """Parts A to E, each of which but the last needs the next one."""
    uids = {name: world.part(name) for name in "ABCDE"}
    for one, next_one in zip("ABCD", "BCDE", strict=True):
        world.do(line(uids[one], uids[next_one]))
    return uids


def around(store: Store, part: str) -> set[str]:
    with store.reading() as connection:
        return assemblies_around(connection, (part,))[part]


def test_what_a_part_is_in_is_found_at_every_depth_and_through_substitutes(
    store: Store, world: World, parts: dict[str, str]
) -> None:
    assert around(store, parts["E"]) == {parts[name] for name in "ABCD"}
    assert around(store, parts["A"]) == set()
    spare = world.part("SPARE")
    world.do(line(parts["A"], world.part("X"), parts["C"], spare))
    assert around(store, spare) == {parts["A"]}
    with store.reading() as connection:
        found = assemblies_around(connection, (parts["C"], spare, "never made"))
    assert found == {parts["C"]: {parts["A"], parts["B"]}, spare: {parts["A"]}, "never made": set()}


def test_a_ring_is_refused_at_any_depth(world: World) -> None:
    chain = [world.part(f"P{depth}") for depth in range(60)]
    for one, next_one in pairwise(chain):
        world.do(line(one, next_one))
    refused = world.refused(line(chain[-1], chain[0]))
    assert (refused.code, refused.facts) == (
        RefusalCode.CONTAINS_ITSELF,
        {"part_number": "P59", "through": "P0"},
    )


def test_a_ring_that_a_batch_would_close_is_refused_in_the_batch(store: Store, world: World) -> None:
    a, b, c = (world.part(name) for name in "ABC")
    batch: list[Entry] = [world.entry(each) for each in (line(a, b), line(b, c), line(c, a))]
    outcomes = store.execute_all(batch)
    assert [type(outcome) for outcome in outcomes] == [Accepted, Accepted, Refused]


def test_a_batch_that_opens_a_way_before_it_closes_it_is_accepted(
    store: Store, world: World, parts: dict[str, str]
) -> None:
    kept = MbomLine(
        uid=f"{parts['A']}-{parts['B']}",
        assembly_uid=parts["A"],
        part_uid=parts["B"],
        quantity=ONE,
        designators=(),
    )
    opened = world.entry(DeleteMbomLine(uid=kept.uid, etag=etag(kept)))
    turned = world.entry(line(parts["B"], parts["A"]))
    back = world.entry(Undo(command_id=opened.command_id))
    outcomes = store.execute_all([turned, opened, turned, back])
    assert [type(outcome) for outcome in outcomes] == [Refused, Accepted, Accepted, Refused]


def test_a_ring_of_before_the_rule_hangs_nothing(
    store: Store, world: World, parts: dict[str, str], tmp_path: Path
) -> None:
    old = World(OldRules(store), ids=world.ids)
    old.do(line(parts["E"], parts["A"], parts["C"]))
    assert around(store, parts["A"]) == {parts[name] for name in "BCDE"}
    assert around(store, parts["E"]) == {parts[name] for name in "ABCD"}
    run = world.run(parts["A"], 2)
    world.do(CreateKit(uid="kit", number="KIT-1", run_uid=run))
    world.do(FillKitFromMbom(kit_uid="kit"))
    item = world.item(parts["A"], world.location("Stores"), 1)
    with store.reading() as connection:
        assert [need.part_number for need in shortages(connection)] == ["B"]
        assert len(contents_tree(connection, [item])) == 1
    ring = MbomLine(
        uid=f"{parts['E']}-{parts['A']}",
        assembly_uid=parts["E"],
        part_uid=parts["A"],
        quantity=ONE,
        designators=(),
        substitutes=(parts["C"],),
    )
    world.do(UpdateMbomLine(uid=ring.uid, etag=etag(ring), quantity=Decimal(3)))
    assert audit(store).differences == ()
    assert rebuild(store, tmp_path / "scratch.db").differences == ()
