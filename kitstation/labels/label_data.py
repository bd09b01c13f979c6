"""What is to be printed: the values of one record's fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from kitstation.labels.fields import LabelValue, RecordKind, fields_of
from kitstation.scanning.writing import format_06

# What a linear symbol says where the caller gives no code of its own: the first of these that has a value.
_CODE_SOURCES: Mapping[RecordKind, tuple[str, ...]] = {
    RecordKind.ITEM: ("serial_number", "lot_number", "part_number"),
    RecordKind.LOT: ("lot_number",),
    RecordKind.LOCATION: ("path", "name"),
    RecordKind.KIT: ("kit_number",),
    RecordKind.KIT_LINE: ("serial_number", "lot_number", "part_number"),
    RecordKind.OPERATOR: ("badge",),
    RecordKind.CONTROL_SHEET: (),
}


@dataclass(frozen=True, slots=True)
class LabelData:
    """The values of a record's fields. A field without a value is blank. Make it with `label_data`."""

    kind: RecordKind
    values: Mapping[str, LabelValue]

    def value(self, name: str) -> LabelValue:
        """Return the value of a field; "" where it has none."""
        return self.values.get(name, "")

    def has(self, name: str) -> bool:
        """Tell whether a field has a value. Zero is one."""
        return self.value(name) != ""


def label_data(kind: RecordKind, values: Mapping[str, LabelValue | None]) -> LabelData:
    """Return the data of a label, with `code` and `payload` made from the other fields where they are not given.

    Raises ValueError for a field that the kind has not, TypeError for a value of another type than the field's,
    and PayloadFault for values that no 2D code can carry.
    """
    known = fields_of(kind)
    given: dict[str, LabelValue] = {}
    for name, value in values.items():
        if name not in known:
            raise ValueError(f"A label of the kind {kind} has no field {name!r}.")
        if value is None or value == "":
            continue
        wanted = type(known[name].sample)
        # A moment is a date to Python, and would be printed with its hours in the zone of nobody knows whom.
        if not isinstance(value, wanted) or isinstance(value, datetime):
            raise TypeError(f"The field {name!r} takes a {wanted.__name__}, not {value!r}.")
        given[name] = value
    if "code" in known:
        given.setdefault("code", _first(given, _CODE_SOURCES[kind]))
    if "payload" in known:
        given.setdefault("payload", _payload(given))
    return LabelData(kind, MappingProxyType(given))


def sample_data(kind: RecordKind) -> LabelData:
    """Return the data of a label for previews."""
    given = {name: field.sample for name, field in fields_of(kind).items()}
    if kind is RecordKind.CONTROL_SHEET:
        given["code"] = "KS.ISSUE"
    return label_data(kind, given)


def _first(given: Mapping[str, LabelValue], names: tuple[str, ...]) -> str:
    return next((str(given[name]) for name in names if name in given), "")


def _payload(given: Mapping[str, LabelValue]) -> str:
    if "part_number" not in given:
        return ""
    quantity = given.get("quantity")
    return format_06(
        part_number=_text(given, "part_number"),
        serial_number=_text(given, "serial_number"),
        lot_number=_text(given, "lot_number"),
        date_code=_text(given, "date_code"),
        # Of what is used up a label states no quantity.
        quantity=quantity if isinstance(quantity, Decimal) and quantity > 0 else None,
    )


def _text(given: Mapping[str, LabelValue], name: str) -> str | None:
    return str(given[name]) if name in given else None
