"""Refusals: why something may not happen. They are values, not exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class RefusalCode(StrEnum):
    """One code for each thing that a person would do something different about."""

    # What a scan can run into.
    UNKNOWN_CODE = "UNKNOWN_CODE"
    UNREADABLE_SCAN = "UNREADABLE_SCAN"
    SEVERAL_MATCHES = "SEVERAL_MATCHES"
    SCANNED_TWICE = "SCANNED_TWICE"
    NO_KIT_OPEN = "NO_KIT_OPEN"
    QUANTITY_NEEDED = "QUANTITY_NEEDED"
    NOTHING_ASKED = "NOTHING_ASKED"
    NUMBER_NEEDED = "NUMBER_NEEDED"
    WRONG_PART = "WRONG_PART"
    ALREADY_ISSUED = "ALREADY_ISSUED"
    NOT_ENOUGH = "NOT_ENOUGH"
    OVER_ISSUE = "OVER_ISSUE"
    LINE_COMPLETE = "LINE_COMPLETE"
    KIT_COMPLETE = "KIT_COMPLETE"
    KIT_CLOSED = "KIT_CLOSED"
    NOT_ISSUED_HERE = "NOT_ISSUED_HERE"
    RETURN_EXCEEDS = "RETURN_EXCEEDS"
    NOTHING_TO_UNDO = "NOTHING_TO_UNDO"
    ALREADY_UNDONE = "ALREADY_UNDONE"
    CANNOT_UNDO = "CANNOT_UNDO"
    NOT_YOURS = "NOT_YOURS"
    NOT_AVAILABLE = "NOT_AVAILABLE"
    EXPIRED = "EXPIRED"
    NOT_ALLOWED = "NOT_ALLOWED"
    # What moving stock can run into.
    SAME_PLACE = "SAME_PLACE"
    ARCHIVED = "ARCHIVED"
    IN_USE = "IN_USE"
    CANNOT_SPLIT = "CANNOT_SPLIT"
    CANNOT_MERGE = "CANNOT_MERGE"
    REASON_NEEDED = "REASON_NEEDED"
    STALE_COUNT = "STALE_COUNT"
    OVER_ORDER = "OVER_ORDER"
    ORDER_CLOSED = "ORDER_CLOSED"
    NOTHING_LEFT_TO_SPLIT = "NOTHING_LEFT_TO_SPLIT"
    # What a build can run into.
    RUN_FULL = "RUN_FULL"
    REQUIREMENT_FULL = "REQUIREMENT_FULL"
    NOT_INSTALLED_HERE = "NOT_INSTALLED_HERE"
    NOT_IN_WORK = "NOT_IN_WORK"
    BUILD_INCOMPLETE = "BUILD_INCOMPLETE"
    # What a print job can run into.
    JOB_SETTLED = "JOB_SETTLED"
    # What a record can run into.
    UNKNOWN_RECORD = "UNKNOWN_RECORD"
    STALE_ETAG = "STALE_ETAG"
    DUPLICATE = "DUPLICATE"
    DUPLICATE_SERIAL = "DUPLICATE_SERIAL"
    NUMBER_TAKEN = "NUMBER_TAKEN"
    TRACKING_MISMATCH = "TRACKING_MISMATCH"
    TRACKING_IN_USE = "TRACKING_IN_USE"
    UNIT_MISMATCH = "UNIT_MISMATCH"
    BAD_QUANTITY = "BAD_QUANTITY"
    BAD_NAME = "BAD_NAME"
    BAD_LIMITS = "BAD_LIMITS"
    BAD_PATTERN = "BAD_PATTERN"
    CONTAINS_ITSELF = "CONTAINS_ITSELF"
    EMPTY_BOM = "EMPTY_BOM"
    ID_REUSED = "ID_REUSED"


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer "no": the code says why, the facts are what the sentence about it needs."""

    code: RefusalCode
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def refuse(code: RefusalCode, **facts: object) -> Refused:
    """Return a refusal with its facts as text."""
    return Refused(code, MappingProxyType({name: str(value) for name, value in facts.items()}))
