"""GS1 messages on labels: written in a template as `(01){part_number}(10){lot_number}`.

Application identifiers stand in the template alone. What stands in brackets within a value is a part of the value, so
that no lot number such as `A(21)7` can say something about a serial number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import zxingcpp

from kitstation.labels.expressions import Expression, written
from kitstation.labels.faults import LabelFault
from kitstation.labels.label_data import LabelData
from kitstation.labels.modules import rows_of
from kitstation.scanning.gs1_elements import Element, is_identifier
from kitstation.scanning.gs1_writing import element_string, gs1_elements, in_brackets

_KEYS = frozenset({"00", "01", "02", "8003", "8004", "8006", "8010"})
"""What the other elements of a message are about: a lot number means nothing without its trade item."""
_BRACKETS = re.compile(r"\(([0-9]{2,4})\)")
# The encoder takes brackets for those of an identifier, but for these.
_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)"})


@dataclass(frozen=True, slots=True)
class Gs1Message:
    """A message: what a reader sends of it, and what people read."""

    elements: tuple[Element, ...]

    @property
    def text(self) -> str:
        """What a reader sends, without its symbology identifier."""
        return element_string(self.elements)

    @property
    def caption(self) -> str:
        """What people read: `(01)09506000134352(10)AB-12`."""
        return in_brackets(self.elements)

    def symbol(self, form: zxingcpp.BarcodeFormat) -> tuple[bytes, ...]:
        """Return its modules row by row, 0 for a dark one. Raises LabelFault for more than a symbol holds."""
        encodable = "".join(f"({one.identifier}){one.value.translate(_ESCAPED)}" for one in self.elements)
        try:
            # Rectangular symbols are new to many scanners; a linear one passes over it.
            made = zxingcpp.create_barcode(encodable, form, gs1=True, force_square=True)
        except ValueError as error:
            raise LabelFault(
                f"“{self.caption}” cannot be printed as a GS1 code",
                detail=str(error),
                hint="Put fewer elements into it, or correct the values of the record.",
            ) from error
        return rows_of(made)


def is_message(expression: Expression) -> bool:
    """Tell whether a text in a template begins like a message."""
    return bool(expression.pieces and _BRACKETS.match(expression.pieces[0].literal))


def problems_of(expression: Expression) -> Iterator[str]:
    """Yield what is wrong with a message in a template."""
    if not is_message(expression):
        yield "data must begin with an application identifier in brackets, as in “(01){part_number}”."
    for piece in expression.pieces:
        for identifier in _BRACKETS.findall(piece.literal):
            if not is_identifier(identifier):
                yield f"({identifier}) is no application identifier of GS1."


def message(expression: Expression, data: LabelData) -> Gs1Message:
    """Return a message with the values of a record; an element whose value is blank is left out.

    Raises LabelFault where nothing is left, or where the first one is the number that the others say more about, and
    blank; PayloadFault for a value that its identifier does not take.
    """
    elements = _filled(expression, data)
    filled = [one for one in elements if one[1]]
    first, first_value = elements[0]
    if not filled or (not first_value and first in _KEYS):
        raise LabelFault(
            f"There is nothing to put behind ({first}) in the GS1 code",
            hint="Fill in the field that the template names there.",
        )
    return Gs1Message(gs1_elements(filled))


def _filled(expression: Expression, data: LabelData) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for piece in expression.pieces:
        value = written(data.value(piece.name), piece.spec) if piece.name else ""
        front, *parts = _BRACKETS.split(piece.literal)
        if found:
            found[-1] = (found[-1][0], found[-1][1] + front)
        found.extend(zip(parts[::2], parts[1::2], strict=True))
        if not found:
            raise LabelFault(
                f"“{expression.source}” is no GS1 message",
                hint="Let it begin with an application identifier in brackets, as in “(01){part_number}”.",
            )
        found[-1] = (found[-1][0], found[-1][1] + value)
    return found
