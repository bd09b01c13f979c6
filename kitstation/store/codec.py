"""The journal's form of a command: its kind, the version of that form, and its fields as canonical JSON."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints

from pydantic import TypeAdapter

from kitstation.domain.commands import Command
from kitstation.domain.errors import StoreFault
from kitstation.domain.quantities import LARGEST, plain

FORMAT = 1
"""The version of the form below. A new form gets a function that lifts the old one, kept for ever."""

KINDS: dict[str, type[Command]] = {kind.__name__: kind for kind in get_args(Command)}


@cache
def _adapter(kind: str) -> TypeAdapter[Command]:
    return TypeAdapter(KINDS[kind])


class Form(NamedTuple):
    """A command's kind and its fields as JSON; equal commands have equal forms."""

    kind: str
    payload: str


def dump(command: Command) -> Form:
    """Return the command's journal form."""
    kind = type(command).__name__
    return Form(kind, _adapter(kind).dump_json(_in_plain_numbers(command)).decode())


def _in_plain_numbers(command: Command) -> Command:
    """Write 1, 1.0 and 1E+0 alike. What is no quantity stays as it is: `decide` refuses it."""
    changes: dict[str, Any] = {
        name: plain(number)
        for name in _numbers(type(command).__name__)
        if (number := getattr(command, name)) is not None and number.is_finite() and abs(number) <= LARGEST
    }
    return replace(command, **changes) if changes else command


@cache
def _numbers(kind: str) -> tuple[str, ...]:
    hints = get_type_hints(KINDS[kind])
    return tuple(name for name, hint in hints.items() if Decimal in (hint, *get_args(hint)))


def load(kind: str, version: int, payload: str) -> Command:
    """Return the command that `dump` wrote.

    Raises StoreFault for a kind or version that this program does not know.
    """
    if version != FORMAT or kind not in KINDS:
        raise StoreFault(
            "The journal holds a command that this version does not know",
            detail=f"{kind} in form {version}",
            hint="Install the newest kitstation and start it again. Nothing was changed.",
        )
    return _adapter(kind).validate_json(payload)
