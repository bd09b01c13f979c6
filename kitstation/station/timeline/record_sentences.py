"""The sentences of commands about parts, places, people, positions and orders."""

from __future__ import annotations

from typing import assert_never

from kitstation.domain.commands import (
    AddTradeNumber,
    CreateCatalogue,
    CreateLocation,
    CreateMbomLine,
    CreateOperator,
    CreateOrderLine,
    CreatePart,
    CreatePosition,
    CreateSupplier,
    DeleteMbomLine,
    DeletePosition,
    MoveLocation,
    PartCommand,
    PlaceCommand,
    PositionCommand,
    SetRules,
    SetSupplierPart,
    UpdateLocation,
    UpdateMbomLine,
    UpdateOperator,
    UpdateOrderLine,
    UpdatePart,
    UpdatePosition,
    UpdateSupplier,
)
from kitstation.station.timeline.wording import Words


def say_part(command: PartCommand, words: Words) -> str:
    """Say what was done with parts, suppliers and bills of materials."""
    match command:
        case CreatePart():
            return words.say(
                "Created part {part} revision {revision}",
                part=command.part_number,
                revision=command.revision,
            )
        case UpdatePart():
            return words.changed(words.say("part {part}", part=words.part(command.uid)), command)
        case CreateSupplier():
            return words.say("Created supplier {supplier}", supplier=command.name)
        case UpdateSupplier():
            return words.changed(words.say("supplier {name}", name=words.name(command.uid)), command)
        case SetSupplierPart():
            return words.say(
                "Noted that {supplier} sells {part} as {number}: 1 {unit} is {factor}",
                supplier=words.name(command.supplier_uid),
                part=words.part(command.part_uid),
                number=command.supplier_part_number,
                unit=command.purchase_unit,
                factor=words.so_many(command.factor, command.part_uid),
            )
        case AddTradeNumber():
            return words.say(
                "Remembered that labels call {part} {number}",
                part=words.part(command.part_uid),
                number=command.number,
            )
        case CreateMbomLine():
            return words.say(
                "Added {quantity} of {part} to the bill of materials of {assembly}",
                quantity=words.so_many(command.quantity, command.part_uid),
                part=words.part(command.part_uid),
                assembly=words.part(command.assembly_uid),
            )
        case UpdateMbomLine():
            return words.changed(_bom_line(command.uid, words), command)
        case DeleteMbomLine():
            return words.say(
                "Took {part} out of the bill of materials of {assembly}",
                part=words.line_part(command.uid),
                assembly=words.name(command.uid),
            )
        case _:
            assert_never(command)


def say_place(command: PlaceCommand, words: Words) -> str:
    """Say what was done with places, the rules of the house, and people."""
    match command:
        case CreateLocation():
            if command.parent_uid is None:
                return words.say("Created place {place}", place=command.name)
            return words.say(
                "Created place {place} in {parent}",
                place=command.name,
                parent=words.place(command.parent_uid),
            )
        case UpdateLocation():
            return words.changed(words.say("place {place}", place=words.place(command.uid)), command)
        case MoveLocation():
            if command.parent_uid is None:
                return words.say("Moved place {place} to the top", place=words.place(command.uid))
            return words.say(
                "Moved place {place} into {parent}",
                place=words.place(command.uid),
                parent=words.place(command.parent_uid),
            )
        case SetRules():
            return words.changed(words.say("the rules of the house"), command)
        case CreateOperator():
            return words.say(
                "Made {name} known as {role}", name=command.name, role=words.say(command.role.value)
            )
        case UpdateOperator():
            return words.changed(words.say("operator {name}", name=words.name(command.uid)), command)
        case _:
            assert_never(command)


def say_position(command: PositionCommand, words: Words) -> str:
    """Say what was done with positions and orders."""
    match command:
        case CreateCatalogue():
            return words.say("Opened catalogue {ref}", ref=command.ref)
        case CreatePosition():
            return words.say(
                "Set up position {ref}: {part} at {place}",
                ref=command.ref,
                part=words.part(command.part_uid),
                place=words.place(command.location_uid),
            )
        case UpdatePosition():
            return words.changed(words.say("position {ref}", ref=words.name(command.uid)), command)
        case DeletePosition():
            said = words.say("Took position {ref} away", ref=words.name(command.uid))
            return words.because(said, command.reason)
        case CreateOrderLine():
            return words.say(
                "Ordered {quantity} of {part} on order {order}",
                quantity=words.so_many(command.ordered, command.part_uid),
                part=words.part(command.part_uid),
                order=command.order_number,
            )
        case UpdateOrderLine():
            return words.changed(words.say("order {order}", order=words.name(command.uid)), command)
        case _:
            assert_never(command)


def _bom_line(uid: str, words: Words) -> str:
    return words.say(
        "{part} in the bill of materials of {assembly}", part=words.line_part(uid), assembly=words.name(uid)
    )
