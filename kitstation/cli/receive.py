"""`kitstation receive`: stock is taken in, on an order or not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.acting import as_day, as_quantity
from kitstation.cli.boundary import ExitCode, open_station, refuse
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.session_scans import answer_all, scans_of_stdin, tell, verdict_in_json

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.station.receiving import ReceivingSession
    from kitstation.station.verdicts import Verdict


def receive(  # noqa: PLR0913 - each is an option
    *,
    part: Annotated[
        str | None, typer.Option("--part", metavar="PN", help="What came. Not needed with --stdin.")
    ] = None,
    quantity: Annotated[
        str | None, typer.Option("--quantity", metavar="N", help="How much of it came.")
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit", metavar="U", help="The unit of --quantity, such as roll. Without: the stock unit."
        ),
    ] = None,
    location: Annotated[
        str | None,
        typer.Option("--location", metavar="PLACE", help="Where it goes. Without: where the order says."),
    ] = None,
    order: Annotated[
        str | None, typer.Option("--order", metavar="ORDER", help="The order's number, or the line's uid.")
    ] = None,
    revision: Annotated[
        str | None, typer.Option("--revision", metavar="R", help="The part's revision.")
    ] = None,
    serial: Annotated[str | None, typer.Option("--serial", metavar="SN", help="Its serial number.")] = None,
    lot: Annotated[str | None, typer.Option("--lot", metavar="LOT", help="Its lot number.")] = None,
    new_serial: Annotated[
        bool, typer.Option("--new-serial", help="Make serial numbers, one a piece.")
    ] = False,
    new_lot: Annotated[bool, typer.Option("--new-lot", help="Make a lot number.")] = False,
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="DAY", help="When it expires: 2027-03-31.")
    ] = None,
    date_code: Annotated[
        str | None,
        typer.Option("--date-code", metavar="DC", help="Its date code, as the label writes it."),
    ] = None,
    supplier: Annotated[
        str | None, typer.Option("--supplier", metavar="NAME", help="Who delivered it.")
    ] = None,
    over_order: Annotated[
        bool, typer.Option("--over-order", help="Take in more than was ordered, too.")
    ] = False,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read scans from standard input: places, bags, control codes.")
    ] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Take stock in: what the options say, or bag by bag with --stdin.

    With --stdin each scan is answered with one line; KS.CONFIRM receives what is on the form, and the command ends with
    0, or with 3 when a scan could not be saved; that scan's line says so. Without, it ends with 1 where nothing was
    received.
    """
    amount = None if quantity is None else as_quantity(quantity)
    due = as_day(expires, "--expires")
    if part is None and order is None and not stdin:
        raise typer.BadParameter("Give --part, --order or --stdin.", param_hint="--part")
    with open_station(profile, as_json=as_json, debug=debug) as station:
        session = _session(station, part, revision, order, location, as_json=as_json)
        session.fill_in(
            replace(
                session.view().form,
                quantity=amount,
                unit=unit,
                serial_number=serial,
                lot_number=lot,
                make_serial=new_serial,
                make_lot=new_lot,
                expires_on=due,
                date_code=date_code,
                supplier=supplier,
            )
        )
        if stdin:
            well = answer_all(session, scans_of_stdin(station), as_json=as_json)
            raise typer.Exit(ExitCode.DONE if well else ExitCode.FAULT)
        verdict = _received(session, over_order=over_order)
    if verdict.code != "RECEIVED":
        raise refuse(f"{verdict.headline}.", detail=verdict.sentence, as_json=as_json)
    tell(verdict_in_json(verdict), as_json=as_json)


def _received(session: ReceivingSession, *, over_order: bool) -> Verdict:
    from kitstation.station.receiving import OverOrder

    verdict = session.confirm()
    if over_order and isinstance(session.view().question, OverOrder):
        return session.confirm()
    return verdict


def _session(
    station: Station,
    part: str | None,
    revision: str | None,
    order: str | None,
    location: str | None,
    *,
    as_json: bool,
) -> ReceivingSession:
    from kitstation.cli.order import the_order_line
    from kitstation.cli.selecting import the_location, the_part
    from kitstation.station.receiving import ReceivingSession

    with station.store.reading() as reader:
        part_uid = the_part(reader, part, revision, as_json=as_json).uid if part else None
        line = the_order_line(reader, order, part, as_json=as_json) if order else None
        place = the_location(reader, location, as_json=as_json) if location else None
    session = ReceivingSession(station.store, station.desk)
    verdicts = [
        session.choose_place(place.uid) if place else None,
        session.choose_part(part_uid) if part_uid else None,
        session.choose_line(line.uid) if line else None,
    ]
    for verdict in verdicts:
        if verdict is not None and not verdict.accepted:
            raise refuse(f"{verdict.headline}.", detail=verdict.sentence, as_json=as_json)
    return session
