"""Bringing back: return mode, and taking back the last thing done."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from kitstation.domain.commands import IssueItem, ReserveItem
from kitstation.station.desk import Desk
from kitstation.station.questions import HowMany, Mode
from kitstation.station.verdicts import Tone
from kitstation.store.queries.scan_targets import with_uid
from tests.station.bench_driver import BenchDriver, label
from tests.support.bench import BenchUids
from tests.support.clock import FakeClock, SeqIds


def on_hand(bench: BenchDriver, item_uid: str) -> int:
    with bench.store.reading() as reader:
        (item,) = with_uid(reader, item_uid).items
    return int(item.quantity)


def test_return_mode_brings_a_serial_number_back(bench: BenchDriver, bench_uids: BenchUids) -> None:
    assert bench.scans("SN-1", "KS.RETURN") == ["ISSUED", "MODE_CHANGED"]
    assert bench.session.mode is Mode.RETURN
    verdict = bench.scan("SN-1")
    assert (verdict.code, verdict.tone, verdict.quantity) == ("RETURNED", Tone.RETURNED, Decimal(1))
    assert "Put it back to Stores / A1-03" in verdict.sentence
    assert bench.issued("RADIO") == 0
    assert on_hand(bench, bench_uids.radio_item) == 1


def test_taking_back_an_issue_that_let_other_stock_go_says_what_was_issued(
    bench: BenchDriver, bench_uids: BenchUids
) -> None:
    box = bench.world.item(bench_uids.screw, bench_uids.shelf, 20)
    bench.world.do(ReserveItem(item_uid=box, line_uid=bench_uids.screw_line, quantity=Decimal(8)))
    bench.world.do(
        IssueItem(item_uid=bench_uids.screw_item, line_uid=bench_uids.screw_line, quantity=Decimal(3))
    )
    assert on_hand(bench, box) == 15
    bench.scan("KIT-1")
    verdict = bench.scan("KS.UNDO")
    assert (verdict.code, verdict.quantity) == ("UNDONE", Decimal(3))
    assert verdict.headline == "Taken back: 3 ea · SCREW"
    assert on_hand(bench, box) == 12


def test_issue_mode_issues_again(bench: BenchDriver) -> None:
    assert bench.scans("KS.RETURN", "KS.ISSUE", "SN-1")[-1] == "ISSUED"


def test_all_of_a_lot_comes_back_where_nobody_asks(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.scans("LOT-1", "KS.RETURN")
    assert bench.scan("LOT-1").quantity == 5
    assert on_hand(bench, bench_uids.paste_item) == 10


def test_a_part_of_a_lot_comes_back_with_its_quantity(bench: BenchDriver) -> None:
    bench.scans("LOT-1", "KS.RETURN")
    assert bench.scan(label("1PPASTE", "1TLOT-1", "Q2")).quantity == 2
    assert bench.issued("PASTE") == 3


def test_loose_stock_comes_back_by_its_part_number(bench: BenchDriver) -> None:
    bench.scans("SCREW", "KS.RETURN")
    assert bench.scan("SCREW").quantity == 8
    assert bench.issued("SCREW") == 0


def test_how_much_comes_back_is_asked(asking_bench: BenchDriver) -> None:
    asking_bench.scans("LOT-1", "KS.CONFIRM", "KS.RETURN")
    verdict = asking_bench.scan("LOT-1")
    assert verdict.code == "QUANTITY_NEEDED"
    assert verdict.message.startswith("How many of LOT-1 come back? 5 g are in the kit.")
    assert asking_bench.scan("2").quantity == 2
    assert asking_bench.issued("PASTE") == 3


def test_one_piece_comes_back_without_asking(asking_bench: BenchDriver) -> None:
    asking_bench.scans("SCREW", "1", "KS.RETURN")
    assert asking_bench.scan("SCREW").code == "RETURNED"


def test_more_than_the_kit_holds_cannot_come_back(asking_bench: BenchDriver) -> None:
    asking_bench.scans("LOT-1", "3", "KS.RETURN", "LOT-1")
    verdict = asking_bench.scan("4")
    assert (verdict.code, verdict.headline) == ("RETURN_EXCEEDS", "Only 3 g can come back")
    assert asking_bench.issued("PASTE") == 3


def test_a_reel_whose_label_says_more_than_the_kit_holds_asks_how_much_comes_back(bench: BenchDriver) -> None:
    bench.scans("LOT-1", "KS.RETURN")
    assert bench.scan(label("1PPASTE", "1TLOT-1", "Q4000")).code == "RETURN_EXCEEDS"
    question = bench.session.view().question
    assert isinstance(question, HowMany)
    assert (question.mode, question.usual) == (Mode.RETURN, Decimal(5))
    assert bench.scan("KS.CONFIRM").quantity == 5


def test_what_is_not_in_the_kit_cannot_come_back(bench: BenchDriver) -> None:
    bench.scan("KS.RETURN")
    assert bench.scans("SN-1", "LOT-1", "SCREW") == ["NOT_ISSUED_HERE"] * 3


@pytest.mark.parametrize("code", ["SN-1", "LOT-1", "SCREW"])
def test_what_is_read_twice_while_it_comes_back_is_counted_once(bench: BenchDriver, code: str) -> None:
    bench.scans(code, "KS.RETURN", code)
    again = bench.scan(code, after=timedelta(milliseconds=90))
    assert (again.code, again.tone) == ("SCANNED_TWICE", Tone.ATTENTION)
    assert bench.scan(code).code == "NOT_ISSUED_HERE"


def test_what_another_kit_holds_does_not_come_back_here(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.kit(bench_uids.run, number="KIT-2")
    bench.scans("SN-1", "KIT-2", "KS.RETURN")
    assert bench.scan("SN-1").code == "NOT_ISSUED_HERE"
    assert bench.issued("RADIO", "KIT-1") == 1


def test_undo_takes_the_last_issue_back(bench: BenchDriver) -> None:
    bench.scans("SN-1", "LOT-1")
    verdict = bench.scan("KS.UNDO")
    assert (verdict.code, verdict.lot_number, verdict.quantity) == ("UNDONE", "LOT-1", Decimal(5))
    assert verdict.line is not None
    assert verdict.line.issued == 0
    assert bench.issued("PASTE") == 0
    assert bench.issued("RADIO") == 1


def test_undo_after_undo_goes_on_backwards(bench: BenchDriver) -> None:
    bench.scans("SN-1", "LOT-1", "SCREW")
    codes = bench.scans("KS.UNDO", "KS.UNDO", "KS.UNDO", "KS.UNDO")
    assert codes == ["UNDONE", "UNDONE", "UNDONE", "NOTHING_TO_UNDO"]
    assert [bench.issued(part) for part in ("RADIO", "PASTE", "SCREW")] == [0, 0, 0]


def test_undo_of_a_return_puts_it_into_the_kit_again(bench: BenchDriver) -> None:
    bench.scans("LOT-1", "KS.RETURN", "LOT-1")
    assert bench.scan("KS.UNDO").quantity == 5
    assert bench.issued("PASTE") == 5


def test_what_was_taken_back_can_be_issued_at_once(bench: BenchDriver) -> None:
    bench.scans("LOT-1", "KS.UNDO")
    assert bench.scan("LOT-1").code == "ISSUED"


def test_undo_drops_the_question(asking_bench: BenchDriver) -> None:
    asking_bench.scans("SN-1", "LOT-1", "KS.UNDO")
    assert asking_bench.session.view().question is None


def test_a_chosen_command_is_taken_back_once(bench: BenchDriver) -> None:
    first = bench.scan("SN-1").command_id
    bench.scan("LOT-1")
    assert bench.session.undo(first).serial_number == "SN-1"
    assert bench.session.undo(first).code == "ALREADY_UNDONE"
    assert bench.issued("PASTE") == 5


def test_what_has_moved_on_cannot_be_taken_back(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.kit(bench_uids.run, number="KIT-2")
    bench.scans("SN-1", "KS.RETURN", "SN-1", "KIT-2", "SN-1", "KIT-1")
    verdict = bench.scan("KS.UNDO")
    assert verdict.code == "CANNOT_UNDO"
    assert bench.issued("RADIO", "KIT-2") == 1


def test_the_list_of_last_scans_says_what_was_taken_back(bench: BenchDriver) -> None:
    bench.scans("SN-1", "LOT-1", "KS.UNDO")
    scans = bench.session.view().last_scans
    assert [(past.part_number, past.undone) for past in scans] == [("PASTE", True), ("RADIO", False)]
    assert scans[0].operator == "Grace"
    assert len(bench.session.view(scans=1).last_scans) == 1


def test_another_operator_signs_from_then_on(bench: BenchDriver) -> None:
    bench.scan("LOT-1")
    bench.session.set_desk(Desk(FakeClock(), SeqIds(2_000_000), "Edith", "B7"))
    bench.scan("SN-1")
    assert [past.operator for past in bench.session.view().last_scans] == ["Edith", "Grace"]


def test_the_mode_can_be_set_by_key(bench: BenchDriver) -> None:
    assert bench.session.set_mode(Mode.RETURN).tone is Tone.RETURNED
    assert bench.session.set_mode(Mode.ISSUE).tone is Tone.NEUTRAL
