from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitstation.scanning.check_digits import has_valid_check_digit
from kitstation.scanning.gs1_writing import element_string, gs1_elements, in_brackets
from kitstation.scanning.keyboards import MISMATCHES, Layout, Mismatch
from kitstation.scanning.meaning import GS1 as GS1_MESSAGE
from kitstation.scanning.meaning import ISO15434
from kitstation.scanning.scanner_diagnosis import Diagnosis, Received, Way, diagnose
from kitstation.scanning.scanner_findings import FindingCode, Severity
from kitstation.scanning.trial_codes import GS1, LETTERS, RETAIL, SEPARATORS, TRIAL_CODES, TrialCode
from tests.scanning.distortions import cased, replaced, typed, without_controls
from tests.scanning.usual import read

Code = FindingCode
US_GERMAN = Mismatch(Layout.US, Layout.GERMAN)
GERMAN_US = Mismatch(Layout.GERMAN, Layout.US)
US_FRENCH = Mismatch(Layout.US, Layout.FRENCH)
FORMAT_06 = SEPARATORS.text


def by_keyboard(text: str) -> Diagnosis:
    return diagnose(Received(text, Way.KEYBOARD))


def by_port(raw: bytes) -> Diagnosis:
    return diagnose(Received.of_port(raw))


def problems(diagnosis: Diagnosis) -> set[FindingCode]:
    return {finding.code for finding in diagnosis.problems}


def test_the_test_codes_bring_out_what_they_are_for() -> None:
    assert {"-", "/", "+", "_", "y", "z", "A", "q", "w", "M"} <= set(LETTERS.text.replace("Y", "y"))
    assert re.search("[a-z]", LETTERS.text)
    assert re.search("[A-Z]", LETTERS.text)
    assert read(FORMAT_06).meanings[0].kind == ISO15434
    assert not read(FORMAT_06).meanings[0].problems
    assert has_valid_check_digit(RETAIL.text)
    assert GS1.text == element_string(gs1_elements(GS1.elements))
    assert GS1.bracketed == in_brackets(gs1_elements(GS1.elements))
    assert read(GS1.aim + GS1.text).meanings[0].kind == GS1_MESSAGE
    assert RETAIL.text not in GS1.text
    assert all(read(code.text).control is None for code in TRIAL_CODES)


@pytest.mark.parametrize("code", TRIAL_CODES, ids=lambda code: code.name)
@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\r\r"])
def test_a_scanner_that_is_set_right_has_no_problem(code: TrialCode, end: bytes) -> None:
    diagnosis = by_port(code.aim.encode() + code.text.encode() + end)
    assert (diagnosis.code, problems(diagnosis)) == (code, set())
    assert {finding.severity for finding in diagnosis.findings} == {Severity.FINE}
    assert diagnosis.found(Code.AIM)
    assert diagnosis.found(Code.SUFFIX)
    assert diagnosis.found(Code.EXACT)


@pytest.mark.parametrize(
    ("end", "keyboard", "port"),
    [
        ("\r", Code.SUFFIX, Code.SUFFIX),
        ("\t", Code.SUFFIX, Code.WRONG_SUFFIX),
        ("", Code.NO_SUFFIX, Code.NO_SUFFIX),
        ("\x04", Code.WRONG_SUFFIX, Code.WRONG_SUFFIX),
        ("\x03\r", Code.WRONG_SUFFIX, Code.WRONG_SUFFIX),
        ("XY\r", Code.WRONG_SUFFIX, Code.WRONG_SUFFIX),
    ],
)
def test_the_suffix_is_recognised(end: str, keyboard: FindingCode, port: FindingCode) -> None:
    assert by_keyboard(LETTERS.text + end).found(keyboard)
    diagnosis = by_port((LETTERS.text + end).encode())
    assert diagnosis.found(port)
    assert diagnosis.suffix == end


def test_a_port_can_do_without_a_suffix_and_a_keyboard_can_not() -> None:
    assert problems(by_port(LETTERS.text.encode())) == set()
    assert problems(by_keyboard(LETTERS.text)) == {Code.NO_SUFFIX}


def test_the_last_separator_of_a_makers_label_is_no_suffix() -> None:
    diagnosis = by_port(FORMAT_06.encode())
    assert diagnosis.suffix == ""
    assert diagnosis.found(Code.SEPARATORS_KEPT)
    assert by_port(FORMAT_06.encode() + b"\x04").suffix == "\x04"


@pytest.mark.parametrize(
    ("before", "found", "prefix"),
    [
        ("]C0", Code.AIM, ""),
        ("]C1", Code.AIM, ""),
        ("j", Code.CODE_ID, "j"),
        ("j]C0", Code.CODE_ID, "j"),
        ("P00", Code.CODE_ID, "P00"),
        ("\x02", Code.PREFIX, "\x02"),
        ("LINE4:", Code.PREFIX, "LINE4:"),
    ],
)
def test_what_stands_before_a_code_is_recognised(before: str, found: FindingCode, prefix: str) -> None:
    diagnosis = by_port((before + LETTERS.text + "\r").encode())
    assert diagnosis.code is LETTERS
    assert diagnosis.found(found)
    assert diagnosis.prefix == prefix


@pytest.mark.parametrize(("text", "key", "prefix"), [("\x02", "", "\x02"), ("", "F9", "F9")])
def test_a_keyboard_scanner_may_have_a_prefix_that_nobody_types(text: str, key: str, prefix: str) -> None:
    diagnosis = diagnose(Received(f"{text}{LETTERS.text}\r", Way.KEYBOARD, key=key))
    assert problems(diagnosis) == set()
    assert diagnosis.prefix == prefix


@pytest.mark.parametrize(
    ("gs", "rs", "eot", "found"),
    [
        ("", "", "", {Code.SEPARATOR_DROPPED}),
        ("]", "^", "", {Code.SEPARATOR_REPLACED}),
        ("]", "^", "d", {Code.SEPARATOR_REPLACED}),
        ("@", "@", "@", {Code.SEPARATOR_REPLACED}),
        ("0029", "0030", "0004", {Code.SEPARATOR_REPLACED}),
        ("Alt+0029", "Alt+0030", "", {Code.SEPARATOR_REPLACED}),
        ("\u241d", "\u241e", "\u2404", {Code.SEPARATOR_REPLACED}),
        ("\uf70b", "\uf70c", "", {Code.SEPARATOR_REPLACED}),
        ("|", "\x1e", "\x04", {Code.SEPARATOR_REPLACED}),
        (" ", "\x1e", "\x04", {Code.SEPARATOR_REPLACED}),
        ("\x1d", "", "", set()),
        ("\x1d", "\x1e", "", set()),
    ],
)
def test_what_became_of_the_separators_is_told(gs: str, rs: str, eot: str, found: set[FindingCode]) -> None:
    sent = replaced(FORMAT_06, gs, rs, eot)
    for diagnosis in (by_keyboard(sent + "\r"), by_port(sent.encode() + b"\r")):
        assert diagnosis.code is SEPARATORS
        assert problems(diagnosis) == found
        # Without GS values run into one another; without RS and EOT the label is still read.
        assert diagnosis.found(Code.SEPARATOR_DROPPED) == (not (gs and rs and eot))


FNC1_IN_FRONT = {"]C1": Code.AIM, "\x1d": Code.FNC1_IN_FRONT, "]C1\x1d": Code.AIM, "": Code.NO_AIM}


@pytest.mark.parametrize("front", FNC1_IN_FRONT)
@pytest.mark.parametrize(
    ("arrived", "found"),
    [
        ("10KS-z7\x1d21Yq48", set()),
        ("10KS-z721Yq48", {Code.SEPARATOR_DROPPED}),
        ("10KS-z7|21Yq48", {Code.SEPARATOR_REPLACED}),
        ("10KS-z7 21Yq48", {Code.SEPARATOR_REPLACED}),
        ("10KS-z7]21Yq48", {Code.SEPARATOR_REPLACED}),
        ("10KS-z7002921Yq48", {Code.SEPARATOR_REPLACED}),
        ("10KS-z7\uf70b21Yq48", {Code.SEPARATOR_REPLACED}),
        ("(10)KS-z7(21)Yq48", {Code.BRACKETS}),
        ("(10)KS-z7\x1d(21)Yq48", {Code.BRACKETS}),
    ],
)
def test_as_what_fnc1_arrives_is_told(front: str, arrived: str, found: set[FindingCode]) -> None:
    for diagnosis in (by_keyboard(front + arrived + "\r"), by_port((front + arrived).encode() + b"\r")):
        assert diagnosis.code is GS1
        assert problems(diagnosis) == found
        assert diagnosis.found(FNC1_IN_FRONT[front])
        assert diagnosis.found(Code.NO_AIM) == (not front)
        assert diagnosis.prefix == ""


@pytest.mark.parametrize("sign", ["|", "]", "0029", "\u241d"])
def test_fnc1_in_front_that_arrives_as_another_sign_is_no_prefix(sign: str) -> None:
    diagnosis = by_keyboard(f"{sign}10KS-z7{sign}21Yq48\r")
    assert (diagnosis.code, diagnosis.prefix) == (GS1, "")
    assert problems(diagnosis) == {Code.SEPARATOR_REPLACED}
    assert not diagnosis.found(Code.FNC1_IN_FRONT)


@pytest.mark.parametrize(("aim", "name"), [("]C0", "Code 128"), ("]C2", "Code 128")])
def test_a_scanner_that_takes_gs1_for_plain_bars_is_told_to_switch_it_on(aim: str, name: str) -> None:
    diagnosis = by_port(f"{aim}{GS1.text}\r".encode())
    assert problems(diagnosis) == {Code.GS1_OFF}
    assert name in diagnosis.problems[0].sentence
    assert "UCC/EAN-128" in diagnosis.problems[0].mend


def test_a_prefix_before_a_gs1_code_is_still_a_prefix() -> None:
    for before in ("j", "j]C1", "j\x1d"):
        assert problems(by_port(f"{before}{GS1.text}\r".encode())) == {Code.CODE_ID}


def test_without_fnc1_it_is_said_what_is_lost_and_what_to_set() -> None:
    (dropped,) = by_port(b"]C110KS-z721Yq48\r").problems
    assert "the end of a lot number cannot be told" in dropped.sentence
    assert "FNC1 as GS" in dropped.mend
    (brackets,) = by_port(b"(10)KS-z7(21)Yq48\r").problems
    assert "Switch the brackets off" in brackets.mend


def test_what_a_text_field_leaves_of_a_label_is_recognised() -> None:
    assert problems(by_keyboard(without_controls(FORMAT_06) + "\r")) == {Code.SEPARATOR_DROPPED}


def test_an_envelope_that_the_scanner_leaves_out_is_told() -> None:
    assert problems(by_port(FORMAT_06[7:-2].encode() + b"\r")) == {Code.ENVELOPE_OMITTED}


@pytest.mark.parametrize("mismatch", MISMATCHES, ids=lambda pair: f"{pair.scanner}-{pair.computer}")
@pytest.mark.parametrize("code", TRIAL_CODES, ids=lambda code: code.name)
def test_every_mix_up_of_keyboards_is_named(mismatch: Mismatch, code: TrialCode) -> None:
    diagnosis = by_keyboard(typed(code.aim + code.text, mismatch) + "\r")
    assert diagnosis.code is code
    assert diagnosis.found(Code.AIM)
    if diagnosis.found(Code.LAYOUT):
        (finding,) = (found for found in diagnosis.findings if found.code is Code.LAYOUT)
        assert finding.sentence.startswith(
            f"The scanner types for a {mismatch.scanner} keyboard, and the computer reads a {mismatch.computer} one"
        )
        assert mismatch.computer in finding.mend
    else:
        # Digits stand where they stood, and Qt's bracket too: this code alone does not tell.
        assert typed(code.aim + code.text, mismatch) == code.aim + code.text


@pytest.mark.parametrize(
    ("sent", "read_as"),
    [
        ("KSßAy9-Zq`0?wM", US_GERMAN),
        ("KSßAy9-Zq0?wM", US_GERMAN),
        ("KS/Ay9&Zq]0?wM", GERMAN_US),
        ("KS)Qwç!Ya+à°z?", US_FRENCH),
    ],
)
def test_layouts_are_recognised_by_their_marks(sent: str, read_as: Mismatch) -> None:
    diagnosis = by_keyboard(sent + "\r")
    assert problems(diagnosis) == {Code.LAYOUT}
    assert f"{read_as.computer} one" in diagnosis.problems[0].sentence


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        (LETTERS.text.swapcase(), Code.CAPS_LOCK),
        (LETTERS.text.upper(), Code.UPPER_CASE),
        (LETTERS.text.lower(), Code.LOWER_CASE),
        (LETTERS.text[2:], Code.BEGINNING_MISSING),
        (LETTERS.text[:-4], Code.END_MISSING),
        (RETAIL.text[:-1], Code.CHECK_DIGIT_DROPPED),
        (RETAIL.text[1:], Code.BEGINNING_MISSING),
        (GS1.text[:7], Code.END_MISSING),
        (GS1.text[2:], Code.BEGINNING_MISSING),
        (GS1.text * 2, Code.DOUBLED),
        (LETTERS.text * 2, Code.DOUBLED),
        (f"{LETTERS.text}\r{LETTERS.text}", Code.DOUBLED),
    ],
)
def test_what_happened_to_the_code_is_told(sent: str, found: FindingCode) -> None:
    assert problems(by_keyboard(sent + "\r")) == {found}
    assert problems(by_port(sent.encode() + b"\r")) == {found}


def test_several_things_at_once_are_all_told() -> None:
    sent = "j" + cased(typed(LETTERS.text, US_GERMAN), str.swapcase) + "\t"
    assert problems(by_keyboard(sent)) == {Code.CODE_ID, Code.LAYOUT, Code.CAPS_LOCK}


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_two_codes_in_one_breath_are_not_taken_for_a_prefix_or_a_suffix(end: str) -> None:
    diagnosis = by_port(f"{LETTERS.text}{end}{SEPARATORS.text}{end}{RETAIL.text}{end}".encode())
    assert diagnosis.understood
    assert problems(diagnosis) == set()
    assert (diagnosis.prefix, diagnosis.suffix) == ("", end)


def test_signs_of_an_unknown_keyboard_are_told_in_general() -> None:
    assert problems(by_keyboard("KS'Az9-Yq¿0?wM\r")) == {Code.SIGNS}


def test_seven_bits_with_parity_are_recognised() -> None:
    even = bytes(byte | (byte.bit_count() % 2) << 7 for byte in f"{LETTERS.text}\r".encode())
    assert problems(by_port(even)) == {Code.PARITY}


def test_packets_of_the_makers_protocol_are_recognised() -> None:
    # The published packet for "no read", and one that holds the test code.
    assert problems(by_port(bytes.fromhex("07F30000014E52FE65"))) == {Code.PACKETS}
    body = bytes([len(LETTERS.text) + 5, 0xF3, 0, 0, 3]) + LETTERS.text.encode()
    assert Code.PACKETS in problems(by_port(body + (-sum(body) & 0xFFFF).to_bytes(2)))


@pytest.mark.parametrize("sent", ["", "\r", "SN-0001\r", "K" * 4000, "[)>" * 1300, "\x1d" * 300])
def test_what_is_no_test_code_is_not_understood(sent: str) -> None:
    diagnosis = by_keyboard(sent)
    assert not diagnosis.understood
    assert problems(diagnosis) == {Code.NOT_UNDERSTOOD}


def test_a_problem_says_what_to_set() -> None:
    told = [
        *by_keyboard("jKSßAy9-Zq`0?wM").findings,
        *by_port(FORMAT_06[3:-4].encode()).findings,
        *by_port(b"\x02" + without_controls(FORMAT_06).encode() + b"\t").findings,
    ]
    for finding in told:
        assert finding.sentence.endswith(".")
        assert bool(finding.mend) == (finding.severity is not Severity.FINE)


@settings(max_examples=15)
@given(st.binary(max_size=600))
def test_whatever_bytes_come_there_is_an_answer(raw: bytes) -> None:
    diagnosis = by_port(raw)
    assert diagnosis.findings
    assert diagnosis.understood or diagnosis.problems


@dataclass(frozen=True)
class Settings:
    """How a scanner and a keyboard may be set, in any combination."""

    mismatch: Mismatch | None
    case: Callable[[str], str]
    separators: tuple[str, str, str] | None
    before: str
    behind: str
    cut: tuple[int, int]
    times: int
    brackets: bool

    def sent(self, code: TrialCode) -> str:
        whole = (code.bracketed if self.brackets else "") or code.text
        text = whole[self.cut[0] : len(whole) - self.cut[1]]
        text = replaced(text, *self.separators) if self.separators else text
        text = typed(text, self.mismatch) if self.mismatch else text
        return (self.before + cased(text, self.case) + self.behind) * self.times


_REPLACEMENTS = st.sampled_from(["", "]", "@", "0029", "\u241d", "\uf70b", "#"])
_ANY_SETTINGS = st.builds(
    Settings,
    mismatch=st.sampled_from((None, *MISMATCHES)),
    case=st.sampled_from([str, str.upper, str.lower, str.swapcase]),
    separators=st.none() | st.tuples(_REPLACEMENTS, _REPLACEMENTS, _REPLACEMENTS),
    before=st.sampled_from(["", "]C0", "]C1", "\x1d", "j", "\x02", "F9"]),
    behind=st.sampled_from(["", "\r", "\r\n", "\t", "\x03"]),
    cut=st.tuples(st.integers(0, 3), st.integers(0, 3)),
    times=st.integers(1, 2),
    brackets=st.booleans(),
)


@settings(max_examples=20)
@given(code=st.sampled_from(TRIAL_CODES), how=_ANY_SETTINGS, way=st.sampled_from(Way))
def test_any_combination_is_found_or_reported_as_not_understood(
    code: TrialCode, how: Settings, way: Way
) -> None:
    sent = how.sent(code)
    diagnosis = diagnose(Received(sent, way, sent.encode() if way is Way.SERIAL else b""))
    assert diagnosis.understood or diagnosis.problems
    arrived = sent.removeprefix(code.aim).rstrip("\r\n\t")
    if diagnosis.found(Code.EXACT) and not diagnosis.found(Code.SEPARATOR_DROPPED):
        assert arrived.lstrip("\x02\x1d") == code.text
