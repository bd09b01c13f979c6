"""What can go wrong with the file: each gives a fault in a technician's words and leaves nothing half-written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Connection

from kitstation.domain.commands import CreateItem, CreatePart
from kitstation.domain.errors import StoreFault
from kitstation.store.audit import audit
from kitstation.store.store import Store
from tests.support.bench import BenchUids, lay_out
from tests.support.tables import contents, tamper
from tests.support.world import World

ROOT = Path(__file__).parents[2]


def connection_of(store: Store) -> Connection:
    """The seam at which a disk is made to fail."""
    return store._database._connection


def set_pragma(store: Store, pragma: str) -> None:
    with connection_of(store).begin():
        connection_of(store).exec_driver_sql(f"PRAGMA {pragma}")


def assert_speaks_to_a_person(fault: StoreFault, title: str) -> None:
    assert fault.title == title
    assert fault.detail
    assert fault.hint.endswith(".")


@contextmanager
def locked_by_another_program(path: Path) -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.lock_holder", str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "locked\n"
        yield
        holder.communicate()


@contextmanager
def without_privileges() -> Iterator[None]:
    """Be nobody in particular: root may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def open_and_write(path: Path) -> None:
    store = Store(path)
    try:
        World(store).supplier("Emca")
    finally:
        store.close()


def test_a_database_of_a_newer_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "kitstation.db"
    Store(path).close()
    tamper(path, "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(StoreFault) as caught:
        Store(path)
    assert_speaks_to_a_person(caught.value, "This profile was used by a newer version of kitstation")
    assert "9999" in caught.value.detail
    assert path.read_bytes() == before


def test_a_file_that_is_not_a_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "kitstation.db"
    path.write_text("Dear diary, " * 1000)
    before = path.read_bytes()
    with pytest.raises(StoreFault) as caught:
        Store(path)
    assert_speaks_to_a_person(caught.value, "The database file is not a database")
    assert path.read_bytes() == before


def test_a_damaged_database_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "kitstation.db"
    store = Store(path)
    lay_out(World(store))
    store.close()
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreFault) as caught:
        Store(path)
    assert_speaks_to_a_person(caught.value, "The database is damaged")


def test_a_folder_that_does_not_exist_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(StoreFault) as caught:
        Store(tmp_path / "gone" / "kitstation.db")
    assert_speaks_to_a_person(caught.value, "The database cannot be opened")


def test_a_folder_in_place_of_the_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(StoreFault) as caught:
        Store(tmp_path)
    assert_speaks_to_a_person(caught.value, "The database cannot be opened")


def test_a_database_that_is_locked_by_another_program_is_a_fault_until_it_is_free(tmp_path: Path) -> None:
    store = Store(tmp_path / "kitstation.db", busy_timeout_s=0.05)
    world = World(store)
    lay_out(world)
    before = contents(store)
    with locked_by_another_program(store.path):
        for _ in range(2):
            with pytest.raises(StoreFault) as caught:
                world.supplier("Acme")
            assert_speaks_to_a_person(caught.value, "The database is in use by another program")
        assert contents(store) == before
    world.supplier("Acme")
    assert audit(store).is_clean
    store.close()


def test_a_full_disk_is_a_fault_until_there_is_room(store: Store, world: World) -> None:
    lay_out(world)
    acknowledged = [row[1] for row in contents(store)["journal"]]
    set_pragma(store, "max_page_count=1")  # SQLite takes the present size as the least

    def fill() -> None:
        for number in range(1_000):
            command = CreatePart(uid=f"p{number}", part_number=f"PART-{number}", description="x" * 2_000)
            acknowledged.append(world.do(command).command_id)

    with pytest.raises(StoreFault) as caught:
        fill()
    assert_speaks_to_a_person(caught.value, "The disk is full")
    assert [row[1] for row in contents(store)["journal"]] == acknowledged
    set_pragma(store, "max_page_count=1000000")
    world.supplier("Acme")
    assert audit(store).is_clean


SMALL_DISK = """
set -e
mount -t tmpfs -o size=1m tmpfs "$1" 2>/dev/null || exit 77
cp "$1".db "$1"/kitstation.db
head -c 2m /dev/zero > "$1"/full 2>/dev/null || true
"$2" -m tests.store.opener "$1"/kitstation.db
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="only Linux gives a process disks of its own")
def test_a_disk_that_is_full_before_the_program_starts_is_called_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    Store(tmp_path / "disk.db").close()
    command = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", SMALL_DISK, "sh")
    found = subprocess.run(
        (*command, str(disk), sys.executable), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if found.returncode == 77 or "unshare" in found.stderr:
        pytest.skip("this machine does not let a process mount a disk")
    assert found.stdout.splitlines() == ["The disk is full"], found.stderr


def test_a_disk_that_fills_up_in_a_batch_leaves_nothing_of_it(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    before = contents(store)
    set_pragma(store, "max_page_count=1")
    entries = [
        world.entry(command)
        for number in range(200)
        for command in (
            CreatePart(uid=f"p{number}", part_number=f"PART-{number}", description="x" * 2_000),
            CreateItem(uid=f"i{number}", part_uid=bench_uids.screw, location_uid=bench_uids.bin),
        )
    ]
    with pytest.raises(StoreFault, match="The disk is full"):
        store.execute_all(entries)
    assert contents(store) == before
    set_pragma(store, "max_page_count=1000000")
    store.execute_all(entries, atomic=True)
    assert len(contents(store)["journal"]) == len(before["journal"]) + len(entries)
    assert audit(store).is_clean


def test_a_database_that_may_only_be_read_is_a_fault_for_writers_alone(store: Store, world: World) -> None:
    lay_out(world)
    before = contents(store)
    set_pragma(store, "query_only=ON")
    with pytest.raises(StoreFault) as caught:
        world.supplier("Acme")
    assert_speaks_to_a_person(caught.value, "The database cannot be written")
    assert contents(store) == before
    set_pragma(store, "query_only=OFF")
    world.supplier("Acme")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o755), (0o444, 0o555)])
def test_a_file_that_may_only_be_read_is_a_fault(file_mode: int, folder_mode: int) -> None:
    with TemporaryDirectory() as name:
        folder, path = Path(name), Path(name, "kitstation.db")
        store = Store(path)
        World(store).supplier("Acme")
        store.close()
        before = path.read_bytes()
        path.chmod(file_mode)
        folder.chmod(folder_mode)
        with without_privileges(), pytest.raises(StoreFault) as caught:
            open_and_write(path)
        assert caught.value.title in {"The database cannot be written", "The database cannot be opened"}
        assert caught.value.hint
        assert path.read_bytes() == before
        folder.chmod(0o755)


def test_a_bug_in_mid_transaction_leaves_nothing_and_the_store_goes_on(tmp_path: Path) -> None:
    def stumble(step: str) -> None:
        if step == "store.written" and bugs:
            raise KeyError(bugs.pop())

    bugs: list[str] = []
    store = Store(tmp_path / "kitstation.db", reach=stumble)
    world = World(store)
    lay_out(world)
    before = contents(store)
    bugs.append("bug")
    with pytest.raises(KeyError):
        world.supplier("Acme")
    assert contents(store) == before
    world.supplier("Acme")
    store.close()


def test_opening_waits_for_no_one_once_the_schema_is_there(tmp_path: Path) -> None:
    """A second look at the file, such as a backup's, does not need the write lock."""
    path = tmp_path / "kitstation.db"
    Store(path).close()
    with locked_by_another_program(path):
        store = Store(path, busy_timeout_s=0.05)
        assert contents(store)["journal"] == []
        store.close()
