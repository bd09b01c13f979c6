"""Planning: a run and its kit, all of it or nothing; and the desk that signs what is handed in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kitstation.domain.commands import Undo
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.station.desk import Desk
from kitstation.station.planning import KitPlan, NewKit, new_kit
from kitstation.store.queries.kits import kit_by_number
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.clock import NOON, FakeClock, SeqIds
from tests.support.tables import contents
from tests.support.world import World

PLAN = KitPlan("Spring", "BOARD", Decimal(3))


@pytest.fixture
def desk() -> Desk:
    return Desk(FakeClock(), SeqIds(1_000_000), "Grace", "B7")


@pytest.mark.usefixtures("bench_uids")
def test_a_new_kit_needs_what_its_assembly_needs_times_the_run(store: Store, desk: Desk) -> None:
    made = new_kit(store, desk, PLAN)
    assert made == NewKit("K-B7-0001", "Spring", 3)
    with store.reading() as reader:
        header = kit_by_number(reader, "K-B7-0001")
    assert header is not None
    assert (header.run, header.assembly, header.status) == ("Spring", "BOARD", "Requested")
    assert header.required == 3 * (1 + Decimal("2.5") + 4)


@pytest.mark.usefixtures("bench_uids")
def test_kits_are_numbered_by_station(store: Store, desk: Desk) -> None:
    numbers = [new_kit(store, who, PLAN) for who in (desk, desk, replace(desk, station="B8"), desk)]
    assert [made.number for made in numbers if isinstance(made, NewKit)] == [
        "K-B7-0001",
        "K-B7-0002",
        "K-B8-0001",
        "K-B7-0003",
    ]


@pytest.mark.usefixtures("bench_uids")
def test_a_number_that_another_program_takes_meanwhile_is_left_to_it(store: Store, desk: Desk) -> None:
    numbers: list[str] = []

    def make_another(step: str) -> None:
        if step == "store.begin" and not numbers:
            made = new_kit(store, replace(desk, ids=SeqIds(2_000_000)), PLAN)
            assert isinstance(made, NewKit)
            numbers.append(made.number)

    slow = Store(store.path, reach=make_another)
    try:
        made = new_kit(slow, desk, PLAN)
    finally:
        slow.close()
    assert isinstance(made, NewKit)
    assert [*numbers, made.number] == ["K-B7-0001", "K-B7-0002"]


def test_the_newest_revision_with_a_bill_is_meant(
    store: Store, desk: Desk, world: World, bench_uids: BenchUids
) -> None:
    second = world.part("BOARD", revision="B")
    world.part("BOARD", revision="C")
    world.mbom(second, {bench_uids.screw: 1})
    made = new_kit(store, desk, PLAN)
    assert isinstance(made, NewKit)
    assert made.lines == 1
    old = new_kit(store, desk, replace(PLAN, revision="A"))
    assert isinstance(old, NewKit)
    assert old.lines == 3


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (replace(PLAN, part_number="NOTHING"), RefusalCode.UNKNOWN_RECORD),
        (replace(PLAN, revision="Z"), RefusalCode.UNKNOWN_RECORD),
        (replace(PLAN, part_number="SCREW"), RefusalCode.EMPTY_BOM),
        (replace(PLAN, quantity=Decimal(0)), RefusalCode.BAD_QUANTITY),
        (replace(PLAN, quantity=Decimal("1E+30")), RefusalCode.BAD_QUANTITY),
        (replace(PLAN, title=" "), RefusalCode.BAD_NAME),
    ],
)
@pytest.mark.usefixtures("bench_uids")
def test_a_plan_that_cannot_be_is_refused_and_leaves_nothing(
    store: Store, desk: Desk, plan: KitPlan, code: RefusalCode
) -> None:
    before = contents(store)
    refused = new_kit(store, desk, plan)
    assert isinstance(refused, Refused)
    assert refused.code is code
    assert contents(store) == before


def test_the_desk_signs_what_is_handed_in(desk: Desk) -> None:
    first, second = (desk.entry(Undo(command_id="x")) for _ in range(2))
    assert (first.operator, first.station, first.at) == ("Grace", "B7", NOON)
    assert first.command_id < second.command_id
