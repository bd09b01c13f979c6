"""The boundary of every command: the station is opened here, and what goes wrong is told here, never as a traceback."""

from __future__ import annotations

import sys
import traceback
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kitstation.cli.printing import as_json as json_line
from kitstation.station.loading import loading

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.domain.errors import KitstationError
    from kitstation.station.profile import Profile


_GIVEN_BEFORE: typing.Final[ContextVar[str | None]] = ContextVar("operator", default=None)
"""Who was named before the command; typer hands it to the group alone, and its context is not click's."""


class ExitCode(IntEnum):
    """What the process says at its end."""

    DONE = 0
    REFUSED = 1
    WRONG_USAGE = 2
    FAULT = 3


@contextmanager
def open_profile(folder: Path | None, *, as_json: bool = False, debug: bool = False) -> Iterator[Profile]:
    """Give the profile and write its logbook; faults and bugs are told, logged and end the process with 3."""
    with loading():
        from kitstation import bootstrap

    with faults_told(as_json=as_json, debug=debug), bootstrap.open_profile(folder) as profile, _recorded():
        yield profile


@contextmanager
def open_station(
    folder: Path | None, *, as_json: bool = False, debug: bool = False, operator: str | None = None
) -> Iterator[Station]:
    """Open the station of a profile, for an operator; see `open_profile`.

    Without an operator it is the one that stands before the command's name, or else the one of the settings.
    A pattern of codes that cannot be used is told of, and the command goes on without it.
    """
    with loading():
        from kitstation import bootstrap
        from kitstation.cli.signing_on import signed_on

    with (
        open_profile(folder, as_json=as_json, debug=debug) as profile,
        bootstrap.open_station(profile) as station,
    ):
        for fault in station.codes.faults:
            tell_fault(fault, as_json=as_json)
        name = operator or _GIVEN_BEFORE.get()
        yield signed_on(station, name) if name else station


def give_operator(name: str | None) -> None:
    """Take note of the operator who stands before the command's name, for this one run."""
    _GIVEN_BEFORE.set(name)


def refuse(title: str, *, detail: str = "", hint: str = "", as_json: bool = False) -> typer.Exit:
    """Tell why the command is refused, and return what to raise."""
    _tell(title, detail, hint, as_json=as_json)
    return typer.Exit(ExitCode.REFUSED)


def tell_fault(fault: KitstationError, *, as_json: bool) -> None:
    """Tell what has failed, why and what to do, on standard error."""
    _tell(fault.title, fault.detail, fault.hint, as_json=as_json)


@contextmanager
def faults_told(*, as_json: bool = False, debug: bool = False) -> Iterator[None]:
    """Tell faults and bugs and end the process with 3; for a command that needs no profile."""
    from kitstation.domain.errors import KitstationError

    try:
        yield
    except KitstationError as fault:
        if debug:
            traceback.print_exc()
        tell_fault(fault, as_json=as_json)
        raise typer.Exit(ExitCode.FAULT) from None
    except (typer.Exit, typer.BadParameter, BrokenPipeError):
        raise
    except Exception:  # noqa: BLE001 - boundary: a bug is told once, in words
        if debug:
            traceback.print_exc()
        _tell_bug(as_json=as_json)
        raise typer.Exit(ExitCode.FAULT) from None


@contextmanager
def _recorded() -> Iterator[None]:
    from kitstation.station.logbook import record_failure

    try:
        yield
    except (typer.Exit, typer.BadParameter, BrokenPipeError):
        raise
    except Exception as error:  # boundary: written down with its traceback, then told
        record_failure(error)
        raise


def _tell_bug(*, as_json: bool) -> None:
    error = sys.exc_info()[1]
    _tell(
        "Something went wrong that the program does not know",
        f"{type(error).__name__}: {error}",
        "What was shown as accepted is kept. The log of the profile says more; --debug shows it.",
        as_json=as_json,
    )


def _tell(title: str, detail: str, hint: str, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json_line({"title": title, "detail": detail, "hint": hint}), err=True)
        return
    typer.echo("\n".join(part for part in (title, detail, hint) if part), err=True)
