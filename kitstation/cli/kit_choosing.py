"""Which kit, line, run or assembly is meant on the command line, and what is told of what a kit became."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import refuse
from kitstation.cli.near_matches import MOST_COMPARED, with_near

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.domain.refusals import Refused
    from kitstation.store.database import Reader
    from kitstation.store.queries.kits import KitHeader, LineState
    from kitstation.store.queries.runs import RunRow

KitNumber = Annotated[str, typer.Argument(metavar="KIT", help="The kit's number.")]
PartNumber = Annotated[str, typer.Argument(metavar="PART", help="The line's part number.")]
Item = Annotated[str | None, typer.Argument(metavar="ITEM", help="Its serial or lot number, or its uid.")]
PartOption = Annotated[str | None, typer.Option("--part", metavar="PN", help="Its part number.")]
LotOption = Annotated[str | None, typer.Option("--lot", metavar="LOT", help="Its lot number.")]
AtOption = Annotated[str | None, typer.Option("--at", metavar="PLACE", help="The place where it lies.")]
LineOption = Annotated[
    str | None, typer.Option("--line", metavar="PN", help="Only the line for this part, by its part number.")
]


def no_such_kit(reader: Reader, number: str, *, as_json: bool) -> typer.Exit:
    """Tell that there is no kit with this number, and return what to raise."""
    from kitstation.store.queries.kits import newest_kits

    numbers = (kit.number for kit in newest_kits(reader, MOST_COMPARED))
    return refuse(
        f"There is no kit {number}.",
        detail=with_near(number, numbers, "No kit in this profile has this number."),
        hint="See the kits with: kitstation kit list",
        as_json=as_json,
    )


def the_kit(reader: Reader, number: str, *, as_json: bool) -> KitHeader:
    """Return the kit with this number or uid. Raises typer.Exit where there is none, after telling so."""
    from kitstation.store.queries import kits

    header = kits.kit_by_number(reader, number) or kits.kit_by_uid(reader, number)
    if header is None:
        raise no_such_kit(reader, number, as_json=as_json)
    return header


def the_kit_line(station: Station, reader: Reader, kit: KitHeader, part: str, *, as_json: bool) -> LineState:
    """Return the kit's line for a part number (with ``/revision`` where that is needed) or with this uid.

    Raises typer.Exit where there is not exactly one, after telling so.
    """
    from kitstation.store.queries import kits

    lines = kits.kit_lines(reader, kit.uid, station.clock.now().date())
    found = [
        line for line in lines if part in {line.part_number, line.uid, f"{line.part_number}/{line.revision}"}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"{line.part_number}/{line.revision}" for line in found)
        raise refuse(
            f"Kit {kit.number} has {len(found)} lines for {part}.",
            detail=f"They are {names}.",
            hint="Say which revision is meant.",
            as_json=as_json,
        )
    raise refuse(
        f"Kit {kit.number} has no line for {part}.",
        detail="None of its lines is for a part of this number.",
        hint=f"See its lines with: kitstation kit show {kit.number}",
        as_json=as_json,
    )


def the_run(reader: Reader, name: str, *, as_json: bool) -> RunRow:
    """Return the run with this title or uid. Raises typer.Exit where there is not exactly one, after telling so."""
    from kitstation.store.queries import runs

    if (row := runs.run_by_uid(reader, name)) is not None:
        return row
    found = runs.runs_titled(reader, name)
    if len(found) == 1:
        return found[0]
    if not found:
        titles = (row.title for row in runs.newest_runs(reader, MOST_COMPARED))
        raise refuse(
            f"There is no run “{name}”.",
            detail=with_near(name, titles, "No run in this profile has this title or uid."),
            hint="See the runs with: kitstation run list",
            as_json=as_json,
        )
    raise refuse(
        f"{len(found)} runs are called “{name}”.",
        detail="; ".join(f"{run.part_number} × {run.quantity:f} ({run.uid})" for run in found),  # noqa: RUF001 - times
        hint="Give the run's uid.",
        as_json=as_json,
    )


def refused(answer: Refused, *, as_json: bool) -> typer.Exit:
    """Tell why something was refused, and return what to raise."""
    from kitstation.station.sentences import Circumstances, Speech

    headline, sentence = Speech().refusal(answer, Circumstances(""))
    return refuse(f"{headline}.", detail=sentence, as_json=as_json)
