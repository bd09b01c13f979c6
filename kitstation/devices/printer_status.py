"""What a printer with ZPL II says about itself: the answers to `~HQES` and `~HS`.

The ZPL II Programming Guide describes both. A printer without paper or with an open head does not answer `~HS` at
all, so `~HQES` is asked first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

ASK_ERRORS = b"~HQES\r\n"
ASK_STATE = b"~HS\r\n"


class PrinterCondition(StrEnum):
    """What can be the matter with a printer."""

    PAPER_OUT = "out of labels"
    RIBBON_OUT = "out of ribbon"
    HEAD_OPEN = "head open"
    CUTTER_FAULT = "cutter fault"
    HEAD_TOO_HOT = "head too hot"
    HEAD_TOO_COLD = "head too cold"
    MOTOR_TOO_HOT = "motor too hot"
    HEAD_FAULT = "head fault"
    PAPER_JAM = "label jam"
    PAUSED = "paused"
    BUFFER_FULL = "buffer full"
    SETTINGS_LOST = "settings lost"
    OTHER_ERROR = "another error"
    CALIBRATE = "calibration needed"
    CLEAN_HEAD = "head to be cleaned"
    REPLACE_HEAD = "head to be replaced"
    PAPER_LOW = "labels nearly out"

    @property
    def stops_printing(self) -> bool:
        """Whether nothing is printed until somebody sees to it."""
        return self not in _WARNINGS_ONLY


_WARNINGS_ONLY = frozenset(
    {
        PrinterCondition.CALIBRATE,
        PrinterCondition.CLEAN_HEAD,
        PrinterCondition.REPLACE_HEAD,
        PrinterCondition.PAPER_LOW,
    }
)


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """How a printer is. `labels_waiting` are those of the job that are not printed yet, where it says so."""

    conditions: frozenset[PrinterCondition]
    labels_waiting: int | None = None

    @property
    def can_print(self) -> bool:
        """Whether it would print what is sent to it."""
        return not any(condition.stops_printing for condition in self.conditions)

    def joined(self, other: PrinterStatus | None) -> PrinterStatus:
        """Return what both answers say together."""
        if other is None:
            return self
        waiting = self.labels_waiting if other.labels_waiting is None else other.labels_waiting
        return PrinterStatus(self.conditions | other.conditions, waiting)


_ERRORS: Mapping[int, PrinterCondition] = {
    0x1: PrinterCondition.PAPER_OUT,
    0x2: PrinterCondition.RIBBON_OUT,
    0x4: PrinterCondition.HEAD_OPEN,
    0x8: PrinterCondition.CUTTER_FAULT,
    0x10: PrinterCondition.HEAD_TOO_HOT,
    0x20: PrinterCondition.MOTOR_TOO_HOT,
    0x40: PrinterCondition.HEAD_FAULT,
    0x80: PrinterCondition.HEAD_FAULT,
    0x200: PrinterCondition.HEAD_FAULT,
    0x1000: PrinterCondition.PAPER_JAM,
    0x4000: PrinterCondition.PAPER_JAM,
    0x8000: PrinterCondition.PAPER_JAM,
    0x10000: PrinterCondition.PAUSED,
}
_WARNINGS: Mapping[int, PrinterCondition] = {
    0x1: PrinterCondition.CALIBRATE,
    0x2: PrinterCondition.CLEAN_HEAD,
    0x4: PrinterCondition.REPLACE_HEAD,
    0x8: PrinterCondition.PAPER_LOW,
}
_FLAGS = re.compile(
    rb"ERRORS: *([01]) +([0-9A-F]{8}) +([0-9A-F]{8})\s+WARNINGS: *([01]) +([0-9A-F]{8}) +([0-9A-F]{8})",
    re.IGNORECASE,
)
_STATE = re.compile(rb"\x02([0-9,]+)\x03\s*\x02([0-9,]+)\x03")

# Where each flag stands in the two lines of ~HS, from 0.
_FIRST_LINE: Mapping[int, PrinterCondition] = {
    1: PrinterCondition.PAPER_OUT,
    2: PrinterCondition.PAUSED,
    5: PrinterCondition.BUFFER_FULL,
    9: PrinterCondition.SETTINGS_LOST,
    10: PrinterCondition.HEAD_TOO_COLD,
    11: PrinterCondition.HEAD_TOO_HOT,
}
_SECOND_LINE: Mapping[int, PrinterCondition] = {2: PrinterCondition.HEAD_OPEN, 3: PrinterCondition.RIBBON_OUT}
_WAITING = 8


def read_errors(answer: bytes) -> PrinterStatus | None:
    """Return what an answer to `~HQES` says; None as long as it is not complete."""
    found = _FLAGS.search(answer)
    if found is None:
        return None
    conditions: set[PrinterCondition] = set()
    if found[1] == b"1":
        conditions.update(_named(int(found[3], 16), _ERRORS))
        # The flag is up, and no bit that is known: something is wrong all the same.
        if not conditions or int(found[2], 16):
            conditions.add(PrinterCondition.OTHER_ERROR)
    if found[4] == b"1":
        conditions.update(_WARNINGS[bit] for bit in _bits(int(found[6], 16)) if bit in _WARNINGS)
    return PrinterStatus(frozenset(conditions))


def read_state(answer: bytes) -> PrinterStatus | None:
    """Return what an answer to `~HS` says; None as long as it is not complete."""
    found = _STATE.search(answer)
    if found is None:
        return None
    first, second = found[1].split(b","), found[2].split(b",")
    if len(first) <= max(_FIRST_LINE) or len(second) <= _WAITING or not second[_WAITING]:
        return None
    conditions = {condition for at, condition in _FIRST_LINE.items() if first[at] == b"1"}
    conditions.update(condition for at, condition in _SECOND_LINE.items() if second[at] == b"1")
    return PrinterStatus(frozenset(conditions), int(second[_WAITING]))


def _named(flags: int, names: Mapping[int, PrinterCondition]) -> Iterator[PrinterCondition]:
    for bit in _bits(flags):
        yield names.get(bit, PrinterCondition.OTHER_ERROR)


def _bits(flags: int) -> Iterator[int]:
    while flags:
        lowest = flags & -flags
        yield lowest
        flags ^= lowest
