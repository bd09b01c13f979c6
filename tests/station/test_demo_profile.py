"""The demo's profile is made by the real importers, is used again, and never replaces a real station."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter_ns

import pytest

from kitstation.domain.clock import SystemClock
from kitstation.domain.errors import KitstationError
from kitstation.domain.ids import Uuid7Source
from kitstation.scanning.scan import Scan
from kitstation.station.bench import BenchSession
from kitstation.station.demo_day import BOARDS, BOM_FILE, DAY, STOCK_FILE, Gesture
from kitstation.station.demo_profile import DemoFiles, prepare_demo
from kitstation.station.desk import Desk
from kitstation.station.profile import Profile
from kitstation.station.settings import load_settings
from kitstation.store.audit import audit
from kitstation.store.queries.kits import kit_by_number, newest_kits
from kitstation.store.store import Store

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FILES = DemoFiles(RESOURCES / BOM_FILE, RESOURCES / STOCK_FILE)
CLOCK = SystemClock()
IDS = Uuid7Source(CLOCK)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "demo")


def prepare(profile: Profile, *, fresh: bool = False, files: DemoFiles = FILES) -> str:
    return prepare_demo(profile, files, clock=CLOCK, ids=IDS, fresh=fresh)


@contextmanager
def bench(profile: Profile, kit: str) -> Iterator[BenchSession]:
    with closing(Store(profile.database)) as store:
        session = BenchSession(store, Desk(CLOCK, IDS, "Operator", "B1"))
        session.open_kit(kit)
        yield session


def scan(session: BenchSession, text: str) -> str:
    return session.scan(Scan(text, text.encode(), "test", CLOCK.now(), perf_counter_ns())).code


def test_a_demo_profile_has_a_kit_for_the_boards_of_the_day(profile: Profile) -> None:
    kit = prepare(profile)
    with closing(Store(profile.database)) as store, store.reading() as reader:
        header = kit_by_number(reader, kit)
    assert header is not None
    assert header.run_quantity == BOARDS
    assert header.lines > 40
    assert header.issued == 0


def test_the_kit_is_the_one_that_the_station_opens(profile: Profile) -> None:
    kit = prepare(profile)
    assert load_settings(profile.settings).last_kit == kit


def test_every_scan_of_the_day_gets_its_code_from_the_bench(profile: Profile) -> None:
    scans = [step for step in DAY if step.gesture is Gesture.SCAN]
    with bench(profile, prepare(profile)) as session:
        codes = [scan(session, step.text) for step in scans]
    assert codes == [step.code for step in scans]


def test_the_audit_is_clean_after_the_demo_is_made(profile: Profile) -> None:
    prepare(profile)
    with closing(Store(profile.database)) as store:
        assert audit(store).differences == ()


def test_a_demo_that_is_there_is_used_again(profile: Profile) -> None:
    kit = prepare(profile)
    with bench(profile, kit) as session:
        assert scan(session, "FPGA-0001") == "ISSUED"
    assert prepare(profile) == kit
    with bench(profile, kit) as session:
        assert scan(session, "FPGA-0001") == "ALREADY_ISSUED"


def test_a_fresh_demo_forgets_what_was_done(profile: Profile) -> None:
    with bench(profile, prepare(profile)) as session:
        assert scan(session, "FPGA-0001") == "ISSUED"
    with bench(profile, prepare(profile, fresh=True)) as session:
        assert scan(session, "FPGA-0001") == "ISSUED"


def test_a_demo_that_was_left_half_made_is_made_again(profile: Profile) -> None:
    prepare(profile)
    profile.settings.unlink()
    kit = prepare(profile)
    with closing(Store(profile.database)) as store, store.reading() as reader:
        assert [header.number for header in newest_kits(reader)] == [kit]


@pytest.mark.parametrize("fresh", [False, True])
def test_a_real_station_is_never_turned_into_a_demo(profile: Profile, fresh: bool) -> None:
    profile.prepare()
    Store(profile.database).close()
    before = profile.database.read_bytes()
    with pytest.raises(KitstationError, match="real station"):
        prepare(profile, fresh=fresh)
    assert profile.database.read_bytes() == before


def test_damaged_stock_is_told_and_leaves_no_kit(profile: Profile, tmp_path: Path) -> None:
    damaged = tmp_path / "stock.csv"
    damaged.write_text(FILES.stock.read_text(encoding="utf-8").replace(",500,", ",-500,"), encoding="utf-8")
    with pytest.raises(KitstationError, match="cannot be made") as told:
        prepare(profile, files=DemoFiles(FILES.bom, damaged))
    assert "row 2" in told.value.detail
