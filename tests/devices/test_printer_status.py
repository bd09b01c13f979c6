"""What printers say about themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.devices.printer_status import PrinterCondition, PrinterStatus, read_errors, read_state

FIRST = b"030,0,0,1245,000,0,0,0,000,0,0,0"
SECOND = b"000,0,0,0,1,2,6,0,00000000,1,000"


def _errors(group: str, flag: int = 1, *, warnings: str = "00000000") -> PrinterStatus | None:
    shown = int(warnings != "00000000")
    answer = (
        f"\x02PRINTER STATUS\r\n  ERRORS: {flag} 00000000 {group}\r\n"
        f"WARNINGS: {shown} 00000000 {warnings}\r\n\x03"
    )
    return read_errors(answer.encode())


def _state(first: bytes = FIRST, second: bytes = SECOND) -> PrinterStatus | None:
    return read_state(b"\x02" + first + b"\x03\r\n\x02" + second + b"\x03\r\n\x020000,0\x03\r\n")


@pytest.mark.parametrize(
    ("group", "conditions"),
    [
        ("00000001", {PrinterCondition.PAPER_OUT}),
        ("00000002", {PrinterCondition.RIBBON_OUT}),
        ("00000004", {PrinterCondition.HEAD_OPEN}),
        ("00000005", {PrinterCondition.PAPER_OUT, PrinterCondition.HEAD_OPEN}),
        ("00000008", {PrinterCondition.CUTTER_FAULT}),
        ("00000010", {PrinterCondition.HEAD_TOO_HOT}),
        ("00000020", {PrinterCondition.MOTOR_TOO_HOT}),
        ("00010000", {PrinterCondition.PAUSED}),
        ("00080000", {PrinterCondition.OTHER_ERROR}),
        ("00000000", {PrinterCondition.OTHER_ERROR}),
    ],
)
def test_errors_are_named(group: str, conditions: set[PrinterCondition]) -> None:
    status = _errors(group)
    assert status is not None
    assert status.conditions == conditions
    assert not status.can_print


def test_warnings_do_not_stop_a_printer() -> None:
    status = _errors("00000000", 0, warnings="0000000A")
    assert status is not None
    assert status.conditions == {PrinterCondition.CLEAN_HEAD, PrinterCondition.PAPER_LOW}
    assert status.can_print


@pytest.mark.parametrize(
    ("first", "second", "conditions"),
    [
        (FIRST, SECOND, set()),
        (b"030,1,0,1245,000,0,0,0,000,0,0,0", SECOND, {PrinterCondition.PAPER_OUT}),
        (
            b"030,0,1,1245,000,1,0,0,000,0,0,0",
            SECOND,
            {PrinterCondition.PAUSED, PrinterCondition.BUFFER_FULL},
        ),
        (
            b"030,0,0,1245,000,0,0,0,000,1,1,0",
            SECOND,
            {PrinterCondition.SETTINGS_LOST, PrinterCondition.HEAD_TOO_COLD},
        ),
        (
            FIRST,
            b"000,0,1,1,1,2,6,0,00000003,1,000",
            {PrinterCondition.HEAD_OPEN, PrinterCondition.RIBBON_OUT},
        ),
    ],
)
def test_flags_of_the_state_are_named(first: bytes, second: bytes, conditions: set[PrinterCondition]) -> None:
    status = _state(first, second)
    assert status is not None
    assert status.conditions == conditions
    assert status.can_print == (not conditions)


def test_the_labels_that_wait_are_counted() -> None:
    status = _state(second=b"000,0,0,0,1,2,6,0,00000042,1,000")
    assert status is not None
    assert status.labels_waiting == 42


@given(answer=st.binary(max_size=200))
def test_whatever_a_printer_says_is_no_accident(answer: bytes) -> None:
    for status in (read_errors(answer), read_state(b"\x02" + answer + b"\x03\x02" + answer + b"\x03")):
        assert status is None or isinstance(status, PrinterStatus)


@given(cut=st.integers(0, 88))
def test_half_an_answer_is_no_answer(cut: int) -> None:
    whole = b"\x02PRINTER STATUS\r\nERRORS: 1 00000000 00000005\r\nWARNINGS: 0 00000000 00000000"
    assert read_errors(whole[: min(cut, len(whole) - 1)]) is None


def test_two_answers_are_one_status() -> None:
    one = PrinterStatus(frozenset({PrinterCondition.PAPER_LOW}))
    other = PrinterStatus(frozenset({PrinterCondition.PAUSED}), 3)
    assert one.joined(other) == PrinterStatus(
        frozenset({PrinterCondition.PAPER_LOW, PrinterCondition.PAUSED}), 3
    )
    assert one.joined(None) == one
