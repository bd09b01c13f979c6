"""Which field of a command holds which kind of text, and the check of all that a command newly says."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

from kitstation.domain import commands
from kitstation.domain.commands import Command
from kitstation.domain.records import (
    RULES_UID,
    InventoryItem,
    Kit,
    Location,
    MbomLine,
    Operator,
    OrderLine,
    Part,
    Position,
    Record,
    Rules,
    Run,
    Supplier,
)
from kitstation.domain.refusals import Refused
from kitstation.domain.texts import LONGEST_REF, LONGEST_TEXT, LONGEST_WORD, TextRule
from kitstation.domain.working_set import WorkingSet

TEXT_RULES: dict[str, TextRule] = {
    "assigned_to": TextRule("name of who it is assigned to"),
    "attributes": TextRule("attribute"),
    "badge": TextRule("badge", needed=True),
    "barcode": TextRule("barcode"),
    "bin": TextRule("bin", LONGEST_WORD),
    "condition": TextRule("condition"),
    "date_code": TextRule("date code"),
    "description": TextRule("description", LONGEST_TEXT, lines=True),
    "designators": TextRule("reference designator"),
    "gtin": TextRule("GTIN"),
    "lot_number": TextRule("lot number"),
    "lot_pattern": TextRule("pattern of lot numbers"),
    "manufacturer": TextRule("manufacturer"),
    "manufacturer_part_number": TextRule("manufacturer's part number"),
    "name": TextRule("name", needed=True),
    "new_number": TextRule("kit", needed=True),
    "new_uid": TextRule("uid", needed=True),
    "note": TextRule("note", LONGEST_TEXT, lines=True),
    "number": TextRule("kit", needed=True),
    "order_number": TextRule("order", needed=True),
    "part_number": TextRule("part number", needed=True),
    "pin_hash": TextRule("PIN"),
    "printer": TextRule("printer", needed=True),
    "purchase_unit": TextRule("unit", needed=True),
    "reason": TextRule("reason", LONGEST_TEXT, lines=True),
    "ref": TextRule("position", LONGEST_REF, needed=True),
    "reference_number": TextRule("reference number", LONGEST_WORD),
    "revision": TextRule("revision"),
    "serial_number": TextRule("serial number"),
    "serial_pattern": TextRule("pattern of serial numbers"),
    "status": TextRule("status", LONGEST_WORD),
    "storage_area": TextRule("storage area"),
    "supplier_part_number": TextRule("supplier's part number"),
    "template": TextRule("template", needed=True),
    "title": TextRule("run", needed=True),
    "type": TextRule("type", LONGEST_WORD),
    "uid": TextRule("uid", needed=True),
    "unit": TextRule("unit", needed=True),
    "usage_type": TextRule("usage type"),
}
"""By the field's name, in whatever command."""

_OF_ONE_COMMAND: dict[tuple[type[Command], str], TextRule] = {
    (commands.CreateSupplier, "name"): TextRule("supplier", needed=True),
    (commands.UpdateSupplier, "name"): TextRule("supplier", needed=True),
    (commands.CreateLocation, "name"): TextRule("location", needed=True),
    (commands.UpdateLocation, "name"): TextRule("location", needed=True),
    (commands.CreateOperator, "name"): TextRule("operator", needed=True),
    (commands.AddTradeNumber, "number"): TextRule("trade number", needed=True),
    (commands.CreateCatalogue, "name"): TextRule("name of a catalogue"),
    (commands.CreateCatalogue, "ref"): TextRule("catalogue", LONGEST_REF, needed=True),
    # A receipt and an order need not say the unit: it is that of the part.
    (commands.CreateItem, "unit"): TextRule("unit"),
    (commands.CreateOrderLine, "purchase_unit"): TextRule("unit"),
}

_CHANGES: dict[type[Command], type[Record]] = {
    commands.UpdatePart: Part,
    commands.UpdateSupplier: Supplier,
    commands.UpdateMbomLine: MbomLine,
    commands.UpdateLocation: Location,
    commands.UpdateOperator: Operator,
    commands.UpdateItem: InventoryItem,
    commands.UpdateRun: Run,
    commands.UpdateKit: Kit,
    commands.UpdatePosition: Position,
    commands.UpdateOrderLine: OrderLine,
}
"""By command: the kind of record that it changes, which its `uid` names."""

_NAMES_WHAT_IS_THERE = frozenset(
    {
        *_CHANGES,
        commands.MoveLocation,
        commands.DeleteMbomLine,
        commands.DeleteItem,
        commands.DeletePosition,
        commands.SetKitStatus,
        commands.UpdateKitLine,
        commands.RemoveKitLine,
        commands.SettlePrintJob,
    }
)
"""Commands whose `uid` is that of a record which is there; in all others it is a new one's."""


def rule_of(kind: type[Command], field: str) -> TextRule | None:
    """Return what a field of a command may hold; None where it holds no text of its own."""
    if field == "uid" and kind in _NAMES_WHAT_IS_THERE:
        return None
    return _OF_ONE_COMMAND.get((kind, field)) or TEXT_RULES.get(field)


_RULED: dict[type[Command], tuple[tuple[str, TextRule], ...]] = {
    kind: tuple((field.name, rule) for field in fields(kind) if (rule := rule_of(kind, field.name)))
    for kind in get_args(Command)
}
"""By command: its fields that hold texts of their own. Most commands only name what is there."""


def refuse_texts(command: Command, records: WorkingSet) -> Refused | None:
    """Refuse a text that may not stand where it is to stand.

    Only what is new is looked at: what a record has held since before there were rules may stay as it is.
    """
    for name, rule in _RULED[type(command)]:
        value = getattr(command, name)
        for text in value if isinstance(value, tuple) else (value,):
            if text is None or rule.wrong_with(text) is None:
                continue
            if text not in _present(_former(command, records), name):
                return rule.refuse(text)
    if isinstance(command, commands.SplitItem):
        refusals = (TEXT_RULES["uid"].refuse(part.uid) for part in command.parts)
        return next((refused for refused in refusals if refused), None)
    return None


def _former(command: Command, records: WorkingSet) -> Record | None:
    if isinstance(command, commands.SetRules):
        return records.rules.at_hand(RULES_UID) or Rules()
    if isinstance(command, commands.SetSupplierPart):
        known = records.supplier_part_numbers.at_hand((command.supplier_uid, command.part_uid))
        return records.supplier_parts.at_hand(known) if known else None
    changed = _CHANGES.get(type(command))
    if changed is None:
        return None
    found: Record | None = records.rows_of(changed).at_hand(getattr(command, "uid", ""))
    return found


def _present(former: Record | None, name: str) -> tuple[object, ...]:
    present = getattr(former, name, None)
    return present if isinstance(present, tuple) else (present,)
