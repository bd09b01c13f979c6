"""`kitstation import`: bills of materials, parts and inventory from CSV and Excel files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import ExitCode, open_station
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import print_json, print_table

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.station.importing.columns import ColumnMapping, Purpose
    from kitstation.station.importing.plan import Author, ImportPlan
    from kitstation.station.importing.report import ImportReport
    from kitstation.station.importing.sheet import Sheet

    Planning = Callable[[Sheet, ColumnMapping, Station, Author], ImportPlan]

app = typer.Typer(help="Import CSV and Excel files: all of a file, or nothing.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE", help="A CSV or XLSX file.")]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=HEADER",
        help="Say which column is which, where it is not recognised. Repeatable.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would happen, and change nothing.")]


@app.command("bom")
def import_bom(  # noqa: PLR0913 - each is an option
    file: File,
    *,
    part: Annotated[
        str, typer.Option("--part", metavar="PN", help="The assembly that the file is the BOM of.")
    ],
    revision: Annotated[
        str, typer.Option("--revision", metavar="R", help="Its revision. Without it: the only or newest one.")
    ] = "",
    column: Columns = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Import a bill of materials: what one assembly needs becomes what the file says."""
    from kitstation.station.importing.bom import Assembly, plan_bom
    from kitstation.station.importing.columns import BOM

    def planning(sheet: Sheet, mapping: ColumnMapping, station: Station, author: Author) -> ImportPlan:
        assembly = Assembly(part, revision)
        return plan_bom(sheet, mapping, assembly=assembly, store=station.store, author=author)

    by_hand = _by_hand(column, BOM)
    with open_station(profile, as_json=as_json, debug=debug) as station:
        report = _import(file, (BOM, planning), by_hand, station, dry_run=dry_run)
    _tell(report, as_json=as_json)


@app.command("parts")
def import_parts(
    file: File,
    *,
    column: Columns = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Import a list of parts: new ones are created, known ones are updated."""
    from kitstation.station.importing.columns import PARTS
    from kitstation.station.importing.parts import plan_parts

    def planning(sheet: Sheet, mapping: ColumnMapping, station: Station, author: Author) -> ImportPlan:
        return plan_parts(sheet, mapping, store=station.store, author=author)

    by_hand = _by_hand(column, PARTS)
    with open_station(profile, as_json=as_json, debug=debug) as station:
        report = _import(file, (PARTS, planning), by_hand, station, dry_run=dry_run)
    _tell(report, as_json=as_json)


@app.command("inventory")
def import_inventory(
    file: File,
    *,
    column: Columns = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Import stock: each row is an inventory item. Parts and locations that do not exist yet are created."""
    from kitstation.station.importing.columns import INVENTORY
    from kitstation.station.importing.inventory import plan_inventory

    def planning(sheet: Sheet, mapping: ColumnMapping, station: Station, author: Author) -> ImportPlan:
        return plan_inventory(sheet, mapping, store=station.store, author=author)

    by_hand = _by_hand(column, INVENTORY)
    with open_station(profile, as_json=as_json, debug=debug) as station:
        report = _import(file, (INVENTORY, planning), by_hand, station, dry_run=dry_run)
    _tell(report, as_json=as_json)


def _by_hand(columns: list[str] | None, purpose: Purpose) -> dict[str, str]:
    by_hand = {}
    for column in columns or ():
        field, equals, header = column.partition("=")
        if not (field.strip() and equals and header.strip()):
            raise typer.BadParameter(
                f"“{column}” is not FIELD=HEADER, such as part_number=MPN.", param_hint="--column"
            )
        if field.strip() not in purpose.fields:
            fields = ", ".join(purpose.fields)
            raise typer.BadParameter(
                f"“{field.strip()}” is no field. The fields are {fields}.", param_hint="--column"
            )
        by_hand[field.strip()] = header
    return by_hand


def _import(
    file: Path, what: tuple[Purpose, Planning], by_hand: dict[str, str], station: Station, *, dry_run: bool
) -> ImportReport:
    from kitstation.station.importing.columns import recognise
    from kitstation.station.importing.plan import Author, run
    from kitstation.station.importing.reading import read_sheet

    purpose, planning = what
    desk = station.desk
    author = Author(operator=desk.operator, station=desk.station, ids=desk.ids, clock=desk.clock)
    sheet = read_sheet(file)
    plan = planning(sheet, recognise(sheet, purpose, by_hand), station, author)
    return plan.report if dry_run else run(plan, station.store)


def _tell(report: ImportReport, *, as_json: bool) -> None:
    if as_json:
        print_json(report.to_json())
    else:
        _print_report(report)
    raise typer.Exit(ExitCode.REFUSED if report.problems else ExitCode.DONE)


def _print_report(report: ImportReport) -> None:
    if report.problems:
        typer.echo(f"Nothing was imported: {len(report.problems)} problems in {report.rows} rows.")
        rows = [(p.row or "", p.column, p.value, p.message) for p in report.problems]
        print_table(("Row", "Column", "Value", "Problem"), rows)
    else:
        _print_counts(report)
    if report.skipped:
        typer.echo("\nLeft out on purpose:")
        print_table(("Row", "Why", "What"), [(s.row, s.reason, s.text) for s in report.skipped])
    if report.notes:
        typer.echo("\nTo be looked at:")
        print_table(("Row", "Column", "Note"), [(n.row or "", n.column, n.message) for n in report.notes])


def _print_counts(report: ImportReport) -> None:
    created = report.created
    counts = {
        "parts created": created.parts,
        "locations created": created.locations,
        "suppliers created": created.suppliers,
        "BOM lines created": created.lines,
        "inventory items created": created.items,
        "updated": report.updated,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "left out": len(report.skipped),
    }
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "nothing to do"
    typer.echo(f"{'Imported' if report.applied else 'Would import'} {report.rows} rows: {said}.")
