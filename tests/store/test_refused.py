"""Every refusal that the store can give leaves every table exactly as it was.

A table says for each code which commands provoke it. A code without a row fails, so that a new one gets its proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from kitstation.domain.commands import (
    AddStock,
    AddTradeNumber,
    BookCount,
    Command,
    CompleteBuild,
    Counted,
    CreateCatalogue,
    CreateItem,
    CreateKit,
    CreateMbomLine,
    CreateOrderLine,
    CreatePart,
    CreatePosition,
    CreateRun,
    CreateSupplier,
    DeleteItem,
    Entry,
    FillKitFromMbom,
    HoldItem,
    InstallItem,
    IssueItem,
    MergeItems,
    PrintLabels,
    ReturnItem,
    SetKitStatus,
    SetRules,
    SettlePrintJob,
    SplitItem,
    SplitKit,
    SplitOff,
    StartBuild,
    TransferItem,
    Undo,
    UninstallItem,
    UpdateLocation,
    UpdateMbomLine,
    UpdateOrderLine,
    UpdatePart,
)
from kitstation.domain.etags import etag
from kitstation.domain.ids import derived_id
from kitstation.domain.records import (
    KitStatus,
    LabelKind,
    OrderStatus,
    PrintState,
    Record,
    Role,
    TrackingType,
)
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.store import rows
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.tables import contents
from tests.support.world import World

ONE = Decimal(1)

OF_THE_SCAN = {
    RefusalCode.UNKNOWN_CODE: "the code that was scanned names nothing: there is no command yet",
    RefusalCode.UNREADABLE_SCAN: "what was scanned is no text: there is no command yet",
    RefusalCode.SEVERAL_MATCHES: "the code names several things: somebody has to choose first",
    RefusalCode.SCANNED_TWICE: "the second of two equal scans makes no command",
    RefusalCode.NO_KIT_OPEN: "a scan without a kit makes no command",
    RefusalCode.QUANTITY_NEEDED: "a number has to be entered first",
    RefusalCode.NOTHING_ASKED: "confirmed without a question",
    RefusalCode.NUMBER_NEEDED: "a number was expected and something else was scanned",
    RefusalCode.KIT_COMPLETE: "the session says so when no line is left",
    RefusalCode.NOTHING_TO_UNDO: "the session finds no command to take back",
}
"""Codes that never come from a command, and why."""


@dataclass(frozen=True, slots=True)
class Place:
    """A bench in a store, where commands can be provoked."""

    store: Store
    world: World
    bench: BenchUids

    def seen(self, uid: str) -> str:
        """Return the etag of a record as it is now."""
        record: Record | None = None
        with self.store.reading() as connection:
            for kind in rows.IN_ORDER:
                query = select(*kind.columns).where(kind.table.c.uid == uid)
                if row := connection.execute(query).mappings().one_or_none():
                    record = kind.record(row)
        assert record is not None
        return etag(record)

    def issue(self, quantity: Decimal | int | str, item: str = "", line: str = "") -> IssueItem:
        """Return an issue of screws, or of something else."""
        return IssueItem(
            item_uid=item or self.bench.screw_item,
            line_uid=line or self.bench.screw_line,
            quantity=Decimal(quantity),
        )

    def screws(self, **fields: object) -> CreateItem:
        """Return a receipt of screws, or of something else."""
        given = {"uid": "new", "part_uid": self.bench.screw, "location_uid": self.bench.bin, "quantity": ONE}
        return CreateItem(**(given | fields))  # type: ignore[arg-type]  # the table below names what it means

    def build(self) -> None:
        """Begin an assembly."""
        self.world.do(
            StartBuild(uid="board", run_uid=self.bench.run, location_uid=self.bench.bin, serial_number="B-1")
        )

    def install(self, quantity: Decimal = ONE) -> InstallItem:
        """Return an installation of screws in the assembly."""
        return InstallItem(
            item_uid=self.bench.screw_item,
            requirement_uid=derived_id("board", self.bench.screw),
            quantity=quantity,
        )

    def order(self) -> None:
        """Order five screws."""
        self.world.do(
            CreateOrderLine(uid="order", order_number="PO-1", part_uid=self.bench.screw, ordered=Decimal(5))
        )


Provocation = Callable[[Place], Iterator[Command | Entry]]


def wrong_part(at: Place) -> Iterator[Command]:
    yield at.issue(1, at.bench.radio_item)
    at.world.supplier("Acme")
    at.order()
    yield at.screws(part_uid=at.bench.paste, lot_number="L", order_line_uid="order")


def already_issued(at: Place) -> Iterator[Command]:
    at.world.issue(at.bench.radio_item, at.bench.radio_line)
    yield at.issue(1, at.bench.radio_item, at.bench.radio_line)


def not_enough(at: Place) -> Iterator[Command]:
    few = at.world.item(at.bench.screw, at.bench.bin, 1)
    yield at.issue(2, few)
    yield TransferItem(item_uid=few, to_location_uid=at.bench.shelf, quantity=Decimal(2))


def over_issue(at: Place) -> Iterator[Command]:
    yield at.issue(9)


def line_complete(at: Place) -> Iterator[Command]:
    at.world.issue(at.bench.screw_item, at.bench.screw_line, 8)
    yield at.issue(1)


def kit_closed(at: Place) -> Iterator[Command]:
    at.world.do(SetKitStatus(uid=at.bench.kit, status=KitStatus.CANCELED))
    yield at.issue(1)
    yield FillKitFromMbom(kit_uid=at.bench.kit)


def not_issued_here(at: Place) -> Iterator[Command]:
    yield ReturnItem(item_uid=at.bench.screw_item, line_uid=at.bench.screw_line, quantity=ONE)


def return_exceeds(at: Place) -> Iterator[Command]:
    at.world.issue(at.bench.screw_item, at.bench.screw_line, 1)
    yield ReturnItem(item_uid=at.bench.screw_item, line_uid=at.bench.screw_line, quantity=Decimal(2))


def already_undone(at: Place) -> Iterator[Command]:
    issued = at.world.issue(at.bench.screw_item, at.bench.screw_line)
    at.world.undo(issued)
    yield Undo(command_id=issued)


def cannot_undo(at: Place) -> Iterator[Command]:
    issued = at.world.issue(at.bench.screw_item, at.bench.screw_line)
    at.world.give_back(at.bench.screw_item, at.bench.screw_line)
    yield Undo(command_id=issued)
    yield Undo(command_id="never")


def not_yours(at: Place) -> Iterator[Entry]:
    issued = at.world.issue(at.bench.screw_item, at.bench.screw_line)
    undo = at.world.entry(Undo(command_id=issued), operator="Bob")
    yield Entry(
        command_id=undo.command_id,
        at=undo.at,
        operator=undo.operator,
        station=undo.station,
        command=undo.command,
        role=Role.TECHNICIAN,
    )


def not_available(at: Place) -> Iterator[Command]:
    at.world.do(HoldItem(item_uid=at.bench.screw_item, reason="bent"))
    yield at.issue(1)


def expired(at: Place) -> Iterator[Command]:
    yield at.issue(1, at.world.item(at.bench.screw, at.bench.bin, 5, expires_on=date(2020, 1, 1)))


def not_allowed(at: Place) -> Iterator[Entry]:
    entry = at.world.entry(SetRules(any_revision=True))
    yield Entry(
        command_id=entry.command_id,
        at=entry.at,
        operator=entry.operator,
        station=entry.station,
        command=entry.command,
        role=Role.TECHNICIAN,
    )


def same_place(at: Place) -> Iterator[Command]:
    yield TransferItem(item_uid=at.bench.screw_item, to_location_uid=at.bench.bin)


def archived(at: Place) -> Iterator[Command]:
    old = at.world.location("Old")
    at.world.do(UpdateLocation(uid=old, etag=at.seen(old), archived=True))
    yield at.screws(location_uid=old)
    yield TransferItem(item_uid=at.bench.screw_item, to_location_uid=old)


def in_use(at: Place) -> Iterator[Command]:
    at.world.issue(at.bench.screw_item, at.bench.screw_line)
    yield DeleteItem(uid=at.bench.screw_item, etag=at.seen(at.bench.screw_item))
    yield UpdateLocation(uid=at.bench.bin, etag=at.seen(at.bench.bin), archived=True)


def cannot_split(at: Place) -> Iterator[Command]:
    yield SplitItem(item_uid=at.bench.radio_item, parts=(SplitOff(uid="new", quantity=ONE),))


def cannot_merge(at: Place) -> Iterator[Command]:
    yield MergeItems(new_uid="new", item_uids=(at.bench.screw_item, at.bench.paste_item))


def reason_needed(at: Place) -> Iterator[Command]:
    yield AddStock(item_uid=at.bench.screw_item, quantity=ONE, reason=" ")


def stale_count(at: Place) -> Iterator[Command]:
    count = Counted(item_uid=at.bench.screw_item, expected=Decimal(99), counted=ONE)
    yield BookCount(location_uid=at.bench.bin, counts=(count,), reason="count")


def over_order(at: Place) -> Iterator[Command]:
    at.order()
    yield at.screws(order_line_uid="order", quantity=Decimal(6))


def order_closed(at: Place) -> Iterator[Command]:
    at.order()
    at.world.do(UpdateOrderLine(uid="order", etag=at.seen("order"), status=OrderStatus.CANCELED))
    yield at.screws(order_line_uid="order")


def nothing_left_to_split(at: Place) -> Iterator[Command]:
    at.world.do(CreateKit(uid="empty", number="KIT-9", run_uid=at.bench.run))
    yield SplitKit(kit_uid="empty", new_uid="new", new_number="KIT-10")


def run_full(at: Place) -> Iterator[Command]:
    at.build()
    again = StartBuild(uid="b2", run_uid=at.bench.run, location_uid=at.bench.bin, serial_number="B-2")
    at.world.do(again)
    yield replace(again, uid="b3", serial_number="B-3")


def requirement_full(at: Place) -> Iterator[Command]:
    at.build()
    yield at.install(Decimal(5))


def not_installed_here(at: Place) -> Iterator[Command]:
    at.build()
    wanted = at.install()
    yield UninstallItem(item_uid=wanted.item_uid, requirement_uid=wanted.requirement_uid, quantity=ONE)


def not_in_work(at: Place) -> Iterator[Command]:
    yield CompleteBuild(item_uid=at.bench.screw_item, location_uid=at.bench.bin)


def build_incomplete(at: Place) -> Iterator[Command]:
    at.build()
    yield CompleteBuild(item_uid="board", location_uid=at.bench.bin)


def job_settled(at: Place) -> Iterator[Command]:
    at.world.do(
        PrintLabels(
            uid="job", template="item", kind=LabelKind.ITEM, record_uids=(at.bench.screw_item,), printer="P1"
        )
    )
    at.world.do(SettlePrintJob(uid="job", state=PrintState.CANCELLED))
    yield SettlePrintJob(uid="job", state=PrintState.SENT)


def unknown_record(at: Place) -> Iterator[Command]:
    yield at.issue(1, "nothing")
    yield at.screws(part_uid="nothing")


def stale_etag(at: Place) -> Iterator[Command]:
    yield UpdatePart(uid=at.bench.screw, etag="stale", description="new")


def duplicate(at: Place) -> Iterator[Command]:
    yield CreatePart(uid="new", part_number="SCREW")
    yield at.screws(uid=at.bench.paste_item)


def duplicate_serial(at: Place) -> Iterator[Command]:
    yield at.screws(part_uid=at.bench.radio, serial_number="SN-1")


def number_taken(at: Place) -> Iterator[Command]:
    yield AddTradeNumber(uid="new", part_uid=at.bench.radio, number="SCREW")


def tracking_mismatch(at: Place) -> Iterator[Command]:
    yield at.screws(serial_number="SN-9")


def tracking_in_use(at: Place) -> Iterator[Command]:
    yield UpdatePart(uid=at.bench.radio, etag=at.seen(at.bench.radio), tracking=TrackingType.LOT)


def unit_mismatch(at: Place) -> Iterator[Command]:
    yield at.screws(unit="kg")


def bad_quantity(at: Place) -> Iterator[Command]:
    yield at.issue(0)
    yield at.issue("0.0000001")


def bad_name(at: Place) -> Iterator[Command]:
    yield CreateSupplier(uid="new", name=" Acme")
    yield CreateSupplier(uid="new", name="n" * 201)
    yield CreateSupplier(uid="", name="Acme")
    yield at.screws(part_uid=at.bench.paste, lot_number="L\x1d1")
    yield AddStock(item_uid=at.bench.screw_item, quantity=ONE, reason="\x00")


def bad_limits(at: Place) -> Iterator[Command]:
    at.world.do(CreateCatalogue(uid="catalogue", ref="MAIN", name="Main"))
    yield CreatePosition(
        uid="new",
        catalogue_uid="catalogue",
        ref="R",
        part_uid=at.bench.screw,
        location_uid=at.bench.bin,
        minimum=Decimal(5),
        maximum=Decimal(5),
    )


def bad_pattern(at: Place) -> Iterator[Command]:
    yield SetRules(serial_pattern="{what}")


def contains_itself(at: Place) -> Iterator[Command]:
    yield CreateMbomLine(uid="new", assembly_uid=at.bench.radio, part_uid=at.bench.radio, quantity=ONE)
    yield CreateMbomLine(uid="new", assembly_uid=at.bench.radio, part_uid=at.bench.assembly, quantity=ONE)
    at.world.do(
        CreateMbomLine(uid="fits", assembly_uid=at.bench.radio, part_uid=at.bench.screw, quantity=ONE)
    )
    yield UpdateMbomLine(uid="fits", etag=at.seen("fits"), quantity=ONE, substitutes=(at.bench.assembly,))


def empty_bom(at: Place) -> Iterator[Command]:
    at.world.do(CreateRun(uid="run", title="Radios", part_uid=at.bench.radio, quantity=ONE))
    at.world.do(CreateKit(uid="kit", number="KIT-9", run_uid="run"))
    yield FillKitFromMbom(kit_uid="kit")


def id_reused(at: Place) -> Iterator[Entry]:
    entry = at.world.entry(CreateSupplier(uid="acme", name="Acme"))
    at.store.execute(entry)
    yield Entry(
        command_id=entry.command_id,
        at=entry.at,
        operator=entry.operator,
        station=entry.station,
        command=CreateSupplier(uid="bolts", name="Bolts"),
    )


PROVOKED: dict[RefusalCode, Provocation] = {
    RefusalCode(provoke.__name__.upper()): provoke
    for provoke in (
        wrong_part,
        already_issued,
        not_enough,
        over_issue,
        line_complete,
        kit_closed,
        not_issued_here,
        return_exceeds,
        already_undone,
        cannot_undo,
        not_yours,
        not_available,
        expired,
        not_allowed,
        same_place,
        archived,
        in_use,
        cannot_split,
        cannot_merge,
        reason_needed,
        stale_count,
        over_order,
        order_closed,
        nothing_left_to_split,
        run_full,
        requirement_full,
        not_installed_here,
        not_in_work,
        build_incomplete,
        job_settled,
        unknown_record,
        stale_etag,
        duplicate,
        duplicate_serial,
        number_taken,
        tracking_mismatch,
        tracking_in_use,
        unit_mismatch,
        bad_quantity,
        bad_name,
        bad_limits,
        bad_pattern,
        contains_itself,
        empty_bom,
        id_reused,
    )
}


def test_every_code_is_in_the_table_or_belongs_to_the_scan() -> None:
    assert set(PROVOKED) | set(OF_THE_SCAN) == set(RefusalCode)
    assert not set(PROVOKED) & set(OF_THE_SCAN)


@pytest.mark.parametrize("code", PROVOKED)
def test_what_is_refused_leaves_every_table_as_it_was(
    store: Store, world: World, bench_uids: BenchUids, code: RefusalCode
) -> None:
    for asked in PROVOKED[code](Place(store, world, bench_uids)):
        entry = asked if isinstance(asked, Entry) else world.entry(asked)
        before = contents(store)
        outcome = store.execute(entry)
        assert isinstance(outcome, Refused), asked
        assert outcome.code is code, asked
        assert contents(store) == before
        [alone] = store.execute_all([entry], atomic=True)
        assert alone == outcome
        assert contents(store) == before
