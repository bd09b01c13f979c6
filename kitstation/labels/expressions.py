"""Texts with fields in braces, such as `{part_number}`, `{quantity:,}` and `{expires_on:%d.%m.%Y}`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from string import Formatter

from kitstation.domain.quantities import plain
from kitstation.labels.fields import LabelValue, RecordKind, fields_of
from kitstation.labels.label_data import LabelData


@dataclass(frozen=True, slots=True)
class Piece:
    """A text as it stands, and behind it a field in a format; the name is blank where no field follows."""

    literal: str
    name: str
    spec: str


@dataclass(frozen=True, slots=True)
class Expression:
    """A text with fields."""

    source: str
    pieces: tuple[Piece, ...]

    @classmethod
    def parse(cls, source: object) -> Expression:
        """Read a text with fields; a brace of its own is written twice. Raises ValueError with what is wrong."""
        if not isinstance(source, str):
            raise ValueError("This must be a text in quotes.")  # noqa: TRY004 - pydantic reports ValueErrors only
        try:
            parsed = tuple(Formatter().parse(source))
        except ValueError as error:
            raise ValueError(
                f"“{source}”: {error}. A brace that is meant as such is written twice."
            ) from error
        return cls(source, tuple(_pieces(source, parsed)))

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields in it."""
        return tuple(piece.name for piece in self.pieces if piece.name)

    def problems(self, kind: RecordKind) -> Iterator[str]:
        """Yield what is wrong with the fields for this kind of record."""
        known = fields_of(kind)
        for piece in self.pieces:
            if not piece.name:
                continue
            if piece.name not in known:
                yield unknown_field(kind, piece.name)
                continue
            try:
                written(known[piece.name].sample, piece.spec)
            except ValueError as error:
                yield f"The format “{piece.spec}” does not suit the field {piece.name}: {error}."

    def fill(self, data: LabelData, escaped: Callable[[str], str] | None = None) -> str:
        """Return the text with the values of the fields; `escaped` is applied to values alone."""
        parts: list[str] = []
        for piece in self.pieces:
            parts.append(piece.literal)
            if piece.name:
                text = written(data.value(piece.name), piece.spec)
                parts.append(escaped(text) if escaped else text)
        return "".join(parts)


def written(value: LabelValue, spec: str) -> str:
    """Return a value in a format: that of strftime for days, Python's for quantities and texts.

    Without a format days are in ISO form and quantities in plain digits. Raises ValueError for a bad format.
    """
    match value:
        case "":
            return ""
        case Decimal():
            return format(plain(value), spec or "f")
        case date():
            return value.strftime(spec) if spec else value.isoformat()
        case _:
            return format(value, spec)


def unknown_field(kind: RecordKind, name: str) -> str:
    """Return the sentence about a field that a kind of record has not."""
    return f"There is no field “{name}” for {kind}. There are: {', '.join(sorted(fields_of(kind)))}."


def _pieces(
    source: str, parsed: tuple[tuple[str, str | None, str | None, str | None], ...]
) -> Iterator[Piece]:
    for literal, name, spec, conversion in parsed:
        if name is not None and (not name.isidentifier() or conversion or "{" in (spec or "")):
            raise ValueError(f"“{source}”: between braces stands a field's name alone, or a name:format.")
        yield Piece(literal, name or "", spec or "")
