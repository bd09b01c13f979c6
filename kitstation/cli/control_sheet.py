"""`kitstation control-sheet`: the codes by which a scanner alone does everything, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kitstation.cli.boundary import open_profile
from kitstation.cli.options import Debug, ProfileFolder


def control_sheet(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="The PDF to write.")],
    *,
    letter: Annotated[bool, typer.Option("--letter", help="For Letter paper instead of A4.")] = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Write the sheet of control codes: modes, digits, confirm, cancel, undo."""
    from kitstation import bootstrap

    with open_profile(profile, debug=debug):
        bootstrap.write_control_sheet(file, letter=letter)
    typer.echo(f"{file} is ready to be printed, at its actual size.")
