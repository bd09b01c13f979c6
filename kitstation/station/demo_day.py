"""A small working day on a real board: what is scanned, and what has to come of it.

The station's demo plays it, a newcomer presses it in the virtual scanner, and a test reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kitstation.domain.refusals import RefusalCode
from kitstation.station.verdicts import Done

ASSEMBLY = "GLASGOW-C3"
RUN_TITLE = "October batch"
BOARDS = 3
BOM_FILE = "demo/glasgow-revC3-bom.csv"
STOCK_FILE = "demo/stock.csv"


class Gesture(StrEnum):
    """What the technician does."""

    SCAN = "scan"
    UNPLUG = "unplug"
    PLUG = "plug"


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One gesture, and the code that the bench must answer; no code where the bench says nothing.

    `says` is what the step shows, for the newcomer; `picture` names the screenshot, where there is one.
    """

    says: str
    gesture: Gesture
    text: str = ""
    code: str = ""
    picture: str = ""


def _scan(says: str, text: str, code: str, picture: str = "") -> DemoStep:
    return DemoStep(says, Gesture.SCAN, text, code, picture)


DAY: tuple[DemoStep, ...] = (
    _scan("A serial number issues itself", "FPGA-0001", Done.ISSUED, "issued-serial"),
    _scan("The next one", "FPGA-0002", Done.ISSUED),
    _scan("A wrong part: it says where to put it back", "ZZ-1", RefusalCode.WRONG_PART, "wrong-part"),
    _scan("A serial number scanned twice", "FPGA-0001", RefusalCode.ALREADY_ISSUED, "already-issued"),
    _scan("The last one completes its line", "FPGA-0003", Done.ISSUED, "line-complete"),
    _scan("A lot that holds less than the line needs", "LOT-77", Done.ISSUED, "lot-used-up"),
    _scan("The second lot counts down to what is left", "LOT-78", Done.ISSUED),
    _scan(
        "A maker's label says more than the line needs",
        "[)>\x1e06\x1d1PRC0402FR-132K2L\x1d1TREEL-118\x1dQ5000\x1e\x04",
        RefusalCode.OVER_ISSUE,
        "how-many",
    ),
    _scan("The number from the control sheet: 2 …", "KS.2", Done.DIGIT_TYPED),
    _scan("… 0", "KS.0", Done.DIGIT_TYPED, "digits"),
    _scan("Confirmed", "KS.CONFIRM", Done.ISSUED),
    _scan("What the line still needs, without a number", "REEL-118", Done.ISSUED),
    _scan("Loose parts by their part number", "TYPE-C-31-M-12", Done.ISSUED),
    DemoStep("The scanner is unplugged in the middle", Gesture.UNPLUG, picture="unplugged"),
    DemoStep("… and plugged in again", Gesture.PLUG),
    _scan("It goes on where it was", "FX2-0001", Done.ISSUED),
    _scan("A short line: there is no third one", "FX2-0002", Done.ISSUED, "short-line"),
    _scan("Return mode", "KS.RETURN", Done.MODE_CHANGED, "return-mode"),
    _scan("A part of a lot comes back: how many?", "REEL-118", RefusalCode.QUANTITY_NEEDED, "how-many-back"),
    _scan("Two", "KS.2", Done.DIGIT_TYPED),
    _scan("Confirmed", "KS.CONFIRM", Done.RETURNED, "returned"),
    _scan("Issue mode again", "KS.ISSUE", Done.MODE_CHANGED),
    _scan("And the two are issued again", "REEL-118", Done.ISSUED),
    _scan("One too many? Taken back", "KS.UNDO", Done.UNDONE, "undone"),
    _scan("A code that nobody knows", "NO-SUCH-CODE", RefusalCode.UNKNOWN_CODE, "unknown-code"),
)
