"""Whatever is scanned, in whatever order: the books stay right and the bench says what it did."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.refusals import RefusalCode
from kitstation.scanning.controls import ControlCode
from kitstation.station.bench import BenchPolicy
from kitstation.station.verdicts import Done
from kitstation.store.audit import audit
from kitstation.store.store import Store
from tests.station.bench_driver import BenchDriver, label
from tests.support.bench import lay_out
from tests.support.world import World

CODES = {*Done, *RefusalCode}
SCANS = st.sampled_from(
    [
        "SN-1", "LOT-1", "SCREW", "RADIO", "KIT-1", "Stores/A1-03", "nobody", "3", "0.5", "12",
        label("1PPASTE", "1TLOT-1", "Q2"), label("1PPASTE", "1TLOT-1", "Q900"), label("1PSCREW", "Q4"),
        *(control.text for control in ControlCode),
    ]
)  # fmt: skip


@given(
    scans=st.lists(st.tuples(SCANS, st.sampled_from([100, 2000])), max_size=25),
    asking=st.booleans(),
)
def test_the_books_stay_right_whatever_is_scanned(
    tmp_path_factory: pytest.TempPathFactory, scans: list[tuple[str, int]], *, asking: bool
) -> None:
    store = Store(tmp_path_factory.mktemp("bench") / "kitstation.db")
    world = World(store)
    lay_out(world)
    bench = BenchDriver(store, world, BenchPolicy(ask_quantity=asking, ask_return_quantity=asking))
    bench.session.open_kit("KIT-1")
    balance = Decimal(0)
    for text, pause_ms in scans:
        verdict = bench.scan(text, after=timedelta(milliseconds=pause_ms))
        assert verdict.code in CODES
        assert verdict.accepted == (verdict.code in set(Done))
        assert (verdict.command_id is not None) == (verdict.code in {"ISSUED", "RETURNED", "UNDONE"})
        shown, balance = balance, _held(bench)
        if verdict.command_id is None:
            assert balance == shown
        else:
            assert abs(balance - shown) == verdict.quantity
    assert audit(store).is_clean
    store.close()


def _held(bench: BenchDriver) -> Decimal:
    """Return how much the kit holds, as the bench shows it; the database must say the same."""
    view = bench.session.view().kit
    assert view is not None
    for line in view.lines:
        assert line.issued == bench.issued(line.part_number)
    return sum((line.issued for line in view.lines), Decimal(0))
