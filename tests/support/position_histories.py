"""Random histories of stock at two places: everything that can happen to what lies at a position."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from kitstation.domain.commands import (
    AddStock,
    BookCount,
    Command,
    Counted,
    CreateItem,
    DeleteItem,
    InstallItem,
    IssueItem,
    MergeItems,
    RecountItem,
    ReleaseItem,
    RemoveStock,
    ReserveItem,
    ReturnItem,
    ScrapItem,
    SplitItem,
    SplitOff,
    StartBuild,
    TransferItem,
    Undo,
    UninstallItem,
)
from kitstation.domain.etags import etag
from kitstation.domain.ids import derived_id
from kitstation.domain.outcomes import Accepted
from kitstation.domain.records import InventoryItem
from tests.support.bench import BenchUids, lay_out
from tests.support.world import World

QUANTITIES = tuple(Decimal(text) for text in ("1", "1", "2", "0.5", "2.5", "4", "10"))
KINDS = (
    *(ReserveItem, IssueItem, TransferItem, RecountItem) * 3,
    *(ReleaseItem, ReturnItem, AddStock, RemoveStock, BookCount, CreateItem, InstallItem, Undo) * 2,
    *(UninstallItem, ScrapItem, SplitItem, MergeItems, DeleteItem),
)


T = TypeVar("T")


class Draw(Protocol):
    """Draws a value, as hypothesis' data does."""

    def __call__(self, strategy: SearchStrategy[T]) -> T:
        """Return a value of the strategy."""
        ...


@dataclass
class Stockroom:
    """What a history of stock refers to."""

    world: World
    bench: BenchUids
    other_place: str
    requirement: dict[str, str]
    """By part."""
    items: Callable[[], Sequence[InventoryItem]]
    done: list[str] = field(default_factory=list)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that are stocked, one of each tracking type."""
        return (self.bench.radio, self.bench.paste, self.bench.screw)

    @property
    def places(self) -> tuple[str, ...]:
        """The places where they are kept."""
        return (self.bench.bin, self.other_place)


def open_stockroom(world: World, items: Callable[[], Sequence[InventoryItem]]) -> Stockroom:
    """Lay out a bench, and an assembly in work that parts can be installed in."""
    bench = lay_out(world)
    other_place = world.location("B2-01", bench.shelf)
    build = world.ids.new()
    world.do(StartBuild(uid=build, run_uid=bench.run, serial_number="B-1", location_uid=bench.bin))
    requirements = {part: derived_id(build, part) for part in (bench.radio, bench.paste, bench.screw)}
    return Stockroom(world, bench, other_place, requirements, items)


def live_through(room: Stockroom, draw: Draw, *, most: int = 25) -> None:
    """Hand in up to so many commands, most of them sensible."""
    writer = _Writer(room, draw)
    for kind in draw(st.lists(st.sampled_from(KINDS), min_size=most // 3, max_size=most)):
        command = writer.command(kind)
        if command is None:
            continue
        outcome = room.world.outcome(command)
        if isinstance(outcome, Accepted):
            room.done.append(outcome.command_id)


class _Writer:
    """Draws one command about what is there; None where there is nothing that it could be about."""

    def __init__(self, room: Stockroom, draw: Draw) -> None:
        self._room = room
        self._draw = draw

    def command(self, kind: type[Command]) -> Command | None:
        """Draw a command of a kind."""
        room = self._room
        if kind is Undo:
            return Undo(command_id=self._draw(st.sampled_from(room.done))) if room.done else None
        if kind is CreateItem:
            return self._receipt()
        live = [item for item in room.items() if not item.deleted and item.part_uid in room.parts]
        item = self._draw(st.sampled_from(live)) if live else None
        return self._about(kind, item, live) if item else None

    def _about(  # noqa: C901 - one line for each kind
        self, kind: type[Command], item: InventoryItem, live: Sequence[InventoryItem]
    ) -> Command | None:
        room, quantity = self._room, self._quantity(item)
        line = {
            room.bench.radio: room.bench.radio_line,
            room.bench.paste: room.bench.paste_line,
            room.bench.screw: room.bench.screw_line,
        }[item.part_uid]
        requirement = room.requirement[item.part_uid]
        match kind.__name__:
            case "ReserveItem" | "ReleaseItem" | "ReturnItem":
                return kind(item_uid=item.uid, line_uid=line, quantity=quantity)  # type: ignore[call-arg]  # alike
            case "IssueItem":
                return IssueItem(item_uid=item.uid, line_uid=line, quantity=quantity, over_need=True)
            case "AddStock" | "RemoveStock":
                return kind(item_uid=item.uid, quantity=quantity, reason="test")  # type: ignore[call-arg]  # alike
            case "ScrapItem":
                of_line = self._draw(st.sampled_from((None, line)))
                return ScrapItem(item_uid=item.uid, quantity=quantity, reason="test", line_uid=of_line)
            case "RecountItem":
                counted = self._draw(st.sampled_from((item.quantity, quantity, Decimal(0))))
                return RecountItem(item_uid=item.uid, counted=counted, reason="test")
            case "BookCount":
                return self._count(live)
            case "TransferItem":
                return TransferItem(
                    item_uid=item.uid,
                    to_location_uid=self._draw(st.sampled_from(room.places)),
                    quantity=self._draw(st.sampled_from((None, quantity))),
                    new_uid=room.world.ids.new(),
                )
            case "InstallItem" | "UninstallItem":
                of_line = self._draw(st.sampled_from((None, line)))
                both = InstallItem if kind is InstallItem else UninstallItem
                return both(
                    item_uid=item.uid, requirement_uid=requirement, quantity=quantity, line_uid=of_line
                )
            case "SplitItem":
                parts = (SplitOff(uid=room.world.ids.new(), quantity=quantity),)
                return SplitItem(item_uid=item.uid, parts=parts)
            case "MergeItems":
                alike = [other.uid for other in live if other.part_uid == item.part_uid]
                return MergeItems(new_uid=room.world.ids.new(), item_uids=tuple(alike))
            case _:
                return DeleteItem(uid=item.uid, etag=etag(item), reason="test")

    def _quantity(self, item: InventoryItem) -> Decimal:
        return Decimal(1) if item.serial_number else self._draw(st.sampled_from(QUANTITIES))

    def _receipt(self) -> Command:
        room = self._room
        part = self._draw(st.sampled_from(room.parts))
        is_serial = part == room.bench.radio
        uid = room.world.ids.new()
        return CreateItem(
            uid=uid,
            part_uid=part,
            location_uid=self._draw(st.sampled_from(room.places)),
            serial_number=f"SN-{uid}" if is_serial else None,
            lot_number=self._draw(st.sampled_from(("L-1", "L-2"))) if part == room.bench.paste else None,
            quantity=Decimal(1) if is_serial else self._draw(st.sampled_from((*QUANTITIES, Decimal(0)))),
        )

    def _count(self, live: Sequence[InventoryItem]) -> Command | None:
        place = self._draw(st.sampled_from(self._room.places))
        counts = tuple(
            Counted(
                item_uid=item.uid,
                expected=item.quantity,
                counted=self._draw(st.sampled_from((item.quantity, self._quantity(item)))),
            )
            for item in live
            if item.location_uid == place
        )
        return BookCount(location_uid=place, counts=counts, reason="test") if counts else None
