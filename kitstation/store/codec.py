"""The journal's form of a command: its kind, the version of that form, and its fields as canonical JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, get_args, get_type_hints

from pydantic import TypeAdapter

from kitstation.domain.commands import Command, Counted, SplitOff
from kitstation.domain.editions import FIRST, PRESENT
from kitstation.domain.errors import StoreFault
from kitstation.domain.later import silent_later_fields
from kitstation.domain.quantities import LARGEST, plain
from kitstation.domain.records import Record
from kitstation.domain.working_set import Image

FORMAT = PRESENT
"""The version of the form below, which is the edition of the rules that its entries are decided by.

The second form knows an empty text where a number or a day is taken away; what the first form wrote it reads as it is.
A form that reads older ones otherwise gets a function that lifts them, kept for ever.
"""

FORMATS = range(FIRST, FORMAT + 1)
"""Every version that can be read."""

RECORD_KINDS: dict[str, type[Record]] = {kind.__name__: kind for kind in get_args(Record)}
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
    silent = silent_later_fields(command)
    return Form(kind, _adapter(kind).dump_json(_in_plain_numbers(command), exclude=silent or None).decode())


def _in_plain_numbers(command: Command) -> Command:
    """Write 1, 1.0 and 1E+0 alike. What is no quantity stays as it is: `decide` refuses it."""
    changes: dict[str, Any] = {
        name: _plain(getattr(command, name)) for name in _numbers(type(command).__name__)
    }
    return replace(command, **changes) if changes else command


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return _plain_number(value)
        case SplitOff():
            return replace(value, quantity=_plain_number(value.quantity))
        case Counted():
            return replace(
                value, expected=_plain_number(value.expected), counted=_plain_number(value.counted)
            )
        case tuple():
            return tuple(_plain(element) for element in value)
        case _:
            return value


def _plain_number(number: Decimal) -> Decimal:
    return plain(number) if number.is_finite() and abs(number) <= LARGEST else number


@cache
def _numbers(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind of command in which numbers stand."""
    hints = get_type_hints(KINDS[kind])
    with_numbers = {Decimal, SplitOff, Counted}
    return tuple(name for name, hint in hints.items() if with_numbers & {hint, *get_args(hint)})


def load(kind: str, version: int, payload: str) -> Command:
    """Return the command that `dump` wrote.

    Raises StoreFault for a kind or version that this program does not know.
    """
    if version not in FORMATS or kind not in KINDS:
        raise StoreFault(
            "The journal holds a command that this version does not know",
            detail=f"{kind} in form {version}",
            hint="Install the newest kitstation and start it again. Nothing was changed.",
        )
    return _adapter(kind).validate_json(payload)


@dataclass(frozen=True, slots=True)
class _StoredImage:
    """An image as it lies in the journal; the record stands in the form of its kind."""

    kind: str
    uid: str
    version: int
    before: dict[str, Any] | None


_IMAGES = TypeAdapter(list[_StoredImage])


@cache
def _record_adapter(kind: str) -> TypeAdapter[Record]:
    return TypeAdapter(RECORD_KINDS[kind])


def dump_images(images: tuple[Image, ...]) -> str:
    """Return what an undo needs to know of the records that a command changed; empty where it changed none."""
    if not images:
        return ""
    stored = [
        _StoredImage(
            image.kind.__name__,
            image.uid,
            image.version,
            _dumped(image.before) if image.before else None,
        )
        for image in images
    ]
    return _IMAGES.dump_json(stored).decode()


def _dumped(record: Record) -> dict[str, Any]:
    adapter = _record_adapter(type(record).__name__)
    form: dict[str, Any] = adapter.dump_python(
        record, mode="json", exclude=silent_later_fields(record) or None
    )
    return form


def load_images(text: str) -> tuple[Image, ...]:
    """Return the images that `dump_images` wrote."""
    if not text:
        return ()
    return tuple(
        Image(
            RECORD_KINDS[stored.kind],
            stored.uid,
            _record_adapter(stored.kind).validate_python(stored.before) if stored.before else None,
            stored.version,
        )
        for stored in _IMAGES.validate_json(text)
    )
