"""Rules for printing labels: what may be asked for, and how a print job goes from state to state.

The journal says who asked for which labels, and what became of that. So none of these commands is taken back: paper
that came out stays out, and the record of it must too. What is not wanted any more is cancelled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kitstation.domain.commands import Entry, PrintCommand, PrintLabels, Reprint, SettlePrintJob
from kitstation.domain.names import refuse_unknown
from kitstation.domain.records import InventoryItem, LabelKind, PrintJob, PrintState
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import Changes, WorkingSet

MOST_COPIES = 9999
"""What printers take in one job is more; so many labels are a slipped key."""

MOST_LABELS_ON_A_SHEET = 20_000
"""Of 100 columns and 200 rows, the most that a template has. How many there really are, the template alone knows."""

HOLDS_LABELS = frozenset({PrintState.QUEUED, PrintState.SENDING, PrintState.SENT, PrintState.UNCERTAIN})
"""Of a job in these states the labels of its sheets are used, or will be."""

_NEXT: Mapping[PrintState, frozenset[PrintState]] = {
    PrintState.QUEUED: frozenset(
        # To the same state with another note: why it still waits.
        {PrintState.QUEUED, PrintState.SENDING, PrintState.FAILED, PrintState.CANCELLED}
    ),
    PrintState.SENDING: frozenset(
        {PrintState.QUEUED, PrintState.SENT, PrintState.FAILED, PrintState.UNCERTAIN}
    ),
    # Sent: a person has found the labels, or the sender was only believed dead.
    PrintState.UNCERTAIN: frozenset({PrintState.QUEUED, PrintState.SENT, PrintState.CANCELLED}),
    PrintState.FAILED: frozenset({PrintState.QUEUED, PrintState.CANCELLED}),
    PrintState.SENT: frozenset(),
    PrintState.CANCELLED: frozenset(),
}


def may_become(state: PrintState, after: PrintState) -> bool:
    """Whether a print job in one state may come to another."""
    return after in _NEXT[state]


def next_free_label(job: PrintJob, labels_on_a_sheet: int) -> int:
    """Return the first label of the last sheet that a job leaves free; 1, of a new sheet, where it leaves none."""
    return (job.first_label - 1 + job.labels) % labels_on_a_sheet + 1


def decide_printing(command: PrintCommand, entry: Entry, records: WorkingSet) -> Changes | Refused:
    """Decide a command about a print job."""
    match command:
        case PrintLabels():
            return _print(command, entry, records)
        case SettlePrintJob():
            return _settle(command, entry, records)
        case Reprint():
            return _reprint(command, entry, records)


def _print(command: PrintLabels, entry: Entry, records: WorkingSet) -> Changes | Refused:
    if not 1 <= command.copies <= MOST_COPIES:
        why = f"a label is printed 1 to {MOST_COPIES} times"
        return refuse(RefusalCode.BAD_QUANTITY, quantity=command.copies, why=why)
    if refused := _refuse_first_label(command.first_label):
        return refused
    if not command.record_uids:
        return refuse(RefusalCode.BAD_QUANTITY, quantity=0, why="choose at least one record to print")
    for uid in command.record_uids:
        if not _is_there(command.kind, uid, records):
            return refuse_unknown(_WORDS[command.kind], uid)
    if records.print_jobs.find(command.uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="print job", name=command.uid)
    job = PrintJob(
        uid=command.uid,
        template=command.template,
        kind=command.kind,
        record_uids=command.record_uids,
        copies=command.copies,
        first_label=command.first_label,
        printer=command.printer,
        station=entry.station,
        command_id=entry.command_id,
        created_at=entry.at,
        created_by=entry.operator,
        settled_at=entry.at,
    )
    return Changes(puts=(job,))


def _settle(command: SettlePrintJob, entry: Entry, records: WorkingSet) -> Changes | Refused:
    job = records.print_jobs.find(command.uid)
    if job is None:
        return refuse_unknown("print job", command.uid)
    if not may_become(job.state, command.state):
        return refuse(RefusalCode.JOB_SETTLED, state=job.state.value, wanted=command.state.value)
    settled = replace(
        job, state=command.state, note=command.note, settled_at=entry.at, version=job.version + 1
    )
    return Changes(puts=(settled,))


def _reprint(command: Reprint, entry: Entry, records: WorkingSet) -> Changes | Refused:
    earlier = records.print_jobs.find(command.job_uid)
    if earlier is None:
        return refuse_unknown("print job", command.job_uid)
    printer = earlier.printer if command.printer is None else command.printer
    if refused := _refuse_first_label(command.first_label):
        return refused
    if earlier.state in {PrintState.QUEUED, PrintState.SENDING}:
        # It would come out twice, and nobody would have wanted that.
        return refuse(RefusalCode.JOB_SETTLED, state=earlier.state.value, wanted="printed again")
    if records.print_jobs.find(command.uid) is not None:
        return refuse(RefusalCode.DUPLICATE, what="print job", name=command.uid)
    again = replace(
        earlier,
        uid=command.uid,
        printer=printer,
        first_label=command.first_label,
        station=entry.station,
        state=PrintState.QUEUED,
        note="",
        repeats_uid=earlier.uid,
        command_id=entry.command_id,
        created_at=entry.at,
        created_by=entry.operator,
        settled_at=entry.at,
        version=1,
    )
    return Changes(puts=(again,))


def _refuse_first_label(number: int) -> Refused | None:
    if 1 <= number <= MOST_LABELS_ON_A_SHEET:
        return None
    why = f"labels of a sheet are numbered from 1 to at most {MOST_LABELS_ON_A_SHEET}"
    return refuse(RefusalCode.BAD_QUANTITY, quantity=number, why=why)


_WORDS: Mapping[LabelKind, str] = {
    LabelKind.ITEM: "inventory item",
    LabelKind.LOT: "inventory item",
    LabelKind.LOCATION: "location",
    LabelKind.KIT: "kit",
    LabelKind.KIT_LINE: "kit line",
    LabelKind.OPERATOR: "operator",
}


def _is_there(kind: LabelKind, uid: str, records: WorkingSet) -> bool:
    match kind:
        case LabelKind.ITEM | LabelKind.LOT:
            item: InventoryItem | None = records.items.find(uid)
            return item is not None and not item.deleted
        case LabelKind.LOCATION:
            return records.locations.find(uid) is not None
        case LabelKind.KIT:
            return records.kits.find(uid) is not None
        case LabelKind.KIT_LINE:
            return records.kit_lines.find(uid) is not None
        case LabelKind.OPERATOR:
            return records.operators.find(uid) is not None
