"""`kitstation label`: labels as a file, to look at or to print by other means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import open_station
from kitstation.cli.label_choice import (
    Copies,
    FirstLabel,
    Select,
    TemplateName,
    records,
    selections,
    template_and_kind,
)
from kitstation.cli.options import AsJson, Debug, OperatorName, ProfileFolder
from kitstation.cli.printing import print_json

if TYPE_CHECKING:
    from kitstation.station.printing.printers import LabelFormat


def label(  # noqa: PLR0913 - each is an option
    *,
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FILE", help="The file to write: .png (one label), .pdf or .zpl."),
    ],
    select: Select = None,
    template: TemplateName = None,
    dpi: Annotated[
        int | None,
        typer.Option("--dpi", min=150, max=1200, help="Dots to the inch. Without: as the template says."),
    ] = None,
    copies: Copies = 1,
    first_label: FirstLabel = 1,
    operator: OperatorName = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Write labels of records to a file. Nothing is printed, and nothing is written down."""
    from kitstation import bootstrap
    from kitstation.station.printing.book import PrintBook, Wanted, on_this_thread
    from kitstation.station.printing.making import LabelOrder

    chosen, format_ = selections(select), _format(out)
    with (
        open_station(profile, as_json=as_json, debug=debug, operator=operator) as station,
        bootstrap.label_maker(station.profile) as maker,
    ):
        name, kind = template_and_kind(template, chosen, maker)
        with station.store.reading() as reader:
            uids = records(reader, kind, chosen, as_json=as_json)
        book = PrintBook(on_this_thread(station.store), lambda: station.desk, site=station.settings.site)
        values = book.values(Wanted(template=name, kind=kind, record_uids=uids))
        order = LabelOrder(
            template=name,
            kind=kind,
            values=values,
            copies=copies,
            dpi=dpi,
            format=format_,
            first_label=first_label,
        )
        _write(out, maker(order))
    number = len(uids) * copies
    if as_json:
        print_json({"file": str(out), "template": name, "kind": kind, "records": uids, "labels": number})
    else:
        typer.echo(f"{out} holds {'one label' if number == 1 else f'{number} labels'} “{name}”.")


def _format(out: Path) -> LabelFormat:
    from kitstation.station.printing.printers import LabelFormat

    ending = out.suffix.lower().removeprefix(".")
    if ending not in set(LabelFormat):
        raise typer.BadParameter("The file's name must end in .png, .pdf or .zpl.", param_hint="--out")
    return LabelFormat(ending)


def _write(out: Path, content: bytes) -> None:
    from kitstation.domain.errors import KitstationError

    try:
        out.write_bytes(content)
    except OSError as error:
        raise KitstationError(
            f"{out} cannot be written",
            detail=str(error.strerror or error),
            hint="Check the folder, its permissions and the room on its disk.",
        ) from error
