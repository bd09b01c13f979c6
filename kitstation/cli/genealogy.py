"""`kitstation genealogy`: what is in a thing, and where it went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import open_station, refuse
from kitstation.cli.options import AsJson, Debug, ProfileFolder
from kitstation.cli.printing import JsonObject, print_json, print_json_array, print_table

if TYPE_CHECKING:
    from kitstation.scanning.grammar import Grammar
    from kitstation.station.genealogy.recall import RecallRow
    from kitstation.station.genealogy.subjects import TraceSubject
    from kitstation.station.genealogy.trees import Branch
    from kitstation.store.database import Reader

CONTENTS_TITLES = ("Part", "Number", "Required", "Installed", "Missing", "Unit", "At", "Where")
RECALL_TITLES = ("Level", "Part", "Number", "Contains", "What", "Quantity", "Unit", "Where", "Kit", "In")
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class _Wanted:
    number: str
    lot: bool
    part: str | None


def genealogy(
    number: Annotated[
        str | None, typer.Argument(metavar="SERIAL", help="A serial number, a part number or any code.")
    ] = None,
    *,
    lot: Annotated[
        str | None, typer.Option("--lot", metavar="LOT", help="A lot, in place of a serial number.")
    ] = None,
    part: Annotated[
        str | None, typer.Option("--part", metavar="PN", help="The part, where several have that number.")
    ] = None,
    where_used: Annotated[
        bool, typer.Option("--where-used", help="Where it went, as a recall list; else what is in it.")
    ] = False,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Show what is in a serial down to the last lot or, with --where-used, where a lot, serial or item went."""
    if (number is None) == (lot is None):
        raise typer.BadParameter("Give a serial number, or a lot with --lot.", param_hint="SERIAL")
    wanted = _Wanted(lot or number or "", lot is not None, part)
    with open_station(profile, as_json=as_json, debug=debug) as station, station.store.reading() as reader:
        subject = _only(reader, wanted, station.desk.grammar, as_json=as_json)
        if where_used:
            _show_recall(reader, subject, as_json=as_json)
        else:
            _show_contents(reader, subject, as_json=as_json)


def _only(reader: Reader, wanted: _Wanted, grammar: Grammar, *, as_json: bool) -> TraceSubject:
    from kitstation.station.genealogy.subjects import SubjectKind, find_subjects

    found = [
        subject
        for subject in find_subjects(reader, wanted.number, grammar)
        if (wanted.part is None or subject.part_number == wanted.part)
        and (not wanted.lot or subject.kind is SubjectKind.LOT)
    ]
    if not found:
        raise refuse(
            f"{wanted.number} is not known here.",
            detail="No serial number, lot or part in this profile has this number.",
            hint="See what is in stock with: kitstation inventory list",
            as_json=as_json,
        )
    if len(found) > 1:
        listed = ", ".join(f"{subject.part_number} {subject.number}" for subject in found[:10])
        raise refuse(
            f"{wanted.number} names several things.",
            detail=listed,
            hint="Name the part with --part, or give one of the numbers.",
            as_json=as_json,
        )
    return found[0]


def _show_contents(reader: Reader, subject: TraceSubject, *, as_json: bool) -> None:
    from kitstation.station.genealogy.trees import contents_tree

    tree = contents_tree(reader, subject.item_uids)
    if as_json:
        print_json([_branch(branch) for branch in tree])
    else:
        print_table(CONTENTS_TITLES, (cells for branch in tree for cells in _lines(branch, 0)))


def _branch(branch: Branch) -> JsonObject:
    return {
        "kind": branch.kind,
        "uid": branch.item.uid if branch.item else None,
        "part_number": branch.part_number,
        "revision": branch.revision,
        "serial_number": branch.item.serial_number if branch.item else None,
        "lot_number": branch.item.lot_number if branch.item else None,
        "date_code": branch.item.date_code if branch.item else None,
        "required": branch.required,
        "quantity": branch.quantity,
        "missing": branch.missing,
        "unit": branch.unit,
        "designators": branch.designators,
        "use": branch.use,
        "where": _where(branch),
        "repeated": branch.repeated,
        "children": [_branch(child) for child in branch.children],
    }


def _lines(branch: Branch, depth: int) -> Iterator[tuple[object, ...]]:
    substitute = "" if branch.use == "as_required" else f" ({branch.use.replace('_', ' ')})"
    yield (
        _INDENT * depth + branch.part_number + substitute,
        branch.item.number if branch.item and branch.item.number != branch.part_number else "",
        branch.required,
        branch.quantity,
        branch.missing or "",
        branch.unit,
        " ".join(branch.designators),
        _where(branch) if branch.item else "",
    )
    for child in branch.children:
        yield from _lines(child, depth + 1)


def _where(branch: Branch) -> str:
    texts = (rest.location or rest.fate.value for rest in branch.rests)
    return ", ".join(dict.fromkeys(texts))


def _show_recall(reader: Reader, subject: TraceSubject, *, as_json: bool) -> None:
    from kitstation.station.genealogy.recall import recall_list

    recall = recall_list(reader, subject.item_uids)
    if as_json:
        print_json_array(_recalled(row) for row in recall.rows)
        return
    amounts = ", ".join(
        f"{amount:f} {recall.unit} {fate.value.replace('_', ' ')}" for fate, amount in recall.amounts
    )
    typer.echo(f"{subject.number} · {subject.part_number} · in {recall.assemblies} assemblies · {amounts}")
    print_table(RECALL_TITLES, map(_recall_cells, recall.rows))


def _recalled(row: RecallRow) -> JsonObject:
    return {
        "level": row.level,
        "uid": row.item.uid,
        "part_number": row.item.part_number,
        "revision": row.item.revision,
        "serial_number": row.item.serial_number,
        "lot_number": row.item.lot_number,
        "date_code": row.item.date_code,
        "contains": row.contains,
        "contains_unit": row.contains_unit,
        "designators": row.designators,
        "fate": row.fate,
        "quantity": row.quantity,
        "unit": row.item.unit,
        "location": row.location,
        "kit": row.kit,
        "top": row.top,
    }


def _recall_cells(row: RecallRow) -> tuple[object, ...]:
    return (
        row.level,
        row.item.part_number,
        row.item.number if row.item.number != row.item.part_number else "",
        f"{row.contains:f} {row.contains_unit}" if row.contains else "",
        row.fate.value.replace("_", " "),
        row.quantity,
        row.item.unit,
        row.location,
        row.kit,
        row.top,
    )
