"""The print book: labels are asked for, and what becomes of each job is written down, through the one door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Protocol, TypeVar

from kitstation.domain.commands import Command, Entry, PrintLabels, Reprint, SettlePrintJob
from kitstation.domain.errors import InvariantError
from kitstation.domain.records import LabelKind, PrintJob, PrintState, Role
from kitstation.domain.refusals import Refused
from kitstation.station.core import Core
from kitstation.station.desk import Desk
from kitstation.store.queries import print_jobs
from kitstation.store.queries.label_data import LabelValues, label_values
from kitstation.store.store import Store

T = TypeVar("T")


class OnStore(Protocol):
    """Does work with the store on the thread that owns it, and returns what the work returns."""

    def __call__(self, work: Callable[[Store], T], /) -> T:
        """Do it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Labels of records of one kind, `copies` of each; on sheets from `first_label` on, counted from 1."""

    template: str
    kind: LabelKind
    record_uids: tuple[str, ...]
    copies: int = 1
    first_label: int = 1


class PrintBook:
    """Print jobs of one station. What a person does is refused or gives the job as it is then."""

    def __init__(
        self, on_store: OnStore, desk: Callable[[], Desk], *, site: str = "", zone: tzinfo | None = None
    ) -> None:
        """`desk` tells who works here now; `zone` is the time zone of days on labels, None the computer's own."""
        self._on_store = on_store
        self._desk = desk
        self._site = site
        self._zone = zone

    # What people do.

    def ask(self, wanted: Wanted, printer: str) -> PrintJob | Refused:
        """Ask for labels: the job waits for its printer from now on."""
        uid = self._desk().ids.new()
        command = PrintLabels(
            uid=uid,
            template=wanted.template,
            kind=wanted.kind,
            record_uids=wanted.record_uids,
            copies=wanted.copies,
            first_label=wanted.first_label,
            printer=printer,
        )
        return self._act(command, uid)

    def ask_again(self, job_uid: str, printer: str | None = None, first_label: int = 1) -> PrintJob | Refused:
        """Ask for the labels of an earlier job once more, as a new job that names it."""
        uid = self._desk().ids.new()
        command = Reprint(uid=uid, job_uid=job_uid, printer=printer, first_label=first_label)
        return self._act(command, uid)

    def cancel(self, job_uid: str, note: str = "") -> PrintJob | Refused:
        """Give a job up that is not being sent."""
        return self._act(SettlePrintJob(uid=job_uid, state=PrintState.CANCELLED, note=note), job_uid)

    def retry(self, job_uid: str) -> PrintJob | Refused:
        """Let a job that failed, or that is uncertain, be sent whole: a person has looked and wants that."""
        return self._act(SettlePrintJob(uid=job_uid, state=PrintState.QUEUED), job_uid)

    def came_out(self, job_uid: str) -> PrintJob | Refused:
        """Say that the labels of an uncertain job are there."""
        return self._act(SettlePrintJob(uid=job_uid, state=PrintState.SENT), job_uid)

    # What the station notices.

    def notice(self, job: PrintJob, state: PrintState, note: str = "") -> PrintJob | None:
        """Write down how far a job has come, in the name of who asked for it; None where the rules refuse that.

        Then somebody else has been quicker: it was cancelled, or another program sends it.
        """
        command = SettlePrintJob(uid=job.uid, state=state, note=note)
        entry = replace(self._desk().entry(command), operator=job.created_by, role=Role.TECHNICIAN)
        done = self._hand_in(entry, job.uid)
        return None if isinstance(done, Refused) else done

    # What is in the book.

    def job(self, uid: str) -> PrintJob | None:
        """Return a job."""
        return self._on_store(lambda store: _read_job(store, uid))

    def next_queued(self, printer: str) -> PrintJob | None:
        """Return the job of this station that has waited longest for a printer."""
        station = self._desk().station

        def read(store: Store) -> PrintJob | None:
            with store.reading() as reader:
                return print_jobs.next_queued(reader, station, printer)

        return self._on_store(read)

    def jobs_in(self, *states: PrintState) -> tuple[PrintJob, ...]:
        """Return the jobs of this station that are in one of these states, the oldest first."""
        station = self._desk().station

        def read(store: Store) -> tuple[PrintJob, ...]:
            with store.reading() as reader:
                return print_jobs.jobs_in(reader, station, *states)

        return self._on_store(read)

    def newest(self, limit: int = 100) -> tuple[PrintJob, ...]:
        """Return the jobs of all stations, newest first."""

        def read(store: Store) -> tuple[PrintJob, ...]:
            with store.reading() as reader:
                return print_jobs.newest_jobs(reader, limit)

        return self._on_store(read)

    def last_on_sheet(self, printer: str, template: str) -> PrintJob | None:
        """Return the newest job of this station that has used labels of a template's sheets at a printer."""
        station = self._desk().station

        def read(store: Store) -> PrintJob | None:
            with store.reading() as reader:
                return print_jobs.last_on_sheet(reader, station, printer, template)

        return self._on_store(read)

    def values(self, wanted: Wanted, printed_by: str = "") -> tuple[LabelValues, ...]:
        """Return what the labels say, as the records are now; fewer than records where some are gone."""
        desk = self._desk()
        about_printing: LabelValues = {
            "printed_on": desk.clock.now().astimezone(self._zone).date(),
            "printed_by": printed_by or desk.operator,
            "site": self._site,
        }

        def read(store: Store) -> tuple[LabelValues, ...]:
            with store.reading() as reader:
                found = label_values(reader, wanted.kind, wanted.record_uids, self._zone)
            return tuple({**found[uid], **about_printing} for uid in wanted.record_uids if uid in found)

        return self._on_store(read)

    def _act(self, command: Command, job_uid: str) -> PrintJob | Refused:
        return self._hand_in(self._desk().entry(command), job_uid)

    def _hand_in(self, entry: Entry, job_uid: str) -> PrintJob | Refused:
        def work(store: Store) -> PrintJob | Refused:
            outcome = store.execute(entry)
            if isinstance(outcome, Refused):
                return outcome
            job = _read_job(store, job_uid)
            if job is None:
                raise InvariantError(f"print job {job_uid} was written and is not there")
            return job

        return self._on_store(work)


def wanted_by(job: PrintJob) -> Wanted:
    """Return the labels that a job is for."""
    return Wanted(
        template=job.template,
        kind=job.kind,
        record_uids=job.record_uids,
        copies=job.copies,
        first_label=job.first_label,
    )


def _read_job(store: Store, uid: str) -> PrintJob | None:
    with store.reading() as reader:
        return print_jobs.job_with_uid(reader, uid)


def on_this_thread(store: Store) -> OnStore:
    """Work with a store on the thread that opened it."""

    def run(work: Callable[[Store], T], /) -> T:
        return work(store)

    return run


def on_core(core: Core) -> OnStore:
    """Work with the store on the core thread, and wait for it. Not for the GUI thread, nor the core thread itself."""

    def run(work: Callable[[Store], T], /) -> T:
        return core.submit(work).result()

    return run
