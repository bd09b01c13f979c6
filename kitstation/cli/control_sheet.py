"""`kitstation control-sheet` and `test-codes`: what a scanner reads to steer the bench and to be tried, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kitstation.cli.boundary import open_profile
from kitstation.cli.options import Debug, ProfileFolder

File = Annotated[Path, typer.Argument(metavar="FILE.pdf", help="The PDF to write.")]
Letter = Annotated[bool, typer.Option("--letter", help="For Letter paper instead of A4.")]


def control_sheet(
    file: File, *, letter: Letter = False, profile: ProfileFolder = None, debug: Debug = False
) -> None:
    """Write the sheet of control codes: modes, digits, confirm, cancel, undo, print; and a page of test codes."""
    from kitstation import bootstrap

    with open_profile(profile, debug=debug):
        bootstrap.write_control_sheet(file, letter=letter)
    _tell(file)


def sheet_of_test_codes(
    file: File, *, letter: Letter = False, profile: ProfileFolder = None, debug: Debug = False
) -> None:
    """Write the test codes alone, for `kitstation scanner test` and the set-up of a scanner."""
    from kitstation import bootstrap

    with open_profile(profile, debug=debug):
        bootstrap.write_control_sheet(file, letter=letter, test_codes_only=True)
    _tell(file)


def _tell(file: Path) -> None:
    typer.echo(f"{file} is ready to be printed, at its actual size.")
