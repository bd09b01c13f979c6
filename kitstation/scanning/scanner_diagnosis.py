"""What a scanner's settings are, told from what it made of a test code, and what to set at it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from kitstation.scanning import gs1_advice
from kitstation.scanning import scanner_advice as words
from kitstation.scanning.envelope import GS
from kitstation.scanning.framing import Frame
from kitstation.scanning.scanner_findings import Finding, FindingCode, Severity
from kitstation.scanning.symbology import strip_aim
from kitstation.scanning.trial_codes import TRIAL_CODES, TrialCode
from kitstation.scanning.trial_matching import Match, find_part, find_whole

_ENDS: Final = re.compile(r"[\r\n\t]+")
_LINE_ENDS: Final = re.compile(r"[\r\n]+")
# What belongs to a code behind it: anything up to its end, and all of that end.
_OWN_END: Final = re.compile(r"[^\r\n\t]*[\r\n\t]*")
_AIM_LENGTH: Final = 3
_PARITY_BIT: Final = 0x7F
# Zebra's Simple Serial Interface: length, F3 for decoded data, and 0 for a packet that comes from the scanner.
_PACKET: Final = re.compile(rb"[\x05-\xff]\xf3\x00", re.DOTALL)


class Way(StrEnum):
    """How a scanner is connected."""

    SERIAL = "serial"
    KEYBOARD = "keyboard"


@dataclass(frozen=True, slots=True)
class Received:
    """All that came for one scan, its suffix included: Enter as CR, Tab as TAB where it was typed.

    `raw` is what a serial port gave. `key` is the function key that was pressed before it, such as F9.
    """

    text: str
    way: Way
    raw: bytes = b""
    key: str = ""

    @classmethod
    def of_port(cls, raw: bytes) -> Received:
        """Return what came from a serial port."""
        return cls(Frame(raw).text, Way.SERIAL, raw)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is known about the scanner. `code` is the test code that it read, None where that is not certain.

    `suffix` and `prefix` are what it sends behind and before each code; the prefix is a character or a key's name.
    """

    findings: tuple[Finding, ...]
    code: TrialCode | None = None
    suffix: str = ""
    prefix: str = ""

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What has to be set otherwise."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.PROBLEM)

    @property
    def understood(self) -> bool:
        """Whether a test code was recognised."""
        return self.code is not None

    def found(self, code: FindingCode) -> bool:
        """Tell whether something was found."""
        return any(finding.code is code for finding in self.findings)


def diagnose(received: Received, codes: Sequence[TrialCode] = TRIAL_CODES) -> Diagnosis:
    """Return what the scan of one of the test codes says about the scanner. Never an error."""
    if _PACKET.match(received.raw):
        return Diagnosis((words.PACKETS,))
    once, doubled = _once(received.text)
    best = _best(codes, once)
    if best is None:
        return _not_matched(received, codes)
    code, match = best
    return _told(received, code, match, doubled=doubled)


def _best(codes: Sequence[TrialCode], sent: str) -> tuple[TrialCode, Match] | None:
    for find in (find_whole, find_part):
        if found := [(code, match) for code in codes if (match := find(code, sent))]:
            return min(found, key=_strangeness)
    return None


def _strangeness(pair: tuple[TrialCode, Match]) -> tuple[int, int, int]:
    match = pair[1]
    changed = (match.distortion.mismatch is not None) + (match.distortion.case != "kept")
    return match.cut.beginning + match.cut.end, changed, len(match.before) + len(match.behind)


def _once(text: str) -> tuple[str, bool]:
    """Return a scan without its repetition, and whether there was one."""
    parts = [part for part in _ENDS.split(text) if part]
    if len(parts) > 1 and len(set(parts)) == 1:
        return parts[0] + text[len(text.rstrip("\r\n\t")) :], True
    body = text.rstrip("\r\n\t")
    half = len(body) // 2
    if half and body[:half] == body[half:]:
        return body[:half] + text[len(body) :], True
    return text, False


def _told(received: Received, code: TrialCode, match: Match, *, doubled: bool) -> Diagnosis:
    match = _alone(match)
    before, fnc1 = _fnc1_in_front(code, match)
    before, aim = _aim(replace(match, before=before))
    prefix = received.key or before
    found = [
        *words.of_suffix(match.behind, keyboard=received.way is Way.KEYBOARD),
        *words.of_prefix(prefix, keyboard=received.way is Way.KEYBOARD),
        *(gs1_advice.of_front(aim, fnc1) if code.elements else [words.of_aim(aim)]),
        *(gs1_advice.of_fields(match) if code.elements else words.of_separators(match)),
        *words.of_keyboard(match.distortion, keyboard=received.way is Way.KEYBOARD),
        *words.of_cut(code, match.cut),
        *([words.DOUBLED] if doubled else []),
    ]
    if all(finding.severity is not Severity.PROBLEM for finding in found):
        found.insert(0, words.EXACT)
    found.sort(key=lambda finding: finding.severity is not Severity.PROBLEM)
    return Diagnosis(tuple(found), code, match.behind, prefix)


def _alone(match: Match) -> Match:
    """Return a match without other scans that came in the same breath, before and behind it."""
    before = _LINE_ENDS.split(match.before)[-1]
    behind = _OWN_END.match(match.behind)
    return replace(match, before=before, behind=behind.group() if behind else "")


def _fnc1_in_front(code: TrialCode, match: Match) -> tuple[str, str]:
    """Return what stands before a GS1 code beside the FNC1 with which it begins, and as what that has arrived."""
    for form in (match.separators.get(GS), GS) if code.elements else ():
        if form and match.before.endswith(form):
            return match.before.removesuffix(form), form
    return match.before, ""


def _aim(match: Match) -> tuple[str, str]:
    """Return what stands before the code beside an AIM identifier, and that, be it the expected one or not."""
    if match.aim:
        return match.before, match.aim
    symbology, nothing = strip_aim(match.before[-_AIM_LENGTH:])
    if symbology is None or nothing:
        return match.before, ""
    return match.before[:-_AIM_LENGTH], symbology.aim


def _not_matched(received: Received, codes: Sequence[TrialCode]) -> Diagnosis:
    masked = bytes(byte & _PARITY_BIT for byte in received.raw)
    if masked != received.raw and _best(codes, masked.decode("ascii")):
        return Diagnosis((words.PARITY,))
    return Diagnosis(tuple(_guesses(received, codes)))


def _guesses(received: Received, codes: Sequence[TrialCode]) -> Iterator[Finding]:
    body = received.text.rstrip("\r\n\t")
    if any(_same_letters(code.text, body) for code in codes):
        yield words.SIGNS
    else:
        yield words.not_understood(received.text, keyboard=received.way is Way.KEYBOARD)


def _same_letters(wanted: str, sent: str) -> bool:
    """Tell whether two texts are as long, and differ in nothing but signs."""
    pairs = zip(wanted, sent, strict=False)
    return len(wanted) == len(sent) and all(
        one == other or not (one.isascii() and one.isalnum()) for one, other in pairs
    )
