"""What a step of the demo may do to a kit, checked against the database and not against what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kitstation.station.verdicts import Done, Verdict
from kitstation.store.queries.history import PastScan, last_scans
from kitstation.store.queries.kits import KitHeader, LineState, kit_by_number, kit_lines
from kitstation.store.store import Store

# More than a day has.
_SCANS = 10_000


@dataclass(frozen=True, slots=True)
class Ledger:
    """A kit as the database has it at one moment: its lines by uid, and its issues and returns, newest first."""

    header: KitHeader
    lines: Mapping[str, LineState]
    scans: tuple[PastScan, ...]


def read_ledger(store: Store, number: str, today: date) -> Ledger | None:
    """Return how the kit with this number stands; None where there is none."""
    with store.reading() as reader:
        header = kit_by_number(reader, number)
        if header is None:
            return None
        lines = {line.uid: line for line in kit_lines(reader, header.uid, today)}
        return Ledger(header, lines, last_scans(reader, header.uid, _SCANS))


def contradiction(verdict: Verdict, before: Ledger, after: Ledger) -> str:
    """Return in which way the database does not bear a verdict out; nothing where it does."""
    if verdict.line is not None and verdict.line != after.lines.get(verdict.line.uid):
        return f"the line of {verdict.line.part_number} is not as the verdict says"
    match verdict.code:
        case Done.ISSUED | Done.RETURNED:
            return _not_recorded(verdict, before, after)
        case Done.UNDONE:
            return _not_undone(before, after)
        case _:
            changed = (before.lines, before.scans) != (after.lines, after.scans)
            return "something was changed that should not have been" if changed else ""


def _not_recorded(verdict: Verdict, before: Ledger, after: Ledger) -> str:
    if len(after.scans) != len(before.scans) + 1 or after.scans[1:] != before.scans:
        return "the journal did not grow by one entry"
    newest = after.scans[0]
    if (newest.command_id, newest.quantity) != (verdict.command_id, verdict.quantity):
        return "the newest entry of the journal is not this scan's"
    return ""


def _not_undone(before: Ledger, after: Ledger) -> str:
    undone = {scan.command_id for scan in after.scans if scan.undone}
    earlier = {scan.command_id for scan in before.scans if scan.undone}
    return "" if len(undone - earlier) == 1 else "not exactly one scan was taken back"
