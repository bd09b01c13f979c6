"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def or_given_before(context: typer.Context, parameter: typer.CallbackParam, value: object) -> object:
    """Take an option that stands before the command's name when it does not stand behind it."""
    return value or context.find_root().params.get(parameter.name or "", value)


ProfileFolder = Annotated[
    Path | None,
    typer.Option(
        "--profile",
        metavar="DIR",
        callback=or_given_before,
        help="The folder that holds database, settings and log. Without it: the user's own.",
    ),
]
Debug = Annotated[
    bool,
    typer.Option("--debug", callback=or_given_before, help="Show the traceback of what goes wrong."),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print JSON: quantities as text, one shape for scripts.")
]
MostRows = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many. Without: all.")
]
OperatorName = Annotated[
    str | None,
    typer.Option(
        "--operator",
        metavar="NAME",
        callback=or_given_before,
        help="Who works here, as recorded. A PIN is read from KITSTATION_PIN, or asked. Without: the settings' one.",
    ),
]
