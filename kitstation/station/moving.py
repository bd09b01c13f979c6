"""Moving: with no kit open, a place that is scanned is held, and what is scanned after it is moved there.

ION: scan a location, then many inventories: a bulk move.
"""

from __future__ import annotations

from decimal import Decimal

from kitstation.domain.commands import TransferItem
from kitstation.domain.records import TrackingType
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.station.bench_policy import BenchPolicy
from kitstation.station.occasion import Occasion
from kitstation.station.questions import Mode, WhichOf
from kitstation.station.resolving import Resolution
from kitstation.station.sentences import Circumstances
from kitstation.station.taking import Reply
from kitstation.station.transfers import Transfers
from kitstation.station.verdict_making import VerdictMaker
from kitstation.station.verdicts import Done, Sound, Tone, Verdict
from kitstation.store.queries import scan_targets
from kitstation.store.queries.scan_targets import ItemTarget, NamedTarget
from kitstation.store.store import Store


class Moving:
    """Holds a place and moves items there. Remembers what it moved, so that it can be taken back."""

    def __init__(self, store: Store, transfers: Transfers, making: VerdictMaker, policy: BenchPolicy) -> None:
        self.policy = policy
        self._store = store
        self._transfers = transfers
        self._making = making
        self._moved: list[tuple[str, str]] = []
        self.target: NamedTarget | None = None

    @property
    def has_moved(self) -> bool:
        """Whether something was moved that can be taken back."""
        return bool(self._moved)

    def hold(self, place: NamedTarget) -> Verdict:
        """Move what is scanned from now on to a place."""
        self.target = place
        self._transfers.forget_last()
        wording = self._making.speech.target_held(place.name)
        return self._making.said(Done.PLACE_HELD, Tone.NEUTRAL, Sound.ATTENTION, wording)

    def release(self) -> None:
        """Hold no place any more."""
        self.target = None

    def forget(self) -> None:
        """Hold no place, and take back nothing that was moved before."""
        self.target = None
        self._moved.clear()

    def items(self, named: Resolution, occasion: Occasion) -> Reply:
        """Move the one that is meant of the items that a code names; ask where it may be several."""
        first = named.targets.items[0]
        if self._transfers.is_repeated(occasion, self.policy.debounce):
            refused = refuse(RefusalCode.SCANNED_TWICE)
            return Reply(self._making.refused(refused, Circumstances(occasion.text, item=first)))
        there = self.target.name if self.target else ""
        wanted = [item for item in named.targets.items if item.quantity > 0 and item.location != there]
        items = tuple(wanted) or (first,)
        if len(items) > 1:
            question = WhichOf(Mode.ISSUE, items, named.quantity)
            return Reply(self._making.asked(question), question)
        return Reply(self.item(items[0], named.quantity, occasion))

    def part(self, named: Resolution, occasion: Occasion) -> Reply:
        """Move the item that a part's own number stands for: loose stock needs no other number."""
        with self._store.reading() as reader:
            items = scan_targets.items_to_take(reader, named.targets.parts[0].uid)
        around = Circumstances(occasion.text, item=items[0] if items else None)
        if not items:
            return Reply(self._making.refused(refuse(RefusalCode.NOT_ENOUGH), around))
        if items[0].tracking is not TrackingType.UNTRACKED:
            refused = refuse(
                RefusalCode.NUMBER_NEEDED,
                part_number=items[0].part_number,
                tracking=items[0].tracking.value,
            )
            return Reply(self._making.refused(refused, around))
        targets = scan_targets.Targets(items=items)
        return self.items(Resolution(targets, named.quantity, named.meaning), occasion)

    def item(self, item: ItemTarget, quantity: Decimal | None, occasion: Occasion) -> Verdict:
        """Move an item, or so much of it as its label says, to the place that is held."""
        around = Circumstances(occasion.text, item=item)
        if self.target is None:
            return self._making.refused(refuse(RefusalCode.NO_KIT_OPEN), around)
        some = None if item.serial_number or quantity is None or quantity == item.quantity else quantity
        command = TransferItem(item_uid=item.uid, to_location_uid=self.target.uid, quantity=some)
        outcome = self._transfers.move(command, occasion)
        if isinstance(outcome, Refused):
            return self._making.refused(outcome, around)
        self._moved.append((outcome.command_id, item.uid))
        moved = item.quantity if some is None else some
        wording = self._making.speech.moved(item, moved, self.target.name)
        verdict = self._making.said(Done.MOVED, Tone.ACCEPTED, Sound.ACCEPTED, wording, item=item)
        return self._transfers.done(verdict, moved, outcome, occasion)

    def take_back(self, occasion: Occasion) -> Verdict:
        """Undo the last move; there must be one."""
        command_id, item_uid = self._moved[-1]
        outcome = self._transfers.undo(command_id, occasion)
        if isinstance(outcome, Refused):
            return self._making.refused(outcome, Circumstances(""))
        self._moved.pop()
        with self._store.reading() as reader:
            (item,) = scan_targets.with_uid(reader, item_uid).items
        moved = max((movement.quantity for movement in outcome.changes.movements), default=Decimal(0))
        wording = self._making.speech.moved_back(item)
        verdict = self._making.said(Done.UNDONE, Tone.RETURNED, Sound.RETURNED, wording, item=item)
        return self._transfers.done(verdict, moved, outcome, occasion)
