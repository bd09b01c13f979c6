"""The sentences of a scanner's diagnosis, and what has to be set at the scanner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kitstation.scanning.envelope import GS
from kitstation.scanning.keyboards import Layout
from kitstation.scanning.scanner_findings import Finding, FindingCode, advice, fine, problem
from kitstation.scanning.trial_codes import TrialCode, TrialSymbol
from kitstation.scanning.trial_matching import NAMES, Case, Cut, Distortion, Match
from kitstation.scanning.visible import spelled, told

_LONGEST_CODE_ID: Final = 3

EXACT: Final = fine(FindingCode.EXACT, "The test code arrived as it is printed.")
DOUBLED: Final = problem(
    FindingCode.DOUBLED,
    "The code came twice for one scan.",
    "Set a longer time before the scanner reads the same code again (same symbol timeout), and let it read only "
    "while the trigger is pulled.",
)
PARITY: Final = problem(
    FindingCode.PARITY,
    "The scanner sends seven bits with a parity bit, and the eighth bit changes the characters.",
    "Set the scanner to 8 data bits, no parity, 1 stop bit.",
)
PACKETS: Final = problem(
    FindingCode.PACKETS,
    "The scanner sends packets of its maker's own protocol (SSI) instead of text.",
    "Set the scanner's USB type to “Simple COM port emulation” (CDC), or SSI off.",
)
SIGNS: Final = problem(
    FindingCode.SIGNS,
    "Letters and digits are right, but signs are not.",
    "Set the scanner's keyboard country to the one of this computer.",
)
SET_AIM: Final = (
    "Set “transmit code id” to AIM: trade item numbers and GS1 codes are then recognised for certain."
)
_SET_CR: Final = "Set the scanner to send CR (Enter) after each code, and nothing else."
_SEND_CONTROLS: Final = (
    "Let the scanner send control characters (“send non-printable characters”, “control characters as Ctrl+key”), "
    "or set it to USB serial (COM) mode."
)
_SET_DELAY: Final = (
    "Raise the scanner's delay between characters (inter-character delay), and scan the code as a whole."
)


def of_suffix(behind: str, *, keyboard: bool) -> Iterator[Finding]:
    """Yield what stands behind the code."""
    if not behind and keyboard:
        yield problem(FindingCode.NO_SUFFIX, "Nothing ends a code: Enter is missing.", _SET_CR)
    elif not behind:
        yield advice(
            FindingCode.NO_SUFFIX,
            "Nothing ends a code. It can be used so: a short silence then ends it.",
            f"Better: {_SET_CR[0].lower()}{_SET_CR[1:]}",
        )
    elif not behind.strip("\r\n") or (keyboard and behind == "\t"):
        yield fine(FindingCode.SUFFIX, f"{spelled(behind)} ends a code.")
    elif behind[-1] in "\r\n" or (keyboard and behind[-1] == "\t"):
        extra = behind.rstrip("\r\n\t")
        yield problem(
            FindingCode.WRONG_SUFFIX,
            f"Behind the code comes “{spelled(extra)}”, which would be taken for a part of it.",
            _SET_CR,
        )
    else:
        yield problem(FindingCode.WRONG_SUFFIX, f"{spelled(behind)} ends a code instead of CR.", _SET_CR)


def of_prefix(prefix: str, *, keyboard: bool) -> Iterator[Finding]:
    """Yield what stands before the code, beside an AIM identifier."""
    if not prefix:
        return
    if keyboard and _tells_scans(prefix):
        yield fine(
            FindingCode.PREFIX,
            f"{spelled(prefix) if len(prefix) == 1 else prefix} comes before each code. With it scans are told from "
            "typing for certain.",
        )
    elif len(prefix) <= _LONGEST_CODE_ID and prefix.isascii() and prefix.isalnum():
        yield problem(
            FindingCode.CODE_ID,
            f"“{prefix}” comes before the code: a code id of the scanner's maker, or a prefix.",
            "Switch the code id off, or set it to AIM; and clear the prefix.",
        )
    else:
        yield problem(
            FindingCode.PREFIX,
            f"“{spelled(prefix)}” comes before the code, and would be taken for a part of it.",
            "Clear the scanner's prefix.",
        )


def of_aim(aim: str) -> Finding:
    """Return whether there is an AIM identifier."""
    if aim:
        return fine(FindingCode.AIM, f"The AIM identifier {aim} says what kind of code it is.")
    return advice(
        FindingCode.NO_AIM,
        "No AIM identifier comes before the code.",
        SET_AIM,
    )


def of_separators(match: Match) -> Iterator[Finding]:
    """Yield what has become of the separators of a maker's label."""
    kept = [NAMES[wanted] for wanted, got in match.separators.items() if wanted == got]
    if kept:
        yield fine(FindingCode.SEPARATORS_KEPT, f"{', '.join(kept)} arrive as they are.")
    dropped = [NAMES[wanted] for wanted, got in match.separators.items() if not got]
    names = f"{', '.join(dropped)} {_is(len(dropped))} missing"
    if match.separators.get(GS) == "":
        yield problem(
            FindingCode.SEPARATOR_DROPPED,
            f"{names}: the values of makers' labels would run into one another.",
            _SEND_CONTROLS,
        )
    elif dropped:
        yield advice(
            FindingCode.SEPARATOR_DROPPED, f"{names}. Makers' labels are read without, too.", _SEND_CONTROLS
        )
    for wanted, got in match.separators.items():
        if got and got != wanted:
            yield problem(
                FindingCode.SEPARATOR_REPLACED,
                f"{NAMES[wanted]} arrives as “{told(got)}”.",
                f"Switch off what replaces {NAMES[wanted]} (character substitution, Alt codes, keypad emulation), or "
                "set the scanner to USB serial (COM) mode.",
            )


def of_keyboard(distortion: Distortion, *, keyboard: bool) -> Iterator[Finding]:
    """Yield what a keyboard did to the characters."""
    mismatch = distortion.mismatch
    if mismatch is not None:
        hints = {
            Layout.GERMAN: " (y and z exchanged, ß in place of the hyphen)",
            Layout.FRENCH: " (a and q exchanged, signs in place of digits)",
        }
        hint = hints.get(mismatch.computer) or hints.get(mismatch.scanner, "")
        yield problem(
            FindingCode.LAYOUT,
            f"The scanner types for a {mismatch.scanner} keyboard, and the computer reads a {mismatch.computer} one"
            f"{hint}.",
            f"Set the scanner's keyboard country to {mismatch.computer}, or use it in USB serial (COM) mode.",
        )
    if distortion.case is Case.SWAPPED:
        yield problem(
            FindingCode.CAPS_LOCK,
            "Capitals and small letters are exchanged.",
            "Switch Caps Lock off"
            + (", or let the scanner correct it (Caps Lock override)." if keyboard else " at the scanner."),
        )
    elif distortion.case is not Case.KEPT:
        code = FindingCode.UPPER_CASE if distortion.case is Case.UPPER else FindingCode.LOWER_CASE
        kind = "capitals" if distortion.case is Case.UPPER else "small letters"
        yield problem(
            code,
            f"All letters arrive as {kind}.",
            "Switch off the conversion of letters (convert case: none).",
        )


def of_cut(code: TrialCode, cut: Cut) -> Iterator[Finding]:
    """Yield what is missing of the code."""
    if cut.beginning and cut.end:
        yield problem(
            FindingCode.ENVELOPE_OMITTED,
            "The beginning “[)> RS 06 GS” and the end “RS EOT” of the maker's label are left out.",
            "Let the scanner send the header and trailer of Macro 05 and 06 (“transmit macro characters”).",
        )
    elif code.symbol is TrialSymbol.EAN_13 and cut.end == 1:
        yield problem(
            FindingCode.CHECK_DIGIT_DROPPED,
            "The check digit of the EAN code is missing.",
            "Let the scanner transmit check digits (EAN-13: transmit check digit).",
        )
    elif cut.beginning:
        yield problem(
            FindingCode.BEGINNING_MISSING,
            f"{_characters(cut.beginning)} at the beginning {_is(cut.beginning)} missing.",
            _SET_DELAY,
        )
    elif cut.end:
        yield problem(
            FindingCode.END_MISSING,
            f"{_characters(cut.end)} at the end {_is(cut.end)} missing.",
            f"{_SET_DELAY} Check that no format rule or longest length shortens codes.",
        )


def not_understood(text: str, *, keyboard: bool) -> Finding:
    """Return that what came is none of the test codes, as far as anybody can tell."""
    sentence = "What came is none of the test codes." if text else "Nothing came."
    if keyboard:
        mend = "Scan a test code once more. If it stays so, reset the scanner by its manual, and scan again."
    else:
        mend = (
            "Scan a test code once more. If it stays so, check the baud rate, 8 data bits and no parity, or reset the "
            "scanner by its manual."
        )
    return problem(FindingCode.NOT_UNDERSTOOD, sentence, mend)


def _tells_scans(prefix: str) -> bool:
    """Tell whether a prefix is a function key or a single control character, which nobody types."""
    function_key = prefix[:1] == "F" and prefix[1:].isdecimal()
    return function_key or (len(prefix) == 1 and not prefix.isprintable())


def _characters(count: int) -> str:
    return "One character" if count == 1 else f"{count} characters"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
