"""`kitstation operator`: who works at the benches, by which badge and PIN, and what they may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.acting import hand_in
from kitstation.cli.boundary import open_station, refuse
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_json_array, print_table
from kitstation.cli.selecting import the_operator
from kitstation.cli.signing_on import hash_of_new_pin
from kitstation.domain.records import Role

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.domain.commands import CreateOperator, UpdateOperator
    from kitstation.domain.records import Operator

Name = Annotated[str, typer.Argument(metavar="NAME", help="The operator's name or uid.")]
NewPin = Annotated[
    bool,
    typer.Option("--pin", help="Set a PIN of 4 to 12 digits: read from KITSTATION_NEW_PIN, or asked."),
]

app = typer.Typer(help="Look into the operators and change them.", no_args_is_help=True)


@app.command("list")
def list_operators(
    *,
    every: Annotated[bool, typer.Option("--all", help="Also those who do not work here any more.")] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """List the operators by name."""
    with open_station(profile, as_json=as_json, debug=debug) as station:
        shown = station.staff.operators if every else station.staff.active
    if as_json:
        print_json_array(map(_told, shown))
    elif shown:
        rows = [(one.name, one.badge, one.role, *_marks(one)) for one in shown]
        print_table(("Operator", "Badge", "Role", "PIN", "Active"), rows)
    else:
        typer.echo(
            "There is no operator yet: everybody may do everything. Record the first administrator with:"
        )
        typer.echo("kitstation operator create NAME --badge CODE --role administrator")


@app.command("create")
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name that the history keeps.")],
    *,
    badge: Annotated[str, typer.Option("--badge", metavar="CODE", help="What is scanned to sign on.")],
    role: Annotated[Role, typer.Option("--role", help="What they may do.")] = Role.TECHNICIAN,
    pin: NewPin = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Record somebody who works at a bench."""
    from kitstation.domain.commands import CreateOperator

    with open_station(profile, as_json=as_json, debug=debug) as station:
        pin_hash = hash_of_new_pin(name) if pin else ""
        command = CreateOperator(
            uid=station.desk.ids.new(), name=name, badge=badge, role=role, pin_hash=pin_hash
        )
        _hand_in(station, command, f"{name} is recorded, as {role}.", as_json=as_json)


@app.command("update")
def update(  # noqa: PLR0913 - each is an option
    name: Name,
    *,
    badge: Annotated[
        str | None, typer.Option("--badge", metavar="CODE", help="What is scanned to sign on.")
    ] = None,
    role: Annotated[Role | None, typer.Option("--role", help="What they may do.")] = None,
    pin: NewPin = False,
    without_pin: Annotated[bool, typer.Option("--no-pin", help="The badge alone is enough.")] = False,
    active: Annotated[bool, typer.Option("--active", help="They work here again.")] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Change somebody's badge, role or PIN; what is not given stays. The name stays: the history keeps it."""
    from kitstation.domain.commands import UpdateOperator
    from kitstation.domain.etags import etag

    if pin and without_pin:
        raise typer.BadParameter("Give --pin or --no-pin.", param_hint="--pin")
    with open_station(profile, as_json=as_json, debug=debug) as station:
        operator = the_operator(station.staff, name, as_json=as_json)
        if role is not None:
            _refuse_last(station, operator, role=role, as_json=as_json)
        pin_hash = hash_of_new_pin(operator.name) if pin else None
        command = UpdateOperator(
            uid=operator.uid,
            etag=etag(operator),
            badge=badge,
            role=role,
            pin_hash="" if without_pin else pin_hash,
            active=True if active else None,
        )
        _hand_in(station, command, f"{operator.name} is changed.", as_json=as_json)


@app.command("deactivate")
def deactivate(
    name: Name, *, as_json: AsJson = False, profile: ProfileFolder = None, debug: Debug = False
) -> None:
    """Let somebody sign on no more. What they did stays theirs; `update --active` takes it back."""
    from kitstation.domain.commands import UpdateOperator
    from kitstation.domain.etags import etag

    with open_station(profile, as_json=as_json, debug=debug) as station:
        operator = the_operator(station.staff, name, as_json=as_json)
        _refuse_last(station, operator, role=None, as_json=as_json)
        command = UpdateOperator(uid=operator.uid, etag=etag(operator), active=False)
        _hand_in(station, command, f"{operator.name} signs on no more.", as_json=as_json)


def _refuse_last(station: Station, operator: Operator, *, role: Role | None, as_json: bool) -> None:
    if station.staff.would_lose_its_administrator(operator, role):
        raise refuse(
            f"{operator.name} is the only administrator.",
            detail="Nobody could record operators or choose the house's rules any more.",
            hint="Let somebody else be one first: kitstation operator update NAME --role administrator",
            as_json=as_json,
        )


def _hand_in(station: Station, command: CreateOperator | UpdateOperator, done: str, *, as_json: bool) -> None:
    from kitstation.station.operators import load_staff

    hand_in(station, command, as_json=as_json)
    if as_json:
        print_json(_told(the_operator(load_staff(station.store), command.uid, as_json=as_json)))
    else:
        typer.echo(done)


def _told(operator: Operator) -> JsonObject:
    from kitstation.domain.etags import etag

    return {
        "uid": operator.uid,
        "name": operator.name,
        "badge": operator.badge,
        "role": operator.role.value,
        "has_pin": bool(operator.pin_hash),
        "active": operator.active,
        "etag": etag(operator),
    }


def _marks(operator: Operator) -> tuple[str, str]:
    return ("yes" if operator.pin_hash else "", "yes" if operator.active else "no")
