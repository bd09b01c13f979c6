"""The sentences of commands about runs, kits and builds."""

from __future__ import annotations

from typing import assert_never

from kitstation.domain.commands import (
    AddKitLine,
    BuildCommand,
    CompleteBuild,
    CreateKit,
    CreateRun,
    FillKitFromMbom,
    InstallItem,
    IssueItem,
    KitCommand,
    RemoveKitLine,
    ReturnItem,
    SetKitStatus,
    SplitKit,
    StartBuild,
    UninstallItem,
    UpdateKit,
    UpdateKitLine,
    UpdateRun,
)
from kitstation.domain.movements import Movement
from kitstation.station.timeline.wording import Words


def say_kit(  # noqa: C901, PLR0912 - one branch for each command, checked to be all
    command: KitCommand, words: Words, movements: tuple[Movement, ...], kit: str | None
) -> str:
    """Say what was done with runs and kits."""
    match command:
        case CreateRun():
            return words.say(
                "Planned run “{run}”: {quantity} of {part}",
                run=command.title,
                quantity=words.so_many(command.quantity, command.part_uid),
                part=words.part(command.part_uid),
            )
        case UpdateRun():
            return words.changed(words.say("run “{run}”", run=words.name(command.uid)), command)
        case CreateKit():
            return words.say(
                "Opened kit {kit} for run “{run}”", kit=command.number, run=words.name(command.run_uid)
            )
        case UpdateKit():
            return words.changed(words.say("kit {kit}", kit=words.name(command.uid)), command)
        case SetKitStatus():
            return words.say(
                "Set kit {kit} to {status}",
                kit=words.name(command.uid),
                status=words.say(command.status.value),
            )
        case AddKitLine():
            return words.say(
                "Added {quantity} of {part} to kit {kit}",
                quantity=words.so_many(command.required, command.part_uid),
                part=words.part(command.part_uid),
                kit=words.name(command.kit_uid),
            )
        case UpdateKitLine():
            line = words.say(
                "{part} in {kit}", part=words.line_part(command.uid), kit=words.kit_line(command.uid, kit)
            )
            return words.changed(line, command)
        case RemoveKitLine():
            return words.say(
                "Took {part} out of {kit}",
                part=words.line_part(command.uid),
                kit=words.kit_line(command.uid, kit),
            )
        case FillKitFromMbom():
            return words.say("Filled kit {kit} from the bill of materials", kit=words.name(command.kit_uid))
        case SplitKit():
            return words.say(
                "Split what kit {kit} lacks off into kit {new}",
                kit=words.name(command.kit_uid),
                new=command.new_number,
            )
        case IssueItem():
            return words.say(
                "Issued {what} from {place} to {kit}",
                what=words.so_much(command.item_uid, command.quantity),
                place=words.source(movements),
                kit=words.kit_line(command.line_uid, kit),
            )
        case ReturnItem():
            return words.say(
                "Returned {what} from {kit} to {place}",
                what=words.so_much(command.item_uid, command.quantity),
                kit=words.kit_line(command.line_uid, kit),
                place=words.target(movements),
            )
        case _:
            assert_never(command)


def say_build(command: BuildCommand, words: Words, movements: tuple[Movement, ...], kit: str | None) -> str:
    """Say what was done with what is built."""
    match command:
        case StartBuild():
            return words.say(
                "Began {what} of run “{run}” at {place}",
                what=words.so_much(command.uid, command.quantity),
                run=words.name(command.run_uid),
                place=words.place(command.location_uid),
            )
        case InstallItem():
            return words.say(
                "Installed {what} from {source} in {assembly}",
                what=words.so_much(command.item_uid, command.quantity),
                source=words.source(movements, kit),
                assembly=words.need(command.requirement_uid),
            )
        case UninstallItem():
            return words.say(
                "Took {what} out of {assembly}, back to {target}",
                what=words.so_much(command.item_uid, command.quantity),
                assembly=words.need(command.requirement_uid),
                target=words.target(movements, kit),
            )
        case CompleteBuild():
            return words.say(
                "Finished {what}; it is at {place}",
                what=words.item(command.item_uid),
                place=words.place(command.location_uid),
            )
        case _:
            assert_never(command)
