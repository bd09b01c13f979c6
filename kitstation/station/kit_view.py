"""An open kit as the bench shows it: its lines in walking order, what to take next, how far it is."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from kitstation.domain.picking import WalkKey, suggested_quantity, walk_key
from kitstation.domain.quantities import ZERO
from kitstation.domain.records import KitStatus
from kitstation.store.queries.kits import KitHeader, LineState
from kitstation.store.queries.takes import TakeFrom


@dataclass(frozen=True, slots=True)
class NextStep:
    """Where to go and what to take there; `then` is where the walk goes on."""

    line: LineState
    take: TakeFrom
    quantity: Decimal
    then: str | None


@dataclass(frozen=True, slots=True)
class KitView:
    """A picture of an open kit. Lines come in walking order: what can be taken, what is short, what is complete."""

    header: KitHeader
    lines: tuple[LineState, ...]
    skipped: frozenset[str] = frozenset()

    @staticmethod
    def of(header: KitHeader, lines: Iterable[LineState]) -> KitView:
        """Return the picture of a kit with these lines in any order."""
        return KitView(header, tuple(sorted(lines, key=_walking_order)))

    def with_line(self, line: LineState, status: KitStatus | None = None) -> KitView:
        """Return the picture after one line has changed."""
        # Only the line that changed can have another place; sorting all of a large kit takes longer than an issue.
        lines = [known for known in self.lines if known.uid != line.uid]
        insort(lines, line, key=_walking_order)
        header = replace(
            self.header,
            status=status or self.header.status,
            issued=sum((known.issued for known in lines), ZERO),
            lines_complete=sum(known.is_complete for known in lines),
        )
        skipped = self.skipped - {line.uid}
        return KitView(header, tuple(lines), skipped)

    def skipping_next(self) -> KitView:
        """Return the picture in which the next step is put off; when all are put off, the walk begins again."""
        step = self.next_step
        if step is None:
            return self
        skipped = self.skipped | {step.line.uid}
        if all(line.uid in skipped for line in self._takeable()):
            skipped = frozenset()
        return replace(self, skipped=skipped)

    def line_for(self, part_uid: str) -> LineState | None:
        """Return the line that wants a part: its own, or one that needs it as a substitute more."""
        own = next((line for line in self.lines if line.part_uid == part_uid), None)
        if own is not None and not own.is_complete:
            return own
        others = [line for line in self.lines if line is not own and line.takes(part_uid)]
        needing = next((line for line in others if not line.is_complete), None)
        return needing or own or next(iter(others), None)

    def line_to_issue(self, item_uid: str, part_uid: str) -> LineState | None:
        """Return the line that an item goes to: the one whose next step names it, else the one that wants its part."""
        step = self.next_step
        if step is not None and step.take.item_uid == item_uid:
            return step.line
        return self.line_for(part_uid)

    def lines_for(self, part_uid: str) -> tuple[LineState, ...]:
        """Return every line that a part may be issued to."""
        return tuple(line for line in self.lines if line.takes(part_uid))

    def line_with(self, uid: str) -> LineState | None:
        """Return the line with this uid."""
        return next((line for line in self.lines if line.uid == uid), None)

    @property
    def is_complete(self) -> bool:
        """Whether no line needs anything more."""
        return bool(self.lines) and all(line.is_complete for line in self.lines)

    @property
    def next_step(self) -> NextStep | None:
        """The first line in walking order of which something can be taken."""
        walk = [line for line in self._takeable() if line.uid not in self.skipped]
        if not walk or walk[0].take is None:
            return None
        line, take = walk[0], walk[0].take
        quantity = suggested_quantity(remaining=line.remaining, on_hand=take.quantity)
        then = walk[1].take.location if len(walk) > 1 and walk[1].take else None
        return NextStep(line, take, quantity, then)

    def _takeable(self) -> list[LineState]:
        return [line for line in self.lines if line.remaining and line.take is not None]


def _walking_order(line: LineState) -> tuple[int, WalkKey, str]:
    if line.is_complete:
        return (2, (), line.part_number)
    if line.take is None:
        return (1, (), line.part_number)
    return (0, walk_key(line.take.location), line.part_number)
