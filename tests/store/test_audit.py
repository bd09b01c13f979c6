"""The audit and the rebuild find nothing in a sound database and everything in a changed one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from kitstation.domain.commands import Entry, IssueItem, Undo
from kitstation.domain.errors import StoreFault
from kitstation.store.audit import audit
from kitstation.store.differences import MOST, Difference
from kitstation.store.rebuild import rebuild
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.databases import new_database
from tests.support.histories import History, histories
from tests.support.tables import contents, tamper
from tests.support.world import World


@pytest.fixture
def worked(world: World, bench_uids: BenchUids) -> BenchUids:
    """A bench at which things were issued, returned and undone."""
    world.issue(bench_uids.radio_item, bench_uids.radio_line)
    world.issue(bench_uids.paste_item, bench_uids.paste_line, "2.5")
    world.give_back(bench_uids.paste_item, bench_uids.paste_line, "0.5")
    world.undo(world.issue(bench_uids.screw_item, bench_uids.screw_line, 3))
    world.issue(bench_uids.screw_item, bench_uids.screw_line, 8)
    return bench_uids


def found(store: Store) -> set[tuple[str, str, str | None, str | None]]:
    differences = audit(store).differences
    return {(each.table, each.column, each.expected, each.found) for each in differences}


@pytest.mark.usefixtures("worked")
def test_a_sound_database_has_no_differences(store: Store, tmp_path: Path) -> None:
    assert audit(store).is_clean
    assert rebuild(store, tmp_path / "scratch.db").is_clean


def test_an_empty_database_has_no_differences(store: Store, tmp_path: Path) -> None:
    assert audit(store).is_clean
    assert rebuild(store, tmp_path / "scratch.db").is_clean


@pytest.mark.usefixtures("worked")
def test_an_audit_changes_nothing(store: Store) -> None:
    before = contents(store)
    audit(store)
    assert contents(store) == before


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "UPDATE balance SET quantity = 7000000 WHERE bucket = 'picked' AND quantity = 8000000",
            {("balance", "quantity", "8", "7"), ("balance", "sum of quantity", "0", "-1")},
        ),
        (
            "UPDATE balance SET quantity = -1 WHERE bucket = 'picked' AND quantity = 8000000",
            {
                ("balance", "quantity", "8", "-0.000001"),
                ("balance", "quantity", "0 or more", "-0.000001"),
                ("balance", "sum of quantity", "0", "-8.000001"),
            },
        ),
        (
            "DELETE FROM balance WHERE bucket = 'on_hand' AND quantity = 92000000",
            {("balance", "quantity", "92", None), ("balance", "sum of quantity", "0", "-92")},
        ),
        (
            "INSERT INTO balance SELECT uid, 'on_hand', 'nowhere', 0 FROM item WHERE serial_number = 'SN-1'",
            {("balance", "quantity", None, "0")},
        ),
        (
            "UPDATE item SET quantity = 93500000 WHERE quantity = 92000000",
            {("item", "quantity", "92", "93.5")},
        ),
        (
            "UPDATE item SET quantity = 5000000 WHERE serial_number = 'SN-1'",
            {("item", "quantity", "0", "5"), ("item", "quantity", "0 or 1", "5")},
        ),
        (
            "UPDATE item SET location_uid = (SELECT uid FROM location WHERE path = 'Stores') WHERE quantity > 90000000",
            {("item", "quantity", "92", "0"), ("item", "quantity", "0", "92")},
        ),
        (
            "UPDATE part_stock SET on_hand = on_hand + 1 WHERE on_hand = 92000000",
            {("part_stock", "on_hand", "92", "92.000001")},
        ),
        (
            "UPDATE part_stock SET serial_items = 4, lot_items = 5 WHERE lot_items = 1",
            {("part_stock", "serial_items", "0", "4"), ("part_stock", "lot_items", "1", "5")},
        ),
        ("DELETE FROM part_stock WHERE serial_items = 1", {("part_stock", "serial_items", "1", "0")}),
        (
            "DELETE FROM movement WHERE reason = 'undo'",
            {
                ("balance", "quantity", "89", "92"),
                ("balance", "quantity", "11", "8"),
                ("item", "quantity", "89", "92"),
                ("part_stock", "on_hand", "89", "92"),
            },
        ),
        (
            "UPDATE journal SET command_id = 'another' WHERE kind = 'ReturnItem'",
            {("movement", "command_id", "a journal entry", None)},
        ),
        (
            "UPDATE movement SET seq = 1 WHERE from_bucket = 'picked' AND reason = ''",
            {("movement", "seq", "18", "1")},
        ),
        (
            "UPDATE part SET part_number = 'OTHER' WHERE part_number = 'SCREW'",
            set(),
        ),
    ],
)
@pytest.mark.usefixtures("worked")
def test_what_no_longer_follows_from_the_movements_is_found(
    store: Store, statement: str, expected: set[tuple[str, str, str | None, str | None]]
) -> None:
    tamper(store.path, statement)
    differences = {each for each in found(store) if each[0] != "database"}
    assert differences == expected


@pytest.mark.usefixtures("worked")
def test_a_broken_constraint_is_found_in_the_file(store: Store) -> None:
    tamper(store.path, "UPDATE item SET quantity = -1 WHERE lot_number = 'LOT-1'")
    assert ("database", "", "ok", "CHECK constraint failed in item") in found(store)


@pytest.mark.usefixtures("worked")
def test_what_is_about_an_entry_that_is_not_there_is_found(store: Store) -> None:
    tamper(store.path, "UPDATE subject SET command_id = 'nothing' WHERE kind = 'Run'")
    assert ("subject", "", "a row of journal", None) in found(store)


@pytest.mark.usefixtures("worked")
def test_a_reference_to_nothing_is_found(store: Store) -> None:
    tamper(store.path, "UPDATE item SET supplier_uid = 'nobody' WHERE serial_number = 'SN-1'")
    assert ("item", "", "a row of supplier", None) in found(store)


@pytest.mark.parametrize(
    ("search", "table"), [("part_search", "part"), ("location_search", "location"), ("item_search", "item")]
)
@pytest.mark.usefixtures("worked")
def test_a_search_index_that_lost_a_row_is_found(store: Store, search: str, table: str) -> None:
    tamper(store.path, f"DROP TRIGGER {table}_search_update")
    column = {"part": "description", "location": "path", "item": "lot_number"}[table]
    tamper(store.path, f"UPDATE {table} SET {column} = 'something else' WHERE id = 1")  # noqa: S608 - names above
    assert search in {each.table for each in audit(store).differences}


@pytest.mark.usefixtures("worked")
def test_a_serial_that_was_received_twice_is_found(store: Store, worked: BenchUids) -> None:
    tamper(
        store.path,
        "UPDATE movement SET quantity = 2000000 WHERE quantity = 1000000 AND from_bucket = 'received'",
    )
    assert ("movement", "quantity", "1", "2") in found(store)
    tamper(
        store.path,
        f"UPDATE balance SET quantity = -2000000 WHERE item_uid = '{worked.radio_item}' AND bucket = 'received'",  # noqa: S608
    )
    assert ("item", "received", "0 or 1", "2") in found(store)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "UPDATE part SET description = 'changed' WHERE part_number = 'SCREW'",
            {("part", "description", "", "changed")},
        ),
        (
            "UPDATE kit_line SET required = 9500000 WHERE required = 8000000",
            {("kit_line", "required", "8", "9.5")},
        ),
        ("UPDATE kit SET status = 'Draft'", {("kit", "status", "In Progress", "Draft")}),
        ("DELETE FROM mbom_line WHERE quantity = 4000000", {("mbom_line", "", "a row", None)}),
        (
            "INSERT INTO supplier (uid, name, version) VALUES ('s', 'Acme', 1)",
            {("supplier", "", None, "a row")},
        ),
        ("DELETE FROM movement WHERE reason = 'undo'", {("movement", "", "a row", None)}),
        ("DELETE FROM subject WHERE kind = 'Run'", {("subject", "", "a row", None)}),
        ("UPDATE subject SET kind = 'Kit' WHERE kind = 'Run'", {("subject", "kind", "Run", "Kit")}),
        (
            "UPDATE balance SET quantity = 7000000 WHERE quantity = 8000000",
            {("balance", "quantity", "8", "7")},
        ),
        ("UPDATE item SET quantity = 1000000 WHERE serial_number = 'SN-1'", {("item", "quantity", "0", "1")}),
        (
            "UPDATE part_stock SET on_hand = 0 WHERE on_hand = 92000000",
            {("part_stock", "on_hand", "92", "0")},
        ),
        (
            "UPDATE journal SET payload = 'nonsense' WHERE kind = 'Undo'",
            {("journal", "payload", "a Undo", "nonsense"), ("journal", "", None, "a row")},
        ),
        (
            "UPDATE journal SET at = 'yesterday' WHERE kind = 'Undo'",
            {("journal", "at", "a moment", "yesterday"), ("journal", "", None, "a row")},
        ),
    ],
)
@pytest.mark.usefixtures("worked")
def test_what_no_longer_follows_from_the_journal_is_found(
    store: Store, tmp_path: Path, statement: str, expected: set[tuple[str, str, str | None, str | None]]
) -> None:
    tamper(store.path, statement)
    differences = rebuild(store, tmp_path / "scratch.db").differences
    assert expected <= {(each.table, each.column, each.expected, each.found) for each in differences}


@pytest.mark.usefixtures("worked")
def test_a_journal_entry_that_the_rules_refuse_is_found(store: Store, tmp_path: Path) -> None:
    """An issue of 100 screws more, though the line has all that it needs."""
    tamper(
        store.path,
        "INSERT INTO journal(seq, command_id, kind, format, payload, at, operator, station) "
        "SELECT seq + 100, 'ffffffff-0000-7000-8000-000000000000', kind, format, "
        "replace(payload, '\"8\"', '\"100\"'), at, operator, station "
        "FROM journal WHERE payload LIKE '%\"8\"%'",
    )
    report = rebuild(store, tmp_path / "scratch.db")
    key = "ffffffff-0000-7000-8000-000000000000"
    assert Difference("journal", key, "outcome", "refused: LINE_COMPLETE", "accepted") in report.differences


@pytest.mark.usefixtures("worked")
def test_a_command_of_a_newer_version_ends_the_rebuild_with_a_fault(store: Store, tmp_path: Path) -> None:
    tamper(store.path, "UPDATE journal SET format = format + 1 WHERE kind = 'Undo'")
    with pytest.raises(StoreFault, match="does not know"):
        rebuild(store, tmp_path / "scratch.db")


def test_a_rebuild_overwrites_no_file(store: Store, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch.db"
    scratch.write_text("precious")
    with pytest.raises(StoreFault, match="exists already"):
        rebuild(store, scratch)
    assert scratch.read_text() == "precious"


def test_a_report_lists_some_differences_and_counts_them_all(
    store: Store, world: World, tmp_path: Path
) -> None:
    for number in range(MOST + 20):
        world.supplier(f"Supplier {number}")
    tamper(store.path, "UPDATE supplier SET version = 2")
    report = rebuild(store, tmp_path / "scratch.db")
    assert (len(report.differences), report.total, report.is_clean) == (MOST, MOST + 20, False)


def test_a_journal_of_several_chunks_is_replayed_whole(
    store: Store, world: World, bench_uids: BenchUids, tmp_path: Path
) -> None:
    entries: list[Entry] = []
    for _ in range(1_100):
        issue = IssueItem(item_uid=bench_uids.screw_item, line_uid=bench_uids.screw_line, quantity=Decimal(1))
        entries.append(world.entry(issue))
        entries.append(world.entry(Undo(command_id=entries[-1].command_id)))
    store.execute_all(entries, atomic=True)
    assert len(contents(store)["journal"]) > 2_000
    assert audit(store).is_clean
    assert rebuild(store, tmp_path / "scratch.db").is_clean


@pytest.mark.timeout(600)
@given(histories())
def test_every_history_can_be_replayed_and_audited_without_a_difference(history: History) -> None:
    with TemporaryDirectory() as folder:
        store = Store(new_database(Path(folder) / "kitstation.db"))
        for entry in history.entries:
            store.execute(entry)
        try:
            assert audit(store).differences == ()
            assert rebuild(store, Path(folder) / "scratch.db").differences == ()
        finally:
            store.close()
