"""Random histories: commands of every kind, most of them sensible, as benches hand them in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from kitstation.domain.commands import (
    CreateCatalogue,
    CreateOperator,
    CreateOrderLine,
    CreatePosition,
    Entry,
    StartBuild,
)
from kitstation.domain.outcomes import Outcome
from kitstation.domain.records import Role
from tests.support.bench import BenchUids, lay_out
from tests.support.clock import FakeClock
from tests.support.drawn_commands import Writer
from tests.support.drawn_fields import Drawer
from tests.support.memory import Memory
from tests.support.world import World


def luck(base: int, step: int) -> Random:
    """Return what a step is written with: a step that is left out changes no other's luck."""
    return Random(f"{base} {step}")  # noqa: S311 - to be repeated, not to be secret


class History:
    """Commands in their order, and what became of each when they were decided in memory."""

    def __init__(self, base: int, steps: Sequence[int], recording: _Recording) -> None:
        self._made_by = f"written({base}, {list(steps)})"
        self.entries: tuple[Entry, ...] = tuple(recording.entries)
        self.outcomes: tuple[Outcome, ...] = tuple(recording.outcomes)

    def __repr__(self) -> str:
        """Return what makes it again; the commands themselves would fill a book."""
        return self._made_by


class _Recording:
    """Memory that remembers what was handed in."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.entries: list[Entry] = []
        self.outcomes: list[Outcome] = []

    def execute(self, entry: Entry) -> Outcome:
        self.entries.append(entry)
        self.outcomes.append(self.memory.execute(entry))
        return self.outcomes[-1]


def furnish(world: World, bench: BenchUids) -> None:
    """Add to a bench one of everything else: a supplier, an order, a position, an operator, an assembly in work."""
    supplier = world.supplier("Acme")
    new = world.ids.new
    catalogue = new()
    world.do(CreateCatalogue(uid=catalogue, ref="MAIN", name="Main"))
    world.do(
        CreatePosition(
            uid=new(), catalogue_uid=catalogue, ref="P", part_uid=bench.screw, location_uid=bench.bin
        )
    )
    world.do(
        CreateOrderLine(
            uid=new(),
            order_number="PO-0",
            part_uid=bench.screw,
            ordered=Decimal(50),
            supplier_uid=supplier,
        )
    )
    world.do(CreateOperator(uid=new(), name="Ada", badge="B0", role=Role.SUPERVISOR))
    world.do(
        StartBuild(uid=new(), run_uid=bench.run, location_uid=bench.shelf, autogenerate_serial_number=True)
    )


def written(base: int, steps: Sequence[int]) -> History:
    """Return the commands that lay out a bench, and one more for each step, that refer to one another."""
    recording = _Recording()
    world = World(recording, clock=FakeClock(tick=timedelta(seconds=1)))
    furnish(world, lay_out(world))
    for step in steps:
        drawer = Drawer(luck(base, step), recording.memory.records, world.ids)
        world.outcome(Writer(drawer).any_command())
    return History(base, steps, recording)


@st.composite
def histories(draw: st.DrawFn, *, most: int = 30) -> History:
    """Draw a history of up to `most` commands of every kind, after those that lay out a bench."""
    steps = st.lists(st.integers(0, 2**16), min_size=most // 3, max_size=most, unique=True)
    return written(draw(st.integers(0, 2**32)), draw(steps))
