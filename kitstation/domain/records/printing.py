"""Print jobs: which labels were asked for, on which printer, and how far they came."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kitstation.domain.later import ADDED_LATER


class LabelKind(StrEnum):
    """What a label is about."""

    ITEM = "item"
    LOT = "lot"
    LOCATION = "location"
    KIT = "kit"
    KIT_LINE = "kit_line"
    OPERATOR = "operator"


class PrintState(StrEnum):
    """How far a print job has come. No state says "printed": no printer tells that of each label."""

    QUEUED = "queued"
    """It waits for its printer."""
    SENDING = "sending"
    """It is being handed over. When the program ends here, nobody knows how much has arrived."""
    SENT = "sent"
    """The printer has taken all of it."""
    FAILED = "failed"
    """It cannot be printed as it is; nothing has left."""
    CANCELLED = "cancelled"
    """Somebody has given it up."""
    UNCERTAIN = "uncertain"
    """Some of it may have come out: a person looks, and decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """Labels of one kind from one template: `copies` of one for each record, at the printer that `station` calls so.

    `note` says why it waits, failed or is uncertain, in words that were shown. `repeats_uid` is the job that was
    printed again. `command_id` is the journal entry that asked for it. `first_label` is the label of the first sheet
    that it begins with, counted from 1 row by row; 1 where there are no sheets.
    """

    uid: str
    template: str
    kind: LabelKind
    record_uids: tuple[str, ...]
    copies: int
    printer: str
    station: str
    state: PrintState = PrintState.QUEUED
    note: str = ""
    repeats_uid: str | None = None
    command_id: str
    created_at: datetime
    created_by: str
    settled_at: datetime
    """When it came to this state."""
    version: int = 1
    first_label: int = field(default=1, metadata=ADDED_LATER)

    @property
    def labels(self) -> int:
        """How many labels it is for."""
        return len(self.record_uids) * self.copies
