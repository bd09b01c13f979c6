"""Refusals: every code that a scan can run into, and that nothing moves then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kitstation.domain.records import TrackingType
from kitstation.station.verdicts import Sound, Tone
from tests.station.bench_driver import BenchDriver, label
from tests.support.bench import BenchUids
from tests.support.tables import contents, tamper

AT_ONCE = timedelta(milliseconds=100)


def test_an_unknown_code_says_so(bench: BenchDriver) -> None:
    verdict = bench.scan("NOBODY-KNOWS")
    assert (verdict.code, verdict.tone, verdict.sound) == ("UNKNOWN_CODE", Tone.REFUSED, Sound.REFUSED)
    assert verdict.scan == "NOBODY-KNOWS"
    assert "NOBODY-KNOWS" in verdict.headline


def test_a_label_of_a_known_part_with_an_unknown_number_says_what_it_is(bench: BenchDriver) -> None:
    verdict = bench.scan(label("1PRADIO", "SSN-99"))
    assert verdict.code == "UNKNOWN_CODE"
    assert verdict.message == (
        "SN-99 is not in stock here. The label says it is RADIO. Receive it first, or check the label."
    )


def test_a_label_whose_separators_were_lost_says_what_to_set(bench: BenchDriver) -> None:
    verdict = bench.scan("[)>061PRADIOSSN-1Q1")
    assert verdict.code == "UNREADABLE_SCAN"
    assert "separators" in verdict.sentence


def test_a_wrong_part_says_what_it_is_and_where_it_belongs(bench: BenchDriver, bench_uids: BenchUids) -> None:
    knob = bench.world.part("KNOB", TrackingType.SERIAL)
    bench.world.item(knob, bench_uids.bin, serial="KN-7")
    verdict = bench.scan("KN-7")
    assert (verdict.code, verdict.part_number, verdict.line) == ("WRONG_PART", "KNOB", None)
    assert verdict.message == "KN-7 is not in this kit. It is a KNOB. Put it back to Stores / A1-03."


def test_a_wrong_part_number_says_so(bench: BenchDriver) -> None:
    bench.world.part("NUT")
    assert bench.scan("NUT").code == "WRONG_PART"


def test_a_serial_number_twice_is_already_issued(bench: BenchDriver) -> None:
    bench.scan("SN-1")
    later = bench.scan("SN-1", after=timedelta(minutes=3))
    assert later.code == "ALREADY_ISSUED"
    assert later.tone is Tone.REFUSED
    assert later.message == "SN-1 is in this kit already. Since 12:00, by Grace. Take another one."
    assert later.line is not None
    assert bench.issued("RADIO") == 1


def test_a_serial_number_read_twice_in_a_moment_is_no_alarm(bench: BenchDriver) -> None:
    bench.scan("SN-1")
    again = bench.scan("SN-1", after=AT_ONCE)
    assert (again.code, again.tone) == ("ALREADY_ISSUED", Tone.ATTENTION)


def test_a_serial_number_in_another_kit_says_in_which(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.kit(bench_uids.run, number="KIT-2")
    bench.scans("SN-1", "KIT-2")
    verdict = bench.scan("SN-1")
    assert verdict.code == "ALREADY_ISSUED"
    assert verdict.headline == "SN-1 is in kit KIT-1 already"
    assert "by Grace at B7" in verdict.sentence


def test_the_same_lot_twice_in_a_moment_counts_once(bench: BenchDriver) -> None:
    code = label("1PPASTE", "1TLOT-1", "Q1")
    assert bench.scan(code).accepted
    again = bench.scan(code, after=timedelta(milliseconds=499))
    assert (again.code, again.tone) == ("SCANNED_TWICE", Tone.ATTENTION)
    assert bench.issued("PASTE") == 1


def test_the_same_lot_counts_again_after_the_moment(bench: BenchDriver) -> None:
    code = label("1PPASTE", "1TLOT-1", "Q1")
    bench.scan(code)
    assert bench.scan(code, after=timedelta(milliseconds=500)).accepted
    assert bench.issued("PASTE") == 2


def test_another_code_in_the_same_moment_is_not_locked_out(bench: BenchDriver) -> None:
    assert bench.scan(label("1PPASTE", "1TLOT-1", "Q1")).accepted
    assert bench.scan(label("1PSCREW", "Q1"), after=AT_ONCE).accepted


def test_another_scan_in_between_makes_the_same_code_a_new_scan(bench: BenchDriver) -> None:
    code = label("1PPASTE", "1TLOT-1", "Q1")
    bench.scan(code)
    bench.scan("KS.RETURN", after=AT_ONCE)
    assert bench.scan(code, after=AT_ONCE).code == "RETURNED"


def test_a_refused_scan_does_not_make_the_next_one_a_repetition(bench: BenchDriver) -> None:
    code = label("1PPASTE", "1TLOT-1", "Q1")
    bench.scan("KS.RETURN")
    assert bench.scan(code).code == "NOT_ISSUED_HERE"
    bench.scan("KS.ISSUE", after=AT_ONCE)
    assert bench.scan(code, after=AT_ONCE).accepted


def test_a_lot_that_is_used_up_is_not_enough(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.item(bench_uids.paste, bench_uids.bin, 0, lot="LOT-0")
    verdict = bench.scan("LOT-0")
    assert (verdict.code, verdict.headline) == ("NOT_ENOUGH", "Nothing is left of LOT-0")


def test_more_than_there_is_is_not_enough(asking_bench: BenchDriver, bench_uids: BenchUids) -> None:
    asking_bench.world.item(bench_uids.paste, bench_uids.bin, 2, lot="LOT-2")
    asking_bench.scan("LOT-2")
    verdict = asking_bench.scan("3")
    assert (verdict.code, verdict.headline) == ("NOT_ENOUGH", "Only 2 g are left of LOT-2")


def test_loose_stock_that_is_nowhere_is_not_enough(bench: BenchDriver) -> None:
    nut = bench.world.part("NUT")
    board = bench.world.part("BOARD-5", TrackingType.SERIAL)
    bench.world.mbom(board, {nut: 1})
    bench.world.kit(bench.world.run(board), number="KIT-5")
    bench.scan("KIT-5")
    assert bench.scan("NUT").message.startswith("Nothing is left of NUT")


def test_a_complete_line_says_how_much_is_there(bench: BenchDriver) -> None:
    bench.scan("LOT-1")
    verdict = bench.scan("LOT-1")
    assert verdict.code == "LINE_COMPLETE"
    assert "5 of 5 are in the kit" in verdict.sentence


def test_a_complete_kit_says_that_nothing_is_missing(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.item(bench_uids.radio, bench_uids.bin, serial="SN-2")
    bench.scans("SN-1", "SN-2", "LOT-1", "SCREW")
    assert bench.scan("SCREW").code == "KIT_COMPLETE"


@pytest.mark.parametrize("before", [(), ("LOT-1", "KS.RETURN")])
def test_a_closed_kit_takes_and_gives_nothing(bench: BenchDriver, before: tuple[str, ...]) -> None:
    bench.scans(*before)
    tamper(bench.store.path, "UPDATE kit SET status = 'Completed'")
    verdict = bench.scan("LOT-1")
    assert (verdict.code, verdict.headline) == ("KIT_CLOSED", "Kit KIT-1 is closed")


def test_a_part_number_of_a_tracked_part_needs_the_number(bench: BenchDriver) -> None:
    assert bench.scan("RADIO").headline == "Scan the serial number"
    verdict = bench.scan(label("1PPASTE", "Q2"))
    assert (verdict.code, verdict.headline) == ("NUMBER_NEEDED", "Scan the lot number")


@pytest.mark.parametrize("text", ["KS.CONFIRM", "KS.CANCEL", "KS.5", "KS.POINT", "KS.BACK"])
def test_without_a_question_there_is_nothing_to_answer(bench: BenchDriver, text: str) -> None:
    verdict = bench.scan(text)
    assert (verdict.code, verdict.scan) == ("NOTHING_ASKED", text)


def test_next_line_without_a_next_step_says_so(empty_bench: BenchDriver) -> None:
    assert empty_bench.scan("KS.NEXT").code == "NOTHING_ASKED"


def test_without_a_kit_there_is_nothing_to_take_back(empty_bench: BenchDriver) -> None:
    assert empty_bench.scan("KS.UNDO").code == "NO_KIT_OPEN"


def test_without_a_kit_a_code_tells_what_it_is(empty_bench: BenchDriver, bench_uids: BenchUids) -> None:
    assert empty_bench.scan("SN-1").message == "SN-1. RADIO · 1 ea at Stores / A1-03"
    assert empty_bench.scan("RADIO").code == "FOUND"
    assert empty_bench.scan("Stores/A1-03").headline == "Move to Stores / A1-03"


def test_a_kit_that_is_not_there_cannot_be_opened(bench: BenchDriver) -> None:
    assert bench.session.open_kit("KIT-404").code == "UNKNOWN_CODE"
    view = bench.session.view()
    assert view.kit is not None
    assert view.kit.header.number == "KIT-1"


def test_what_is_no_scan_is_unreadable(bench: BenchDriver) -> None:
    verdict = bench.session.unreadable("AB", "It had no end.")
    assert (verdict.code, verdict.scan, verdict.sentence) == ("UNREADABLE_SCAN", "AB", "It had no end.")


def test_what_is_refused_changes_no_row(bench: BenchDriver, bench_uids: BenchUids) -> None:
    knob = bench.world.part("KNOB", TrackingType.SERIAL)
    bench.world.item(knob, bench_uids.bin, serial="KN-7")
    bench.scan("SN-1")
    before = contents(bench.store)
    codes = bench.scans("NOBODY", "KN-7", "SN-1", "RADIO", label("1PPASTE", "1TLOT-1", "Q99"), "KS.CANCEL")
    assert codes == [
        "UNKNOWN_CODE",
        "WRONG_PART",
        "ALREADY_ISSUED",
        "NUMBER_NEEDED",
        "OVER_ISSUE",
        "CANCELLED",
    ]
    assert contents(bench.store) == before


def test_no_byte_upsets_the_bench(bench: BenchDriver) -> None:
    texts = [bytes((65, byte, 65)).decode("latin-1") for byte in range(256)]
    assert set(bench.scans(*texts)) == {"UNKNOWN_CODE"}
