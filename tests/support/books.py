"""Books: what every command does to the stock, kept a second time in dictionaries, without the rules' own code.

Nothing here decides anything. The books take in commands that were accepted, and say what must be where afterwards.
What only the program can know is read from what it made: the uids and numbers of new records.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from kitstation.domain import commands
from kitstation.domain.commands import Command, Entry, Undo
from kitstation.domain.outcomes import Accepted
from kitstation.domain.records import InventoryItem, KitLine, KitStatus

Spot = tuple[str, str, str]
"""Item, bucket and place."""
Move = tuple[Spot, Spot, Decimal]
Facts = dict[str, object]

HAND, KEPT, KIT, BUILT = "on_hand", "reserved", "picked", "delivered"
OUT, GIVEN, GONE = "received", "transferred", "removed"
CLOSED = {KitStatus.COMPLETED, KitStatus.CANCELED}


@dataclass(slots=True)
class Page:
    """What one command did: its moves, and what it wrote over (None: there was nothing)."""

    operator: str
    moves: list[Move] = field(default_factory=list)
    before: dict[str, Facts | None] = field(default_factory=dict)
    undone: bool = False


class Books:
    """Amounts by item, bucket and place, and the few facts about items, kits and lines that moves depend on."""

    def __init__(self) -> None:
        self.amounts: dict[Spot, Decimal] = defaultdict(Decimal)
        self.facts: dict[str, Facts] = {}
        self.pages: dict[str, Page] = {}
        self.below_zero = False
        """Whether untracked stock was ever allowed to fall below 0."""
        self._page = Page("")

    def take_in(self, entry: Entry, accepted: Accepted) -> None:
        """Write down what an accepted command must have done."""
        self._page = Page(entry.operator)
        command = entry.command
        if isinstance(command, Undo):
            self._take_back(command.command_id)
        else:
            self._note_new(command, accepted)
            for move in self._moves(command, accepted):
                self._move(move)
            self._note_changes(command)
        self._let_go(accepted)
        self.pages[entry.command_id] = self._page

    def items(self) -> Iterator[str]:
        """Yield every item that was ever made."""
        return (uid for uid, facts in self.facts.items() if facts["what"] == "item")

    def there(self, item: str, bucket: str) -> Decimal:
        """Return how much of an item is in a bucket, wherever."""
        return sum(
            (amount for spot, amount in self.amounts.items() if spot[:2] == (item, bucket)), Decimal(0)
        )

    def on_hand(self, item: str) -> Decimal:
        """Return how much of an item is where it is kept."""
        return self.amounts[item, HAND, self._place(item)]

    # What is written.

    def _set(self, uid: str, **facts: object) -> None:
        before = self.facts.get(uid)
        self._page.before.setdefault(uid, before)
        self.facts[uid] = (before or {}) | facts

    def _set_given(self, uid: str, **texts: str | None) -> None:
        """Set what is not None; an empty text takes the value away."""
        self._set(uid, **{name: text or None for name, text in texts.items() if text is not None})

    def _move(self, move: Move) -> None:
        source, target, amount = move
        self.amounts[source] -= amount
        self.amounts[target] += amount
        self._page.moves.append(move)

    def _take_back(self, command_id: str) -> None:
        page = self.pages[command_id]
        page.undone = True
        for source, target, amount in reversed(page.moves):
            self._move((target, source, amount))
        for uid, before in page.before.items():
            if before is None and self.facts[uid]["what"] == "item":
                self._set(uid, deleted=True)
            elif before is None:
                del self.facts[uid]
            else:
                self.facts[uid] = before

    def _let_go(self, accepted: Accepted) -> None:
        """What is kept for a line beyond what it needs is free; which items that is of, the program chooses."""
        freed = [one for one in accepted.changes.movements if one.reason == "no longer needed"]
        for line in {one.from_place for one in freed if one.from_place in self.facts}:
            too_much = -self.lacking(line)
            assert sum(one.quantity for one in freed if one.from_place == line) == too_much, line
        for one in freed:
            self._move(((one.item_uid, KEPT, one.from_place), self._hand(one.item_uid), one.quantity))

    def lines(self) -> Iterator[str]:
        """Yield every kit line that is there."""
        return (uid for uid, facts in self.facts.items() if facts["what"] == "line")

    def lacking(self, line: str) -> Decimal:
        """Return how much a line needs beyond what is issued to it and kept for it; below 0, too much is kept."""
        kept, issued = (
            sum((amount for spot, amount in self.amounts.items() if spot[1:] == (bucket, line)), Decimal(0))
            for bucket in (KEPT, KIT)
        )
        required, installed = (Decimal(str(self.facts[line][name])) for name in ("required", "installed"))
        return max(required - issued - installed, Decimal(0)) - kept

    def _place(self, item: str) -> str:
        return str(self.facts[item]["place"])

    def _hand(self, item: str) -> Spot:
        return (item, HAND, self._place(item))

    # New items and lines, whichever command made them.

    def _note_new(self, command: Command, accepted: Accepted) -> None:
        for record in accepted.changes.puts:
            if isinstance(record, InventoryItem) and record.uid not in self.facts:
                self._set(
                    record.uid,
                    what="item",
                    part=record.part_uid,
                    serial=record.serial_number,
                    lot=record.lot_number,
                    place=record.location_uid,
                    deleted=False,
                )
            elif isinstance(record, KitLine):
                self._set(
                    record.uid,
                    what="line",
                    kit=record.kit_uid,
                    required=record.required,
                    installed=record.installed,
                )
        match command:
            case commands.CreateKit():
                self._set(
                    command.uid,
                    what="kit",
                    status=command.status,
                    place=command.location_uid,
                    to=command.delivery_uid,
                )
            case commands.SplitKit():
                to = self.facts[command.kit_uid]["to"]
                self._set(command.new_uid, what="kit", status=KitStatus.REQUESTED, place=None, to=to)
            case _:
                pass

    # What each command moves.

    def _moves(self, command: Command, accepted: Accepted) -> Iterable[Move]:  # noqa: C901, PLR0912 - one branch for each command
        match command:
            case commands.CreateItem() | commands.StartBuild():
                return self._comes_in(command.uid, command.quantity)
            case commands.AddStock():
                return self._found(command.item_uid, command.quantity)
            case commands.RemoveStock():
                return self._lost(command.item_uid, command.quantity)
            case commands.DeleteItem():
                return self._differs(command.uid, Decimal(0))
            case commands.RecountItem():
                return self._differs(command.item_uid, command.counted)
            case commands.BookCount():
                return self._counted(command)
            case commands.ScrapItem():
                source = self._hand(command.item_uid)
                if command.line_uid:
                    source = (command.item_uid, KIT, command.line_uid)
                return [(source, (command.item_uid, GONE, "scrap"), command.quantity)]
            case commands.TransferItem():
                return self._transferred(command, accepted)
            case commands.SplitItem():
                return [
                    move
                    for part in command.parts
                    for move in self._given(
                        command.item_uid, self._hand(command.item_uid), part.uid, part.quantity
                    )
                ]
            case commands.MergeItems():
                return [
                    move
                    for uid in command.item_uids
                    for move in self._given(uid, self._hand(uid), command.new_uid, self.on_hand(uid))
                ]
            case commands.ReserveItem():
                line = (command.item_uid, KEPT, command.line_uid)
                return [(self._hand(command.item_uid), line, command.quantity)]
            case commands.ReleaseItem():
                line = (command.item_uid, KEPT, command.line_uid)
                return [(line, self._hand(command.item_uid), command.quantity)]
            case commands.IssueItem():
                return self._issued(command)
            case commands.ReturnItem():
                line = (command.item_uid, KIT, command.line_uid)
                return [(line, self._hand(command.item_uid), command.quantity)]
            case commands.InstallItem():
                source = self._hand(command.item_uid)
                if command.line_uid:
                    source = (command.item_uid, KIT, command.line_uid)
                return [(source, (command.item_uid, BUILT, command.requirement_uid), command.quantity)]
            case commands.UninstallItem():
                return self._uninstalled(command, accepted)
            case commands.CompleteBuild():
                return self._carried(command.item_uid, command.location_uid)
            case commands.SplitKit():
                return self._kept_for_new_lines(accepted)
            case commands.SetKitStatus() if command.status in CLOSED:
                return self._freed(command.uid, accepted)
            case commands.DeletePosition():
                return [
                    move
                    for removed in accepted.changes.movements
                    for move in self._lost(removed.item_uid, self.on_hand(removed.item_uid))
                ]
            case _:
                return ()

    def _comes_in(self, item: str, amount: Decimal) -> list[Move]:
        return [((item, OUT, ""), self._hand(item), amount)]

    def _lost(self, item: str, amount: Decimal) -> list[Move]:
        return [(self._hand(item), (item, GONE, "loss"), amount)]

    def _found(self, item: str, amount: Decimal) -> list[Move]:
        """What was lost is found first; a serial number that was scrapped is the same piece again."""
        moves: list[Move] = []
        for how in ("loss", "scrap") if self.facts[item]["serial"] else ("loss",):
            again = min(self.amounts[item, GONE, how], amount)
            moves.append(((item, GONE, how), self._hand(item), again))
            amount -= again
        return [*moves, *self._comes_in(item, amount)]

    def _differs(self, item: str, counted: Decimal) -> list[Move]:
        more = counted - self.on_hand(item)
        return self._found(item, more) if more > 0 else self._lost(item, -more)

    def _carried(self, item: str, place: str) -> list[Move]:
        moves: list[Move] = [(self._hand(item), (item, HAND, place), self.on_hand(item))]
        self._set(item, place=place)
        return moves

    def _counted(self, command: commands.BookCount) -> list[Move]:
        moves: list[Move] = []
        for counted in command.counts:
            there = self.on_hand(counted.item_uid)
            if self._place(counted.item_uid) != command.location_uid:
                if not counted.counted:
                    continue
                moves += self._carried(counted.item_uid, command.location_uid)
            more = counted.counted - there
            moves += self._found(counted.item_uid, more) if more > 0 else self._lost(counted.item_uid, -more)
        return moves

    def _given(self, item: str, source: Spot, heir: str, amount: Decimal) -> list[Move]:
        return [
            (source, (item, GIVEN, heir), amount),
            ((heir, OUT, item), self._hand(heir), amount),
        ]

    def _transferred(self, command: commands.TransferItem, accepted: Accepted) -> list[Move]:
        item = command.item_uid
        if command.quantity in {None, self.on_hand(item)}:
            return self._carried(item, command.to_location_uid)
        assert command.quantity is not None
        [new] = [record for record in accepted.changes.puts if record.uid != item]
        return self._given(item, self._hand(item), new.uid, command.quantity)

    def _issued(self, command: commands.IssueItem) -> list[Move]:
        """What is reserved for the line is taken first."""
        item, line = command.item_uid, command.line_uid
        kept = min(self.amounts[item, KEPT, line], command.quantity)
        return [
            ((item, KEPT, line), (item, KIT, line), kept),
            (self._hand(item), (item, KIT, line), command.quantity - kept),
        ]

    def _uninstalled(self, command: commands.UninstallItem, accepted: Accepted) -> list[Move]:
        """It lies where its assembly is, unless the rest of it is kept elsewhere."""
        item = command.item_uid
        if command.line_uid is None and not any(
            amount for spot, amount in self.amounts.items() if spot[0] == item and spot[1] in {HAND, KEPT}
        ):
            [target] = [movement.to_place for movement in accepted.changes.movements]
            self._set(item, place=target)
        line = (item, KIT, command.line_uid) if command.line_uid else self._hand(item)
        return [((item, BUILT, command.requirement_uid), line, command.quantity)]

    def _kept_for_new_lines(self, accepted: Accepted) -> list[Move]:
        """Every reservation of a line that goes over, goes with it."""
        moves: list[Move] = []
        for movement in accepted.changes.movements:
            old = (movement.item_uid, KEPT, movement.from_place)
            moves.append((old, (movement.item_uid, KEPT, movement.to_place), self.amounts[old]))
        return moves

    def _freed(self, kit: str, accepted: Accepted) -> list[Move]:
        """What is reserved is free where it is; what is picked lies where the kit lies."""
        held = [
            (spot, amount)
            for spot, amount in self.amounts.items()
            if spot[1] in {KEPT, KIT} and amount and self.facts.get(spot[2], {}).get("kit") == kit
        ]
        heirs = {
            record.origin_uid: record.uid
            for record in accepted.changes.puts
            if isinstance(record, InventoryItem) and record.origin_uid and record.version == 0
        }
        moves: list[Move] = [(spot, self._hand(spot[0]), amount) for spot, amount in held if spot[1] == KEPT]
        picked = [(spot, amount) for spot, amount in held if spot[1] == KIT]
        for item in {spot[0] for spot, _ in picked}:
            place = str(self.facts[kit]["place"] or self.facts[item]["place"])
            if place != self._place(item) and item not in heirs:
                self._set(item, place=place)
        for spot, amount in picked:
            if spot[0] in heirs:
                moves += self._given(spot[0], spot, heirs[spot[0]], amount)
            else:
                moves.append((spot, self._hand(spot[0]), amount))
        return moves

    # What each command writes.

    def _note_changes(self, command: Command) -> None:  # noqa: C901 - one branch for each command
        match command:
            case commands.DeleteItem():
                self._set(command.uid, deleted=True)
            case commands.MergeItems():
                for uid in command.item_uids:
                    self._set(uid, deleted=True)
            case commands.UpdateItem():
                self._set_given(command.uid, serial=command.serial_number, lot=command.lot_number)
            case commands.SetRules() if command.allow_negative_untracked:
                self.below_zero = True
            case commands.IssueItem():
                # That the kit was begun is not taken back with the issue.
                kit = self.facts[str(self.facts[command.line_uid]["kit"])]
                if kit["status"] is KitStatus.REQUESTED:
                    kit["status"] = KitStatus.IN_PROGRESS
            case commands.SetKitStatus():
                kit = self.facts[command.uid]
                delivered = command.status is KitStatus.DELIVERED and kit["to"]
                self._set(command.uid, status=command.status, place=kit["to"] if delivered else kit["place"])
            case commands.UpdateKit():
                self._set_given(command.uid, place=command.location_uid, to=command.delivery_uid)
            case commands.RemoveKitLine():
                self._page.before[command.uid] = self.facts.pop(command.uid)
            case _:
                pass


def serials_in_use(books: Books) -> Counter[tuple[object, object]]:
    """Return how often each serial number of a part is in use."""
    live = (books.facts[uid] for uid in books.items() if not books.facts[uid]["deleted"])
    return Counter((facts["part"], facts["serial"]) for facts in live if facts["serial"])
