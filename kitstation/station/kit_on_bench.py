"""The kit on the bench: its picture, kept true to the database as things move."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from kitstation.domain.clock import Clock
from kitstation.domain.errors import StoreFault
from kitstation.domain.outcomes import Accepted
from kitstation.domain.records import Kit
from kitstation.station.kit_view import KitView
from kitstation.store.queries import history, kits, scan_targets
from kitstation.store.queries.kits import KitHeader, LineState
from kitstation.store.queries.scan_targets import ItemTarget
from kitstation.store.store import Store

_logger: Final = logging.getLogger(__name__)


class KitOnBench:
    """Which kit is open, and what the database says about it. Belongs to the thread that owns the store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self.view: KitView | None = None
        self._written_elsewhere = store.written_elsewhere()

    def find(self, number: str) -> KitHeader | None:
        """Return the kit with this number."""
        with self._store.reading() as reader:
            return kits.kit_by_number(reader, number)

    def put(self, header: KitHeader) -> None:
        """Put a kit on the bench in place of the one that is there."""
        with self._store.reading() as reader:
            self.view = KitView.of(header, kits.kit_lines(reader, header.uid, self._today()))

    def reload(self) -> None:
        """Read the kit again, as something else may have changed it."""
        if self.view is None:
            return
        with self._store.reading() as reader:
            header = kits.kit_by_uid(reader, self.view.header.uid)
            if header:
                self.view = KitView.of(header, kits.kit_lines(reader, header.uid, self._today()))

    def follow(self) -> bool:
        """Return whether another bench has written since: what is known may be out of date."""
        before, self._written_elsewhere = self._written_elsewhere, self._store.written_elsewhere()
        return self._written_elsewhere != before

    def last_scans(self, limit: int) -> tuple[history.PastScan, ...]:
        """Return what was issued and returned last, newest first."""
        if self.view is None:
            return ()
        with self._store.reading() as reader:
            return history.last_scans(reader, self.view.header.uid, limit)

    def last_undoable(self) -> str | None:
        """Return the id of the last issue or return that was not taken back."""
        if self.view is None:
            return None
        with self._store.reading() as reader:
            return history.last_undoable(reader, self.view.header.uid)

    def line_for(self, part_uid: str) -> LineState | None:
        """Return the line that wants a part."""
        return self.view.line_for(part_uid) if self.view else None

    def line_to_issue(self, item: ItemTarget) -> LineState | None:
        """Return the line that an item goes to."""
        return self.view.line_to_issue(item.uid, item.part_uid) if self.view else None

    def line_holding(self, item: ItemTarget) -> LineState | None:
        """Return the line that holds some of an item, or else the one that wants its part."""
        if self.view is None:
            return None
        lines = self.view.lines_for(item.part_uid)
        if len(lines) > 1:
            with self._store.reading() as reader:
                for line in lines:
                    if any(one.item_uid == item.uid for one in kits.items_of_line(reader, line.uid)):
                        return line
        return self.view.line_for(item.part_uid)

    def line_moved(self, outcome: Accepted) -> LineState | None:
        """Return the line to or from which a command has moved something."""
        places = {place for one in outcome.changes.movements for place in (one.from_place, one.to_place)}
        found = (self.view.line_with(place) for place in places) if self.view else ()
        return next((line for line in found if line is not None), None)

    def line_after(self, line: LineState, outcome: Accepted) -> LineState:
        """Read a line again after a command, and put it into the picture.

        Where it cannot be read it stays as it was known: the command is durable, and nobody may be told otherwise.
        """
        try:
            with self._store.reading() as reader:
                changed = kits.kit_line(reader, line.uid, self._today()) or line
        except StoreFault:
            _logger.exception("The line could not be read again after %s", outcome.command_id)
            changed = line
        status = next((put.status for put in outcome.changes.puts if isinstance(put, Kit)), None)
        if self.view:
            self.view = self.view.with_line(changed, status)
            self._read_again_what_shares(changed, outcome)
        return changed

    def _read_again_what_shares(self, changed: LineState, outcome: Accepted) -> None:
        """Read all lines again where another one was to take an item that has just moved, as its substitute."""
        moved = {movement.item_uid for movement in outcome.changes.movements}
        lines = self.view.lines if self.view else ()
        if any(line.take and line.take.item_uid in moved for line in lines if line.uid != changed.uid):
            try:
                self.reload()
            except StoreFault:
                _logger.exception("The kit could not be read again after %s", outcome.command_id)

    def held(self, items: Iterable[ItemTarget]) -> dict[str, Decimal]:
        """Return how much of each item the kit holds."""
        view = self.view
        lines = {line.uid for item in items for line in (view.lines_for(item.part_uid) if view else ())}
        with self._store.reading() as reader:
            return {
                one.item_uid: one.quantity
                for line_uid in lines
                for one in kits.items_of_line(reader, line_uid)
            }

    def items_in(self, line: LineState, part_uid: str) -> tuple[ItemTarget, ...]:
        """Return the items of a part that a line holds some of."""
        with self._store.reading() as reader:
            held = kits.items_of_line(reader, line.uid)
            items = [item for one in held for item in scan_targets.with_uid(reader, one.item_uid).items]
        return tuple(item for item in items if item.part_uid == part_uid)

    def next_item_for(self, line: LineState, part_uid: str) -> tuple[ItemTarget, ...]:
        """Return the item of a part to take next for a line; none where nothing is in stock."""
        with self._store.reading() as reader:
            named = scan_targets.with_uid(reader, line.take.item_uid).items if line.take else ()
            if own := tuple(item for item in named if item.part_uid == part_uid):
                return own
            return scan_targets.items_to_take(reader, part_uid, limit=1)

    def blocked_item_for(self, line: LineState) -> ItemTarget | None:
        """Return an item of a line's part that is there and may not be taken."""
        with self._store.reading() as reader:
            return scan_targets.blocked_item(reader, line.part_uid)

    def first_item_of(self, part_uid: str) -> ItemTarget | None:
        """Return an item of any part, the one to take first."""
        with self._store.reading() as reader:
            items = scan_targets.items_to_take(reader, part_uid, limit=1)
        return items[0] if items else None

    def item(self, uid: str) -> ItemTarget:
        """Return an item that is known to be there."""
        with self._store.reading() as reader:
            (item,) = scan_targets.with_uid(reader, uid).items
        return item

    def whereabouts(self, item_uid: str) -> history.Whereabouts | None:
        """Return where an item was issued to last."""
        with self._store.reading() as reader:
            return history.whereabouts(reader, item_uid)

    def _today(self) -> date:
        return self._clock.now().date()
