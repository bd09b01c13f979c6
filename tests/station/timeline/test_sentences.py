"""The sentences of the history: every command has one that a colleague would say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kitstation.domain import commands as c
from kitstation.domain.etags import etag
from kitstation.domain.ids import derived_id
from kitstation.domain.records import (
    KitStatus,
    LocationType,
    OrderStatus,
    Role,
    RunStatus,
    TrackingType,
)
from kitstation.station.sentences import Speech
from kitstation.station.timeline.groups import EventGroup, group_of, kinds_of
from kitstation.station.timeline.reading import read_entry, read_history
from kitstation.store import rows
from kitstation.store.codec import KINDS
from kitstation.store.queries.timeline import EVERYTHING
from kitstation.store.rows import RowMap
from kitstation.store.store import Store
from tests.support.builds import Works, install, lay_out_works, start
from tests.support.world import World

D = Decimal


class Scene:
    """A works in which one command after the other is given, and what the history says of the last."""

    def __init__(self, store: Store, world: World) -> None:
        self.store = store
        self.world = world
        self.works: Works = lay_out_works(world)

    def told(self, command: c.Command) -> str:
        """Hand in a command, and return its sentence."""
        command_id = self.world.do(command).command_id
        return self.sentence(command_id)

    def sentence(self, command_id: str) -> str:
        """Return the sentence of an entry."""
        with self.store.reading() as reader:
            detail = read_entry(reader, command_id, Speech())
        assert detail is not None
        return detail.row.sentence

    def etag(self, kind: RowMap[Any], uid: str) -> str:
        """Return the etag that a record has now."""
        with self.store.reading() as reader:
            row = reader.execute(kind.select.where(kind.table.c.uid == uid)).mappings().one()
        return etag(kind.record(row))

    def new(self) -> str:
        """Return a new uid."""
        return self.world.ids.new()


@pytest.fixture
def scene(store: Store, world: World) -> Scene:
    return Scene(store, world)


def test_parts_suppliers_and_boms(scene: Scene) -> None:
    w, tell = scene.works, scene.told
    part, supplier, line = scene.new(), scene.new(), scene.new()
    assert tell(c.CreatePart(uid=part, part_number="NUT")) == "Created part NUT revision A"
    update = c.UpdatePart(uid=part, etag=scene.etag(rows.PARTS, part), description="M3", archived=False)
    assert tell(update) == "Changed part NUT: description M3, archived no"
    assert tell(c.CreateSupplier(uid=supplier, name="Acme")) == "Created supplier Acme"
    renamed = c.UpdateSupplier(uid=supplier, etag=scene.etag(rows.SUPPLIERS, supplier), name="Acme Inc")
    assert tell(renamed) == "Changed supplier Acme Inc: name Acme Inc"
    sold = c.SetSupplierPart(
        uid=scene.new(),
        supplier_uid=supplier,
        part_uid=part,
        supplier_part_number="N-3",
        purchase_unit="box",
        factor=D(100),
    )
    assert tell(sold) == "Noted that Acme Inc sells NUT as N-3: 1 box is 100 ea"
    called = c.AddTradeNumber(uid=scene.new(), part_uid=part, number="M3-NUT")
    assert tell(called) == "Remembered that labels call NUT M3-NUT"
    added = c.CreateMbomLine(uid=line, assembly_uid=w.board, part_uid=part, quantity=D(2))
    assert tell(added) == "Added 2 ea of NUT to the bill of materials of BOARD"
    changed = c.UpdateMbomLine(
        uid=line, etag=scene.etag(rows.MBOM_LINES, line), quantity=D(3), designators=("N1",)
    )
    assert tell(changed) == "Changed NUT in the bill of materials of BOARD: quantity 3, designators N1"
    deleted = c.DeleteMbomLine(uid=line, etag=scene.etag(rows.MBOM_LINES, line))
    assert tell(deleted) == "Took NUT out of the bill of materials of BOARD"


def test_places_rules_and_people(scene: Scene) -> None:
    w, tell = scene.works, scene.told
    bin_, ann = scene.new(), scene.new()
    assert tell(c.CreateLocation(uid=scene.new(), name="Cellar")) == "Created place Cellar"
    created = c.CreateLocation(uid=bin_, name="C1", parent_uid=w.shelf)
    assert tell(created) == "Created place C1 in Stores"
    changed = c.UpdateLocation(
        uid=bin_, etag=scene.etag(rows.LOCATIONS, bin_), type=LocationType.TOTE, inventory_available=False
    )
    assert tell(changed) == "Changed place Stores / C1: kind Tote, inventory available no"
    moved = c.MoveLocation(uid=bin_, etag=scene.etag(rows.LOCATIONS, bin_), parent_uid=w.line)
    assert tell(moved) == "Moved place Line 1 / C1 into Line 1"
    up = c.MoveLocation(uid=bin_, etag=scene.etag(rows.LOCATIONS, bin_), parent_uid=None)
    assert tell(up) == "Moved place C1 to the top"
    assert tell(c.SetRules(any_revision=True)) == (
        "Changed the rules of the house: any revision may be issued yes"
    )
    made = c.CreateOperator(uid=ann, name="Ann", badge="007", role=Role.SUPERVISOR)
    assert tell(made) == "Made Ann known as supervisor"
    pin = c.UpdateOperator(uid=ann, etag=scene.etag(rows.OPERATORS, ann), pin_hash="secret")
    assert tell(pin) == "Changed operator Ann: PIN"


def test_stock(scene: Scene) -> None:
    w, tell = scene.works, scene.told
    reel, serial = scene.new(), scene.new()
    received = c.CreateItem(
        uid=reel, part_uid=w.paste, location_uid=w.shelf, lot_number="L-7", quantity=D("2.50")
    )
    assert tell(received) == "Received 2.5 g of PASTE, lot L-7 at Stores"
    one = c.CreateItem(uid=serial, part_uid=w.radio, location_uid=w.shelf, serial_number="R-1", quantity=D(1))
    assert tell(one) == "Received R-1 (RADIO) at Stores"
    changed = c.UpdateItem(uid=reel, etag=scene.etag(rows.ITEMS, reel), expires_on=date(2027, 1, 31))
    assert tell(changed) == "Changed PASTE, lot L-7: expires on 2027-01-31"
    coded = c.UpdateItem(uid=reel, etag=scene.etag(rows.ITEMS, reel), date_code="2319")
    assert tell(coded) == "Changed PASTE, lot L-7: date code 2319"
    item = w.screw_item
    assert tell(c.AddStock(item_uid=item, quantity=D(5), reason="found")) == (
        "Added 5 ea of SCREW at Stores: found"
    )
    assert tell(c.RemoveStock(item_uid=item, quantity=D(5), reason="lent")) == (
        "Removed 5 ea of SCREW from Stores: lent"
    )
    assert tell(c.ScrapItem(item_uid=serial, quantity=D(1), reason="bent")) == (
        "Scrapped R-1 (RADIO) from Stores: bent"
    )
    assert tell(c.RecountItem(item_uid=item, counted=D(98), reason="year end")) == (
        "Counted 98 ea of SCREW (-2): year end"
    )
    assert tell(c.RecountItem(item_uid=item, counted=D(98), reason="again")) == (
        "Counted 98 ea of SCREW, as expected: again"
    )
    counts = (c.Counted(item_uid=item, expected=D(98), counted=D(99)),)
    booked = c.BookCount(location_uid=w.shelf, counts=counts, reason="cycle")
    assert tell(booked) == "Counted Stores, 1 of 1 differed: cycle"
    half = scene.new()
    moved = c.TransferItem(item_uid=item, to_location_uid=w.line, quantity=D(9), new_uid=half)
    assert tell(moved) == "Moved 9 ea of SCREW from Stores to Line 1"
    parts = tuple(c.SplitOff(uid=scene.new(), quantity=D(n)) for n in (3, 4))
    assert tell(c.SplitItem(item_uid=item, parts=parts)) == "Split 3 ea, 4 ea off SCREW"
    merged = c.MergeItems(new_uid=scene.new(), item_uids=tuple(part.uid for part in parts))
    assert tell(merged) == "Merged 2 items into SCREW"
    assert tell(c.HoldItem(item_uid=reel, reason="wet")) == "Put PASTE, lot L-7 on hold: wet"
    assert tell(c.ReleaseHold(item_uid=reel)) == "Released PASTE, lot L-7 from hold"
    gone = c.DeleteItem(uid=reel, etag=scene.etag(rows.ITEMS, reel), reason="typo")
    assert tell(gone) == "Deleted PASTE, lot L-7: typo"


def test_kits_and_runs(scene: Scene) -> None:
    w, tell, world = scene.works, scene.told, scene.world
    run, kit, line = scene.new(), scene.new(), scene.new()
    planned = c.CreateRun(uid=run, title="First", part_uid=w.board, quantity=D(2))
    assert tell(planned) == "Planned run “First”: 2 ea of BOARD"
    changed = c.UpdateRun(uid=run, etag=scene.etag(rows.RUNS, run), status=RunStatus.HOLD)
    assert tell(changed) == "Changed run “First”: status Hold"
    assert tell(c.CreateKit(uid=kit, number="K-7", run_uid=run)) == "Opened kit K-7 for run “First”"
    filled = c.FillKitFromMbom(kit_uid=kit)
    command_id = world.do(filled).command_id
    assert scene.sentence(command_id) == "Filled kit K-7 from the bill of materials"
    nut = world.part("NUT")
    added = c.AddKitLine(uid=line, kit_uid=kit, part_uid=nut, required=D(4))
    assert tell(added) == "Added 4 ea of NUT to kit K-7"
    less = c.UpdateKitLine(uid=line, etag=scene.etag(rows.KIT_LINES, line), required=D(3))
    assert tell(less) == "Changed NUT in kit K-7: required 3"
    gone = c.RemoveKitLine(uid=line, etag=scene.etag(rows.KIT_LINES, line))
    assert tell(gone) == "Took NUT out of kit K-7"
    screws = derived_id(command_id, w.screw)
    reserved = c.ReserveItem(item_uid=w.screw_item, line_uid=screws, quantity=D(2))
    assert tell(reserved) == "Reserved 2 ea of SCREW for kit K-7"
    released = c.ReleaseItem(item_uid=w.screw_item, line_uid=screws, quantity=D(2))
    assert tell(released) == "Released 2 ea of SCREW that was reserved for kit K-7"
    box = world.item(w.screw, w.line, 9)
    world.do(c.ReserveItem(item_uid=box, line_uid=screws, quantity=D(8)))
    some = c.IssueItem(item_uid=w.screw_item, line_uid=screws, quantity=D(5))
    issued_id = world.do(some).command_id
    told = "Issued 5 ea of SCREW from Stores to kit K-7"
    assert scene.sentence(issued_id) == f"{told}; reserved no longer: 5 ea of SCREW"
    assert tell(c.Undo(command_id=issued_id)) == f"Took back: {told}"
    radio = world.item(w.radio, w.shelf, serial="R-1")
    line_uid = derived_id(command_id, w.radio)
    issued = c.IssueItem(item_uid=radio, line_uid=line_uid, quantity=D(1))
    assert tell(issued) == "Issued R-1 (RADIO) from Stores to kit K-7 (U1)"
    back = c.ReturnItem(item_uid=radio, line_uid=line_uid, quantity=D(1))
    assert tell(back) == "Returned R-1 (RADIO) from kit K-7 (U1) to Stores"
    split = c.SplitKit(kit_uid=kit, new_uid=scene.new(), new_number="K-8")
    assert tell(split) == "Split what kit K-7 lacks off into kit K-8"
    set_out = c.UpdateKit(uid=kit, etag=scene.etag(rows.KITS, kit), location_uid=w.line)
    assert tell(set_out) == "Changed kit K-7: place Line 1"
    assert tell(c.SetKitStatus(uid=kit, status=KitStatus.CANCELED)) == "Set kit K-7 to Canceled"


def test_builds(scene: Scene) -> None:
    w, tell, world = scene.works, scene.told, scene.world
    board = scene.new()
    begun = c.StartBuild(uid=board, run_uid=w.board_run, location_uid=w.line, serial_number="B-1")
    assert tell(begun) == "Began B-1 (BOARD) of run “Boards” at Line 1"
    radio = world.item(w.radio, w.shelf, serial="R-1")
    need = derived_id(board, w.radio)
    put_in = c.InstallItem(item_uid=radio, requirement_uid=need, quantity=D(1))
    assert tell(put_in) == "Installed R-1 (RADIO) from Stores in B-1 (U1)"
    out = c.UninstallItem(item_uid=radio, requirement_uid=need, quantity=D(1))
    assert tell(out) == "Took R-1 (RADIO) out of B-1 (U1), back to Line 1"
    finished = c.CompleteBuild(item_uid=board, location_uid=w.shelf, incomplete_ok=True)
    assert tell(finished) == "Finished B-1 (BOARD); it is at Stores"


def test_positions_and_orders(scene: Scene) -> None:
    w, tell = scene.works, scene.told
    catalogue, position, order = scene.new(), scene.new(), scene.new()
    assert tell(c.CreateCatalogue(uid=catalogue, ref="MAIN", name="Main")) == "Opened catalogue MAIN"
    kept = c.CreatePosition(
        uid=position, catalogue_uid=catalogue, ref="P-1", part_uid=w.radio, location_uid=w.line
    )
    assert tell(kept) == "Set up position P-1: RADIO at Line 1"
    changed = c.UpdatePosition(
        uid=position, etag=scene.etag(rows.POSITIONS, position), minimum=D(1), maximum=D(5)
    )
    assert tell(changed) == "Changed position P-1: minimum 1, maximum 5"
    gone = c.DeletePosition(uid=position, etag=scene.etag(rows.POSITIONS, position), reason="moved")
    assert tell(gone) == "Took position P-1 away: moved"
    ordered = c.CreateOrderLine(uid=order, order_number="PO-9", part_uid=w.paste, ordered=D(50))
    assert tell(ordered) == "Ordered 50 g of PASTE on order PO-9"
    received = c.CreateItem(
        uid=scene.new(),
        part_uid=w.paste,
        location_uid=w.shelf,
        lot_number="L-8",
        quantity=D(20),
        order_line_uid=order,
    )
    assert tell(received) == "Received 20 g of PASTE, lot L-8 at Stores on order PO-9"
    ended = c.UpdateOrderLine(
        uid=order, etag=scene.etag(rows.ORDER_LINES, order), status=OrderStatus.CANCELED
    )
    assert tell(ended) == "Changed order PO-9: status Canceled"


def test_an_undo_says_what_it_took_back(scene: Scene) -> None:
    board = start(scene.world, scene.works, scene.works.board_run, "B-1")
    done = install(scene.world, scene.works.screw_item, board, scene.works.screw, 4)
    undo = scene.world.undo(done)
    assert scene.sentence(undo) == "Took back: Installed 4 ea of SCREW from Stores in B-1"
    with scene.store.reading() as reader:
        newest, before = read_history(reader, EVERYTHING, Speech(), limit=2).rows
    assert (newest.undone, newest.may_be_undone) == (False, False)
    assert (before.command_id, before.undone, before.may_be_undone) == (done, True, False)


def test_what_is_gone_is_still_named(scene: Scene) -> None:
    """The journal keeps what records were when they were taken away."""
    line = scene.world.mbom(scene.works.system, {scene.works.screw: 4})[0]
    changed = c.UpdateMbomLine(uid=line, etag=scene.etag(rows.MBOM_LINES, line), quantity=D(5))
    before = scene.world.do(changed).command_id
    scene.world.do(c.DeleteMbomLine(uid=line, etag=scene.etag(rows.MBOM_LINES, line)))
    said = scene.sentence(before)
    assert said == "Changed SCREW in the bill of materials of SYSTEM: quantity 5, designators none"
    supplier = scene.world.do(c.CreateSupplier(uid=scene.new(), name="Acme")).command_id
    assert scene.sentence(scene.world.undo(supplier)) == "Took back: Created supplier Acme"


def _sorted_kinds() -> list[str]:
    return sorted(KINDS)


@pytest.mark.parametrize("kind", _sorted_kinds())
def test_every_command_belongs_to_one_group(kind: str) -> None:
    assert kind in kinds_of(group_of(KINDS[kind]))
    assert sum(kind in kinds_of(group) for group in EventGroup) == 1


def test_sentences_go_through_the_translation(scene: Scene) -> None:
    def shouting(text: str) -> str:
        return text.upper().replace("{PART}", "{part}").replace("{REVISION}", "{revision}")

    translate: Callable[[str], str] = shouting
    made = scene.world.do(c.CreatePart(uid=scene.new(), part_number="Nut")).command_id
    with scene.store.reading() as reader:
        detail = read_entry(reader, made, Speech(translate))
    assert detail is not None
    assert detail.row.sentence == "CREATED PART Nut REVISION A"


def test_tracking_types_are_told(scene: Scene) -> None:
    part = scene.world.part("NUT")
    update = c.UpdatePart(uid=part, etag=scene.etag(rows.PARTS, part), tracking=TrackingType.LOT)
    assert scene.told(update) == "Changed part NUT: tracked by lot"
