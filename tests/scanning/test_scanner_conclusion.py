from __future__ import annotations

from kitstation.scanning.scanner_conclusion import conclude
from kitstation.scanning.scanner_diagnosis import Received, Way, diagnose
from kitstation.scanning.scanner_findings import FindingCode
from kitstation.scanning.trial_codes import GS1, LETTERS, RETAIL, SEPARATORS, TRIAL_CODES


def test_a_scanner_is_ready_when_every_code_was_read_as_it_is() -> None:
    read = [diagnose(Received.of_port(f"{code.aim}{code.text}\r".encode())) for code in TRIAL_CODES]
    assert conclude(read).ready
    assert conclude(read[:1]).untried == (SEPARATORS, RETAIL, GS1)
    assert not conclude(read[:1]).ready


def test_each_problem_is_named_once() -> None:
    read = [diagnose(Received.of_port(f"j{code.text}\t".encode())) for code in (LETTERS, RETAIL)]
    found = conclude(read)
    assert [problem.code for problem in found.problems] == [FindingCode.WRONG_SUFFIX, FindingCode.CODE_ID]
    assert [advice.code for advice in found.advice] == [FindingCode.NO_AIM]


def test_how_the_program_takes_the_scanner_follows_from_what_it_sends() -> None:
    assert conclude([diagnose(Received.of_port(LETTERS.text.encode()))]).no_terminator
    assert not conclude([diagnose(Received.of_port(b"something else"))]).no_terminator
    typed = diagnose(Received(f"\x02{LETTERS.text}\r", Way.KEYBOARD))
    assert conclude([typed]).prefix == "\x02"
    by_port = diagnose(Received.of_port(f"\x02{LETTERS.text}\r".encode()))
    assert conclude([by_port]).prefix == ""
