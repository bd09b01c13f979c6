"""Commands of every kind, as a bench hands them in: most of them fit what is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import combinations
from typing import get_args

from kitstation.domain import commands
from kitstation.domain.commands import Command, Counted, SplitOff, Undo
from kitstation.domain.movements import Bucket
from kitstation.domain.records import (
    BuildRequirement,
    InventoryItem,
    KitLine,
    Location,
    OrderLine,
    Part,
    Run,
    TrackingType,
)
from tests.support.drawn_fields import CHANGED, Drawer

EVERY_KIND: tuple[type[Command], ...] = get_args(Command)
OFTEN: dict[type[Command], int] = {
    commands.IssueItem: 10,
    commands.ReturnItem: 4,
    commands.CreateItem: 8,
    commands.AddKitLine: 3,
    commands.StartBuild: 3,
    commands.InstallItem: 6,
    commands.UninstallItem: 3,
    commands.ReserveItem: 4,
    commands.TransferItem: 3,
    commands.SetKitStatus: 3,
    Undo: 6,
}
KINDS = tuple(kind for kind in EVERY_KIND for _ in range(OFTEN.get(kind, 1)))
"""Every kind of command, those of the everyday more often."""

Fitting = dict[str, object]


class Writer:
    """Draws commands that fit what is there, more often than not."""

    def __init__(self, drawer: Drawer) -> None:
        self._drawer = drawer
        self._records = drawer.records

    def any_command(self) -> Command:
        """Return a command of any kind, rather one for which there is something."""
        kind = self._drawer.one(KINDS)
        for _ in range(2):
            if kind in CHANGED and not self._drawer.all_of(CHANGED[kind]):
                kind = self._drawer.one(KINDS)
        return self.command(kind)

    def command(self, kind: type[Command]) -> Command:
        """Return a command of a kind."""
        fitting: dict[type[Command], Callable[[], Fitting]] = {
            commands.CreateItem: self._receipt,
            commands.StartBuild: self._beginning,
            commands.IssueItem: self._item_for_line,
            commands.ReserveItem: self._item_for_line,
            commands.ReturnItem: lambda: self._held(Bucket.PICKED),
            commands.ReleaseItem: lambda: self._held(Bucket.RESERVED),
            commands.ScrapItem: self._scrap,
            commands.InstallItem: self._installation,
            commands.UninstallItem: self._installed,
            commands.CompleteBuild: self._in_work,
            commands.BookCount: self._count,
            commands.TransferItem: self._transfer,
            commands.SplitItem: self._split,
            commands.MergeItems: self._merge,
            Undo: self._undo,
        }
        fits = fitting[kind]() if kind in fitting and (kind is Undo or not self._drawer.seldom()) else {}
        return self._drawer.command(kind, fits)

    @property
    def _items(self) -> list[InventoryItem]:
        return self._drawer.all_of(InventoryItem)

    def _receipt(self) -> Fitting:
        part = self._records.parts.at_hand(uid := self._drawer.existing(Part))
        fits: Fitting = {"part_uid": uid, "order_line_uid": None, "unit": None}
        if part is None:
            return fits
        if self._drawer.seldom(3):
            lines = [line.uid for line in self._drawer.all_of(OrderLine) if line.part_uid == part.uid]
            fits["order_line_uid"] = self._drawer.one(lines) if lines else None
        return fits | self._numbers(part.tracking)

    def _numbers(self, tracking: TrackingType) -> Fitting:
        numbers: Fitting = {"serial_number": None, "lot_number": None}
        match tracking:
            case TrackingType.SERIAL:
                numbers |= {"serial_number": self._drawer.one([f"SN-{n}" for n in range(1, 12)])}
                numbers |= {"quantity": Decimal(1)}
            case TrackingType.LOT:
                numbers |= {"lot_number": self._drawer.one(("LOT-1", "LOT-2"))}
            case TrackingType.UNTRACKED:
                pass
        if self._drawer.seldom(4):
            return {name: value for name, value in numbers.items() if name == "quantity"}
        return numbers

    def _beginning(self) -> Fitting:
        run = self._records.runs.at_hand(uid := self._drawer.existing(Run))
        part = self._records.parts.at_hand(run.part_uid) if run else None
        return {"run_uid": uid} | (self._numbers(part.tracking) if part else {})

    def _item_for_line(self) -> Fitting:
        there = [item for item in self._items if item.quantity > 0]
        pairs = [
            (item.uid, line.uid)
            for line in self._drawer.all_of(KitLine)
            for item in there
            if item.part_uid == line.part_uid
        ]
        return self._pair(pairs)

    def _pair(self, pairs: Sequence[tuple[str, str]]) -> Fitting:
        if not pairs:
            return {}
        item_uid, line_uid = self._drawer.one(pairs)
        return {"item_uid": item_uid, "line_uid": line_uid}

    def _places(self, bucket: Bucket) -> list[tuple[str, str]]:
        return [
            (item.uid, place)
            for item in self._items
            for place in self._records.ledger.places_of(item.uid, bucket)
        ]

    def _held(self, bucket: Bucket) -> Fitting:
        return self._pair(self._places(bucket))

    def _scrap(self) -> Fitting:
        from_kit = self._held(Bucket.PICKED) if self._drawer.seldom(2) else {}
        return from_kit or {"line_uid": None}

    def _installation(self) -> Fitting:
        pairs = [
            (item.uid, requirement.uid)
            for requirement in self._drawer.all_of(BuildRequirement)
            for item in self._items
            if item.part_uid == requirement.part_uid
        ]
        if not pairs:
            return {}
        item_uid, requirement_uid = self._drawer.one(pairs)
        lines = (None, *self._records.ledger.places_of(item_uid, Bucket.PICKED))
        return {
            "item_uid": item_uid,
            "requirement_uid": requirement_uid,
            "line_uid": self._drawer.one(lines),
        }

    def _installed(self) -> Fitting:
        if not (places := self._places(Bucket.DELIVERED)):
            return {}
        item_uid, requirement_uid = self._drawer.one(places)
        part_uid = self._records.items.get(item_uid).part_uid
        lines = [line.uid for line in self._drawer.all_of(KitLine) if line.part_uid == part_uid]
        return {
            "item_uid": item_uid,
            "requirement_uid": requirement_uid,
            "line_uid": self._drawer.one((None, *lines[:2])),
        }

    def _in_work(self) -> Fitting:
        uids = [item.uid for item in self._items if item.in_work]
        return {"item_uid": self._drawer.one(uids)} if uids else {}

    def _count(self) -> Fitting:
        if not self._items:
            return {}
        item = self._drawer.one(self._items)
        here = self._drawer.one((item.location_uid, item.location_uid, self._drawer.existing(Location)))
        expected = item.quantity if here == item.location_uid else Decimal(0)
        counted = Counted(item_uid=item.uid, expected=expected, counted=self._drawer.amount())
        return {"location_uid": here, "counts": (counted,)}

    def _transfer(self) -> Fitting:
        uids = [item.uid for item in self._items if item.quantity > 0]
        fits: Fitting = {"item_uid": self._drawer.one(uids)} if uids else {}
        return fits if self._drawer.seldom(2) else fits | {"quantity": None, "new_uid": None}

    def _split(self) -> Fitting:
        uids = [item.uid for item in self._items if item.quantity > 2]
        if not uids:
            return {}
        parts = (SplitOff(uid=self._drawer.new(), quantity=Decimal(n)) for n in (1, "0.5"))
        return {"item_uid": self._drawer.one(uids), "parts": tuple(parts)}

    def _merge(self) -> Fitting:
        alike = [
            (one.uid, other.uid)
            for one, other in combinations(self._items, 2)
            if (
                one.part_uid,
                one.lot_number,
                one.location_uid,
                one.serial_number,
                one.expires_on,
                one.date_code,
            )
            == (other.part_uid, other.lot_number, other.location_uid, None, other.expires_on, other.date_code)
        ]
        return {"item_uids": self._drawer.one(alike)} if alike else {}

    def _undo(self) -> Fitting:
        past = self._records.past_commands
        done = [uid for uid in past if past.at_hand(uid)][-12:]
        return {"command_id": self._drawer.one((*done, *done[-2:], *done[-2:]))}
