"""Which labels are meant on the command line: the records that are selected, and the template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import refuse

if TYPE_CHECKING:
    from kitstation.domain.records import LabelKind
    from kitstation.station.printing.printer_settings import PrinterSettings
    from kitstation.store.database import Reader
    from kitstation.store.queries.label_subjects import Selection
    from kitstation.ui.label_making import LabelMaker

SELECT_HELP = (
    "What gets a label: serial=SN-1, lot=L-7, part=PN, location=Stores/A1 (Stores/* is everything inside), kit=K-7, "
    "line=K-7/PN, operator=NAME, or a uid. May be given several times."
)
Select = Annotated[list[str] | None, typer.Option("--select", metavar="WHAT", help=SELECT_HELP)]
TemplateName = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="T",
        help="The label template: its file's name without .toml. Without it: the usual one for what is selected.",
    ),
]
Copies = Annotated[
    int, typer.Option("--copies", metavar="N", min=1, max=9999, help="How many of each label.")
]
FirstLabel = Annotated[
    int,
    typer.Option(
        "--first-label",
        "--first-position",
        metavar="N",
        min=1,
        help="On sheets: the first label that is not used yet, counted row by row.",
    ),
]


def selections(texts: list[str] | None) -> tuple[Selection, ...]:
    """Return what the options select. Raises typer.BadParameter."""
    from kitstation.station.printing.selecting import SelectionError, read_selection

    if not texts:
        raise typer.BadParameter("Say what gets a label, as in serial=SN-1.", param_hint="--select")
    try:
        return tuple(read_selection(text) for text in texts)
    except SelectionError as error:
        raise typer.BadParameter(str(error), param_hint="--select") from error


def template_and_kind(
    name: str | None, chosen: tuple[Selection, ...], maker: LabelMaker, printer: PrinterSettings | None = None
) -> tuple[str, LabelKind]:
    """Return the template that is named, or the usual one for what is selected, and what its labels are about."""
    from kitstation.station.printing.printers import usual_template
    from kitstation.station.printing.selecting import SelectionError, usual_kind

    if name is None:
        try:
            name = usual_template(usual_kind(chosen), printer)
        except SelectionError as error:
            raise typer.BadParameter(str(error), param_hint="--template") from error
    return name, maker.kind_of(name)


def records(
    reader: Reader, kind: LabelKind, chosen: tuple[Selection, ...], *, as_json: bool
) -> tuple[str, ...]:
    """Return the uids of what is selected. Raises typer.Exit where that is nothing, after telling so."""
    from kitstation.station.printing.selecting import NothingSelected, SelectionError, select_records

    try:
        return select_records(reader, kind, chosen)
    except SelectionError as error:
        raise typer.BadParameter(str(error), param_hint="--select") from error
    except NothingSelected as nothing:
        raise refuse(nothing.title, detail=nothing.detail, hint=nothing.hint, as_json=as_json) from nothing
