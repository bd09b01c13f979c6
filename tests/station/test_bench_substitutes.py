"""What stands for another part: approved substitutes, other revisions, what has expired, what may not be taken."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    CreatePart,
    HoldItem,
    ReserveItem,
    SetRules,
    UpdateKitLine,
    UpdateLocation,
)
from kitstation.domain.etags import etag
from kitstation.domain.records import TrackingType
from kitstation.station.questions import Expired, OverNeed
from kitstation.store import rows, tables
from kitstation.store.queries import kits
from tests.station.bench_driver import BenchDriver, label
from tests.support.bench import BenchUids

YESTERDAY = date(2026, 3, 1)


def allow(bench: BenchDriver, line_uid: str, *substitutes: str) -> None:
    with bench.store.reading() as reader:
        line = kits.line_record(reader, line_uid)
    assert line is not None
    bench.world.do(UpdateKitLine(uid=line_uid, etag=etag(line), substitutes=substitutes))
    bench.session.reload()


def test_an_approved_substitute_goes_to_the_line_it_stands_for(
    bench: BenchDriver, bench_uids: BenchUids
) -> None:
    """ION validates "against the primary and substitutes together"."""
    bolt = bench.world.part("BOLT")
    bench.world.item(bolt, bench_uids.bin, 20)
    assert bench.scan("BOLT").code == "WRONG_PART"
    allow(bench, bench_uids.screw_line, bolt)
    verdict = bench.scan("BOLT")
    assert (verdict.code, verdict.part_number, verdict.quantity) == ("ISSUED", "BOLT", Decimal(8))
    assert verdict.sentence.startswith("as substitute for SCREW")
    assert bench.issued("SCREW") == 8
    assert bench.session.undo().accepted
    assert bench.issued("SCREW") == 0


def test_a_part_with_a_line_of_its_own_is_no_substitute(bench: BenchDriver, bench_uids: BenchUids) -> None:
    allow(bench, bench_uids.screw_line, bench_uids.radio)
    verdict = bench.scan("SN-1")
    assert verdict.line is not None
    assert (verdict.line.part_number, "substitute" in verdict.sentence) == ("RADIO", False)


def test_another_revision_is_issued_only_where_the_house_allows_it(
    bench: BenchDriver, bench_uids: BenchUids
) -> None:
    """ION: "Allow any part revision to be used"."""
    other = bench.world.part("RADIO", TrackingType.SERIAL, revision="B")
    bench.world.item(other, bench_uids.bin, serial="SN-B")
    assert bench.scan("SN-B").code == "WRONG_PART"
    bench.world.do(SetRules(any_revision=True))
    bench.session.reload()
    verdict = bench.scan("SN-B")
    assert verdict.code == "ISSUED"
    assert verdict.sentence.startswith("revision B instead of A")
    assert bench.scans("KS.RETURN", "SN-B") == ["MODE_CHANGED", "RETURNED"]


def test_what_has_expired_asks_before_it_is_issued(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.item(bench_uids.paste, bench_uids.bin, 50, lot="OLD", expires_on=YESTERDAY)
    verdict = bench.scan("OLD")
    assert (verdict.accepted, verdict.code) == (False, "EXPIRED")
    assert isinstance(bench.session.view().question, Expired)
    assert bench.issued("PASTE") == 0
    assert bench.scan("KS.CONFIRM").code == "ISSUED"
    assert bench.issued("PASTE") == 5


def test_what_has_expired_and_is_too_much_asks_for_both(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.item(bench_uids.paste, bench_uids.bin, 50, lot="OLD", expires_on=YESTERDAY)
    codes = bench.scans(label("1PPASTE", "1TOLD", "Q7"), "KS.CONFIRM")
    assert codes == ["EXPIRED", "OVER_ISSUE"]
    assert isinstance(bench.session.view().question, OverNeed)
    assert bench.scan("KS.CONFIRM").quantity == 7


def test_cancelling_leaves_what_has_expired(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.item(bench_uids.paste, bench_uids.bin, 50, lot="OLD", expires_on=YESTERDAY)
    assert bench.scans("OLD", "KS.CANCEL", "KS.CONFIRM") == ["EXPIRED", "CANCELLED", "NOTHING_ASKED"]
    assert bench.issued("PASTE") == 0


def test_what_is_held_says_why(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.do(HoldItem(item_uid=bench_uids.radio_item, reason="bent pins"))
    verdict = bench.scan("SN-1")
    assert (verdict.code, verdict.headline) == ("NOT_AVAILABLE", "It is held: bent pins")


def test_what_lies_where_nothing_is_taken_says_where(bench: BenchDriver, bench_uids: BenchUids) -> None:
    with bench.store.reading() as reader:
        found = reader.execute(
            rows.LOCATIONS.select.where(tables.location.c.uid == bench_uids.bin)
        ).mappings()
        place = rows.LOCATIONS.record(next(iter(found)))
    bench.world.do(UpdateLocation(uid=bench_uids.bin, etag=etag(place), inventory_available=False))
    verdict = bench.scan("SN-1")
    assert (verdict.code, verdict.headline) == ("NOT_AVAILABLE", "Nothing is taken from Stores / A1-03")


def test_a_part_of_which_everything_is_held_says_why(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.do(HoldItem(item_uid=bench_uids.screw_item, reason="wrong thread"))
    bench.session.reload()
    assert bench.scan("SCREW").headline == "It is held: wrong thread"


def test_what_was_partly_reserved_is_taken_back_whole(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.do(
        ReserveItem(item_uid=bench_uids.screw_item, line_uid=bench_uids.screw_line, quantity=Decimal(3))
    )
    bench.session.reload()
    assert bench.scan("SCREW").quantity == 8
    verdict = bench.scan("KS.UNDO")
    assert (verdict.code, verdict.quantity) == ("UNDONE", Decimal(8))
    assert verdict.headline == "Taken back: 8 ea · SCREW"


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("MFR-9", {"manufacturer_part_number": "MFR-9"}),
        ("4006381333931", {"gtin": "4006381333931"}),
        ("]E04006381333931", {"gtin": "04006381333931"}),
    ],
)
def test_numbers_of_others_name_a_part(
    bench: BenchDriver, bench_uids: BenchUids, code: str, values: dict[str, str]
) -> None:
    nut = bench.world.ids.new()
    bench.world.do(CreatePart(uid=nut, part_number="NUT", **values))  # type: ignore[arg-type]  # texts alone
    bench.world.item(nut, bench_uids.bin, 50)
    allow(bench, bench_uids.screw_line, nut)
    assert bench.scan(code).part_number == "NUT"
