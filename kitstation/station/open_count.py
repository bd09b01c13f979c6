"""The count that is open: its sheet, step by step kept before it takes effect, and its booking."""

from __future__ import annotations

from kitstation.domain.outcomes import Outcome
from kitstation.domain.records import TrackingType
from kitstation.station.count_keeping import CountKeeping, KeptCount
from kitstation.station.count_sheet import Began, Booking, CountSheet, Event, Refreshed
from kitstation.station.desk import Desk
from kitstation.store.queries import counting
from kitstation.store.queries.counting import ShelfItem
from kitstation.store.queries.receiving import Place
from kitstation.store.store import Store


class OpenCount:
    """Holds at most one sheet. Raises KitstationError where a step cannot be kept: it did not happen then."""

    def __init__(self, store: Store, keeping: CountKeeping) -> None:
        self._store = store
        self._keeping = keeping
        self.sheet: CountSheet | None = None

    @property
    def count(self) -> CountSheet:
        """The sheet. Raises LookupError where no place is counted."""
        if self.sheet is None:
            raise LookupError("No place is counted.")
        return self.sheet

    def kept(self) -> tuple[KeptCount, ...]:
        """Return the counts that can be gone on with."""
        return self._keeping.kept()

    def begin(self, place: Place, desk: Desk) -> bool:
        """Open the count of a place, and return whether it was begun before."""
        events = self._keeping.load(place.uid)
        sheet = CountSheet.of(events) if events else None
        if sheet is not None and sheet.booking and self._is_booked(sheet.booking):
            # It was booked, and the program ended before it could forget it.
            self._keeping.discard(place.uid)
            sheet = None
        if sheet is not None:
            self.sheet = sheet
            return True
        with self._store.reading() as reader:
            items = counting.items_at(reader, place.uid)
        began = Began(
            location_uid=place.uid,
            location=place.path,
            at=desk.clock.now(),
            operator=desk.operator,
            items=items,
        )
        self._keeping.append(place.uid, began)
        self.sheet = CountSheet(began)
        return False

    def keep(self, event: Event) -> None:
        """Keep an event, then let it take effect: what cannot be kept was not counted."""
        sheet = self.count
        self._keeping.append(sheet.began.location_uid, event)
        sheet.add(event)

    def take_back(self) -> None:
        """Take the last step back."""
        sheet = self.count
        events = sheet.without_last_step()
        self._keeping.write(sheet.began.location_uid, events)
        self.sheet = CountSheet.of(events)

    def leave(self) -> None:
        """Put the count aside; it is kept."""
        self.sheet = None

    def discard(self, location_uid: str) -> str | None:
        """Throw a place's count away, and return what the place is called; None where there is no count of it."""
        is_open = self.sheet is not None and self.sheet.began.location_uid == location_uid
        sheet = self.sheet if is_open else None
        if sheet is None:
            events = self._keeping.load(location_uid) if location_uid else []
            sheet = CountSheet.of(events) if events else None
        if sheet is None:
            return None
        self._keeping.discard(location_uid)
        if is_open:
            self.sheet = None
        return sheet.began.location

    def book(self, desk: Desk, reason: str) -> Outcome:
        """Hand the count in as one command, whose id is kept first: a count is never booked twice."""
        entry = desk.entry(self.count.command(reason))
        self.keep(Booking(command_id=entry.command_id))
        return self._store.execute(entry)

    def close(self) -> None:
        """Forget the count: it is booked."""
        self._keeping.discard(self.count.began.location_uid)
        self.sheet = None

    def refresh(self) -> list[str]:
        """Read again what the books say; return the names of the rows that have to be counted again."""
        sheet = self.count
        before = {row.item.uid: row.item for row in sheet.rows}
        here = sheet.began.location_uid
        with self._store.reading() as reader:
            now = {item.uid: item for item in counting.shelf_items(reader, *before)}
            arrived = [item for item in counting.items_at(reader, here) if item.uid not in before]
        changed = [item for uid, item in now.items() if _moved(before[uid], item)]
        gone = [uid for uid in before if uid not in now]
        gone += [item.uid for item in changed if not _may_be(item, here)]
        if not changed and not gone and not arrived:
            return []
        kept = [item for item in changed if item.uid not in gone]
        self.keep(Refreshed(items=(*kept, *arrived), gone=tuple(gone)))
        return [item.name for item in changed] + [before[uid].name for uid in gone if uid not in now]

    def _is_booked(self, command_id: str) -> bool:
        with self._store.reading() as reader:
            return counting.is_journalled(reader, command_id)


def _moved(before: ShelfItem, now: ShelfItem) -> bool:
    return (before.on_hand, before.reserved, before.location_uid, before.bound) != (
        now.on_hand,
        now.reserved,
        now.location_uid,
        now.bound,
    )


def _may_be(item: ShelfItem, location_uid: str) -> bool:
    """Whether an item can still be counted at a place."""
    if item.location_uid == location_uid:
        return item.lying != 0
    return item.tracking is TrackingType.SERIAL and not item.bound
