"""`kitstation part remember`: what labels of others call a part."""

from __future__ import annotations

from typing import Annotated

import typer

from kitstation.cli.acting import hand_in
from kitstation.cli.boundary import open_station
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import print_json


def remember(
    part: Annotated[str, typer.Argument(metavar="PART", help="The part number or uid.")],
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="What a label calls it.")],
    *,
    revision: Annotated[str | None, typer.Option("--revision", metavar="R", help="Its revision.")] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Remember a number of another maker, a distributor or a customer, so that labels with it mean this part."""
    from kitstation.cli.selecting import the_part
    from kitstation.domain.commands import AddTradeNumber

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            found = the_part(reader, part, revision, as_json=as_json)
        command = AddTradeNumber(uid=station.desk.ids.new(), part_uid=found.uid, number=number)
        hand_in(station, command, as_json=as_json)
    if as_json:
        print_json({"part": part, "number": number})
    else:
        typer.echo(f"{number} is {part} from now on.")
