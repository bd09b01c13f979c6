"""`kitstation gui` and `kitstation demo`: the commands that need a screen, or pretend to have one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kitstation.cli.boundary import open_profile
from kitstation.cli.options import Debug, ProfileFolder


def gui(*, profile: ProfileFolder = None, debug: Debug = False) -> None:
    """Open the station's window."""
    from kitstation.bootstrap import open_window

    with open_profile(profile, debug=debug) as opened:
        code = open_window(opened)
    raise typer.Exit(code)


def demo(
    *,
    headless: Annotated[
        Path | None,
        typer.Option(
            "--headless",
            metavar="DIR",
            help="Play it without a screen; pictures and a report go to this folder.",
        ),
    ] = None,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Show a small working day at the bench, on demonstration data."""
    from kitstation.bootstrap import play_demo

    with open_profile(profile, debug=debug):
        code = play_demo(headless)
    raise typer.Exit(code)
