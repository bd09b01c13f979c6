"""Trees: what is in an assembly, and where a thing went, as people look at it."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.commands import ScrapItem
from kitstation.domain.movements import Bucket
from kitstation.station.genealogy import trees
from kitstation.station.genealogy.recall import recall_of
from kitstation.station.genealogy.trees import DEEPEST, Branch, BranchKind, Use, _Usage
from kitstation.station.genealogy.whereabouts import Fate, Rest
from kitstation.store.queries.genealogy import Dispersion, Share, TracedItem, dispersion
from kitstation.store.store import Store
from tests.support.builds import Works, build_board, install, lay_out_works, start
from tests.support.world import World


@pytest.fixture
def works(world: World) -> Works:
    return lay_out_works(world)


def _contents(store: Store, *uids: str) -> tuple[Branch, ...]:
    with store.reading() as reader:
        return trees.contents_tree(reader, uids)


def _usage(store: Store, *uids: str) -> tuple[Branch, ...]:
    with store.reading() as reader:
        return trees.usage_tree(reader, uids)


def test_each_need_says_what_is_installed_and_what_is_missing(
    store: Store, world: World, works: Works
) -> None:
    """Seed 001: "the kit shows the quantity of that required part fulfilled"; ION says the same of an aBOM."""
    board = start(world, works, works.board_run, "B-1")
    install(world, works.paste_item, board, works.paste, "1.5")
    (root,) = _contents(store, board)
    assert (root.kind, root.item and root.item.number) == (BranchKind.ROOT, "B-1")
    assert [(need.part_number, need.required, need.quantity, need.missing) for need in root.children] == [
        ("PASTE", Decimal("2.5"), Decimal("1.5"), Decimal(1)),
        ("RADIO", Decimal(1), Decimal(0), Decimal(1)),
        ("SCREW", Decimal(4), Decimal(0), Decimal(4)),
    ]
    assert root.children[1].designators == ("U1",)
    (paste,) = root.children[0].children
    assert (paste.kind, paste.quantity, paste.rests) == (
        BranchKind.INSTALLED,
        Decimal("1.5"),
        (Rest(Fate.ON_HAND, "Line 1"),),
    )


def test_a_substitute_is_marked_as_one(store: Store, world: World, works: Works) -> None:
    """ION: "validated against the primary and substitutes together", and the line records what was installed."""
    board = start(world, works, works.board_run, "B-1")
    install(world, world.item(works.other_radio, works.shelf, serial="X-1"), board, works.radio)
    (root,) = _contents(store, board)
    radio = next(need for need in root.children if need.part_number == "RADIO")
    assert [(each.part_number, each.use) for each in radio.children] == [("RADIO-B", Use.SUBSTITUTE)]


def test_a_lot_is_followed_up_to_the_top_and_to_what_is_left(
    store: Store, world: World, works: Works
) -> None:
    board = build_board(world, works, "B-1")
    system = start(world, works, works.system_run, "S-1")
    install(world, board, system, works.board)
    world.do(ScrapItem(item_uid=works.paste_item, quantity=Decimal(3), reason="dry"))
    (root,) = _usage(store, works.paste_item)
    assert [(each.kind, each.fate, each.quantity) for each in root.children] == [
        (BranchKind.ASSEMBLY, Fate.INSTALLED, Decimal("2.5")),
        (BranchKind.SHARE, Fate.ON_HAND, Decimal("94.5")),
        (BranchKind.SHARE, Fate.SCRAPPED, Decimal(3)),
    ]
    in_board = root.children[0]
    assert (in_board.item and in_board.item.number, in_board.unit) == ("B-1", "g")
    assert in_board.rests == (Rest(Fate.ON_HAND, "Line 1"),)
    (in_system,) = in_board.children
    assert (in_system.item and in_system.item.number, in_system.children) == ("S-1", ())


def test_the_recall_list_names_every_assembly_once_with_where_it_is(
    store: Store, world: World, works: Works
) -> None:
    boards = [build_board(world, works, f"B-{number}") for number in (1, 2, 3)]
    system = start(world, works, works.system_run, "S-1")
    for board in boards[:2]:
        install(world, board, system, works.board)
    with store.reading() as reader:
        found = dispersion(reader, [works.paste_item])
    recall = recall_of(found, [works.paste_item])
    assert [
        (row.level, row.item.number, row.contains, row.fate, row.quantity, row.location, row.top)
        for row in recall.rows
    ] == [
        (0, "LOT-1", 0, Fate.ON_HAND, Decimal("92.5"), "Stores", ""),
        (1, "B-1", Decimal("2.5"), Fate.INSTALLED, Decimal(1), "Line 1", "S-1"),
        (1, "B-2", Decimal("2.5"), Fate.INSTALLED, Decimal(1), "Line 1", "S-1"),
        (1, "B-3", Decimal("2.5"), Fate.ON_HAND, Decimal(1), "Line 1", ""),
        (2, "S-1", 0, Fate.ON_HAND, Decimal(1), "Line 1", ""),
    ]
    assert recall.assemblies == 4
    assert recall.amounts == ((Fate.ON_HAND, Decimal("92.5")), (Fate.INSTALLED, Decimal("7.5")))


def test_what_is_in_a_kit_is_on_the_recall_list_with_the_kit(
    store: Store, world: World, works: Works
) -> None:
    kit = world.kit(world.run(works.board), number="K-1")
    world.issue(works.paste_item, world.line(kit, works.paste), "2.5")
    with store.reading() as reader:
        recall = recall_of(dispersion(reader, [works.paste_item]), [works.paste_item])
    assert [(row.fate, row.kit, row.location) for row in recall.rows] == [
        (Fate.ON_HAND, "", "Stores"),
        (Fate.IN_KIT, "K-1", "Stores"),
    ]


def _item(uid: str) -> TracedItem:
    return TracedItem(
        uid=uid,
        part_uid="p",
        part_number="P",
        revision="A",
        description="",
        serial_number=uid,
        lot_number=None,
        unit="ea",
        location="Stores",
    )


def _became(origin: str, other: str) -> Share:
    return Share(item_uid=origin, bucket=Bucket.TRANSFERRED, place=other, quantity=Decimal(1))


def _in(item: str, assembly: str) -> Share:
    return Share(
        item_uid=item,
        bucket=Bucket.DELIVERED,
        place=f"{assembly}-need",
        quantity=Decimal(1),
        assembly_uid=assembly,
    )


def _size(branches: tuple[Branch, ...]) -> int:
    return sum(1 + _size(branch.children) for branch in branches)


_UIDS = tuple("abcdefgh")
_LINKS = st.lists(st.tuples(st.sampled_from(_UIDS), st.sampled_from(_UIDS), st.booleans()), max_size=30)


@given(_LINKS)
def test_however_items_hang_together_a_tree_ends_and_is_no_larger_than_its_links(
    links: list[tuple[str, str, bool]],
) -> None:
    shares: dict[str, tuple[Share, ...]] = {}
    for origin, other, installed in dict.fromkeys(links):
        made = _in(origin, other) if installed else _became(origin, other)
        shares[origin] = (*shares.get(origin, ()), made)
    found = Dispersion({uid: _item(uid) for uid in _UIDS}, shares)
    tree = _Usage(found).roots(["a"])
    assert 1 <= _size(tree) <= 1 + len(set(links))
    assert tree == _Usage(found).roots(["a"])
    assert recall_of(found, ["a"]) == recall_of(found, ["a"])


def test_a_way_without_end_is_cut_and_says_so() -> None:
    chain = [f"i{number:04}" for number in range(3 * DEEPEST)]
    shares = {one: (_became(one, other),) for one, other in pairwise(chain)}
    (branch,) = _Usage(Dispersion({uid: _item(uid) for uid in chain}, shares)).roots([chain[0]])
    depth = 0
    while branch.children:
        (branch,) = branch.children
        depth += 1
    assert (depth, branch.repeated) == (DEEPEST, True)
