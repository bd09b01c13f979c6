"""`kitstation kit line add|update|remove`: what a kit needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.acting import as_quantity, hand_in, words_of
from kitstation.cli.boundary import open_station
from kitstation.cli.kit_choosing import KitNumber, PartNumber, the_kit, the_kit_line
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import print_json
from kitstation.cli.selecting import the_part

if TYPE_CHECKING:
    from kitstation.domain.records import KitLine
    from kitstation.store.database import Reader

Revision = Annotated[str | None, typer.Option("--revision", metavar="R", help="The part's revision.")]
Substitutes = Annotated[
    list[str] | None,
    typer.Option("--substitute", metavar="PN", help="A part that may be issued instead; may be given again."),
]

app = typer.Typer(help="Change what a kit needs.", no_args_is_help=True)


@app.command("add")
def add(  # noqa: PLR0913 - each is an option
    kit: KitNumber,
    part: PartNumber,
    *,
    quantity: Annotated[str, typer.Option("--quantity", metavar="N", help="How much of it is needed.")],
    revision: Revision = None,
    designators: Annotated[
        str | None, typer.Option("--designators", metavar="R1,R2", help="Where it goes, between commas.")
    ] = None,
    substitute: Substitutes = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Give a kit a line for a part."""
    from kitstation.domain.commands import AddKitLine

    required = as_quantity(quantity)
    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            header = the_kit(reader, kit, as_json=as_json)
            record = the_part(reader, part, revision, as_json=as_json)
            substitutes = _uids(reader, substitute or [], as_json=as_json)
        command = AddKitLine(
            uid=station.desk.ids.new(),
            kit_uid=header.uid,
            part_uid=record.uid,
            required=required,
            designators=words_of(designators),
            substitutes=substitutes,
        )
        hand_in(station, command, as_json=as_json)
    _told(header.number, record.part_number, {"uid": command.uid, "required": required}, as_json=as_json)


@app.command("update")
def update(  # noqa: PLR0913 - each is an option
    kit: KitNumber,
    part: PartNumber,
    *,
    quantity: Annotated[
        str | None, typer.Option("--quantity", metavar="N", help="How much of it is needed.")
    ] = None,
    substitute: Substitutes = None,
    no_substitutes: Annotated[
        bool, typer.Option("--no-substitutes", help="Nothing may be issued instead.")
    ] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Change what a kit line needs, and what may be issued instead; what is issued stays."""
    from kitstation.domain.commands import UpdateKitLine
    from kitstation.domain.etags import etag
    from kitstation.domain.records import KitLine

    required = as_quantity(quantity) if quantity is not None else None
    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            header = the_kit(reader, kit, as_json=as_json)
            line = the_kit_line(station, reader, header, part, as_json=as_json)
            record = _record(reader, line.uid)
            chosen = _uids(reader, substitute, as_json=as_json) if substitute else None
        command = UpdateKitLine(
            uid=line.uid,
            etag=etag(record),
            required=required,
            substitutes=() if no_substitutes else chosen,
        )
        done = hand_in(station, command, as_json=as_json)
    after = next(put for put in done.changes.puts if isinstance(put, KitLine))
    _told(header.number, line.part_number, {"uid": line.uid, "required": after.required}, as_json=as_json)


@app.command("remove")
def remove(
    kit: KitNumber,
    part: PartNumber,
    *,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Take a line away that holds nothing."""
    from kitstation.domain.commands import RemoveKitLine
    from kitstation.domain.etags import etag

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            header = the_kit(reader, kit, as_json=as_json)
            line = the_kit_line(station, reader, header, part, as_json=as_json)
            record = _record(reader, line.uid)
        hand_in(station, RemoveKitLine(uid=line.uid, etag=etag(record)), as_json=as_json)
    if as_json:
        print_json({"kit": header.number, "part_number": line.part_number, "removed": True})
    else:
        typer.echo(f"Kit {header.number} needs no {line.part_number} any more.")


def _record(reader: Reader, line_uid: str) -> KitLine:
    from kitstation.domain.errors import InvariantError
    from kitstation.store.queries import kits

    record = kits.line_record(reader, line_uid)
    if record is None:
        raise InvariantError(f"kit line {line_uid} was there a moment ago")
    return record


def _uids(reader: Reader, names: list[str], *, as_json: bool) -> tuple[str, ...]:
    return tuple(the_part(reader, name, as_json=as_json).uid for name in names)


def _told(kit: str, part_number: str, more: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print_json({"kit": kit, "part_number": part_number, **more})
    else:
        typer.echo(f"Kit {kit} needs {more['required']} of {part_number}.")
