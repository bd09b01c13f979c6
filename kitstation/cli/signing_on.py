"""Signing on at the command line: by name, and by PIN where there is one."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import typer

if TYPE_CHECKING:
    from kitstation.bootstrap import Station
    from kitstation.domain.refusals import Refused
    from kitstation.station.sentences import Wording

PIN: Final = "KITSTATION_PIN"
"""The environment variable with the PIN: what stands in a command line is seen by everybody on the computer."""
NEW_PIN: Final = "KITSTATION_NEW_PIN"
"""The PIN that somebody gets; another one than that of whoever sets it."""
OPTION: Final = "--operator"


def signed_on(station: Station, name: str) -> Station:
    """Return the station as an operator works at it. Raises typer.BadParameter where nobody may sign on so."""
    from kitstation.domain.records import Role
    from kitstation.station.operators import is_pin

    known = station.staff.named(name)
    if known is None and station.staff.active:
        raise typer.BadParameter(f"There is no operator {name}.", param_hint=OPTION)
    if known is not None and known.pin_hash and not is_pin(known, _pin(name)):
        raise typer.BadParameter(f"That is not the PIN of {name}.", param_hint=OPTION)
    role = known.role if known else Role.ADMINISTRATOR
    return replace(station, desk=replace(station.desk, operator=name, role=role))


def hash_of_new_pin(name: str) -> str:
    """Return what is kept of the PIN that an operator gets. Raises typer.BadParameter where it is none."""
    from kitstation.station.operators import PinError, hash_pin

    try:
        return hash_pin(_new_pin(name))
    except PinError as error:
        raise typer.BadParameter(str(error), param_hint="--pin") from error


def refusal_in_words(refused: Refused) -> Wording:
    """Return why not and what to do, for somebody at the command line."""
    from kitstation.station.sentences import Circumstances, Speech, Wording

    words = Speech().refusal(refused, Circumstances(""))
    if refused.facts.get("cause") == "nobody":
        return Wording(
            words.headline,
            "Operators are recorded here: say who you are, as in: kitstation --operator NAME …",
        )
    return words


def _pin(name: str) -> str:
    if (pin := os.environ.get(PIN)) is not None:
        return pin
    if not sys.stdin.isatty():
        raise typer.BadParameter(f"{name} has a PIN. Give it in {PIN}.", param_hint=OPTION)
    asked: str = typer.prompt(f"PIN of {name}", hide_input=True, err=True)
    return asked


def _new_pin(name: str) -> str:
    if (pin := os.environ.get(NEW_PIN)) is not None:
        return pin
    if not sys.stdin.isatty():
        raise typer.BadParameter(
            f"There is no terminal to type it. Give it in {NEW_PIN}.", param_hint="--pin"
        )
    asked: str = typer.prompt(
        f"New PIN of {name}", hide_input=True, confirmation_prompt="Once more", err=True
    )
    return asked
