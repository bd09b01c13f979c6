"""What counting says: what was counted, what should be there, what is unknown or belongs elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kitstation.station.count_sheet import CountRow, CountSheet
from kitstation.station.sentences import Speech, Wording, amount, digits, readable
from kitstation.store.queries.counting import ShelfItem


def signed(difference: Decimal) -> str:
    """Return a difference with its sign, with or without colour: "+2", "0", or a true minus and 3."""
    if not difference:
        return "0"
    return f"+{digits(difference)}" if difference > 0 else f"\u2212{digits(-difference)}"


class CountingWords:
    """Puts counting into words, in one language."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self._say = speech.say

    def began(self, sheet: CountSheet, *, resumed: bool) -> Wording:
        """Say which place is counted now."""
        template = "Going on with {place}" if resumed else "Counting {place}"
        headline = self._say(template, place=readable(sheet.began.location))
        return Wording(headline, self.progress(sheet.rows))

    def progress(self, rows: Sequence[CountRow]) -> str:
        """Return how far the count is."""
        expected = [row for row in rows if row.expected]
        if not expected:
            return self._say("Nothing is expected here. Scan what lies there.")
        done = sum(1 for row in expected if row.counted is not None)
        if done == len(expected):
            return self._say("All {all} that are expected are counted.", all=len(expected))
        return self._say("{done} of {all} counted. Scan what lies there.", done=done, all=len(expected))

    def counted(self, row: CountRow, rows: Sequence[CountRow]) -> Wording:
        """Say how much of an item was counted by now."""
        item = row.item
        if item.serial_number:
            headline = self._say("{name} is there", name=item.serial_number)
        else:
            headline = self._say(
                "{quantity} of {name}", quantity=amount(row.counted or Decimal(0), item.unit), name=item.name
            )
        told = [item.part_number] if item.name != item.part_number else []
        if row.difference:
            told.append(
                self._say(
                    "{difference}: {expected} expected",
                    difference=signed(row.difference),
                    expected=digits(row.expected),
                )
            )
        told.append(self.progress(rows))
        return Wording(headline, " · ".join(told))

    def moved_here(self, item: ShelfItem) -> Wording:
        """Say that a serial number belongs elsewhere, and is moved here by booking."""
        return Wording(
            self._say("{name} belongs to {place}", name=item.name, place=readable(item.location)),
            self._say("Put it back there and undo, or leave it: booking the count moves it here."),
        )

    def found_again(self, item: ShelfItem, rows: Sequence[CountRow]) -> Wording:
        """Say that something is there that nobody expected."""
        return Wording(
            self._say("{name} is there", name=item.name),
            self._say("The books say that it is gone. {progress}", progress=self.progress(rows)),
        )

    def misplaced(self, item: ShelfItem) -> Wording:
        """Say that something belongs elsewhere and is not counted here."""
        if item.kit and not item.lying:
            return Wording(
                self._say("{name} is in kit {kit}", name=item.name, kit=item.kit),
                self._say("It is not counted here. Take it to its kit, or return it first."),
            )
        if item.serial_number and item.bound:
            return Wording(
                self._say("{name} is installed in an assembly", name=item.name),
                self._say("It is not counted here. Take it out there first."),
            )
        return Wording(
            self._say("{name} belongs to {place}", name=item.name, place=readable(item.location)),
            self._say("It is not counted here: take it there, or move it here first."),
        )

    def already(self, row: CountRow) -> Wording:
        """Say that a serial number was counted before."""
        return Wording(
            self._say("{name} is counted already", name=row.item.name),
            self._say("It was counted once. Go on."),
        )

    def how_many(self, item: ShelfItem, row: CountRow | None, usual: Decimal | None) -> Wording:
        """Ask how much of an item lies there."""
        counted = row.counted if row and row.counted else None
        what = self._say("How many more of {name}?" if counted else "How many of {name}?", name=item.name)
        told = []
        if counted:
            told.append(self._say("{quantity} are counted.", quantity=amount(counted, item.unit)))
        if row is not None:
            told.append(self._say("{quantity} are expected.", quantity=amount(row.expected, item.unit)))
        if usual is None:
            told.append(self._say("Scan or type the number."))
        else:
            told.append(self._say("Scan or type the number, or confirm {usual}.", usual=digits(usual)))
        return Wording(what, " ".join(told))

    def which(self, items: Sequence[ShelfItem]) -> Wording:
        """Ask which of several items it is."""
        told = ", ".join(
            f"{at} {item.part_number} {item.lot_number or ''} ({amount(item.lying, item.unit)})"
            for at, item in enumerate(items, start=1)
        )
        return Wording(
            self._say("Which one is it?"), self._say("Scan or type its number: {items}.", items=told)
        )

    def scan_a_place(self) -> Wording:
        """Say that no place is counted."""
        return Wording(self._say("Which place is counted?"), self._say("Scan the place first."))

    def number_needed(self, part_number: str) -> Wording:
        """Say that a part number alone names no item."""
        return Wording(
            self._say("Scan its own number"),
            self._say("{part} is told apart by serial or lot number.", part=part_number),
        )

    def corrected(self, item: ShelfItem, quantity: Decimal | None) -> Wording:
        """Say that a count was corrected."""
        if quantity is None:
            return Wording(self._say("{name} is not counted", name=item.name), self._say("Count it again."))
        return Wording(
            self._say("{quantity} of {name}", quantity=amount(quantity, item.unit), name=item.name)
        )

    def rest(self, missing: Sequence[CountRow], *, is_missing: bool) -> Wording:
        """Say what becomes of what was not counted."""
        if not is_missing:
            return Wording(self._say("The rest stays open"), self._say("What was not counted is not booked."))
        return Wording(
            self._say("The rest is missing"),
            self._say("{count} that were not counted are booked as 0.", count=len(missing)),
        )

    def undone(self, rows: Sequence[CountRow]) -> Wording:
        """Say that the last step was taken back."""
        return Wording(self._say("Taken back"), self.progress(rows))

    def nothing_counted(self) -> Wording:
        """Say that there is nothing to book."""
        return Wording(
            self._say("Nothing is counted yet"),
            self._say("Scan what lies there, or say that the rest is missing."),
        )

    def reserved_missing(self, row: CountRow) -> Wording:
        """Say that less is there than is kept for kits."""
        return Wording(
            self._say("{name}: less than is kept for kits", name=row.item.name),
            self._say(
                "{reserved} are reserved, {counted} were counted. Release the reservation first, then book.",
                reserved=amount(row.item.reserved, row.item.unit),
                counted=digits(row.counted or Decimal(0)),
            ),
        )

    def stale(self, names: Sequence[str]) -> Wording:
        """Say that rows have to be counted again."""
        return Wording(
            self._say("Something has moved since the count began"),
            self._say("Nothing was booked. Count again: {names}.", names=", ".join(names)),
        )

    def booked(self, place: str, differing: Sequence[CountRow]) -> Wording:
        """Say that a count is booked."""
        headline = self._say("The count of {place} is booked", place=readable(place))
        if not differing:
            return Wording(headline, self._say("Everything was as expected."))
        told = self._say("{count} differed.", count=len(differing))
        return Wording(headline, told if len(differing) > 1 else self._say("One differed."))

    def left(self) -> Wording:
        """Say that a count was put aside."""
        return Wording(self._say("The count is kept"), self._say("Scan the place again to go on with it."))

    def discarded(self, place: str) -> Wording:
        """Say that a count was thrown away."""
        return Wording(
            self._say("The count of {place} is discarded", place=readable(place)),
            self._say("Nothing was booked."),
        )
