"""The words that all sentences of the timeline are made of: things, places, and what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kitstation.domain.movements import Bucket, Movement
from kitstation.station.sentences import Speech, amount, readable
from kitstation.store.queries.naming import ItemName, LineName, Names, PartName

FIELD_WORDS = {
    "archived": "archived",
    "active": "active",
    "any_revision": "any revision may be issued",
    "allow_negative_untracked": "stock that is counted only may fall below 0",
    "assigned_to": "assigned to",
    "attributes": "attributes",
    "badge": "badge",
    "barcode": "barcode",
    "bin": "bin",
    "condition": "condition",
    "cost": "cost",
    "date_code": "date code",
    "delivery_uid": "deliver to",
    "description": "description",
    "designators": "designators",
    "exclude_from_merge": "left out of merging",
    "expected_on": "expected on",
    "expires_on": "expires on",
    "gtin": "GTIN",
    "inventory_available": "inventory available",
    "location_uid": "place",
    "lot_number": "lot",
    "lot_pattern": "pattern of lot numbers",
    "manufacturer": "manufacturer",
    "manufacturer_part_number": "manufacturer's part number",
    "maximum": "maximum",
    "minimum": "minimum",
    "name": "name",
    "ordered": "ordered",
    "pin_hash": "PIN",
    "quantity": "quantity",
    "reference_number": "reference number",
    "required": "required",
    "role": "role",
    "serial_number": "serial",
    "serial_pattern": "pattern of serial numbers",
    "status": "status",
    "storage_area": "storage area",
    "substitutes": "substitutes",
    "supplier_uid": "supplier",
    "title": "title",
    "tracking": "tracked by",
    "type": "kind",
    "unit": "unit",
    "usage_type": "usage",
}
"""What people call the fields that a command can change."""

_ALL_NAMED = 4
"""So many reference designators a brief sentence names one by one."""
_NAMED_OF_MANY = 2
_NOT_CHANGES = frozenset({"uid", "etag"})
_SECRET = "pin_hash"  # noqa: S105 - a field's name


class Words:
    """Names things for sentences, in one language; `names` knows the records that the entries refer to.

    `brief` ones name a few of many reference designators, and say how many more there are.
    """

    def __init__(self, speech: Speech, names: Names, *, brief: bool = False) -> None:
        self._speech = speech
        self._names = names
        self._brief = brief

    def say(self, template: str, **values: object) -> str:
        """Return a translated template with its values filled in."""
        return self._speech.say(template, **values)

    def name(self, uid: str | None) -> str:
        """Return what a record is called."""
        name = self._names.get(uid or "")
        return name.text if name else self.say("something that is gone")

    def place(self, uid: str | None) -> str:
        """Return a location's path, with room to read it."""
        return readable(self.name(uid))

    def part(self, uid: str) -> str:
        """Return a part's number."""
        return self.name(uid)

    def unit(self, uid: str) -> str:
        """Return the unit in which a part, an item or a line is counted."""
        name = self._names.get(uid)
        return name.unit if isinstance(name, PartName | ItemName | LineName) else ""

    def item(self, uid: str) -> str:
        """Return what an item is: its number and its part."""
        name = self._names.get(uid)
        if not isinstance(name, ItemName):
            return self.name(uid)
        if name.serial_number:
            return self.say("{number} ({part})", number=name.serial_number, part=name.part_number)
        if name.lot_number:
            return self.say("{part}, lot {lot}", part=name.part_number, lot=name.lot_number)
        return name.part_number

    def so_much(self, uid: str, quantity: Decimal) -> str:
        """Return so much of an item; a serial is just itself."""
        name = self._names.get(uid)
        if isinstance(name, ItemName) and name.serial_number:
            return self.item(uid)
        unit = self.unit(uid)
        much = amount(quantity, unit) if unit else f"{quantity:f}"
        return self.say("{quantity} of {part}", quantity=much, part=self.item(uid))

    def so_many(self, quantity: Decimal, uid: str) -> str:
        """Return a quantity in the unit of a part or line."""
        return amount(quantity, self.unit(uid)).rstrip(" ")

    def kit_line(self, uid: str | None, kit: str | None = None) -> str:
        """Return the kit of a line, with the line's reference designators."""
        name = self._names.get(uid or "")
        if isinstance(name, LineName):
            where = self._where(name.designators)
            kit_name = self.say("kit {kit}", kit=name.text)
            return self.say("{kit} ({where})", kit=kit_name, where=where) if where else kit_name
        return self.say("kit {kit}", kit=kit) if kit else self.say("a kit line that is gone")

    def line_part(self, uid: str) -> str:
        """Return the part of a line."""
        name = self._names.get(uid)
        return name.part_number if isinstance(name, LineName) else self.name(uid)

    def need(self, uid: str) -> str:
        """Return the assembly of a build requirement, with where in it the part sits."""
        name = self._names.get(uid)
        if isinstance(name, LineName) and name.designators:
            return self.say("{kit} ({where})", kit=name.text, where=self._where(name.designators))
        return self.name(uid)

    def _where(self, designators: tuple[str, ...]) -> str:
        if not self._brief or len(designators) <= _ALL_NAMED:
            return ", ".join(designators)
        named = sorted(designators, key=_as_read)[:_NAMED_OF_MANY]
        return self.say(
            "{some} and {count} more", some=", ".join(named), count=len(designators) - _NAMED_OF_MANY
        )

    def because(self, sentence: str, reason: str) -> str:
        """Return a sentence with its reason, where one was given."""
        return self.say("{sentence}: {reason}", sentence=sentence, reason=reason) if reason else sentence

    def changed(self, what: str, command: object) -> str:
        """Say what a command has changed of something."""
        changes = ", ".join(self._changes(command))
        if not changes:
            return self.say("Changed {what}", what=what)
        return self.say("Changed {what}: {changes}", what=what, changes=changes)

    def _changes(self, command: Any) -> Iterator[str]:  # noqa: ANN401 - any command that changes a record
        for field in fields(command):
            value = getattr(command, field.name)
            if field.name in _NOT_CHANGES or value is None:
                continue
            label = self.say(FIELD_WORDS.get(field.name, field.name))
            if field.name == _SECRET:
                yield label
            else:
                yield self.say("{field} {value}", field=label, value=self._value(value))

    def _value(self, value: object) -> str:
        match value:
            case bool():
                return self.say("yes") if value else self.say("no")
            case Decimal():
                return f"{value:f}"
            case StrEnum():
                return self.say(value.value)
            case date():
                return value.isoformat()
            case tuple():
                return ", ".join(self._value(each) for each in value) or self.say("none")
            case str():
                name = self._names.get(value)
                return (readable(name.text) if name else value) or self.say("none")
            case _:
                return str(value)

    def source(self, movements: tuple[Movement, ...], kit: str | None = None) -> str:
        """Return where the first movement came from."""
        return self._end(movements[0].from_bucket, movements[0].from_place, kit) if movements else ""

    def target(self, movements: tuple[Movement, ...], kit: str | None = None) -> str:
        """Return where the last movement went to."""
        return self._end(movements[-1].to_bucket, movements[-1].to_place, kit) if movements else ""

    def _end(self, bucket: Bucket, place: str, kit: str | None) -> str:
        match bucket:
            case Bucket.ON_HAND:
                return self.place(place)
            case Bucket.PICKED | Bucket.RESERVED:
                return self.kit_line(place, kit)
            case Bucket.DELIVERED:
                return self.need(place)
            case Bucket.RECEIVED | Bucket.TRANSFERRED | Bucket.REMOVED:
                return ""


def _as_read(designator: str) -> tuple[str, int, str]:
    """Return what designators are sorted by, so that R2 comes before R10."""
    letters = designator.rstrip("0123456789")
    number = designator[len(letters) :]
    return (letters, int(number or 0), designator)
