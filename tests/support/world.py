"""A small factory whose every record was made by a command."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol

from kitstation.domain.clock import Clock
from kitstation.domain.commands import (
    Command,
    CreateItem,
    CreateKit,
    CreateLocation,
    CreateMbomLine,
    CreatePart,
    CreateRun,
    CreateSupplier,
    Entry,
    FillKitFromMbom,
    IssueItem,
    ReturnItem,
    Undo,
)
from kitstation.domain.ids import IdSource, derived_id
from kitstation.domain.outcomes import Accepted, Outcome
from kitstation.domain.records import KitStatus, TrackingType
from kitstation.domain.refusals import Refused
from tests.support.clock import FakeClock, SeqIds

OPERATOR = "Ada"
STATION = "Bench 1"


class Door(Protocol):
    """Where commands go in: the store, or a working set in memory."""

    def execute(self, entry: Entry) -> Outcome:
        """Decide one command and let it take effect."""
        ...


class World:
    """Makes records through commands and gives back their uids. What is refused fails the test.

    `outcome` hands in any command and returns what became of it.
    """

    def __init__(self, door: Door, *, clock: Clock | None = None, ids: IdSource | None = None) -> None:
        self.door = door
        self.clock = clock or FakeClock()
        self.ids = ids or SeqIds()
        self._fills: dict[str, str] = {}

    def entry(self, command: Command, *, operator: str = OPERATOR, station: str = STATION) -> Entry:
        """Return a command with a new id, ready to be handed in."""
        return Entry(
            command_id=self.ids.new(),
            at=self.clock.now(),
            operator=operator,
            station=station,
            command=command,
        )

    def outcome(self, command: Command) -> Outcome:
        """Hand in a command and return what became of it."""
        return self.door.execute(self.entry(command))

    def do(self, command: Command) -> Accepted:
        """Hand in a command that must be accepted."""
        outcome = self.outcome(command)
        assert isinstance(outcome, Accepted), outcome
        return outcome

    def refused(self, command: Command) -> Refused:
        """Hand in a command that must be refused, and return the refusal."""
        outcome = self.outcome(command)
        assert isinstance(outcome, Refused), outcome
        return outcome

    def part(
        self,
        part_number: str,
        tracking: TrackingType = TrackingType.UNTRACKED,
        *,
        revision: str = "A",
        unit: str = "ea",
        description: str = "",
    ) -> str:
        """Make a part known."""
        uid = self.ids.new()
        self.do(
            CreatePart(
                uid=uid,
                part_number=part_number,
                revision=revision,
                tracking=tracking,
                unit=unit,
                description=description,
            )
        )
        return uid

    def supplier(self, name: str) -> str:
        """Make a supplier known."""
        uid = self.ids.new()
        self.do(CreateSupplier(uid=uid, name=name))
        return uid

    def location(self, name: str, parent_uid: str | None = None) -> str:
        """Make a place known."""
        uid = self.ids.new()
        self.do(CreateLocation(uid=uid, name=name, parent_uid=parent_uid))
        return uid

    def item(
        self,
        part_uid: str,
        location_uid: str,
        quantity: Decimal | int | str = 1,
        *,
        serial: str | None = None,
        lot: str | None = None,
        expires_on: date | None = None,
        date_code: str | None = None,
        supplier_uid: str | None = None,
    ) -> str:
        """Take stock in."""
        uid = self.ids.new()
        self.do(
            CreateItem(
                uid=uid,
                part_uid=part_uid,
                location_uid=location_uid,
                quantity=Decimal(quantity),
                serial_number=serial,
                lot_number=lot,
                expires_on=expires_on,
                date_code=date_code,
                supplier_uid=supplier_uid,
            )
        )
        return uid

    def mbom(self, assembly_uid: str, needs: Mapping[str, Decimal | int | str]) -> list[str]:
        """Say how much of each part one assembly needs; return the lines' uids."""
        uids: list[str] = []
        for part_uid, quantity in needs.items():
            uids.append(self.ids.new())
            self.do(
                CreateMbomLine(
                    uid=uids[-1], assembly_uid=assembly_uid, part_uid=part_uid, quantity=Decimal(quantity)
                )
            )
        return uids

    def run(self, part_uid: str, quantity: Decimal | int | str = 1, *, title: str = "Run") -> str:
        """Plan a run."""
        uid = self.ids.new()
        self.do(CreateRun(uid=uid, title=title, part_uid=part_uid, quantity=Decimal(quantity)))
        return uid

    def kit(self, run_uid: str, *, number: str = "", status: KitStatus = KitStatus.REQUESTED) -> str:
        """Open a kit and fill it from the mBOM."""
        uid = self.ids.new()
        self.do(CreateKit(uid=uid, number=number or f"KIT-{uid[:13]}", run_uid=run_uid, status=status))
        self._fills[uid] = self.do(FillKitFromMbom(kit_uid=uid)).command_id
        return uid

    def line(self, kit_uid: str, part_uid: str) -> str:
        """Return the line for a part in a kit that `kit` made."""
        return derived_id(self._fills[kit_uid], part_uid)

    def issue(self, item_uid: str, line_uid: str, quantity: Decimal | int | str = 1) -> str:
        """Issue to a kit line; return the command's id."""
        command = IssueItem(item_uid=item_uid, line_uid=line_uid, quantity=Decimal(quantity))
        return self.do(command).command_id

    def give_back(self, item_uid: str, line_uid: str, quantity: Decimal | int | str = 1) -> str:
        """Return from a kit line; return the command's id."""
        command = ReturnItem(item_uid=item_uid, line_uid=line_uid, quantity=Decimal(quantity))
        return self.do(command).command_id

    def undo(self, command_id: str) -> str:
        """Take an issue or a return back; return the undo's own id."""
        return self.do(Undo(command_id=command_id)).command_id
