"""The sentences of a scanner's diagnosis about GS1 codes: what has become of FNC1, and what to set at the scanner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kitstation.scanning.envelope import GS
from kitstation.scanning.scanner_advice import SET_AIM
from kitstation.scanning.scanner_findings import Finding, FindingCode, advice, fine, problem
from kitstation.scanning.symbology import strip_aim
from kitstation.scanning.trial_matching import Match
from kitstation.scanning.visible import told

_SEND_FNC1: Final = (
    "Let the scanner send FNC1 as GS, ASCII 29 (“FNC1 substitution”, “GS1-128 group separator”) and control characters "
    "as they are, or set it to USB serial (COM) mode."
)

_NO_FNC1: Final = advice(
    FindingCode.NO_AIM,
    "Nothing in front says that this is a GS1 code: neither an AIM identifier nor FNC1.",
    SET_AIM,
)
_BRACKETS: Final = problem(
    FindingCode.BRACKETS,
    "Application identifiers arrive in brackets, “(10)”: one in a lot number could not be told from them.",
    "Switch the brackets off (“GS1-128 parentheses”, “AI brackets”, “EAN-128 formatting”: none).",
)


def of_front(aim: str, fnc1: str) -> Iterator[Finding]:
    """Yield as what the FNC1 in front has arrived: as AIM identifier, as GS, or not at all."""
    symbology, _ = strip_aim(aim)
    if symbology is not None and symbology.is_gs1:
        yield fine(FindingCode.AIM, f"The AIM identifier {aim} says that it is a GS1 code.")
    elif symbology is not None:
        yield problem(
            FindingCode.GS1_OFF,
            f"The AIM identifier {aim} calls this GS1 code a {symbology.name}.",
            "Switch GS1-128 on at the scanner (also called UCC/EAN-128).",
        )
    elif fnc1 == GS:
        yield fine(
            FindingCode.FNC1_IN_FRONT, "FNC1 in front arrives as GS, which says that it is a GS1 code."
        )
    elif not fnc1:
        # As anything else it is told with those between the values.
        yield _NO_FNC1


def of_fields(match: Match) -> Iterator[Finding]:
    """Yield what stands between the values of a GS1 code."""
    between = match.separators.get(GS)
    if match.brackets:
        yield _BRACKETS
    elif between == GS:
        yield fine(FindingCode.SEPARATORS_KEPT, "FNC1 between the values arrives as GS.")
    elif between == "":
        yield problem(
            FindingCode.SEPARATOR_DROPPED,
            "FNC1 between the values is missing: the end of a lot number cannot be told.",
            _SEND_FNC1,
        )
    elif between:
        yield problem(
            FindingCode.SEPARATOR_REPLACED,
            f"FNC1 between the values arrives as “{told(between)}” instead of GS.",
            _SEND_FNC1,
        )
