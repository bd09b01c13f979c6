"""An mBOM never contains itself: not through its parts, not through theirs, and not through a substitute."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from kitstation.domain.commands import CreateMbomLine, DeleteMbomLine, Undo, UpdateMbomLine
from kitstation.domain.etags import etag
from kitstation.domain.records import MbomLine
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.working_set import WorkingSet
from tests.support.memory import Memory
from tests.support.old_rules import OldRules
from tests.support.world import World

ONE = Decimal(1)
Lines = list[tuple[str, str, tuple[str, ...]]]
"""Each an assembly, a part that it needs, and the parts that may be taken instead."""

CHAIN: Lines = [("A", "B", ()), ("B", "C", ()), ("C", "D", ())]


class Shop:
    """Parts A to F, with mBOM lines between them."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.world = World(self.memory)
        self.parts: Mapping[str, str] = {name: self.world.part(name) for name in "ABCDEF"}

    @property
    def records(self) -> WorkingSet:
        return self.memory.records

    def line(self, assembly: str, part: str, substitutes: tuple[str, ...] = ()) -> CreateMbomLine:
        return CreateMbomLine(
            uid=f"{assembly}-{part}",
            assembly_uid=self.parts[assembly],
            part_uid=self.parts[part],
            quantity=ONE,
            substitutes=tuple(self.parts[name] for name in substitutes),
        )

    def write(self, lines: Lines) -> None:
        for line in lines:
            self.world.do(self.line(*line))

    def found(self, uid: str) -> MbomLine:
        return self.records.mbom_lines.get(uid)


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.mark.parametrize(
    ("lines", "new", "through"),
    [
        (CHAIN, ("B", "A", ()), "A"),
        (CHAIN, ("C", "A", ()), "A"),
        (CHAIN, ("D", "A", ()), "A"),
        (CHAIN, ("D", "B", ()), "B"),
        (CHAIN, ("D", "E", ("A",)), "A"),
        (CHAIN, ("D", "E", ("F", "C")), "C"),
        ([("A", "B", ("C",))], ("C", "A", ()), "A"),
        ([("A", "B", ("C",)), ("C", "D", ("E",))], ("E", "A", ()), "A"),
        ([("A", "B", ())], ("A", "C", ("A",)), None),
        (CHAIN, ("D", "E", ()), ""),
        (CHAIN, ("A", "D", ()), ""),
        (CHAIN, ("E", "A", ("B",)), ""),
        ([("A", "C", ()), ("B", "C", ())], ("A", "B", ()), ""),
    ],
)
def test_a_line_that_would_close_a_ring_is_refused(
    shop: Shop, lines: Lines, new: tuple[str, str, tuple[str, ...]], through: str | None
) -> None:
    shop.write(lines)
    if through == "":
        shop.world.do(shop.line(*new))
        return
    refused = shop.world.refused(shop.line(*new))
    assert refused.code is RefusalCode.CONTAINS_ITSELF
    assert refused.facts == {"part_number": new[0], "through": through or new[0]}


def test_a_substitute_that_would_close_a_ring_is_not_added_later(shop: Shop) -> None:
    shop.write([*CHAIN, ("D", "E", ())])
    line = shop.found("D-E")
    change = UpdateMbomLine(
        uid=line.uid, etag=etag(line), quantity=ONE, substitutes=(shop.parts["F"], shop.parts["B"])
    )
    refused = shop.world.refused(change)
    assert (refused.code, refused.facts["through"]) == (RefusalCode.CONTAINS_ITSELF, "B")


def test_what_is_out_of_the_mbom_again_closes_no_ring(shop: Shop) -> None:
    shop.write([*CHAIN[:2], ("C", "D", ("E",))])
    line = shop.found("C-D")
    shop.world.refused(shop.line("E", "A"))
    shop.world.do(UpdateMbomLine(uid=line.uid, etag=etag(line), quantity=ONE, substitutes=()))
    shop.world.do(shop.line("E", "A"))
    line = shop.found("B-C")
    shop.world.refused(shop.line("D", "A"))
    shop.world.do(DeleteMbomLine(uid=line.uid, etag=etag(line)))
    shop.world.do(shop.line("D", "A"))


def test_a_line_that_would_close_a_ring_by_now_does_not_come_back(shop: Shop) -> None:
    shop.write(CHAIN)
    line = shop.found("B-C")
    removed = shop.world.do(DeleteMbomLine(uid=line.uid, etag=etag(line))).command_id
    shop.world.do(shop.line("D", "A"))
    refused = shop.world.refused(Undo(command_id=removed))
    assert (refused.code, refused.facts["why"]) == (
        RefusalCode.CANNOT_UNDO,
        "what it needs contains it by now",
    )


def test_a_substitute_that_would_close_a_ring_by_now_does_not_come_back(shop: Shop) -> None:
    shop.write([("A", "B", ("C",))])
    line = shop.found("A-B")
    emptied = shop.world.do(
        UpdateMbomLine(uid=line.uid, etag=etag(line), quantity=ONE, substitutes=())
    ).command_id
    shop.world.do(shop.line("C", "A"))
    assert shop.world.refused(Undo(command_id=emptied)).code is RefusalCode.CANNOT_UNDO


def test_a_ring_of_before_the_rule_lets_itself_be_changed_and_opened(shop: Shop) -> None:
    old = World(OldRules(shop.memory), ids=shop.world.ids)
    for line in (*CHAIN, ("D", "A", ("B",))):
        old.do(shop.line(*line))
    ring = shop.found("D-A")
    kept = UpdateMbomLine(uid=ring.uid, etag=etag(ring), quantity=Decimal(2), substitutes=ring.substitutes)
    shop.world.do(kept)
    shop.world.do(shop.line("B", "E"))
    assert shop.world.refused(shop.line("B", "D")).code is RefusalCode.CONTAINS_ITSELF
    ring = shop.found("D-A")
    shop.world.do(DeleteMbomLine(uid=ring.uid, etag=etag(ring)))
    shop.world.do(shop.line("B", "D"))
