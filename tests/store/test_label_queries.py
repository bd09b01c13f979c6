"""What labels say of records, which records are chosen for them, and what was printed about one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    CreateLocation,
    CreateOperator,
    DeleteItem,
    PrintLabels,
    Reprint,
    SettlePrintJob,
)
from kitstation.domain.etags import etag
from kitstation.domain.records import LabelKind, PrintState, Role
from kitstation.labels.fields import RecordKind, fields_of
from kitstation.labels.label_data import label_data
from kitstation.store.codec import load
from kitstation.store.queries import print_jobs
from kitstation.store.queries.label_data import LabelValues, label_values
from kitstation.store.queries.label_subjects import SelectedBy, Selection, can_select, selected
from kitstation.store.rebuild import rebuild
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.clock import FakeClock
from tests.support.statements import plans
from tests.support.world import World

_OF_THE_PRINTING = {"printed_on", "printed_by", "site", "payload", "code"}


@pytest.fixture
def operator(world: World) -> str:
    uid = world.ids.new()
    world.do(CreateOperator(uid=uid, name="Ada", badge="OP-7", role=Role.SUPERVISOR))
    return uid


def values_of(store: Store, kind: LabelKind, uid: str) -> LabelValues:
    with store.reading() as reader:
        return label_values(reader, kind, [uid], UTC)[uid]


def chosen(store: Store, kind: LabelKind, by: str, text: str) -> tuple[str, ...]:
    with store.reading() as reader:
        return selected(reader, kind, Selection(SelectedBy(by), text))


def test_every_kind_gives_the_fields_that_templates_know(
    store: Store, bench_uids: BenchUids, operator: str
) -> None:
    uids = {
        LabelKind.ITEM: bench_uids.radio_item,
        LabelKind.LOT: bench_uids.paste_item,
        LabelKind.LOCATION: bench_uids.bin,
        LabelKind.KIT: bench_uids.kit,
        LabelKind.KIT_LINE: bench_uids.screw_line,
        LabelKind.OPERATOR: operator,
    }
    for kind, uid in uids.items():
        values = values_of(store, kind, uid)
        known = set(fields_of(RecordKind(kind.value)))
        optional = (
            {"serial_number", "lot_number", "date_code", "location"} if kind is LabelKind.KIT_LINE else set()
        )
        assert known - _OF_THE_PRINTING - optional <= set(values) <= known
        assert label_data(RecordKind(kind.value), values).value("code")


def test_an_item_is_named_by_its_serial_number_and_its_place(store: Store, bench_uids: BenchUids) -> None:
    values = values_of(store, LabelKind.ITEM, bench_uids.radio_item)
    assert (values["part_number"], values["serial_number"]) == ("RADIO", "SN-1")
    assert (values["quantity"], values["location"], values["supplier"]) == (
        Decimal(1),
        "Stores/A1-03",
        None,
    )


def test_a_day_is_the_day_where_the_label_is_printed(world: World, store: Store) -> None:
    assert isinstance(world.clock, FakeClock)
    world.clock.set(datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
    item = world.item(world.part("NUT"), world.location("Stores"), 5)
    with store.reading() as reader:
        east = timezone(timedelta(hours=2))
        assert label_values(reader, LabelKind.ITEM, [item], east)[item]["received_on"] == date(2026, 3, 3)


def test_a_place_with_a_barcode_of_its_own_says_that(world: World, store: Store) -> None:
    uid = world.ids.new()
    world.do(CreateLocation(uid=uid, name="Cage", barcode="LOC-9"))
    assert values_of(store, LabelKind.LOCATION, uid)["code"] == "LOC-9"
    assert chosen(store, LabelKind.LOCATION, "location", "LOC-9") == (uid,)


def test_a_bag_says_what_is_in_it(world: World, store: Store, bench_uids: BenchUids) -> None:
    empty = values_of(store, LabelKind.KIT_LINE, bench_uids.paste_line)
    assert (empty["quantity"], empty["required"], empty["part_number"]) == (Decimal(0), Decimal(5), "PASTE")
    world.issue(bench_uids.paste_item, bench_uids.paste_line, "2.5")
    full = values_of(store, LabelKind.KIT_LINE, bench_uids.paste_line)
    assert (full["quantity"], full["lot_number"], full["location"]) == (
        Decimal("2.5"),
        "LOT-1",
        "Stores/A1-03",
    )
    assert (full["line"], full["kit_number"], full["run"]) == (Decimal(1), "KIT-1", "Run")


def test_a_bag_of_several_items_says_only_how_much(world: World, store: Store, bench_uids: BenchUids) -> None:
    other = world.item(bench_uids.radio, bench_uids.bin, 1, serial="SN-2")
    for item in (bench_uids.radio_item, other):
        world.issue(item, bench_uids.radio_line)
    values = values_of(store, LabelKind.KIT_LINE, bench_uids.radio_line)
    assert (values["quantity"], values.get("serial_number"), values["part_number"]) == (
        Decimal(2),
        None,
        "RADIO",
    )


def test_what_is_gone_has_no_label(world: World, store: Store, bench_uids: BenchUids) -> None:
    nut = world.item(world.part("NUT"), bench_uids.bin, 0)
    with store.reading() as reader:
        from kitstation.store.rows import ITEMS

        record = ITEMS.record(reader.execute(ITEMS.select.where(ITEMS.table.c.uid == nut)).mappings().one())
    world.do(DeleteItem(uid=nut, etag=etag(record)))
    with store.reading() as reader:
        assert label_values(reader, LabelKind.ITEM, [nut, bench_uids.screw_item]).keys() == {
            bench_uids.screw_item
        }
        assert label_values(reader, LabelKind.ITEM, []) == {}
    assert chosen(store, LabelKind.ITEM, "uid", nut) == ()


@pytest.mark.parametrize(
    ("kind", "by", "text", "names"),
    [
        ("item", "serial", "SN-1", ["radio_item"]),
        ("item", "lot", "LOT-1", ["paste_item"]),
        ("item", "part", "SCREW", ["screw_item"]),
        ("item", "location", "Stores/A1-03", ["paste_item", "radio_item", "screw_item"]),
        ("item", "location", "Stores", []),
        ("item", "location", "Stores/*", ["paste_item", "radio_item", "screw_item"]),
        ("lot", "location", "Stores/*", ["paste_item"]),
        ("lot", "serial", "SN-1", []),
        ("item", "kit", "KIT-1", ["screw_item"]),
        ("location", "location", "Stores/A1-03", ["bin"]),
        ("location", "location", "Stores/*", ["bin"]),
        ("kit", "kit", "KIT-1", ["kit"]),
        ("kit", "kit", "KIT-2", []),
        ("kit_line", "kit", "KIT-1", ["paste_line", "radio_line", "screw_line"]),
        ("kit_line", "line", "KIT-1/SCREW", ["screw_line"]),
        ("kit_line", "line", "KIT-1", []),
        ("operator", "operator", "Grace", []),
    ],
)
def test_records_are_chosen_by_what_people_call_them(
    world: World, store: Store, bench_uids: BenchUids, kind: str, by: str, text: str, names: list[str]
) -> None:
    world.issue(bench_uids.screw_item, bench_uids.screw_line, 3)
    expected = tuple(getattr(bench_uids, name) for name in names)
    assert chosen(store, LabelKind(kind), by, text) == expected


def test_slashes_in_numbers_do_not_hide_a_line(world: World, store: Store, bench_uids: BenchUids) -> None:
    nut = world.part("M3/8")
    board = world.part("WIDGET")
    world.mbom(board, {nut: 1})
    kit = world.kit(world.run(board), number="K/7")
    assert chosen(store, LabelKind.KIT_LINE, "line", "K/7/M3/8") == (world.line(kit, nut),)
    assert bench_uids.kit != kit


def test_operators_and_uids_are_chosen(store: Store, bench_uids: BenchUids, operator: str) -> None:
    assert chosen(store, LabelKind.OPERATOR, "operator", "Ada") == (operator,)
    assert chosen(store, LabelKind.OPERATOR, "uid", operator) == (operator,)
    assert chosen(store, LabelKind.ITEM, "uid", bench_uids.kit) == ()
    assert chosen(store, LabelKind.KIT, "uid", bench_uids.kit) == (bench_uids.kit,)
    assert can_select(LabelKind.KIT_LINE, SelectedBy.LINE)
    assert not can_select(LabelKind.KIT_LINE, SelectedBy.SERIAL)


def ask(world: World, *record_uids: str, printer: str = "Zebra", first_label: int = 1) -> str:
    uid = world.ids.new()
    world.do(
        PrintLabels(
            uid=uid,
            template="item",
            kind=LabelKind.ITEM,
            record_uids=record_uids,
            printer=printer,
            first_label=first_label,
        )
    )
    return uid


def test_labels_printed_for_an_item_are_found(world: World, store: Store, bench_uids: BenchUids) -> None:
    first = ask(world, bench_uids.radio_item, bench_uids.screw_item)
    ask(world, bench_uids.paste_item)
    for state in (PrintState.SENDING, PrintState.SENT):
        world.do(SettlePrintJob(uid=first, state=state))
    again = world.ids.new()
    world.do(Reprint(uid=again, job_uid=first))
    with store.reading() as reader:
        found = print_jobs.jobs_about(reader, bench_uids.radio_item)
        assert [(job.uid, job.state, job.repeats_uid) for job in found] == [
            (again, PrintState.QUEUED, first),
            (first, PrintState.SENT, None),
        ]
        assert print_jobs.jobs_about(reader, bench_uids.kit) == ()


def test_the_oldest_job_of_a_printer_comes_first(world: World, store: Store, bench_uids: BenchUids) -> None:
    jobs = [ask(world, bench_uids.radio_item, printer=printer) for printer in ("A", "B", "A")]
    with store.reading() as reader:
        first = print_jobs.next_queued(reader, "Bench 1", "A")
        assert first is not None
        assert first.uid == jobs[0]
        assert print_jobs.next_queued(reader, "Bench 2", "A") is None
        assert [job.uid for job in print_jobs.newest_jobs(reader, 2)] == [jobs[2], jobs[1]]
        assert print_jobs.job_with_uid(reader, jobs[1]) is not None
        assert print_jobs.job_with_uid(reader, "nothing") is None
    world.do(SettlePrintJob(uid=jobs[0], state=PrintState.CANCELLED))
    with store.reading() as reader:
        queued = print_jobs.jobs_in(reader, "Bench 1", *print_jobs.UNSETTLED)
        assert [job.uid for job in queued] == jobs[1:]


def test_the_journal_gives_every_print_job_again(world: World, store: Store, bench_uids: BenchUids) -> None:
    job = ask(world, bench_uids.radio_item, bench_uids.radio_item)
    world.do(SettlePrintJob(uid=job, state=PrintState.QUEUED, note="out of labels"))
    world.do(SettlePrintJob(uid=job, state=PrintState.CANCELLED))
    world.do(Reprint(uid=world.ids.new(), job_uid=job))
    assert rebuild(store, store.path.with_name("rebuilt.db")).differences == ()


@pytest.mark.parametrize("kind", list(LabelKind))
def test_the_labels_know_every_kind_of_record_that_is_printed(kind: LabelKind) -> None:
    assert RecordKind(kind.value).name == kind.name


def test_nothing_is_read_whole_to_find_what_labels_are_about(
    world: World, store: Store, bench_uids: BenchUids
) -> None:
    """There may be a million items, and years of print jobs."""
    ask(world, bench_uids.radio_item)
    with plans() as steps, store.reading() as reader:
        for by, text in (("serial", "SN-1"), ("lot", "LOT-1"), ("part", "SCREW"), ("kit", "KIT-1")):
            selected(reader, LabelKind.ITEM, Selection(SelectedBy(by), text))
        for by, text in (("location", "Stores/A1-03"), ("location", "Stores/*")):
            selected(reader, LabelKind.ITEM, Selection(SelectedBy(by), text))
            selected(reader, LabelKind.LOCATION, Selection(SelectedBy(by), text))
        selected(reader, LabelKind.KIT_LINE, Selection(SelectedBy.LINE, "KIT-1/SCREW"))
        for kind, uid in (
            (LabelKind.ITEM, bench_uids.radio_item),
            (LabelKind.LOCATION, bench_uids.bin),
            (LabelKind.KIT, bench_uids.kit),
            (LabelKind.KIT_LINE, bench_uids.screw_line),
        ):
            label_values(reader, kind, [uid])
        print_jobs.next_queued(reader, "B1", "Zebra")
        print_jobs.jobs_in(reader, "B1", *print_jobs.UNSETTLED)
        print_jobs.jobs_about(reader, bench_uids.radio_item)
        print_jobs.newest_jobs(reader)
    whole = {step for step in steps if step.startswith("SCAN") and "USING INDEX ix_print_job" not in step}
    assert whole == set()


def test_the_last_sheet_in_a_printer_is_remembered(world: World, store: Store, bench_uids: BenchUids) -> None:
    def last(printer: str = "Zebra", template: str = "item") -> str | None:
        with store.reading() as reader:
            found = print_jobs.last_on_sheet(reader, "Bench 1", printer, template)
        return None if found is None else found.uid

    assert last() is None
    first, second = (ask(world, bench_uids.radio_item, first_label=number) for number in (5, 9))
    assert (last(), last("Other"), last(template="kit")) == (second, None, None)
    # Labels that never came out use no sheet.
    world.do(SettlePrintJob(uid=second, state=PrintState.CANCELLED))
    assert last() == first
    with store.reading() as reader:
        found = print_jobs.job_with_uid(reader, first)
    assert found is not None
    assert found.first_label == 5


def test_a_journal_that_knows_no_sheets_begins_with_their_first_label() -> None:
    old = '{"uid": "j", "template": "item", "kind": "item", "record_uids": ["i"], "printer": "Zebra", "copies": 2}'
    asked = load("PrintLabels", 1, old)
    assert isinstance(asked, PrintLabels)
    assert (asked.copies, asked.first_label) == (2, 1)
    again = load("Reprint", 1, '{"uid": "k", "job_uid": "j", "printer": null}')
    assert again == Reprint(uid="k", job_uid="j")
