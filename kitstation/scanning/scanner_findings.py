"""What can be found out about a scanner's settings, and what to set at it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    FINE = "fine"
    """As it should be."""
    ADVICE = "advice"
    """It works; set as advised it would work better."""
    PROBLEM = "problem"
    """Codes would be refused or misread: the scanner has to be set otherwise."""


class FindingCode(StrEnum):
    """What was found."""

    SUFFIX = "suffix"
    NO_SUFFIX = "no suffix"
    WRONG_SUFFIX = "wrong suffix"
    PREFIX = "prefix"
    CODE_ID = "code id"
    AIM = "aim"
    NO_AIM = "no aim"
    SEPARATORS_KEPT = "separators kept"
    SEPARATOR_DROPPED = "separator dropped"
    SEPARATOR_REPLACED = "separator replaced"
    FNC1_IN_FRONT = "fnc1 in front"
    GS1_OFF = "gs1 off"
    BRACKETS = "brackets"
    LAYOUT = "layout"
    SIGNS = "signs"
    CAPS_LOCK = "caps lock"
    UPPER_CASE = "upper case"
    LOWER_CASE = "lower case"
    BEGINNING_MISSING = "beginning missing"
    END_MISSING = "end missing"
    CHECK_DIGIT_DROPPED = "check digit dropped"
    ENVELOPE_OMITTED = "envelope omitted"
    DOUBLED = "doubled"
    PARITY = "parity"
    PACKETS = "packets"
    EXACT = "exact"
    NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: what it is, how much it matters, a sentence, and what to set at the scanner, if anything."""

    code: FindingCode
    severity: Severity
    sentence: str
    mend: str = ""


def fine(code: FindingCode, sentence: str) -> Finding:
    """Return a finding that all is well."""
    return Finding(code, Severity.FINE, sentence)


def advice(code: FindingCode, sentence: str, mend: str) -> Finding:
    """Return a finding that something could be better."""
    return Finding(code, Severity.ADVICE, sentence, mend)


def problem(code: FindingCode, sentence: str, mend: str) -> Finding:
    """Return a finding that something is set wrong."""
    return Finding(code, Severity.PROBLEM, sentence, mend)
