"""Handing in a command from the command line: done and told, or refused in words with exit code 1."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import typer

from kitstation.cli.boundary import refuse
from kitstation.cli.signing_on import refusal_in_words

if TYPE_CHECKING:
    from datetime import date

    from kitstation.bootstrap import Station
    from kitstation.domain.commands import Command
    from kitstation.domain.outcomes import Accepted


def hand_in(station: Station, command: Command, *, as_json: bool) -> Accepted:
    """Hand in a command for whoever works at the station.

    Raises typer.Exit where it is refused, after telling why.
    """
    from kitstation.domain.refusals import Refused

    outcome = station.store.execute(station.desk.entry(command))
    if isinstance(outcome, Refused):
        headline, sentence = refusal_in_words(outcome)
        raise refuse(f"{headline}.", detail=sentence, as_json=as_json)
    return outcome


def as_quantity(text: str, option: str = "--quantity") -> Decimal:
    """Return what an option says as a quantity. Raises typer.BadParameter where it is none."""
    from kitstation.domain.quantities import QuantityError, quantity

    try:
        return quantity(text)
    except QuantityError as error:
        raise typer.BadParameter(f"{error}.", param_hint=option) from error


def as_day(text: str | None, option: str) -> date | None:
    """Return what an option says as a day. Raises typer.BadParameter where it is none."""
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter("Write a day as in 2027-03-31.", param_hint=option) from error


def emptied(option: str | None) -> Literal[""] | None:
    """Return what an option that says nothing asks for: an empty text takes a value away, None leaves it."""
    return None if option is None else ""


def words_of(text: str | None) -> tuple[str, ...]:
    """Return what stands between the commas of an option."""
    return tuple(word.strip() for word in (text or "").split(",") if word.strip())
