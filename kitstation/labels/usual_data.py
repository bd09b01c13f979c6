"""What symbols say as long as nobody has written anything else, and what they say once they become GS1 symbols."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kitstation.labels.elements import GS1_SYMBOLOGIES, LinearElement, MatrixElement
from kitstation.labels.fields import RecordKind, fields_of
from kitstation.labels.gs1 import is_message

_IDENTIFIERS: Mapping[str, str] = {"serial_number": "21", "lot_number": "10", "part_number": "240"}
"""The application identifiers under which a bench reads these fields back."""
_IN_BARS = ("serial_number", "lot_number")
"""Bars with the part as well would be wider than most labels."""
_IN_A_MATRIX = ("part_number", "lot_number", "serial_number")
# Company-internal: what GS1 has no identifier for.
_OTHERS = "(91){code}"
_ONE_FIELD = re.compile(r"\{(\w+)\}")
_ONE_ELEMENT = re.compile(r"\([0-9]{2,4}\)(\{\w+\})")


def usual_data(kind: RecordKind, *, is_matrix: bool) -> str:
    """Return what a new symbol on the label of such a record says."""
    known = fields_of(kind)
    return "{payload}" if is_matrix and "payload" in known else "{code}"


def usual_message(kind: RecordKind, *, is_matrix: bool) -> str:
    """Return what a new GS1 symbol on the label of such a record says."""
    known = fields_of(kind)
    names = [name for name in (_IN_A_MATRIX if is_matrix else _IN_BARS) if name in known]
    if "lot_number" not in names:
        return _OTHERS
    return "".join(f"({_IDENTIFIERS[name]}){{{name}}}" for name in names)


def data_after(kind: RecordKind, symbol: LinearElement | MatrixElement, symbology: object) -> str:
    """Return what a symbol says once it is of another symbology: a message of GS1 where it has to be one, else none.

    What fits stays. A field alone is put behind its identifier, and comes out from behind it again.
    """
    said = symbol.data.source
    becomes_gs1 = symbology in GS1_SYMBOLOGIES
    if becomes_gs1 == (symbol.symbology in GS1_SYMBOLOGIES) or (becomes_gs1 and is_message(symbol.data)):
        return said
    is_matrix = isinstance(symbol, MatrixElement)
    if becomes_gs1:
        field = _ONE_FIELD.fullmatch(said)
        identifier = _IDENTIFIERS.get(field[1]) if field else None
        return f"({identifier}){said}" if identifier else usual_message(kind, is_matrix=is_matrix)
    element = _ONE_ELEMENT.fullmatch(said)
    return element[1] if element and said != _OTHERS else usual_data(kind, is_matrix=is_matrix)
