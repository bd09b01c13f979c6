"""Questions: quantities that are typed or scanned, choices, confirming and cancelling."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kitstation.domain.records import TrackingType
from kitstation.station.bench import BenchPolicy
from kitstation.station.questions import HowMany, Mode, WhichOf
from tests.station.bench_driver import BenchDriver, label
from tests.support.bench import BenchUids


def typed(bench: BenchDriver) -> str:
    question = bench.session.view().question
    assert isinstance(question, HowMany)
    return question.typed


def test_a_bench_that_asks_asks_how_many_of_a_lot(asking_bench: BenchDriver) -> None:
    verdict = asking_bench.scan("LOT-1")
    assert (verdict.accepted, verdict.code) == (False, "QUANTITY_NEEDED")
    assert verdict.message == (
        "How many of LOT-1? The line needs 5 g, there are 10 g. Scan or type the number, or confirm 5."
    )
    assert verdict.line is not None
    assert asking_bench.issued("PASTE") == 0


def test_a_bench_that_asks_does_not_ask_what_the_label_says(asking_bench: BenchDriver) -> None:
    assert asking_bench.scan(label("1PPASTE", "1TLOT-1", "Q2")).quantity == 2


def test_a_number_that_begins_with_its_point_is_shown_with_the_nought(asking_bench: BenchDriver) -> None:
    asking_bench.scan("LOT-1")
    assert asking_bench.scan("KS.POINT").headline == "0. g"
    asking_bench.scan("KS.5")
    assert typed(asking_bench) == "0.5"
    assert asking_bench.scan("KS.CONFIRM").quantity == Decimal("0.5")


def test_confirming_gives_the_usual_answer(asking_bench: BenchDriver) -> None:
    asking_bench.scan("LOT-1")
    assert asking_bench.scan("KS.CONFIRM").quantity == 5


def test_digits_from_the_control_sheet_make_a_number(asking_bench: BenchDriver) -> None:
    asking_bench.scan("LOT-1")
    codes = asking_bench.scans("KS.2", "KS.7", "KS.BACK", "KS.POINT", "KS.POINT", "KS.5")
    assert set(codes) == {"DIGIT_TYPED"}
    assert typed(asking_bench) == "2.5"
    verdict = asking_bench.scan("KS.CONFIRM")
    assert (verdict.code, str(verdict.quantity)) == ("ISSUED", "2.5")


def test_the_code_for_printing_is_no_digit(asking_bench: BenchDriver) -> None:
    asking_bench.scan("LOT-1")
    assert asking_bench.scan("KS.PRINT").code == "NOTHING_ASKED"
    asking_bench.scan("KS.3")
    assert typed(asking_bench) == "3"


@pytest.mark.parametrize(("text", "quantity"), [("3", "3"), ("2.5", "2.5"), ("Q2", "2"), ("]C04", "4")])
def test_a_scanned_number_answers(asking_bench: BenchDriver, text: str, quantity: str) -> None:
    asking_bench.scan("LOT-1")
    assert str(asking_bench.scan(text).quantity) == quantity


def test_a_typed_number_answers(asking_bench: BenchDriver) -> None:
    asking_bench.scan("LOT-1")
    verdict = asking_bench.session.answer(" 1.25 ")
    assert (verdict.code, str(verdict.quantity)) == ("ISSUED", "1.25")


@pytest.mark.parametrize("text", ["", "0", "-1", "x", "1e3", "NaN", "1_0", "0.1234567", "9" * 30])
def test_a_typed_text_that_is_no_quantity_leaves_the_question(asking_bench: BenchDriver, text: str) -> None:
    asking_bench.scan("LOT-1")
    verdict = asking_bench.session.answer(text)
    assert verdict.code == "BAD_QUANTITY"
    assert isinstance(asking_bench.session.view().question, HowMany)
    assert asking_bench.issued("PASTE") == 0


def test_confirming_zero_leaves_the_question(asking_bench: BenchDriver) -> None:
    assert asking_bench.scans("LOT-1", "KS.0", "KS.CONFIRM")[-1] == "BAD_QUANTITY"
    assert typed(asking_bench) == "0"


def test_a_number_typed_without_a_question_answers_nothing(bench: BenchDriver) -> None:
    assert bench.session.answer("5").code == "NOTHING_ASKED"


def test_cancelling_drops_the_question(asking_bench: BenchDriver) -> None:
    asking_bench.scan("LOT-1")
    assert asking_bench.scan("KS.CANCEL").accepted
    assert asking_bench.session.view().question is None
    assert asking_bench.scan("3").code == "UNKNOWN_CODE"


def test_another_scan_replaces_the_question(asking_bench: BenchDriver) -> None:
    asking_bench.scan("LOT-1")
    assert asking_bench.scan("SN-1").code == "ISSUED"
    assert asking_bench.session.view().question is None


def test_a_serial_number_made_of_digits_is_no_answer(
    asking_bench: BenchDriver, bench_uids: BenchUids
) -> None:
    asking_bench.world.item(bench_uids.radio, bench_uids.bin, serial="3")
    asking_bench.scan("LOT-1")
    assert asking_bench.scan("3").serial_number == "3"
    assert asking_bench.issued("PASTE") == 0


def test_a_lot_number_made_of_digits_confirms_nothing(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.item(bench_uids.paste, bench_uids.bin, 50, lot="12")
    bench.scans("LOT-1", "LOT-1")
    assert bench.scan("12").code == "LINE_COMPLETE"
    assert bench.issued("PASTE") == 5


def test_digits_after_too_many_begin_a_new_number(bench: BenchDriver) -> None:
    bench.scan(label("1PPASTE", "1TLOT-1", "Q7"))
    assert bench.scan("KS.4").code == "DIGIT_TYPED"
    assert bench.scan("KS.CONFIRM").quantity == 4


def test_digits_can_lower_what_would_be_too_many(asking_bench: BenchDriver) -> None:
    assert asking_bench.scans("LOT-1", "7", "KS.3") == ["QUANTITY_NEEDED", "OVER_ISSUE", "DIGIT_TYPED"]
    assert asking_bench.scan("KS.CONFIRM").quantity == 3


def two_lots(bench: BenchDriver, uids: BenchUids) -> None:
    """Put the same lot number on a second shelf, before anything names which is next."""
    for _ in range(2):
        bench.world.item(uids.paste, uids.shelf, 3, lot="LOT-X")


def test_several_matches_ask_which_one(bench: BenchDriver, bench_uids: BenchUids) -> None:
    two_lots(bench, bench_uids)
    verdict = bench.scan("LOT-X")
    assert (verdict.accepted, verdict.code) == (False, "SEVERAL_MATCHES")
    question = bench.session.view().question
    assert isinstance(question, WhichOf)
    assert question.mode is Mode.ISSUE
    assert len(question.items) == 2


@pytest.mark.parametrize("answer", ["2", "KS.2"])
def test_a_choice_is_made_by_its_number(bench: BenchDriver, bench_uids: BenchUids, answer: str) -> None:
    two_lots(bench, bench_uids)
    bench.scan("LOT-X")
    question = bench.session.view().question
    assert isinstance(question, WhichOf)
    verdict = bench.scan(answer)
    assert (verdict.code, verdict.quantity) == ("ISSUED", Decimal(3))
    before = question.items[1]
    assert bench.session.undo().accepted
    again = bench.scan(before.uid)
    assert (again.code, again.lot_number) == ("ISSUED", "LOT-X")


@pytest.mark.parametrize("answer", ["3", "KS.9", "KS.0"])
def test_a_choice_that_is_not_in_the_list_issues_nothing(
    bench: BenchDriver, bench_uids: BenchUids, answer: str
) -> None:
    two_lots(bench, bench_uids)
    bench.scan("LOT-X")
    assert not bench.scan(answer).accepted
    assert bench.issued("PASTE") == 0


def test_confirming_a_choice_asks_again(bench: BenchDriver, bench_uids: BenchUids) -> None:
    two_lots(bench, bench_uids)
    assert bench.scans("LOT-X", "KS.CONFIRM") == ["SEVERAL_MATCHES", "SEVERAL_MATCHES"]


def test_of_several_matches_the_one_that_is_next_is_meant(bench: BenchDriver, bench_uids: BenchUids) -> None:
    bench.world.item(bench_uids.paste, bench_uids.shelf, 3, lot="LOT-1")
    bench.session.reload()
    while (step := bench.session.view().next_step) and step.line.part_number != "PASTE":
        bench.scan("KS.NEXT")
    assert bench.scan("LOT-1").code == "ISSUED"


def test_a_lot_of_another_part_does_not_compete(bench: BenchDriver, bench_uids: BenchUids) -> None:
    other = bench.world.part("GLUE", TrackingType.LOT)
    bench.world.item(other, bench_uids.bin, 5, lot="LOT-1")
    assert bench.scan("LOT-1").part_number == "PASTE"


def test_a_policy_can_change_between_scans(bench: BenchDriver) -> None:
    bench.session.set_policy(BenchPolicy(ask_quantity=True))
    assert bench.scan("LOT-1").code == "QUANTITY_NEEDED"
