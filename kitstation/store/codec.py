"""The journal's form of a command: its kind, the version of that form, and its fields as canonical JSON."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, get_args

from pydantic import TypeAdapter

from kitstation.domain.commands import Command
from kitstation.domain.errors import StoreFault

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
    return Form(kind, _adapter(kind).dump_json(command).decode())


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
