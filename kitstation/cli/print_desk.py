"""The print desk of the command line: asks, sends while somebody waits, and tells what became of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import typer

from kitstation.cli.boundary import refuse, tell_fault
from kitstation.cli.label_choice import records, selections, template_and_kind
from kitstation.cli.printing import JsonObject, print_json, print_json_array, print_table

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.domain.errors import KitstationError
    from kitstation.domain.records import PrintJob
    from kitstation.domain.refusals import Refused
    from kitstation.station.printing.printer_settings import PrinterSettings
    from kitstation.station.printing.routes import Route
    from kitstation.ui.label_making import LabelMaker

NEWEST = 1000
"""So many jobs are looked through for the end of a uid."""
LISTED = 100
SHORT_ID = 8


class WhatThen(StrEnum):
    """What becomes of a job whose time is over."""

    KEEP = "keep"
    CANCEL = "cancel"


class PrintDesk:
    """What `kitstation print` does at one station. Each deed tells what became of it."""

    def __init__(self, station: Station, *, wait_s: float, what_then: WhatThen, as_json: bool) -> None:
        from kitstation.station.printing.book import PrintBook, on_this_thread

        self._station = station
        self._wait_s = wait_s
        self._what_then = what_then
        self._as_json = as_json
        store = on_this_thread(station.store)
        self._book = PrintBook(store, lambda: station.desk, site=station.settings.site)

    def print_labels(
        self,
        select: list[str] | None,
        template: str | None,
        printer: str | None,
        *,
        copies: int,
        first_label: int,
    ) -> bool:
        """Ask for labels and send them; return whether they were sent."""
        from kitstation import bootstrap
        from kitstation.station.printing.book import Wanted
        from kitstation.station.printing.sender import order_for

        chosen = selections(select)
        at = self._printer(printer)
        with bootstrap.label_maker(self._station.profile) as maker:
            name, kind = template_and_kind(template, chosen, maker, at)
            with self._station.store.reading() as reader:
                uids = records(reader, kind, chosen, as_json=self._as_json)
            wanted = Wanted(
                template=name, kind=kind, record_uids=uids, copies=copies, first_label=first_label
            )
            # What cannot be printed is not even asked for.
            route = self._route(at, maker)
            route.prepare(order_for(at, wanted, self._book.values(wanted)))
            return self._send(self._job(self._book.ask(wanted, at.name)), at, route)

    def retry(self, job_id: str) -> bool:
        """Send a job that is there already; return whether it was sent."""
        from kitstation import bootstrap
        from kitstation.domain.records import PrintState

        job = self._find(job_id)
        at = self._printer(job.printer)
        if job.state is not PrintState.QUEUED:
            job = self._job(self._book.retry(job.uid))
        with bootstrap.label_maker(self._station.profile) as maker:
            return self._send(job, at, self._route(at, maker))

    def reprint(self, job_id: str, printer: str | None, first_label: int) -> bool:
        """Print the labels of a job again, as a new one; return whether they were sent."""
        from kitstation import bootstrap

        job = self._find(job_id)
        at = self._printer(printer or job.printer)
        with bootstrap.label_maker(self._station.profile) as maker:
            again = self._job(self._book.ask_again(job.uid, at.name, first_label))
            return self._send(again, at, self._route(at, maker))

    def cancel(self, job_id: str) -> None:
        """Give a job up."""
        self._tell(self._job(self._book.cancel(self._find(job_id).uid)))

    def came_out(self, job_id: str) -> None:
        """Settle an uncertain job: somebody has found its labels."""
        self._tell(self._job(self._book.came_out(self._find(job_id).uid)))

    def list_printers(self) -> None:
        """Tell the printers."""
        printers = self._station.settings.printers
        if self._as_json:
            print_json_array(printer.model_dump(mode="json") for printer in printers)
        elif not printers:
            typer.echo("No printer is set up. Add one in the settings.")
        else:
            rows = [(one.name, one.kind, one.address, one.dpi, _templates(one)) for one in printers]
            print_table(("Printer", "Kind", "Address", "Dots/inch", "Templates"), rows)

    def list_jobs(self) -> None:
        """Tell the newest jobs."""
        jobs = self._book.newest(LISTED)
        if self._as_json:
            print_json_array(_as_object(job) for job in jobs)
        elif not jobs:
            typer.echo("Nothing was printed yet.")
        else:
            print_table(
                ("Job", "Asked for", "By", "Printer", "Labels", "Template", "State", "Why"), map(_row, jobs)
            )

    def _printer(self, name: str | None) -> PrinterSettings:
        from kitstation.station.printing.printers import printer_named

        printers = self._station.settings.printers
        if name is None:
            if len(printers) != 1:
                raise typer.BadParameter("Say at which printer: see --list.", param_hint="--printer")
            return printers[0]
        return printer_named(name, printers)

    def _find(self, job_id: str) -> PrintJob:
        if (job := self._book.job(job_id)) is not None:
            return job
        found = [job for job in self._book.newest(NEWEST) if job_id and job.uid.endswith(job_id)]
        if len(found) == 1:
            return found[0]
        title = f"Several print jobs end in {job_id}" if found else f"There is no print job {job_id}"
        hint = "Give more of its uid." if found else "See the jobs with: kitstation print --jobs"
        raise refuse(title, hint=hint, as_json=self._as_json)

    def _job(self, asked: PrintJob | Refused) -> PrintJob:
        from kitstation.domain.refusals import Refused
        from kitstation.station.sentences import Circumstances, Speech

        if not isinstance(asked, Refused):
            return asked
        headline, sentence = Speech().refusal(asked, Circumstances(""))
        raise refuse(f"{headline}.", detail=sentence, as_json=self._as_json)

    def _route(self, at: PrinterSettings, maker: LabelMaker) -> Route:
        from kitstation.station.printing.routes import Routes
        from kitstation.ui.system_route import SystemRoute

        def open_system(printer: PrinterSettings) -> Route:
            return SystemRoute(printer, lambda: maker)

        return Routes(maker, self._station.clock, open_system).to(at)

    def _send(self, job: PrintJob, at: PrinterSettings, route: Route) -> bool:
        from kitstation.domain.records import PrintState
        from kitstation.station.printing.delivering import deliver
        from kitstation.station.printing.sender import Sender

        sender = Sender(at, route, self._book)
        sent = (
            deliver(job, sender, limit_s=self._wait_s, tell=self._tell_why) or self._book.job(job.uid) or job
        )
        if sent.state is PrintState.QUEUED and self._what_then is WhatThen.CANCEL:
            sent = self._job(self._book.cancel(sent.uid, sent.note))
        self._tell(sent)
        return sent.state is PrintState.SENT

    def _tell_why(self, fault: KitstationError) -> None:
        if not self._as_json:
            tell_fault(fault, as_json=False)

    def _tell(self, job: PrintJob) -> None:
        from kitstation.domain.records import PrintState

        if self._as_json:
            print_json(_as_object(job))
            return
        words = {
            PrintState.QUEUED: "was not sent. It is kept: the station's window sends it, or --retry",
            PrintState.SENDING: "is being sent by another program",
            PrintState.SENT: "was sent",
            PrintState.FAILED: "cannot be printed",
            PrintState.CANCELLED: "is cancelled",
            PrintState.UNCERTAIN: "may have come out in part. Look, then use --came-out or --retry",
        }
        note = f"\n{job.note}" if job.note else ""
        typer.echo(f"Job {_short(job)} ({_labels(job)} at {job.printer}) {words[job.state]}.{note}")


def _as_object(job: PrintJob) -> JsonObject:
    return {
        "uid": job.uid,
        "template": job.template,
        "kind": job.kind,
        "records": job.record_uids,
        "copies": job.copies,
        "first_label": job.first_label,
        "printer": job.printer,
        "station": job.station,
        "state": job.state,
        "note": job.note,
        "repeats": job.repeats_uid,
        "created_at": job.created_at,
        "created_by": job.created_by,
        "settled_at": job.settled_at,
    }


def _row(job: PrintJob) -> tuple[object, ...]:
    asked_at = f"{job.created_at.astimezone():%Y-%m-%d %H:%M}"
    return (_short(job), asked_at, job.created_by, job.printer, job.labels, job.template, job.state, job.note)


def _short(job: PrintJob) -> str:
    return job.uid[-SHORT_ID:]


def _labels(job: PrintJob) -> str:
    number = job.labels
    return f"one label “{job.template}”" if number == 1 else f"{number} labels “{job.template}”"


def _templates(printer: PrinterSettings) -> str:
    return ", ".join(f"{kind}: {name}" for kind, name in printer.templates.items())
