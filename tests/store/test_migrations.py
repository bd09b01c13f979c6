"""A profile that the first schema has written opens, keeps every row, and goes on working."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest
from alembic import command
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from kitstation.domain.commands import (
    AddKitLine,
    CreateItem,
    DeleteItem,
    HoldItem,
    IssueItem,
    ReturnItem,
    SetKitStatus,
    Undo,
    UpdateItem,
)
from kitstation.domain.etags import etag
from kitstation.domain.ids import derived_id
from kitstation.domain.records import KitStatus
from kitstation.domain.refusals import RefusalCode
from kitstation.store import rows
from kitstation.store.audit import audit
from kitstation.store.database import HEAD
from kitstation.store.migrations.upgrade import configuration
from kitstation.store.rebuild import rebuild
from kitstation.store.store import Store
from kitstation.store.tables import metadata
from tests.support.bench import lay_out
from tests.support.clock import SeqIds
from tests.support.world import World

AT = "2026-03-02T12:00:00.000000Z"
FILL = "00000000-0008-7000-8000-000000000000"
SCREW_LINE, RADIO_LINE = derived_id(FILL, "screw"), derived_id(FILL, "radio")

OLD: Mapping[str, list[dict[str, Any]]] = {
    "part": [
        {"id": n, "uid": uid, "part_number": uid.upper(), "tracking": tracking}
        | {"revision": "A", "description": "", "manufacturer": "", "unit": "ea", "version": 1}
        for n, (uid, tracking) in enumerate(
            (("board", "serial"), ("radio", "serial"), ("screw", "untracked")), start=1
        )
    ],
    "location": [
        {"id": 1, "uid": "shelf", "name": "Stores", "parent_uid": None, "path": "Stores", "version": 1},
    ],
    "mbom_line": [
        {"uid": f"needs-{uid}", "assembly_uid": "board", "part_uid": uid, "quantity": quantity}
        | {"designators": "[]", "version": 1}
        for uid, quantity in (("radio", 1_000_000), ("screw", 4_000_000))
    ],
    "run": [{"uid": "run", "title": "Run", "part_uid": "board", "quantity": 2_000_000, "version": 1}],
    "item": [
        {
            "id": 1,
            "uid": "radio-1",
            "part_uid": "radio",
            "serial_number": "SN-100",
            "quantity": 0,
            "version": 2,
        },
        {"id": 2, "uid": "screws", "part_uid": "screw", "serial_number": None, "quantity": 97_000_000}
        | {"version": 2},
    ],
    "balance": [
        {"item_uid": uid, "bucket": bucket, "place": place, "quantity": quantity}
        for uid, bucket, place, quantity in (
            ("radio-1", "received", "", -1_000_000),
            ("radio-1", "on_hand", "shelf", 0),
            ("radio-1", "picked", RADIO_LINE, 1_000_000),
            ("screws", "received", "", -100_000_000),
            ("screws", "on_hand", "shelf", 97_000_000),
            ("screws", "picked", SCREW_LINE, 3_000_000),
        )
    ],
    "part_stock": [
        {"part_uid": "radio", "on_hand": 0, "serial_items": 1, "lot_items": 0},
        {"part_uid": "screw", "on_hand": 97_000_000, "serial_items": 0, "lot_items": 0},
    ],
    "kit": [
        {"uid": "kit", "number": "KIT-1", "run_uid": "run", "status": "In Progress", "version": 2}
        | {"created_at": AT}
    ],
    "kit_line": [
        {"uid": uid, "kit_uid": "kit", "part_uid": part_uid, "required": required, "unit": "ea"}
        | {"designators": "[]", "version": 1}
        for uid, part_uid, required in ((RADIO_LINE, "radio", 2_000_000), (SCREW_LINE, "screw", 8_000_000))
    ],
}
"""Rows as the first schema stored them: two items, a part of each issued to a kit."""

ITEM = {
    "lot_number": None,
    "location_uid": "shelf",
    "unit": "ea",
    "supplier_uid": None,
    "cost": None,
    "expires_on": None,
    "received_at": AT,
}

COMMANDS: list[tuple[str, dict[str, Any]]] = [
    *(
        ("CreatePart", {"uid": uid, "part_number": uid.upper(), "revision": "A", "tracking": tracking})
        for uid, tracking in (("board", "serial"), ("radio", "serial"), ("screw", "untracked"))
    ),
    ("CreateLocation", {"uid": "shelf", "name": "Stores", "parent_uid": None}),
    *(
        (
            "CreateMbomLine",
            {"uid": f"needs-{uid}", "assembly_uid": "board", "part_uid": uid, "quantity": quantity},
        )
        for uid, quantity in (("radio", "1"), ("screw", "4"))
    ),
    ("CreateRun", {"uid": "run", "title": "Run", "part_uid": "board", "quantity": "2"}),
    ("CreateKit", {"uid": "kit", "number": "KIT-1", "run_uid": "run", "status": "Requested"}),
    ("FillKitFromMbom", {"kit_uid": "kit"}),
    (
        "CreateItem",
        {"uid": "radio-1", "part_uid": "radio", "location_uid": "shelf", "serial_number": "SN-100"}
        | {"quantity": "1"},
    ),
    ("CreateItem", {"uid": "screws", "part_uid": "screw", "location_uid": "shelf", "quantity": "100"}),
    ("IssueItem", {"item_uid": "radio-1", "line_uid": RADIO_LINE, "quantity": "1", "over_need": False}),
    ("IssueItem", {"item_uid": "screws", "line_uid": SCREW_LINE, "quantity": "3", "over_need": False}),
]
"""The journal of the rows above, in the words of the first version: it knew fewer fields than later ones."""

MOVED = {
    10: ("radio-1", 1_000_000, "received", "", "on_hand", "shelf"),
    11: ("screws", 100_000_000, "received", "", "on_hand", "shelf"),
    12: ("radio-1", 1_000_000, "on_hand", "shelf", "picked", RADIO_LINE),
    13: ("screws", 3_000_000, "on_hand", "shelf", "picked", SCREW_LINE),
}
"""What each command of the journal moved."""


def command_id(seq: int) -> str:
    return f"00000000-{seq - 1:04x}-7000-8000-000000000000"


def write_first_schema(path: Path) -> None:
    """Make a database of the first schema, with the rows above."""
    engine = create_engine(f"sqlite:///{path}", module=sqlite, poolclass=StaticPool)
    with engine.connect() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.commit()
    engine.dispose()
    journal = [
        {"seq": seq, "command_id": command_id(seq), "kind": kind, "format": 1, "payload": json.dumps(payload)}
        | {"at": AT, "operator": "Ada", "station": "B1", "kit_uid": None, "undoes": None}
        for seq, (kind, payload) in enumerate(COMMANDS, start=1)
    ]
    movements = [
        dict(
            zip(
                ("item_uid", "quantity", "from_bucket", "from_place", "to_bucket", "to_place"),
                moved,
                strict=True,
            )
        )
        | {"command_id": command_id(seq), "ordinal": 0, "reason": ""}
        for seq, moved in MOVED.items()
    ]
    driver = sqlite.connect(path)
    for table, records in {**OLD, "journal": journal, "movement": movements}.items():
        for record in records:
            row = ITEM | record if table == "item" else record
            names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
            driver.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)  # noqa: S608 - names from above
    driver.commit()
    driver.close()


def read(path: Path, statement: str) -> list[tuple[Any, ...]]:
    driver = sqlite.connect(path)
    found: list[tuple[Any, ...]] = driver.execute(statement).fetchall()
    driver.close()
    return found


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A database that the first schema has written."""
    path = tmp_path / "kitstation.db"
    write_first_schema(path)
    assert read(path, "SELECT version_num FROM alembic_version") == [("0001",)]
    return path


@pytest.fixture
def opened(profile: Path) -> Iterator[Store]:
    store = Store(profile)
    yield store
    store.close()


def write_third_schema(path: Path, kept: Path) -> None:
    """Make a database of the third schema, the last without date codes, with the rows of one of today."""
    engine = create_engine(f"sqlite:///{path}", module=sqlite, poolclass=StaticPool)
    with engine.connect() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.commit()
    engine.dispose()
    driver = sqlite.connect(path)
    driver.execute("ATTACH DATABASE ? AS kept", (str(kept),))
    for table in metadata.tables:
        columns = ", ".join(row[1] for row in driver.execute(f"PRAGMA main.table_info({table})"))
        if not columns:
            # It came later.
            continue
        driver.execute(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM kept.{table}")  # noqa: S608
    driver.commit()
    driver.close()


def test_a_profile_without_date_codes_is_upgraded_and_rebuilt_without_a_difference(tmp_path: Path) -> None:
    """Its journal keeps etags that were read, and images of items, from before there were date codes."""
    kept, path = tmp_path / "kept.db", tmp_path / "kitstation.db"
    with closing(Store(kept)) as store:
        world = World(store)
        bench = lay_out(world)
        world.issue(bench.paste_item, bench.paste_line)
        with store.reading() as reader:
            found = rows.ITEMS.table.c.uid == bench.radio_item
            radio = rows.ITEMS.record(reader.execute(rows.ITEMS.select.where(found)).mappings().one())
        world.do(UpdateItem(uid=radio.uid, etag=etag(radio), condition="USED"))
        world.do(HoldItem(item_uid=bench.paste_item, reason="x"))
    write_third_schema(path, kept)
    before = read(path, "SELECT * FROM item ORDER BY id")
    with closing(Store(path)) as store:
        assert audit(store).differences == ()
        assert rebuild(store, tmp_path / "scratch.db").differences == ()
    assert read(path, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    assert [row[:-1] for row in read(path, "SELECT * FROM item ORDER BY id")] == before
    assert not any(
        "date_code" in payload for (payload,) in read(path, "SELECT payload || images FROM journal")
    )


def test_an_old_profile_keeps_every_row(profile: Path) -> None:
    questions = []
    for table in (*OLD, "journal", "movement"):
        columns = ", ".join(row[1] for row in read(profile, f"PRAGMA table_info({table})"))
        questions.append(f"SELECT {columns} FROM {table} ORDER BY 1, 2")  # noqa: S608 - names from the schema
    before = [read(profile, question) for question in questions]
    assert all(before)
    Store(profile).close()
    assert read(profile, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    assert [read(profile, question) for question in questions] == before


def test_an_old_profile_passes_the_audit(opened: Store) -> None:
    assert audit(opened).differences == ()


def test_an_old_profile_is_rebuilt_from_its_journal(opened: Store, tmp_path: Path) -> None:
    """All but what the first version did not write down: who made an item, and what each entry was about."""
    later = {("item", "created_by"), ("journal", "payload"), ("journal", "images"), ("journal", "kit_uid")}
    differences = rebuild(opened, tmp_path / "scratch.db").differences
    assert {
        (each.table, each.column)
        for each in differences
        if each.table != "subject" and (each.table, each.column) not in later
    } == set()


def found(store: Store, text: str) -> list[int]:
    with store.reading() as connection:
        question = "SELECT rowid FROM item_search WHERE item_search MATCH ?"
        return list(connection.exec_driver_sql(question, (f'"{text}"',)).scalars())


def test_an_old_profile_is_searched_by_what_it_says(opened: Store) -> None:
    assert found(opened, "SN-100") == [1]
    World(opened, ids=SeqIds(1_000)).item("radio", "shelf", serial="SN-200")
    assert found(opened, "SN-200") == [3]
    assert audit(opened).differences == ()


def test_an_old_profile_goes_on_working(opened: Store) -> None:
    world = World(opened, ids=SeqIds(1_000))
    issue = IssueItem(item_uid="screws", line_uid=SCREW_LINE, quantity=Decimal(5))
    assert world.do(issue).changes.movements[0].from_place == "shelf"
    world.do(ReturnItem(item_uid="radio-1", line_uid=RADIO_LINE, quantity=Decimal(1)))
    world.do(CreateItem(uid="more", part_uid="screw", location_uid="shelf", quantity=Decimal(7)))
    world.do(AddKitLine(uid="line", kit_uid="kit", part_uid="board", required=Decimal(1)))
    world.do(SetKitStatus(uid="kit", status=KitStatus.COMPLETED))
    with opened.reading() as connection:
        row = connection.execute(rows.ITEMS.select.where(rows.ITEMS.table.c.uid == "screws")).mappings().one()
    item = rows.ITEMS.record(row)
    assert item.quantity == 100
    world.do(DeleteItem(uid="screws", etag=etag(item)))
    assert audit(opened).differences == ()


def test_what_an_old_profile_did_can_be_taken_back(opened: Store) -> None:
    world = World(opened, ids=SeqIds(1_000))
    world.do(Undo(command_id=command_id(13)))
    with opened.reading() as connection:
        quantity = connection.exec_driver_sql("SELECT quantity FROM item WHERE uid = 'screws'").scalar_one()
    assert quantity == 100_000_000
    assert audit(opened).differences == ()


def test_what_an_old_profile_made_stays(opened: Store) -> None:
    """The first version did not write down what a record was before it was written."""
    for seq in (1, 8, 11):
        refused = World(opened, ids=SeqIds(1_000)).refused(Undo(command_id=command_id(seq)))
        assert refused.code is RefusalCode.CANNOT_UNDO
