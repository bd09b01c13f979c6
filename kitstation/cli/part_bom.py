"""`kitstation part bom` and `kitstation part sell`: what a part is made of, and who sells it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.acting import as_quantity, hand_in, words_of
from kitstation.cli.boundary import open_station, refuse
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_json_array, print_table

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.domain.records import Part
    from kitstation.store.queries.part_detail import BomRow


def bom(  # noqa: PLR0913 - each is an option
    part: Annotated[str, typer.Argument(metavar="PART", help="The assembly's part number or uid.")],
    *,
    revision: Annotated[str | None, typer.Option("--revision", metavar="R", help="Its revision.")] = None,
    line: Annotated[
        str | None, typer.Option("--set", metavar="PN", help="Add the line for this part, or change it.")
    ] = None,
    line_revision: Annotated[
        str | None, typer.Option("--set-revision", metavar="R", help="The revision of the line's part.")
    ] = None,
    quantity: Annotated[
        str | None, typer.Option("--quantity", metavar="N", help="How much one assembly needs.")
    ] = None,
    designators: Annotated[
        str | None, typer.Option("--designators", metavar="R1,R2", help="Where it sits.")
    ] = None,
    substitutes: Annotated[
        str | None, typer.Option("--substitutes", metavar="PN,PN", help="What may be used instead.")
    ] = None,
    remove: Annotated[
        str | None, typer.Option("--remove", metavar="PN", help="Take the line for this part out.")
    ] = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Show the bill of materials of an assembly; with --set or --remove, change a line first."""
    from kitstation.cli.selecting import the_part
    from kitstation.store.queries.part_detail import bom_of

    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            assembly = the_part(reader, part, revision, as_json=as_json)
        if remove is not None:
            _remove(station, assembly, remove, as_json=as_json)
        if line is not None:
            wanted = _Wanted(
                line,
                line_revision,
                None if quantity is None else as_quantity(quantity),
                None if designators is None else words_of(designators),
                None if substitutes is None else words_of(substitutes),
            )
            _set(station, assembly, wanted, as_json=as_json)
        with station.store.reading() as reader:
            lines = bom_of(reader, assembly.uid)
    if as_json:
        print_json_array(line_in_json(each) for each in lines)
    elif lines:
        print_bom(lines)
    else:
        typer.echo(f"{assembly.part_number} has no bill of materials.")


def sell(  # noqa: PLR0913 - each is an option
    part: Annotated[str, typer.Argument(metavar="PART", help="The part number or uid.")],
    *,
    revision: Annotated[str | None, typer.Option("--revision", metavar="R", help="Its revision.")] = None,
    supplier: Annotated[str, typer.Option("--supplier", metavar="NAME", help="Who sells it.")],
    number: Annotated[str, typer.Option("--number", metavar="SPN", help="What the supplier calls it.")] = "",
    purchase_unit: Annotated[str, typer.Option("--purchase-unit", help="What it is bought in.")] = "ea",
    factor: Annotated[
        str, typer.Option("--factor", metavar="N", help="How much of the stock unit one purchase unit is.")
    ] = "1",
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Say under which number and in which unit a supplier sells a part."""
    from kitstation.cli.selecting import the_part, the_supplier
    from kitstation.domain.commands import SetSupplierPart

    how_much = as_quantity(factor, "--factor")
    with open_station(profile, as_json=as_json, debug=debug) as station:
        with station.store.reading() as reader:
            part_uid = the_part(reader, part, revision, as_json=as_json).uid
            supplier_uid = the_supplier(reader, supplier, as_json=as_json).uid
        command = SetSupplierPart(
            uid=station.desk.ids.new(),
            supplier_uid=supplier_uid,
            part_uid=part_uid,
            supplier_part_number=number,
            purchase_unit=purchase_unit,
            factor=how_much,
        )
        hand_in(station, command, as_json=as_json)
    if as_json:
        print_json({"part": part, "supplier": supplier, "purchase_unit": purchase_unit, "factor": how_much})
    else:
        typer.echo(f"{supplier} sells {part} by the {purchase_unit}.")


def line_in_json(line: BomRow) -> JsonObject:
    """Return all of a line of a bill of materials."""
    return {
        "uid": line.uid,
        "part_number": line.part_number,
        "revision": line.revision,
        "description": line.description,
        "quantity": line.quantity,
        "unit": line.unit,
        "designators": line.designators,
        "substitutes": line.substitutes,
        "etag": line.etag,
    }


def print_bom(lines: tuple[BomRow, ...]) -> None:
    """Print a bill of materials for people."""
    titles = ("Part", "Rev.", "Quantity", "Unit", "Designators", "Substitutes")
    rows = [
        (
            each.part_number,
            each.revision,
            each.quantity,
            each.unit,
            " ".join(each.designators),
            ", ".join(each.substitutes),
        )
        for each in lines
    ]
    print_table(titles, rows)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A line as it is wanted; what is None stays as it is."""

    part: str
    revision: str | None
    quantity: Decimal | None
    designators: tuple[str, ...] | None
    substitutes: tuple[str, ...] | None


def _set(station: Station, assembly: Part, wanted: _Wanted, *, as_json: bool) -> None:
    from kitstation.cli.selecting import the_part
    from kitstation.domain.commands import CreateMbomLine, UpdateMbomLine
    from kitstation.domain.quantities import ONE
    from kitstation.store.queries.part_detail import bom_of

    with station.store.reading() as reader:
        part = the_part(reader, wanted.part, wanted.revision, as_json=as_json)
        substitutes = wanted.substitutes and tuple(
            the_part(reader, number, as_json=as_json).uid for number in wanted.substitutes
        )
        present = next((line for line in bom_of(reader, assembly.uid) if line.part_uid == part.uid), None)
    if present is None:
        command = CreateMbomLine(
            uid=station.desk.ids.new(),
            assembly_uid=assembly.uid,
            part_uid=part.uid,
            quantity=ONE if wanted.quantity is None else wanted.quantity,
            designators=wanted.designators or (),
            substitutes=substitutes or (),
        )
        hand_in(station, command, as_json=as_json)
        return
    change = UpdateMbomLine(
        uid=present.uid,
        etag=present.etag,
        quantity=present.quantity if wanted.quantity is None else wanted.quantity,
        designators=present.designators if wanted.designators is None else wanted.designators,
        substitutes=substitutes,
    )
    hand_in(station, change, as_json=as_json)


def _remove(station: Station, assembly: Part, number: str, *, as_json: bool) -> None:
    from kitstation.domain.commands import DeleteMbomLine
    from kitstation.store.queries.part_detail import bom_of

    with station.store.reading() as reader:
        lines = [line for line in bom_of(reader, assembly.uid) if number in {line.part_number, line.part_uid}]
    if len(lines) != 1:
        raise refuse(
            f"{assembly.part_number} has {'several lines' if lines else 'no line'} for {number}.",
            detail="A line is named by the number, or the uid, of its part.",
            hint=f"See the lines with: kitstation part bom {assembly.part_number}",
            as_json=as_json,
        )
    hand_in(station, DeleteMbomLine(uid=lines[0].uid, etag=lines[0].etag), as_json=as_json)
