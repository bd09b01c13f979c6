from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.errors import ImportFault
from kitstation.domain.records import TrackingType
from kitstation.station.importing.columns import BOM, INVENTORY, PARTS, Purpose
from kitstation.station.importing.plan import run
from tests.station.importing.bench import Desk
from tests.support.tables import contents

PURPOSES = [BOM, PARTS, INVENTORY]
TEXTS = {
    BOM: "MPN,Qty\nA,1\nB,1\n",
    PARTS: "PN,Description\nC,x\nB,y\n",
    INVENTORY: "PN,S/N,Location\nA,S1,X\nB,S2,X\n",
}


@pytest.mark.parametrize("purpose", PURPOSES, ids=lambda purpose: purpose.name)
def test_planning_changes_nothing(desk: Desk, purpose: Purpose) -> None:
    before = contents(desk.store)
    plan = desk.plan(TEXTS[purpose], purpose)
    assert plan.entries
    assert not plan.report.applied
    assert contents(desk.store) == before


@pytest.mark.parametrize("purpose", PURPOSES, ids=lambda purpose: purpose.name)
def test_what_changed_meanwhile_is_a_problem_of_its_row_and_nothing_is_done(
    desk: Desk, purpose: Purpose
) -> None:
    plan = desk.plan(TEXTS[purpose], purpose)
    desk.world.part("B")
    before = contents(desk.store)
    report = run(plan, desk.store)
    assert [problem.row for problem in report.problems] == [3]
    assert "import the file again" in report.problems[0].message
    assert report.created.parts == 0
    assert not report.applied
    assert contents(desk.store) == before


@pytest.mark.parametrize("purpose", PURPOSES, ids=lambda purpose: purpose.name)
def test_carrying_a_plan_out_twice_does_it_once(desk: Desk, purpose: Purpose) -> None:
    plan = desk.plan(TEXTS[purpose], purpose)
    assert run(plan, desk.store).applied
    after = contents(desk.store)
    assert run(plan, desk.store).applied
    assert contents(desk.store) == after


@pytest.mark.parametrize("purpose", PURPOSES, ids=lambda purpose: purpose.name)
def test_every_command_says_who_and_where(desk: Desk, purpose: Purpose) -> None:
    plan = desk.plan(TEXTS[purpose], purpose)
    assert {(entry.operator, entry.station) for entry in plan.entries} == {("Ada", "Bench 1")}
    assert set(plan.rows) == {entry.command_id for entry in plan.entries}


NUMBERS = ["", "A", "B", "R-1", "R\u22121", "\u200b", "a\nb", "\x02", "x" * 300, "BOARD"]
CELLS = st.sampled_from(
    [
        *NUMBERS,
        "0",
        "1",
        "2",
        "1.5",
        "-1",
        "1e12",
        "1e13",
        "NaN",
        "serial",
        "lot",
        "untracked",
        "DNP",
        "X/Y",
        "/",
    ]
) | st.text(max_size=6)
HEADERS = {
    BOM: ["MPN", "Qty", "Refs", "Rev", "DNP", "Value"],
    PARTS: ["PN", "Rev", "Tracking", "Unit", "Description"],
    INVENTORY: [
        "PN",
        "Rev",
        "Tracking",
        "S/N",
        "Lot",
        "Qty",
        "Unit",
        "Location",
        "Supplier",
        "Cost",
        "Expiry",
    ],
}


@st.composite
def tables(draw: st.DrawFn, purpose: Purpose) -> str:
    """Draw a table, with more or fewer cells than its header has."""
    header = draw(st.permutations(HEADERS[purpose]))
    rows = draw(st.lists(st.lists(CELLS, max_size=len(header) + 1), max_size=6))
    written = io.StringIO()
    csv.writer(written, delimiter=draw(st.sampled_from(",;\t"))).writerows([header, *rows])
    return written.getvalue()


@pytest.mark.parametrize("purpose", PURPOSES, ids=lambda purpose: purpose.name)
@given(data=st.data())
def test_random_tables_are_done_whole_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, purpose: Purpose, data: st.DataObject
) -> None:
    desk = Desk.at(tmp_path_factory.mktemp("random"))
    desk.world.part("A", TrackingType.SERIAL)
    desk.world.part("B")
    before = contents(desk.store)
    try:
        report = desk.take(desk.file(data.draw(tables(purpose)).encode("utf-8", "replace")), purpose)
    except ImportFault:
        assert contents(desk.store) == before
    else:
        assert report.applied is not bool(report.problems)
        assert report.applied or contents(desk.store) == before
        assert not any("import the file again" in problem.message for problem in report.problems)
    finally:
        desk.store.close()


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_imported(desk: Desk) -> None:
    lines = ["PN,S/N,Qty,Location,Supplier,Expiry"]
    lines += [
        f"P{n % 9000},{f'SN{n}' if n % 3 else ''},1,Stores/{n % 200}/{n % 31},S{n % 20},"
        for n in range(100_000)
    ]
    report = desk.take("\n".join(lines), INVENTORY)
    assert (report.rows, report.problems, report.created.items) == (100_000, (), 100_000)
