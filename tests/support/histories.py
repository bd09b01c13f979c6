"""Random histories: commands, most of them sensible, as benches hand them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from kitstation.domain.commands import (
    Command,
    CreateItem,
    CreateKit,
    CreateLocation,
    CreateMbomLine,
    CreatePart,
    CreateRun,
    CreateSupplier,
    DeleteMbomLine,
    Entry,
    FillKitFromMbom,
    IssueItem,
    ReturnItem,
    Undo,
    UpdateMbomLine,
    UpdatePart,
)
from kitstation.domain.etags import etag
from kitstation.domain.outcomes import Outcome
from kitstation.domain.records import KitStatus, Record, TrackingType
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import lay_out
from tests.support.clock import FakeClock
from tests.support.memory import Memory
from tests.support.world import World

QUANTITIES = tuple(Decimal(text) for text in ("1", "1", "1", "2", "0.5", "2.50", "4", "0", "-1"))
TRACKINGS = tuple(TrackingType)
KINDS = (
    *(IssueItem,) * 8,
    *(ReturnItem, Undo, CreateItem) * 3,
    CreatePart,
    UpdatePart,
    CreateSupplier,
    CreateLocation,
    CreateMbomLine,
    UpdateMbomLine,
    DeleteMbomLine,
    CreateRun,
    CreateKit,
    FillKitFromMbom,
)

_Making = CreatePart | CreateLocation | CreateRun | CreateKit | CreateItem | CreateSupplier | CreateMbomLine


@dataclass(frozen=True, slots=True)
class History:
    """Commands in their order, and what became of each when they were decided in memory."""

    entries: tuple[Entry, ...]
    outcomes: tuple[Outcome, ...]


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


@st.composite
def histories(draw: st.DrawFn, *, most: int = 30) -> History:
    """Draw the commands that lay out a bench and up to `most` more, of every kind, that refer to one another."""
    recording = _Recording()
    world = World(recording, clock=FakeClock(tick=timedelta(seconds=1)))
    lay_out(world)
    for kind in draw(st.lists(st.sampled_from(KINDS), min_size=most // 3, max_size=most)):
        writer = _Writer(draw, world, recording)
        world.outcome(writer.command(kind))
    return History(tuple(recording.entries), tuple(recording.outcomes))


class _Writer:
    """Draws one command that fits what is there, more often than not."""

    def __init__(self, draw: st.DrawFn, world: World, recording: _Recording) -> None:
        self._draw = draw
        self._world = world
        self._recording = recording

    @property
    def _records(self) -> WorkingSet:
        return self._recording.memory.records

    def command(self, kind: type[Command]) -> Command:
        """Draw a command of a kind."""
        writers: dict[type[Command], Callable[[], Command]] = {
            IssueItem: self._issue,
            ReturnItem: self._return,
            Undo: self._undo,
            CreateItem: self._item,
            CreatePart: self._part,
            UpdatePart: self._part_update,
            CreateSupplier: lambda: CreateSupplier(uid=self._new(), name=self._name()),
            CreateLocation: self._location,
            CreateMbomLine: self._mbom_line,
            UpdateMbomLine: self._mbom_line_update,
            DeleteMbomLine: self._mbom_line_removal,
            CreateRun: self._run,
            CreateKit: self._kit,
            FillKitFromMbom: lambda: FillKitFromMbom(kit_uid=self._one("kit_uid")),
        }
        return writers[kind]()

    def _of(self, *values: str) -> str:
        return self._draw(st.sampled_from(values))

    def _name(self) -> str:
        return self._of("X", "Y", "Z/1", "", " blank", "Ünï")

    def _quantity(self) -> Decimal:
        return self._draw(st.sampled_from(QUANTITIES))

    def _new(self) -> str:
        """Return a new uid, or now and then one that is taken already."""
        taken = [uid for entry in self._recording.entries if (uid := getattr(entry.command, "uid", None))]
        fresh = self._world.ids.new()
        return self._of(*([fresh] * 4), self._of(*taken))

    def _one(self, name: str) -> str:
        """Return a uid that an earlier command gave for this, or one that was never made."""
        made: dict[str, type[_Making]] = {
            "part_uid": CreatePart,
            "location_uid": CreateLocation,
            "run_uid": CreateRun,
            "kit_uid": CreateKit,
            "item_uid": CreateItem,
            "supplier_uid": CreateSupplier,
            "mbom_uid": CreateMbomLine,
        }
        commands = [entry.command for entry in self._recording.entries]
        uids = [command.uid for command in commands if isinstance(command, made[name])]
        return self._mostly(list(dict.fromkeys(uids)))

    def _mostly(self, uids: Sequence[str]) -> str:
        """Return one of these, or now and then one that was never made."""
        if not uids or self._draw(st.integers(0, 11)) == 11:
            return "never-made"
        return self._of(*uids)

    def _line(self, item_uid: str) -> str:
        """Return a kit line, most often one for the item's part."""
        kits = [e.command.uid for e in self._recording.entries if isinstance(e.command, CreateKit)]
        lines = {
            uid: part_uid
            for kit in kits
            if self._records.kits.find(kit)
            for part_uid, uid in self._records.lines_of_kit.get(kit).items()
        }
        self._records.items.note_absent((item_uid,))
        item = self._records.items.find(item_uid)
        fitting = [uid for uid, part_uid in lines.items() if item and item.part_uid == part_uid]
        return self._mostly(fitting if fitting and self._draw(st.integers(0, 5)) < 5 else list(lines))

    def _etag(self, record: Record | None) -> str:
        return self._draw(st.sampled_from([etag(record)] * 3 + ["stale"])) if record else "none"

    def _issue(self) -> Command:
        item_uid = self._one("item_uid")
        return IssueItem(
            item_uid=item_uid,
            line_uid=self._line(item_uid),
            quantity=self._quantity(),
            over_need=self._draw(st.booleans()),
        )

    def _return(self) -> Command:
        past = [e.command for e in self._recording.entries if isinstance(e.command, IssueItem)]
        if past and self._draw(st.integers(0, 3)) > 0:
            issued = self._draw(st.sampled_from(past))
            return ReturnItem(item_uid=issued.item_uid, line_uid=issued.line_uid, quantity=self._quantity())
        item_uid = self._one("item_uid")
        return ReturnItem(item_uid=item_uid, line_uid=self._line(item_uid), quantity=self._quantity())

    def _undo(self) -> Command:
        past = [
            e.command_id for e in self._recording.entries if isinstance(e.command, IssueItem | ReturnItem)
        ]
        return Undo(command_id=self._of(*past, *[e.command_id for e in self._recording.entries[-2:]]))

    def _item(self) -> Command:
        part = self._records.parts.find(uid) if (uid := self._one("part_uid")) != "never-made" else None
        tracking = part.tracking if part else self._draw(st.sampled_from(TRACKINGS))
        serial = self._of("SN-1", "SN-2", "SN-3", "") if tracking is TrackingType.SERIAL else None
        lot = self._of("LOT-1", "LOT-2") if tracking is TrackingType.LOT else self._of("LOT-9", "", "", "")
        return CreateItem(
            uid=self._new(),
            part_uid=uid,
            location_uid=self._one("location_uid"),
            serial_number=serial,
            lot_number=lot,
            quantity=self._quantity(),
            supplier_uid=self._draw(st.sampled_from([None, None, self._one("supplier_uid")])),
            cost=self._draw(st.sampled_from([None, Decimal("1.10"), Decimal(-1)])),
            expires_on=self._draw(st.sampled_from([None, date(2026, 12, 31)])),
        )

    def _part(self) -> Command:
        return CreatePart(
            uid=self._new(),
            part_number=self._name(),
            revision=self._of("A", "B"),
            tracking=self._draw(st.sampled_from(TRACKINGS)),
        )

    def _part_update(self) -> Command:
        uid = self._one("part_uid")
        self._records.parts.note_absent((uid,))
        return UpdatePart(
            uid=uid,
            etag=self._etag(self._records.parts.find(uid)),
            description=self._draw(st.sampled_from([None, "new"])),
            tracking=self._draw(st.sampled_from([None, *TRACKINGS])),
            unit=self._draw(st.sampled_from([None, "ea", "m"])),
        )

    def _location(self) -> Command:
        parent = self._draw(st.sampled_from([None, self._one("location_uid")]))
        return CreateLocation(uid=self._new(), name=self._name(), parent_uid=parent)

    def _mbom_line(self) -> Command:
        return CreateMbomLine(
            uid=self._new(),
            assembly_uid=self._one("part_uid"),
            part_uid=self._one("part_uid"),
            quantity=self._quantity(),
            designators=("R1", "R2"),
        )

    def _mbom_line_update(self) -> Command:
        uid = self._one("mbom_uid")
        self._records.mbom_lines.note_absent((uid,))
        return UpdateMbomLine(
            uid=uid, etag=self._etag(self._records.mbom_lines.find(uid)), quantity=self._quantity()
        )

    def _mbom_line_removal(self) -> Command:
        uid = self._one("mbom_uid")
        self._records.mbom_lines.note_absent((uid,))
        return DeleteMbomLine(uid=uid, etag=self._etag(self._records.mbom_lines.find(uid)))

    def _run(self) -> Command:
        return CreateRun(
            uid=self._new(), title=self._name(), part_uid=self._one("part_uid"), quantity=self._quantity()
        )

    def _kit(self) -> Command:
        return CreateKit(
            uid=self._new(),
            number=self._of("KIT-1", "KIT-2", "KIT-3", ""),
            run_uid=self._one("run_uid"),
            status=self._draw(st.sampled_from(tuple(KitStatus))),
        )
