"""Issuing: what a scanned code puts into the kit."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kitstation.domain.errors import StoreFault
from kitstation.domain.records import TrackingType
from kitstation.scanning.scan import Scan
from kitstation.station.bench import BenchSession
from kitstation.station.desk import Desk
from kitstation.station.questions import OverNeed
from kitstation.station.verdicts import Sound, Tone
from kitstation.store.store import Store
from tests.station.bench_driver import BenchDriver, label
from tests.support.bench import BenchUids
from tests.support.clock import FakeClock, SeqIds


def test_a_serial_number_issues_itself(bench: BenchDriver) -> None:
    verdict = bench.scan("SN-1")
    assert (verdict.accepted, verdict.code, verdict.quantity) == (True, "ISSUED", Decimal(1))
    assert (verdict.part_number, verdict.serial_number) == ("RADIO", "SN-1")
    assert verdict.line is not None
    assert verdict.line.issued == 1
    assert verdict.line.required == 2
    assert verdict.command_id is not None
    assert verdict.elapsed_ms is not None
    assert bench.issued("RADIO") == 1


def test_a_lot_issues_what_the_line_still_needs(bench: BenchDriver) -> None:
    verdict = bench.scan("LOT-1")
    assert (verdict.quantity, verdict.lot_number, verdict.sound) == (Decimal(5), "LOT-1", Sound.LINE_COMPLETE)
    assert bench.issued("PASTE") == 5


def test_the_part_number_of_loose_stock_issues_what_the_line_still_needs(bench: BenchDriver) -> None:
    assert bench.scan("SCREW").quantity == 8


def test_the_first_issue_moves_a_requested_kit_to_in_progress(bench: BenchDriver) -> None:
    assert bench.status == "Requested"
    bench.scan("LOT-1")
    assert bench.status == "In Progress"


def test_the_last_line_completes_the_kit(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.item(bench_uids.radio, bench_uids.bin, serial="SN-2")
    bench.scans("SN-1", "LOT-1", "SCREW")
    verdict = bench.scan("SN-2")
    assert verdict.sound is Sound.KIT_COMPLETE
    assert "kit complete" in verdict.sentence


@pytest.mark.parametrize("text", ["SN-1", "]C0SN-1", " SN-1 ", "SSN-1", label("1PRADIO", "SSN-1")])
def test_a_serial_number_is_known_however_its_label_writes_it(bench: BenchDriver, text: str) -> None:
    assert bench.scan(text).serial_number == "SN-1"
    assert bench.issued("RADIO") == 1


def test_an_own_label_names_its_item(bench: BenchDriver, bench_uids: BenchUids) -> None:
    assert bench.scan(bench_uids.radio_item).serial_number == "SN-1"
    assert bench.scan(f'{{"uid": "{bench_uids.paste_item}"}}').lot_number == "LOT-1"


def test_a_label_with_less_than_the_line_needs_issues_what_it_says(bench: BenchDriver) -> None:
    verdict = bench.scan(label("1PPASTE", "1TLOT-1", "Q2"))
    assert (verdict.code, verdict.quantity) == ("ISSUED", Decimal(2))
    assert bench.issued("PASTE") == 2


def test_a_label_with_more_than_the_line_needs_asks_and_confirming_takes_what_it_needs(
    bench: BenchDriver,
) -> None:
    verdict = bench.scan(label("1PPASTE", "1TLOT-1", "Q4000"))
    assert (verdict.accepted, verdict.code) == (False, "OVER_ISSUE")
    assert "confirm 5" in verdict.sentence
    assert bench.issued("PASTE") == 0
    assert bench.scan("KS.CONFIRM").quantity == 5


def test_a_label_for_loose_stock_issues_its_quantity(bench: BenchDriver) -> None:
    assert bench.scan(label("1PSCREW", "Q3")).quantity == 3


def test_a_gs1_label_issues_by_its_serial_number(bench: BenchDriver) -> None:
    assert bench.scan("]C1010400638133393121SN-1").serial_number == "SN-1"


def test_a_gs1_label_issues_by_its_lot_number_and_quantity(bench: BenchDriver) -> None:
    verdict = bench.scan("]d2010400638133393110LOT-1\x1d303")
    assert (verdict.lot_number, verdict.quantity) == ("LOT-1", Decimal(3))


def test_the_serial_number_of_a_label_goes_before_its_lot_number(bench: BenchDriver) -> None:
    assert bench.scan("]d2010400638133393110LOT-1\x1d21SN-1").serial_number == "SN-1"


def test_a_lot_of_several_parts_is_that_of_the_part_on_the_label(
    bench: BenchDriver, bench_uids: BenchUids
) -> None:
    other = bench.world.part("GLUE", TrackingType.LOT)
    bench.world.item(other, bench_uids.bin, 50, lot="LOT-1")
    assert bench.scan(label("1PPASTE", "1TLOT-1")).part_number == "PASTE"
    assert bench.scan(label("1PGLUE", "1TLOT-1")).code == "WRONG_PART"


def test_an_expired_lot_is_suggested_last(bench: BenchDriver, bench_uids: BenchUids) -> None:
    world, now = bench.world, bench.clock.now().date()
    flux = world.part("FLUX", TrackingType.LOT)
    board = world.part("BOARD-2", TrackingType.SERIAL)
    world.mbom(board, {flux: 1})
    world.item(flux, bench_uids.bin, 5, lot="OLD", expires_on=now - timedelta(days=1))
    world.item(flux, bench_uids.bin, 5, lot="LATE", expires_on=now + timedelta(days=90))
    world.item(flux, bench_uids.bin, 5, lot="SOON", expires_on=now + timedelta(days=3))
    world.item(flux, bench_uids.bin, 5, lot="EVER")
    world.kit(world.run(board, 20), number="KIT-2")
    bench.scan("KIT-2")
    taken = []
    while (step := bench.session.view().next_step) is not None:
        taken.append(step.take.lot_number)
        assert step.take.expired == (step.take.lot_number == "OLD")
        verdict = bench.scan(step.take.lot_number or "")
        assert (verdict if verdict.accepted else bench.scan("KS.CONFIRM")).accepted
    assert taken == ["SOON", "LATE", "EVER", "OLD"]


def test_without_expiry_dates_what_came_first_goes_first(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.item(bench_uids.paste, bench_uids.bin, 10, lot="LOT-2")
    bench.session.reload()
    view = bench.session.view()
    assert view.kit is not None
    line = view.kit.line_for(bench_uids.paste)
    assert line is not None
    assert line.take is not None
    assert line.take.lot_number == "LOT-1"


def test_more_than_the_line_needs_is_issued_once_somebody_confirms(
    bench: BenchDriver, bench_uids: BenchUids
) -> None:
    bench.world.item(bench_uids.radio, bench_uids.bin, serial="SN-2")
    bench.world.item(bench_uids.radio, bench_uids.bin, serial="SN-3")
    bench.scans("SN-1", "SN-2")
    refused = bench.scan("SN-3")
    assert (refused.code, refused.tone) == ("LINE_COMPLETE", Tone.ATTENTION)
    assert isinstance(bench.session.view().question, OverNeed)
    verdict = bench.scan("KS.CONFIRM")
    assert (verdict.code, verdict.serial_number) == ("ISSUED", "SN-3")
    assert bench.issued("RADIO") == 3


def test_what_confirming_would_issue_is_what_the_bench_says(asking_bench: BenchDriver) -> None:
    asking_bench.scan("LOT-1")
    asked = asking_bench.scan("7")
    assert asked.code == "OVER_ISSUE"
    assert "Confirm to issue 7 g" in asked.sentence
    assert "needs 5 g" in asked.sentence
    assert asking_bench.scan("KS.CONFIRM").quantity == 7
    assert asking_bench.issued("PASTE") == 7


def test_another_part_drops_the_question_about_more_than_is_needed(bench: BenchDriver) -> None:
    bench.scans("LOT-1", "LOT-1")
    assert isinstance(bench.session.view().question, OverNeed)
    assert bench.scan("SN-1").code == "ISSUED"
    assert bench.session.view().question is None
    assert bench.issued("PASTE") == 5


def test_a_bin_with_less_than_the_line_needs_gives_what_it_has(
    bench: BenchDriver, bench_uids: BenchUids
) -> None:
    world = bench.world
    washer = world.part("WASHER")
    world.item(washer, bench_uids.bin, 3)
    world.item(washer, bench_uids.shelf, 30)
    board = world.part("BOARD-3", TrackingType.SERIAL)
    world.mbom(board, {washer: 5})
    world.kit(world.run(board), number="KIT-3")
    bench.scan("KIT-3")
    assert [bench.scan("WASHER").quantity for _ in range(2)] == [3, 2]


def test_scanning_a_kit_number_puts_that_kit_on_the_bench(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.kit(bench_uids.run, number="KIT-2")
    bench.scans("LOT-1", "KS.RETURN")
    verdict = bench.scan("KIT-2")
    assert (verdict.code, verdict.headline) == ("KIT_OPENED", "Kit KIT-2")
    bench.scan("LOT-1")
    assert bench.issued("PASTE", "KIT-1") == 5
    assert bench.issued("PASTE", "KIT-2") == 5


def test_fractions_are_exact(bench: BenchDriver) -> None:
    bench.scan(label("1PPASTE", "1TLOT-1", "Q0.1"))
    bench.scan(label("1PPASTE", "1TLOT-1", "Q0.2"))
    assert bench.issued("PASTE") == Decimal("0.3")


def test_a_date_that_is_today_is_not_expired(bench: BenchDriver, bench_uids: BenchUids) -> None:
    today: date = bench.clock.now().date()
    glue = bench.world.part("GLUE", TrackingType.LOT)
    bench.world.item(glue, bench_uids.bin, 5, lot="TODAY", expires_on=today)
    board = bench.world.part("BOARD-4", TrackingType.SERIAL)
    bench.world.mbom(board, {glue: 1})
    bench.world.kit(bench.world.run(board), number="KIT-4")
    bench.scan("KIT-4")
    step = bench.session.view().next_step
    assert step is not None
    assert not step.take.expired


def test_what_is_durable_is_green_even_if_the_line_cannot_be_read_again(
    bench: BenchDriver, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def unreadable(*_: object) -> None:
        raise StoreFault("The disk failed")

    monkeypatch.setattr("kitstation.store.queries.kits.kit_line", unreadable)
    verdict = bench.scan("LOT-1")
    assert (verdict.accepted, verdict.quantity) == (True, Decimal(5))
    assert str(verdict.command_id) in caplog.text
    monkeypatch.undo()
    assert bench.issued("PASTE") == 5


def test_what_another_bench_does_to_the_same_kit_is_seen_at_the_next_scan(bench: BenchDriver) -> None:
    elsewhere = Store(bench.store.path)
    try:
        other = BenchSession(elsewhere, Desk(FakeClock(), SeqIds(2_000_000), "Ada", "B8"))
        other.open_kit("KIT-1")
        other.scan(Scan(label("1PPASTE", "1TLOT-1", "Q3"), b"", "test", FakeClock().now(), 0))
    finally:
        elsewhere.close()
    verdict = bench.scan("LOT-1")
    assert verdict.line is not None
    assert (verdict.code, verdict.quantity, verdict.line.issued) == ("ISSUED", Decimal(2), Decimal(5))
