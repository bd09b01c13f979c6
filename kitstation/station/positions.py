"""Absolute counts by batch: how much there is at each position, as a count list or another system says it.

Fluent: absolute updates go by batch, and what is unchanged is skipped before anything is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from kitstation.domain.absolute_counts import Spread, spread
from kitstation.domain.commands import BookCount, Command, Counted, CreateItem, Entry
from kitstation.domain.outcomes import Outcome
from kitstation.domain.position_quantities import PositionQuantity, is_unchanged
from kitstation.domain.quantities import ZERO
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.station.desk import Desk
from kitstation.store.database import Reader
from kitstation.store.queries.position_quantities import quantities_of
from kitstation.store.queries.positions import PositionRow, at, named, part_of
from kitstation.store.queries.stocked_items import items_at_position
from kitstation.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """How much there is at a position: all that lies there, what is reserved for kits with it.

    The position is named by its ref, or by part and location (a path).
    """

    quantity: Decimal
    ref: str = ""
    part_number: str = ""
    revision: str | None = None
    location: str = ""
    catalogue: str | None = None

    @property
    def name(self) -> str:
        """What the row calls its position."""
        return self.ref or f"{self.part_number} @ {self.location}"


class CountResult(StrEnum):
    """What became of a row."""

    BOOKED = "booked"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class CountReport:
    """What became of a row; `before` is what the records said, reserved stock with it. `refused` says why not."""

    row: CountRow
    result: CountResult
    position: PositionRow | None = None
    before: Decimal | None = None
    refused: Refused | None = None

    @property
    def difference(self) -> Decimal | None:
        """By how much the count differs from what the records said."""
        return None if self.before is None else self.row.quantity - self.before


def load_counts(
    store: Store, desk: Desk, rows: Sequence[CountRow], *, reason: str
) -> tuple[CountReport, ...]:
    """Book the counts that say something new, each row by itself, and report on every one, in their order."""
    with store.reading() as reader:
        plans = _plans(reader, desk, rows, reason)
    entries = [entry for plan in plans for entry in plan.entries]
    outcomes = iter(store.execute_all(entries) if entries else ())
    return tuple(plan.settle(outcomes) for plan in plans)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The report on a row as it will be unless its commands are refused."""

    report: CountReport
    entries: tuple[Entry, ...] = ()

    def settle(self, outcomes: Iterator[Outcome]) -> CountReport:
        """Return the report, given what became of the commands, the next of `outcomes`."""
        refused = [one for one in (next(outcomes) for _ in self.entries) if isinstance(one, Refused)]
        if not refused:
            return self.report
        return replace(self.report, result=CountResult.REFUSED, refused=refused[0])


def _plans(reader: Reader, desk: Desk, rows: Sequence[CountRow], reason: str) -> list[_Plan]:
    found = [_position(reader, row) for row in rows]
    known = [one.uid for one in found if isinstance(one, PositionRow)]
    quantities = quantities_of(reader, list(dict.fromkeys(known)))
    plans: list[_Plan] = []
    seen: set[str] = set()
    for row, position in zip(rows, found, strict=True):
        if isinstance(position, Refused):
            plans.append(_refused(row, position))
        elif position.uid in seen:
            plans.append(_refused(row, refuse(RefusalCode.DUPLICATE, what="count", name=row.name), position))
        else:
            seen.add(position.uid)
            plans.append(_plan(reader, desk, row, position, quantities.get(position.uid, ()), reason))
    return plans


def _refused(row: CountRow, refused: Refused, position: PositionRow | None = None) -> _Plan:
    return _Plan(CountReport(row, CountResult.REFUSED, position, refused=refused))


def _position(reader: Reader, row: CountRow) -> PositionRow | Refused:
    if row.ref:
        found = named(reader, row.ref, row.catalogue)
    else:
        found = at(reader, row.part_number, row.revision, row.location, row.catalogue)
    if not found:
        return refuse(RefusalCode.UNKNOWN_RECORD, what=f"position {row.name}")
    if len(found) > 1:
        why = "several positions have this name; say the catalogue, or the revision of the part"
        return refuse(RefusalCode.BAD_NAME, what="position", name=row.name, why=why)
    return found[0]


def _plan(
    reader: Reader,
    desk: Desk,
    row: CountRow,
    position: PositionRow,
    quantities: Sequence[PositionQuantity],
    reason: str,
) -> _Plan:
    before = position.on_hand + position.reserved
    items = items_at_position(reader, position.uid)
    spreading = spread(part_of(reader, position.part_uid), items, row.quantity, reserved=position.reserved)
    if isinstance(spreading, Refused):
        return _refused(row, spreading, position)
    if is_unchanged(quantities, row.quantity) or not (spreading.counts or spreading.surplus):
        return _Plan(CountReport(row, CountResult.SKIPPED, position, before))
    commands = _commands(desk, position, spreading, reason)
    report = CountReport(row, CountResult.BOOKED, position, before)
    return _Plan(report, tuple(desk.entry(command) for command in commands))


def _commands(desk: Desk, position: PositionRow, spreading: Spread, reason: str) -> Iterator[Command]:
    counts = spreading.counts
    if spreading.surplus:
        # Where nothing was known to be, what was counted becomes an item of its own.
        new_uid = desk.ids.new()
        yield CreateItem(uid=new_uid, part_uid=position.part_uid, location_uid=position.location_uid)
        counts = (*counts, Counted(item_uid=new_uid, expected=ZERO, counted=spreading.surplus))
    yield BookCount(location_uid=position.location_uid, counts=counts, reason=reason)
