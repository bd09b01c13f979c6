"""The store: what goes in comes out, once."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from kitstation.domain.commands import (
    AddKitLine,
    Command,
    CreateItem,
    CreateMbomLine,
    CreateSupplier,
    DeleteMbomLine,
    Entry,
    IssueItem,
    Undo,
    UpdateItem,
    UpdatePart,
)
from kitstation.domain.errors import StoreFault
from kitstation.domain.etags import etag
from kitstation.domain.outcomes import Accepted
from kitstation.domain.quantities import LARGEST
from kitstation.domain.records import (
    BuildRequirement,
    Catalogue,
    HowCreated,
    InventoryItem,
    Kit,
    KitLine,
    KitStatus,
    LabelKind,
    Location,
    LocationType,
    MbomLine,
    Operator,
    OrderLine,
    OrderStatus,
    Part,
    Position,
    PrintJob,
    PrintState,
    Record,
    Role,
    Rules,
    Run,
    Supplier,
    SupplierPart,
    TrackingType,
    TradeNumber,
)
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.store import codec, rows, tables
from kitstation.store.rows import RowMap
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.clock import NOON
from tests.support.histories import History, histories
from tests.support.tables import contents
from tests.support.world import World

LATER = datetime(2026, 3, 2, 13, 14, 15, 123456, tzinfo=UTC)
TEXT = 'Ünï "quoted" \x1d 漢字 \\'

PART = Part(
    uid="p",
    part_number="PN-1",
    revision="B",
    description=TEXT,
    manufacturer="ACME",
    tracking=TrackingType.SERIAL,
    unit="ea",
    manufacturer_part_number="ACM-1",
    gtin="04012345678901",
    serial_pattern="{seq}",
    lot_pattern="{part}-{seq:3}",
    archived=True,
    version=3,
)
SUPPLIER = Supplier(uid="s", name=TEXT, archived=True, version=2)
SUPPLIER_PART = SupplierPart(
    uid="sp",
    supplier_uid="s",
    part_uid="p",
    supplier_part_number="S-1",
    purchase_unit="reel",
    factor=Decimal("0.5"),
)
LOCATION = Location(
    uid="l",
    name="A1",
    parent_uid=None,
    path="A1",
    type=LocationType.RACK,
    description=TEXT,
    barcode="LOC-1",
    inventory_available=False,
    exclude_from_merge=True,
    archived=True,
)
SUBLOCATION = Location(uid="l2", name="Bin 1", parent_uid="l", path="A1/Bin 1")
ASSEMBLY = replace(PART, uid="a", part_number="BOARD", tracking=TrackingType.UNTRACKED)
MBOM_LINE = MbomLine(
    uid="m", assembly_uid="a", part_uid="p", quantity=Decimal("0.000001"), designators=("R1", TEXT)
)
RUN = Run(uid="r", title="Run 1", part_uid="a", quantity=Decimal("999999999999.999999"))
ITEM = InventoryItem(
    uid="i",
    part_uid="p",
    serial_number=TEXT,
    lot_number="LOT-1",
    location_uid="l2",
    quantity=Decimal(1),
    unit="ea",
    supplier_uid="s",
    cost=Decimal("11.21"),
    expires_on=date(2027, 1, 31),
    received_at=LATER,
)
BARE_ITEM = replace(
    ITEM, uid="i2", serial_number=None, lot_number=None, supplier_uid=None, cost=None, expires_on=None
)
FULL_ITEM = replace(
    ITEM,
    uid="i3",
    serial_number="SN-2",
    condition="USED",
    storage_area="cool",
    usage_type="R&D",
    hold_reason=TEXT,
    in_work=True,
    run_uid="r",
    order_line_uid="o",
    origin_uid="i",
    merged_into_uid="i2",
    how_created=HowCreated.SPLIT,
    created_by="Ada",
    deleted=True,
    blocked=True,
)
REQUIREMENT = BuildRequirement(
    uid="br",
    assembly_uid="i",
    part_uid="p",
    quantity=Decimal("2.5"),
    unit="ea",
    designators=("R1",),
    substitutes=("a",),
)
KIT = Kit(
    uid="k",
    number="KIT-1",
    run_uid="r",
    status=KitStatus.IN_PROGRESS,
    created_at=LATER,
    location_uid="l",
    delivery_uid="l2",
    assigned_to="Ada",
)
KIT_LINE = KitLine(
    uid="kl",
    kit_uid="k",
    part_uid="p",
    required=Decimal("2.5"),
    unit="ea",
    designators=(),
    substitutes=("a", "p"),
)
CATALOGUE = Catalogue(uid="c", ref="MAIN", name=TEXT, type="X", description=TEXT, status="ACTIVE")
POSITION = Position(
    uid="po",
    catalogue_uid="c",
    ref="PN-1:A1",
    part_uid="p",
    location_uid="l",
    type="X",
    status="ACTIVE",
    bin="7",
    reference_number="R-1",
    minimum=Decimal("0.5"),
    maximum=Decimal(7),
    attributes=("colour=red",),
    created_at=LATER,
    updated_at=LATER,
)
ORDER_LINE = OrderLine(
    uid="o",
    order_number="PO-1",
    part_uid="p",
    supplier_uid="s",
    location_uid="l",
    ordered=Decimal(500),
    received=Decimal("0.5"),
    purchase_unit="reel",
    factor=Decimal(100),
    expected_on=date(2026, 4, 1),
    status=OrderStatus.PARTIALLY_RECEIVED,
)
RULES = Rules(
    any_revision=True, allow_negative_untracked=True, serial_pattern="{seq}", lot_pattern="L{seq}", version=1
)
OPERATOR = Operator(uid="op", name="Ada", badge="B-1", role=Role.SUPERVISOR, pin_hash="hash", active=False)
PRINT_JOB = PrintJob(
    uid="pj",
    template="item",
    kind=LabelKind.ITEM,
    record_uids=("i", "i2"),
    copies=3,
    printer="Zebra",
    station="B1",
    state=PrintState.UNCERTAIN,
    note="out of labels",
    command_id="c1",
    created_at=NOON,
    created_by="Ada",
    settled_at=NOON + timedelta(minutes=1),
    version=4,
)
REPRINT = replace(PRINT_JOB, uid="pj2", repeats_uid="pj", command_id="c2", state=PrintState.SENT, note="")

RECORDS: list[tuple[RowMap[Any], Any]] = [
    (rows.PARTS, PART),
    (rows.PARTS, ASSEMBLY),
    (rows.SUPPLIERS, SUPPLIER),
    (rows.SUPPLIER_PARTS, SUPPLIER_PART),
    (rows.TRADE_NUMBERS, TradeNumber(uid="tn", part_uid="p", number=TEXT)),
    (rows.LOCATIONS, LOCATION),
    (rows.LOCATIONS, SUBLOCATION),
    (rows.MBOM_LINES, MBOM_LINE),
    (rows.RUNS, RUN),
    (rows.CATALOGUES, CATALOGUE),
    (rows.POSITIONS, POSITION),
    (rows.ORDER_LINES, ORDER_LINE),
    (rows.RULES, RULES),
    (rows.OPERATORS, OPERATOR),
    (rows.ITEMS, ITEM),
    (rows.ITEMS, BARE_ITEM),
    (rows.ITEMS, FULL_ITEM),
    (rows.REQUIREMENTS, REQUIREMENT),
    (rows.KITS, KIT),
    (rows.KIT_LINES, KIT_LINE),
    (rows.PRINT_JOBS, PRINT_JOB),
    (rows.PRINT_JOBS, REPRINT),
]


def test_every_kind_of_record_goes_in_and_out() -> None:
    assert (
        {kind.kind for kind, _ in RECORDS} == {kind.kind for kind in rows.IN_ORDER} == set(get_args(Record))
    )


def test_every_record_comes_back_as_it_went_in(store: Store) -> None:
    with store._database.writing() as connection:
        for kind, record in RECORDS:
            kind.insert.run(connection, [kind.inserted(record)])
    with store.reading() as connection:
        for kind, record in RECORDS:
            row = connection.execute(kind.select.where(kind.table.c.uid == record.uid)).mappings().one()
            assert kind.record(row) == record
            assert repr(kind.record(row)) == repr(record)


@pytest.mark.parametrize("kind", rows.IN_ORDER, ids=lambda kind: kind.kind.__name__)
def test_a_record_and_its_row_have_the_same_names(kind: RowMap[Any]) -> None:
    names = {field.name for field in fields(kind.kind)}
    assert {column.name for column in kind.table.columns if column.name != "id"} == names


def test_a_time_of_another_zone_is_kept_as_the_same_moment(store: Store) -> None:
    tokyo = LATER.astimezone(timezone(timedelta(hours=9)))
    with store._database.writing() as connection:
        for kind, record in RECORDS:
            if kind.table in (tables.part, tables.supplier, tables.location):
                kind.insert.run(connection, [kind.inserted(record)])
        rows.ITEMS.insert.run(connection, [rows.ITEMS.inserted(replace(ITEM, received_at=tokyo))])
    with store.reading() as connection:
        item = rows.ITEMS.record(connection.execute(rows.ITEMS.select).mappings().one())
    assert item.received_at == LATER
    assert item.received_at.utcoffset() == timedelta(0)


@given(histories())
def test_every_command_comes_back_from_its_journal_form(history: History) -> None:
    for entry in history.entries:
        form = codec.dump(entry.command)
        assert codec.load(form.kind, codec.FORMAT, form.payload) == entry.command


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_a_quantity_in_the_journal_is_never_a_floating_point_number(quantity: Decimal) -> None:
    command = IssueItem(item_uid="i", line_uid="l", quantity=quantity)
    form = codec.dump(command)
    assert codec.load(form.kind, codec.FORMAT, form.payload) == command


@pytest.mark.parametrize(("one", "other"), [("1", "1.0"), ("10", "1E+1"), ("2.5", "2.500"), ("0", "-0.00")])
def test_equal_commands_have_equal_forms(one: str, other: str) -> None:
    forms = {
        codec.dump(IssueItem(item_uid="i", line_uid="l", quantity=Decimal(text))) for text in (one, other)
    }
    assert len(forms) == 1


@pytest.mark.parametrize("text", ["NaN", "-Infinity", "1E+999999", "1" * 60])
def test_what_is_no_quantity_is_refused_and_not_a_bug(
    store: Store, world: World, bench_uids: BenchUids, text: str
) -> None:
    command = IssueItem(
        item_uid=bench_uids.screw_item, line_uid=bench_uids.screw_line, quantity=Decimal(text)
    )
    refused = store.execute(world.entry(command))
    assert isinstance(refused, Refused)
    assert refused.code is RefusalCode.BAD_QUANTITY


@pytest.mark.parametrize("version", codec.FORMATS)
def test_what_an_older_form_leaves_out_stays_as_it_is(version: int) -> None:
    payload = '{"uid":"i","etag":"e","lot_number":"L","cost":null,"expires_on":null}'
    assert codec.load("UpdateItem", version, payload) == UpdateItem(uid="i", etag="e", lot_number="L")


def test_what_is_taken_away_is_told_from_what_stays_in_the_journal() -> None:
    for command in (
        UpdateItem(uid="i", etag="e", cost="", expires_on=""),
        UpdateItem(uid="i", etag="e", cost=Decimal("1.5"), expires_on=date(2027, 1, 31)),
        UpdateItem(uid="i", etag="e"),
    ):
        form = codec.dump(command)
        assert codec.load(form.kind, codec.FORMAT, form.payload) == command


@pytest.mark.parametrize(
    ("kind", "version"), [("IssueItem", codec.FORMAT + 1), ("IssueItem", 0), ("TeleportItem", 1)]
)
def test_a_command_in_a_form_that_is_not_known_is_a_fault(kind: str, version: int) -> None:
    with pytest.raises(StoreFault) as caught:
        codec.load(kind, version, "{}")
    assert kind in caught.value.detail
    assert caught.value.hint


def test_a_repeated_command_is_accepted_again_and_not_done_again(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    command = IssueItem(item_uid=bench_uids.screw_item, line_uid=bench_uids.screw_line, quantity=Decimal(3))
    entry = world.entry(command)
    first = store.execute(entry)
    assert isinstance(first, Accepted)
    assert not first.repeated
    before = contents(store)
    again = store.execute(replace(entry, at=NOON + timedelta(days=1), operator="Bob"))
    assert isinstance(again, Accepted)
    assert (again.repeated, again.changes.movements, again.changes.puts) == (True, (), ())
    assert contents(store) == before


def test_a_repeat_within_one_batch_is_not_done_again(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    command = IssueItem(item_uid=bench_uids.screw_item, line_uid=bench_uids.screw_line, quantity=Decimal(3))
    entry = world.entry(command)
    first, again = store.execute_all([entry, entry])
    assert isinstance(first, Accepted)
    assert isinstance(again, Accepted)
    assert (first.repeated, again.repeated) == (False, True)
    assert len([row for row in contents(store)["journal"] if row[1] == entry.command_id]) == 1


def test_a_repeat_whose_quantity_is_written_otherwise_is_a_repeat(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    command = IssueItem(item_uid=bench_uids.screw_item, line_uid=bench_uids.screw_line, quantity=Decimal(3))
    entry = world.entry(command)
    store.execute(entry)
    again = store.execute(replace(entry, command=replace(command, quantity=Decimal("3.00"))))
    assert isinstance(again, Accepted)
    assert again.repeated


@pytest.mark.parametrize(
    "other",
    [
        CreateSupplier(uid="s", name="Other"),
        CreateSupplier(uid="t", name="Acme"),
        Undo(command_id="s"),
    ],
)
def test_an_id_that_is_used_for_something_else_is_refused(store: Store, world: World, other: Command) -> None:
    entry = world.entry(CreateSupplier(uid="s", name="Acme"))
    store.execute(entry)
    before = contents(store)
    refused = store.execute(replace(entry, command=other))
    assert isinstance(refused, Refused)
    assert refused.code is RefusalCode.ID_REUSED
    assert contents(store) == before


def test_the_id_of_a_refused_command_is_free(store: Store, world: World) -> None:
    entry = world.entry(CreateSupplier(uid="s", name=""))
    assert isinstance(store.execute(entry), Refused)
    assert isinstance(store.execute(replace(entry, command=CreateSupplier(uid="s", name="Acme"))), Accepted)


def test_the_journal_says_who_when_and_where(store: Store, world: World) -> None:
    entry = world.entry(CreateSupplier(uid="s", name="Acme"), operator="Ada", station="Bench 7")
    store.execute(entry)
    [row] = contents(store)["journal"]
    assert row[:2] == (1, entry.command_id)
    assert row[5:8] == ("2026-03-02T12:00:00.000000Z", "Ada", "Bench 7")


def test_everything_that_was_done_to_a_kit_is_in_its_history(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    issued = world.issue(bench_uids.screw_item, bench_uids.screw_line, 2)
    returned = world.give_back(bench_uids.screw_item, bench_uids.screw_line, 1)
    undone = world.undo(returned)
    world.supplier("Acme")
    line = AddKitLine(uid="line", kit_uid=bench_uids.kit, part_uid=bench_uids.assembly, required=Decimal(1))
    added = world.do(line).command_id
    taken_back = world.undo(added)
    history = [row[1:3] for row in contents(store)["journal"] if row[8] == bench_uids.kit]
    assert [kind for _, kind in history[:2]] == ["CreateKit", "FillKitFromMbom"]
    assert [uid for uid, _ in history[2:]] == [issued, returned, undone, added, taken_back]


def test_what_was_written_is_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "kitstation.db"
    store = Store(path)
    World(store).supplier("Acme")
    before = contents(store)
    store.close()
    store = Store(path)
    assert contents(store) == before
    store.close()


def test_an_empty_batch_does_nothing(store: Store) -> None:
    before = contents(store)
    assert store.execute_all([]) == store.execute_all([], atomic=True) == []
    assert contents(store) == before


def test_a_lot_whose_serial_number_is_blank_is_a_lot(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    """A blank field of a form or a table is no number."""
    for uid in ("first", "second"):
        world.do(
            CreateItem(
                uid=uid,
                part_uid=bench_uids.paste,
                location_uid=bench_uids.bin,
                serial_number="",
                lot_number="LOT-9",
                quantity=Decimal(5),
            )
        )
    with store.reading() as connection:
        items = connection.execute(select(rows.ITEMS.table.c.serial_number).distinct()).scalars().all()
    assert set(items) == {None, "SN-1"}


def test_more_of_a_part_than_can_be_counted_is_refused(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    def screws(uid: str, quantity: Decimal) -> Entry:
        command = CreateItem(
            uid=uid, part_uid=bench_uids.screw, location_uid=bench_uids.bin, quantity=quantity
        )
        return world.entry(command)

    outcomes = store.execute_all([screws("most", LARGEST - 100), screws("more", Decimal("0.000001"))])
    assert isinstance(outcomes[0], Accepted)
    assert isinstance(outcomes[1], Refused)
    assert outcomes[1].code is RefusalCode.BAD_QUANTITY


def test_a_unit_stays_what_it_is_where_a_kit_has_a_line_for_the_part(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    world.issue(bench_uids.radio_item, bench_uids.radio_line)
    with store.reading() as connection:
        parts = connection.execute(rows.PARTS.select).mappings().all()
    seen = {row["uid"]: etag(rows.PARTS.record(row)) for row in parts}
    radio = UpdatePart(uid=bench_uids.radio, etag=seen[bench_uids.radio], unit="kg")
    assert world.refused(radio).code is RefusalCode.UNIT_MISMATCH
    world.do(UpdatePart(uid=bench_uids.assembly, etag=seen[bench_uids.assembly], unit="kg"))


def test_an_mbom_line_can_be_replaced_within_one_batch(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    [uid] = world.mbom(bench_uids.radio, {bench_uids.screw: 1})
    line = MbomLine(
        uid=uid, assembly_uid=bench_uids.radio, part_uid=bench_uids.screw, quantity=Decimal(1), designators=()
    )
    again = CreateMbomLine(
        uid="new", assembly_uid=bench_uids.radio, part_uid=bench_uids.screw, quantity=Decimal(2)
    )
    entries = [world.entry(DeleteMbomLine(uid=uid, etag=etag(line))), world.entry(again)]
    assert all(isinstance(outcome, Accepted) for outcome in store.execute_all(entries))
    assert [row[0] for row in contents(store)["mbom_line"] if row[1] == bench_uids.radio] == ["new"]


def test_two_undos_of_one_command_in_a_batch_undo_it_once(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    issued = world.issue(bench_uids.screw_item, bench_uids.screw_line, 2)
    world.issue(bench_uids.screw_item, bench_uids.screw_line, 2)
    first, second = store.execute_all([world.entry(Undo(command_id=issued)) for _ in range(2)])
    assert isinstance(first, Accepted)
    assert isinstance(second, Refused)
    assert second.code is RefusalCode.ALREADY_UNDONE


def test_an_issue_can_be_undone_in_its_own_batch(store: Store, world: World, bench_uids: BenchUids) -> None:
    issue = world.entry(
        IssueItem(item_uid=bench_uids.radio_item, line_uid=bench_uids.radio_line, quantity=Decimal(1))
    )
    undo = world.entry(Undo(command_id=issue.command_id))
    assert all(isinstance(outcome, Accepted) for outcome in store.execute_all([issue, undo]))
    world.issue(bench_uids.radio_item, bench_uids.radio_line)
