"""The columns of the list of print jobs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale

from kitstation.domain.records import PrintState
from kitstation.ui.printing.print_desk import JobRow
from kitstation.ui.printing.words import state_pill
from kitstation.ui.tables.column import Align, Column, RowState
from kitstation.ui.theme.painting import PillContent

Translate = Callable[[str], str]


def job_columns(tr: Translate) -> tuple[Column[JobRow], ...]:
    """Return the columns of print jobs."""

    def why(row: JobRow) -> str:
        if row.sent_percent is not None:
            return tr("{percent} % is handed over").format(percent=row.sent_percent)
        if row.made is None:
            return row.job.note
        return tr("{made} of {total} labels are ready").format(made=row.made, total=len(row.job.record_uids))

    return (
        Column(
            key="state",
            title=tr("State"),
            value=_state,
            drawn=_pill,
            pills=tuple(state_pill(one) for one in PrintState),
        ),
        Column(key="labels", title=tr("Labels"), value=_labels, sort_key=_number, align=Align.TRAILING),
        Column(key="template", title=tr("Template"), value=_template),
        Column(key="printer", title=tr("Printer"), value=_printer),
        Column(key="why", title=tr("Why it waits"), value=why, tooltip=why, stretch=True),
        Column(key="at", title=tr("When"), value=_when, sort_key=_at, muted=True),
        Column(key="operator", title=tr("Who"), value=_operator, muted=True),
        Column(key="station", title=tr("Station"), value=_station, muted=True, initially_hidden=True),
        Column(key="uid", title=tr("Job"), value=row_uid, muted=True, initially_hidden=True),
    )


def row_state(row: JobRow) -> RowState:
    """Fade what is over. What needs a person has its pill: a marked row would look chosen, and its buttons are not."""
    return RowState.FADED if row.job.state is PrintState.CANCELLED else RowState.NORMAL


def row_uid(row: JobRow) -> str:
    """Return the uid of a job."""
    return row.job.uid


def _state(row: JobRow) -> str:
    return state_pill(row.job.state).text


def _pill(row: JobRow) -> PillContent:
    return state_pill(row.job.state)


def _labels(row: JobRow) -> str:
    records, copies = len(row.job.record_uids), row.job.copies
    return f"{records}" if copies == 1 else f"{records} × {copies}"  # noqa: RUF001 - the sign for "times"


def _number(row: JobRow) -> int:
    return row.labels


def _template(row: JobRow) -> str:
    return row.title


def _printer(row: JobRow) -> str:
    return row.job.printer


def _when(row: JobRow) -> str:
    moment = QDateTime.fromMSecsSinceEpoch(int(row.job.created_at.timestamp() * 1000))
    return QLocale().toString(moment, "d MMM, HH:mm")


def _at(row: JobRow) -> datetime:
    return row.job.created_at


def _operator(row: JobRow) -> str:
    return row.job.created_by


def _station(row: JobRow) -> str:
    return row.job.station
