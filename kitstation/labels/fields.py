"""The fields that the templates of each kind of record can use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

LabelValue = str | Decimal | date


class RecordKind(StrEnum):
    """What a label is about."""

    ITEM = "item"
    LOT = "lot"
    LOCATION = "location"
    KIT = "kit"
    KIT_LINE = "kit_line"
    OPERATOR = "operator"
    CONTROL_SHEET = "control_sheet"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `sample` is what a preview shows, and its type is the type of every value."""

    name: str
    meaning: str
    sample: LabelValue


_ANY = (
    Field("printed_on", "the day of printing", date(2026, 5, 4)),
    Field("printed_by", "who printed the label", "Ada"),
    Field("site", "the name of the shop", "Northside Electronics"),
)
_PART = (
    Field("part_number", "the number of the part", "RC0603FR-0710KL"),
    Field("revision", "the revision of the part", "B"),
    Field("description", "the description of the part", "Resistor 10 kΩ 1 % 0603, thick film"),
    Field("manufacturer", "the maker of the part", "Yageo"),
    Field("unit", "the unit that the part is counted in", "pcs"),
)
_STOCK = (
    Field("quantity", "how much there is", Decimal(5000)),
    Field("location", "the path of the place", "Stores/Aisle 3/Shelf B/Bin 12"),
    Field("supplier", "who delivered it", "Digi-Key"),
    Field("received_on", "the day of receipt", date(2026, 4, 27)),
    Field("expires_on", "the day from which it must not be used", date(2027, 10, 31)),
    Field("uid", "the record's id", "019a1f60-8f3a-7c52-9d0e-2b7f5a1c9e44"),
)
_LOT = Field("lot_number", "the lot number", "L2617-0042")
_DATE_CODE = Field("date_code", "when it was made, as the maker writes it", "2617")
_SERIAL = Field("serial_number", "the serial number", "SN-00042317")
_PAYLOAD = Field("payload", "the text of a 2D symbol: part, serial or lot number, date code, quantity", "")
_CODE = Field("code", "the text of a linear symbol: what names the record", "")
_NUMBER = Field("kit_number", "the number of the kit", "K-2026-0187")
_RUN = Field("run", "the title of the run", "Glasgow revC3, 25 boards")

_FIELDS: Mapping[RecordKind, tuple[Field, ...]] = {
    RecordKind.ITEM: (*_PART, _SERIAL, _LOT, _DATE_CODE, *_STOCK, _PAYLOAD, _CODE),
    RecordKind.LOT: (*_PART, _LOT, _DATE_CODE, *_STOCK, _PAYLOAD, _CODE),
    RecordKind.LOCATION: (
        Field("name", "the name of the place", "Bin 12"),
        Field("path", "the whole path of the place", "Stores/Aisle 3/Shelf B/Bin 12"),
        Field("parent", "the path of the place that it is in", "Stores/Aisle 3/Shelf B"),
        Field("uid", "the record's id", "019a1f60-8f3a-7c52-9d0e-2b7f5a1c9e44"),
        _CODE,
    ),
    RecordKind.KIT: (
        _NUMBER,
        _RUN,
        Field("part_number", "the number of the assembly", "GLASGOW-C3"),
        Field("revision", "the revision of the assembly", "C3"),
        Field("description", "the description of the assembly", "Glasgow Interface Explorer, main board"),
        Field("quantity", "how many assemblies it is for", Decimal(25)),
        Field("lines", "how many lines it has", Decimal(57)),
        Field("status", "the status of the kit", "In Progress"),
        Field("created_on", "the day when it was made", date(2026, 5, 2)),
        Field("uid", "the record's id", "019a1f60-8f3a-7c52-9d0e-2b7f5a1c9e44"),
        _CODE,
    ),
    RecordKind.KIT_LINE: (
        *_PART,
        _SERIAL,
        _LOT,
        _DATE_CODE,
        _NUMBER,
        _RUN,
        Field("line", "the number of the line in its kit", Decimal(14)),
        Field("quantity", "how much is in the bag", Decimal(75)),
        Field("required", "how much the line needs", Decimal(75)),
        Field("designators", "where it goes on the board", "R1, R2, R5-R9, R14, R21, R22"),
        Field("location", "the path of the place that it was taken from", "Stores/Aisle 3/Shelf B/Bin 12"),
        Field("uid", "the record's id", "019a1f60-8f3a-7c52-9d0e-2b7f5a1c9e44"),
        _PAYLOAD,
        _CODE,
    ),
    RecordKind.OPERATOR: (
        Field("name", "the operator's name", "Ada Okafor"),
        Field("badge", "what the badge says when it is scanned", "OP-1042"),
        Field("role", "what the operator does", "Kitting"),
        _CODE,
    ),
    RecordKind.CONTROL_SHEET: (
        Field("caption", "what the code does, in words", "Issue to the kit"),
        Field("group", "the heading under which the code stands", "What scanned parts are for"),
        Field("title", "the title of the sheet", "Control codes"),
        Field("data_matrix", "the text of a Data Matrix that stands in the place of the code", ""),
        Field("ean13", "the digits of an EAN-13 that stands in the place of the code", ""),
        Field("gs1_lot", "the lot number of a GS1-128 that stands in the place of the code", ""),
        Field("gs1_serial", "the serial number of that GS1-128", ""),
        _CODE,
    ),
}


def fields_of(kind: RecordKind) -> Mapping[str, Field]:
    """Return the fields of a kind of record by their names."""
    return _BY_NAME[kind]


_BY_NAME: Mapping[RecordKind, Mapping[str, Field]] = MappingProxyType(
    {kind: MappingProxyType({field.name: field for field in (*own, *_ANY)}) for kind, own in _FIELDS.items()}
)
