"""Print jobs: what waits, what was printed, and which labels were asked for about a record."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam

from kitstation.domain.printing import HOLDS_LABELS
from kitstation.domain.records import PrintJob, PrintState
from kitstation.store import tables
from kitstation.store.rows import PRINT_JOBS

_job, _subject = tables.print_job.c, tables.subject.c
UNSETTLED = (PrintState.QUEUED, PrintState.SENDING, PrintState.UNCERTAIN, PrintState.FAILED)
"""Something happens to such jobs still, or somebody has to decide about them."""

_NEXT = (
    PRINT_JOBS.select.where(
        _job.state == PrintState.QUEUED,
        _job.station == bindparam("station"),
        _job.printer == bindparam("printer"),
    )
    .order_by(_job.uid)
    .limit(1)
)
_IN_STATES = PRINT_JOBS.select.where(
    _job.state.in_(bindparam("states", expanding=True)), _job.station == bindparam("station")
).order_by(_job.uid)
_NEWEST = PRINT_JOBS.select.order_by(_job.created_at.desc(), _job.uid.desc()).limit(bindparam("limit"))
_ABOUT = (
    PRINT_JOBS.select.join(tables.subject, _subject.command_id == _job.command_id)
    .where(_subject.uid == bindparam("uid"))
    .order_by(_job.created_at.desc(), _job.uid.desc())
    .limit(bindparam("limit"))
)
_LAST_ON_SHEET = (
    PRINT_JOBS.select.where(
        _job.station == bindparam("station"),
        _job.printer == bindparam("printer"),
        _job.template == bindparam("template"),
        _job.state.in_(HOLDS_LABELS),
    )
    .order_by(_job.created_at.desc(), _job.uid.desc())
    .limit(1)
)
_BY_UID = PRINT_JOBS.select.where(_job.uid == bindparam("uid"))


def next_queued(connection: Connection, station: str, printer: str) -> PrintJob | None:
    """Return the oldest job that waits for a printer of a station."""
    row = connection.execute(_NEXT, {"station": station, "printer": printer}).mappings().first()
    return PRINT_JOBS.record(row) if row else None


def jobs_in(connection: Connection, station: str, *states: PrintState) -> tuple[PrintJob, ...]:
    """Return the jobs of a station that are in one of these states, the oldest first."""
    rows = connection.execute(_IN_STATES, {"station": station, "states": states}).mappings()
    return tuple(PRINT_JOBS.record(row) for row in rows)


def newest_jobs(connection: Connection, limit: int = 100) -> tuple[PrintJob, ...]:
    """Return the jobs of all stations, newest first."""
    rows = connection.execute(_NEWEST, {"limit": limit}).mappings()
    return tuple(PRINT_JOBS.record(row) for row in rows)


def jobs_about(connection: Connection, record_uid: str, limit: int = 100) -> tuple[PrintJob, ...]:
    """Return the jobs with labels about a record, newest first: "labels printed for this item"."""
    rows = connection.execute(_ABOUT, {"uid": record_uid, "limit": limit}).mappings()
    return tuple(PRINT_JOBS.record(row) for row in rows)


def last_on_sheet(connection: Connection, station: str, printer: str, template: str) -> PrintJob | None:
    """Return the newest job of a station that has used labels of a template's sheets, or will, at a printer."""
    values = {"station": station, "printer": printer, "template": template}
    row = connection.execute(_LAST_ON_SHEET, values).mappings().first()
    return PRINT_JOBS.record(row) if row else None


def job_with_uid(connection: Connection, uid: str) -> PrintJob | None:
    """Return one job."""
    row = connection.execute(_BY_UID, {"uid": uid}).mappings().first()
    return PRINT_JOBS.record(row) if row else None
