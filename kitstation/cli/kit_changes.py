"""`kitstation kit status|update|move|fill|split|pick-list`: what is done with a whole kit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.acting import hand_in
from kitstation.cli.boundary import open_station
from kitstation.cli.kit_choosing import KitNumber, refused, the_kit
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_table
from kitstation.cli.selecting import the_location
from kitstation.domain.records import KitStatus

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.station.pick_list import PickList, PickRow


def status(
    kit: KitNumber,
    new_status: Annotated[
        KitStatus, typer.Argument(metavar="STATUS", help="What it becomes.", case_sensitive=False)
    ],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would do.")] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Set a kit's status, and say what that does to what is in it.

    Draft, Requested, In Progress, Delivered, Completed or Canceled: any may follow any.
    """
    from kitstation.domain.commands import SetKitStatus
    from kitstation.station.kit_effects import KitHoldings, effect_of
    from kitstation.station.sentences import Speech
    from kitstation.store.queries import kits

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            header = the_kit(reader, kit, as_json=as_json)
            held = KitHoldings(
                header, kits.items_of_kit(reader, header.uid), kits.reserved_for_kit(reader, header.uid)
            )
        effect = effect_of(new_status, held, Speech())
        if not dry_run:
            hand_in(station, SetKitStatus(uid=header.uid, status=new_status), as_json=as_json)
    if as_json:
        told = {"kit": header.number, "status": new_status, "was": header.status, "effect": effect}
        print_json(told | {"done": not dry_run})
        return
    doing = "would be" if dry_run else "is"
    typer.echo(f"Kit {header.number} {doing} {new_status}. {effect}".strip())


def update(
    kit: KitNumber,
    *,
    location: Annotated[
        str | None,
        typer.Option(
            "--location",
            metavar="PLACE",
            help="Where it lies, with all that is in it; an empty text: nowhere.",
        ),
    ] = None,
    delivery: Annotated[
        str | None,
        typer.Option("--delivery", metavar="PLACE", help="Where it is delivered; an empty text: nowhere."),
    ] = None,
    assign: Annotated[
        str | None,
        typer.Option("--assign", metavar="NAME", help="Who collects it; an empty text: nobody."),
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Say where a kit lies, where it goes, and who collects it."""
    with open_station(profile, as_json=as_json, debug=debug) as station:
        told = _update(station, kit, location, delivery, assign, as_json=as_json)
    _print_kit(told, as_json=as_json)


def move(
    kit: KitNumber,
    place: Annotated[str, typer.Argument(metavar="PLACE", help="The place's path, barcode or uid.")],
    *,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Move a kit to another place, with everything that is in it."""
    with open_station(profile, as_json=as_json, debug=debug) as station:
        told = _update(station, kit, place, None, None, as_json=as_json)
    _print_kit(told, as_json=as_json)


def fill(
    kit: KitNumber, *, as_json: AsJson = False, profile: ProfileFolder = None, debug: Debug = False
) -> None:
    """Give a kit what its run's assembly needs by its bill of materials; what is issued stays."""
    from kitstation.domain.commands import FillKitFromMbom
    from kitstation.domain.records import KitLine

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            header = the_kit(reader, kit, as_json=as_json)
        done = hand_in(station, FillKitFromMbom(kit_uid=header.uid), as_json=as_json)
    lines = sum(isinstance(put, KitLine) for put in done.changes.puts)
    if as_json:
        print_json({"kit": header.number, "lines": lines})
    else:
        typer.echo(f"Kit {header.number} has {lines} lines from the bill of materials.")


def split(
    kit: KitNumber, *, as_json: AsJson = False, profile: ProfileFolder = None, debug: Debug = False
) -> None:
    """Move what a kit still lacks into a new kit for the same run; what is issued stays."""
    from kitstation.domain.refusals import Refused
    from kitstation.station.planning import split_kit

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            header = the_kit(reader, kit, as_json=as_json)
        made = split_kit(station.store, station.desk, header.uid)
    if isinstance(made, Refused):
        raise refused(made, as_json=as_json)
    if as_json:
        print_json({"kit": header.number, "new_kit": made.number, "lines": made.lines})
    else:
        typer.echo(f"What kit {header.number} lacks is kit {made.number} now, with {made.lines} lines.")


def pick_list(
    kit: KitNumber,
    *,
    pdf: Annotated[Path | None, typer.Option("--pdf", metavar="FILE", help="Write it as a PDF.")] = None,
    letter: Annotated[bool, typer.Option("--letter", help="For Letter paper instead of A4.")] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Show what is still to be fetched for a kit, in walking order."""
    from kitstation.station.pick_list import pick_list_of

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            header = the_kit(reader, kit, as_json=as_json)
            picks = pick_list_of(reader, header, station.clock.now().date())
        if pdf is not None:
            from kitstation import bootstrap

            bootstrap.write_pick_list(pdf, picks, letter=letter)
    if as_json:
        print_json(_picks(picks))
    elif pdf is not None:
        typer.echo(f"{pdf} is ready to be printed.")
    elif picks.rows:
        titles = ("Place", "Take", "Unit", "Part", "Serial or lot", "Remark", "Short")
        print_table(titles, map(_cells, picks.rows))
    else:
        typer.echo(f"Nothing is to be fetched for kit {header.number}.")


def _update(
    station: Station,
    kit: str,
    location: str | None,
    delivery: str | None,
    assign: str | None,
    *,
    as_json: bool,
) -> JsonObject:
    from kitstation.domain.commands import UpdateKit
    from kitstation.domain.etags import etag
    from kitstation.store.queries import kits

    def uid_of(place: str | None) -> str | None:
        return the_location(reader, place, as_json=as_json).uid if place else place

    with station.store.reading() as reader:
        header = the_kit(reader, kit, as_json=as_json)
        record = kits.kit_record(reader, header.uid)
        places = uid_of(location), uid_of(delivery)
    if record is not None:
        command = UpdateKit(
            uid=record.uid,
            etag=etag(record),
            location_uid=places[0],
            delivery_uid=places[1],
            assigned_to=assign,
        )
        hand_in(station, command, as_json=as_json)
    with station.store.reading() as reader:
        header = the_kit(reader, header.uid, as_json=as_json)
    return {
        "kit": header.number,
        "status": header.status,
        "location": header.location,
        "delivery": header.delivery,
        "assigned_to": header.assigned_to,
    }


def _print_kit(told: JsonObject, *, as_json: bool) -> None:
    if as_json:
        print_json(told)
        return
    places = [
        f"at {told['location']}" if told["location"] else "",
        f"to {told['delivery']}" if told["delivery"] else "",
        f"for {told['assigned_to']}" if told["assigned_to"] else "",
    ]
    typer.echo(" · ".join([f"Kit {told['kit']}", str(told["status"]), *filter(None, places)]))


def _picks(picks: PickList) -> JsonObject:
    rows = [
        {
            "location": row.location,
            "quantity": row.quantity,
            "unit": row.unit,
            "part_number": row.part_number,
            "substitute_for": row.substitute_for or None,
            "serial_number": row.serial_number,
            "lot_number": row.lot_number,
            "expires_on": row.expires_on,
            "reserved": row.reserved,
            "short": row.short,
        }
        for row in picks.rows
    ]
    return {"kit": picks.kit.number, "run": picks.kit.run, "rows": rows}


def _cells(row: PickRow) -> tuple[object, ...]:
    remark = f"for {row.substitute_for}" if row.substitute_for else ""
    return (
        row.location or "nowhere",
        row.quantity or "",
        row.unit,
        row.part_number,
        row.serial_number or row.lot_number,
        remark,
        row.short or "",
    )
