"""`kitstation print`: labels at a printer, and the print jobs that wait or need a decision."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kitstation.cli.boundary import ExitCode, open_station
from kitstation.cli.label_choice import Copies, FirstLabel, Select, TemplateName
from kitstation.cli.options import AsJson, Debug, OperatorName, ProfileFolder
from kitstation.cli.print_desk import PrintDesk, WhatThen


class _Action(StrEnum):
    """What is asked of the command, besides printing."""

    LIST = "--list"
    JOBS = "--jobs"
    RETRY = "--retry"
    REPRINT = "--reprint"
    CANCEL = "--cancel"
    CAME_OUT = "--came-out"


def print_labels(  # noqa: PLR0913 - each is an option
    *,
    select: Select = None,
    template: TemplateName = None,
    printer: Annotated[
        str | None,
        typer.Option("--printer", metavar="NAME", help="The printer. Not needed where there is one only."),
    ] = None,
    copies: Copies = 1,
    first_label: FirstLabel = 1,
    wait_s: Annotated[
        float,
        typer.Option("--wait", metavar="SECONDS", min=0, help="How long to try until the job is sent."),
    ] = 30,
    if_not_sent: Annotated[
        WhatThen,
        typer.Option(
            "--if-not-sent",
            help="What becomes of the job when its time is over: it is kept for the station's queue, or cancelled.",
        ),
    ] = WhatThen.KEEP,
    list_printers: Annotated[
        bool, typer.Option("--list", help="List the printers that are set up, and end.")
    ] = False,
    jobs: Annotated[bool, typer.Option("--jobs", help="List the newest print jobs, and end.")] = False,
    retry: Annotated[
        str | None,
        typer.Option(
            "--retry",
            metavar="ID",
            help="Send a job that waits, failed, is uncertain, or whose program died.",
        ),
    ] = None,
    reprint: Annotated[
        str | None,
        typer.Option("--reprint", metavar="ID", help="Print an earlier job's labels again, as a new job."),
    ] = None,
    cancel: Annotated[str | None, typer.Option("--cancel", metavar="ID", help="Give a job up.")] = None,
    came_out: Annotated[
        str | None,
        typer.Option("--came-out", metavar="ID", help="Say that an uncertain job's labels are there."),
    ] = None,
    operator: OperatorName = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Print labels of records.

    Waits until the printer has taken the job; no printer says that it was printed. Ends with 3 where it was not sent:
    the job is then kept and sent by the station's window, or cancelled, as --if-not-sent says. A job that may have
    come out in part is uncertain, and is sent again only by --retry. An ID is a job's uid, or the end of it.
    """
    given = {
        _Action.LIST: list_printers,
        _Action.JOBS: jobs,
        _Action.RETRY: retry,
        _Action.REPRINT: reprint,
        _Action.CANCEL: cancel,
        _Action.CAME_OUT: came_out,
    }
    actions = [action for action, value in given.items() if value]
    if len(actions) > 1 or (actions and select):
        first = actions[0] if len(actions) > 1 else "--select"
        raise typer.BadParameter(f"{actions[-1]} stands alone.", param_hint=first)
    with open_station(profile, as_json=as_json, debug=debug, operator=operator) as station:
        desk = PrintDesk(station, wait_s=wait_s, what_then=if_not_sent, as_json=as_json)
        match actions:
            case [_Action.LIST]:
                desk.list_printers()
                is_done = True
            case [_Action.JOBS]:
                desk.list_jobs()
                is_done = True
            case [_Action.RETRY]:
                is_done = desk.retry(retry or "")
            case [_Action.REPRINT]:
                is_done = desk.reprint(reprint or "", printer, first_label)
            case [_Action.CANCEL]:
                desk.cancel(cancel or "")
                is_done = True
            case [_Action.CAME_OUT]:
                desk.came_out(came_out or "")
                is_done = True
            case _:
                is_done = desk.print_labels(select, template, printer, copies=copies, first_label=first_label)
    raise typer.Exit(ExitCode.DONE if is_done else ExitCode.FAULT)
