"""`kitstation gui` and `kitstation demo`: the commands that need a screen, or pretend to have one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kitstation.cli.boundary import ExitCode, open_profile
from kitstation.cli.options import Debug, ProfileFolder
from kitstation.station.loading import loading

if TYPE_CHECKING:
    from kitstation.station.profile import Profile


def gui(*, profile: ProfileFolder = None, debug: Debug = False) -> None:
    """Open the station's window."""
    with loading():
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
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what was done in the demo before.")] = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Show a small working day at the bench, on demonstration data in a profile of its own."""
    with loading():
        from kitstation import bootstrap

    with open_profile(bootstrap.demo_folder(profile, headless), debug=debug) as opened:
        code = _play(opened, headless) if headless else bootstrap.show_demo(opened, fresh=fresh)
    raise typer.Exit(code)


def _play(profile: Profile, folder: Path) -> int:
    from kitstation.bootstrap import play_demo

    record = play_demo(profile, folder)
    for step in record.steps:
        if not step.ok:
            typer.echo(f"Step {step.number} ({step.says}): {step.wrong}", err=True)
    for trouble in (*record.troubles, *record.differences):
        typer.echo(trouble, err=True)
    done = sum(step.ok for step in record.steps)
    typer.echo(f"{done} of {len(record.steps)} steps did what they should.")
    typer.echo(f"Pictures: {len(record.pictures)} in {folder}")
    typer.echo(f"Report: {folder / 'report.json'}")
    return ExitCode.DONE if record.ok else ExitCode.REFUSED
