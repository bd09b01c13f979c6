"""Commands about the printing of labels."""

from __future__ import annotations

from dataclasses import dataclass, field

from kitstation.domain.later import ADDED_LATER
from kitstation.domain.records import LabelKind, PrintState


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintLabels:
    """Ask for `copies` of the label of each record, from a template, at a printer of this station.

    On sheets they begin with `first_label`, counted from 1 row by row: those before it are used already.
    """

    uid: str
    template: str
    kind: LabelKind
    record_uids: tuple[str, ...]
    printer: str
    copies: int = 1
    first_label: int = field(default=1, metadata=ADDED_LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlePrintJob:
    """Say how far a print job has come, with the reason where there is one."""

    uid: str
    state: PrintState
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """Ask for the labels of an earlier print job once more, at its printer or (unless None) at another one.

    On sheets they begin with `first_label`, whatever the earlier job began with: that sheet is used.
    """

    uid: str
    job_uid: str
    printer: str | None = None
    first_label: int = field(default=1, metadata=ADDED_LATER)


PrintCommand = PrintLabels | SettlePrintJob | Reprint
