"""Assemblies of two levels, built by commands: a system of two boards, each with a radio, paste and screws."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.commands import CompleteBuild, CreateMbomLine, InstallItem, StartBuild
from kitstation.domain.ids import derived_id
from kitstation.domain.records import TrackingType
from tests.support.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """The uids of what `lay_out_works` made."""

    radio: str
    other_radio: str
    paste: str
    screw: str
    board: str
    system: str
    shelf: str
    line: str
    board_run: str
    system_run: str
    paste_item: str
    screw_item: str


def lay_out_works(world: World) -> Works:
    """Make parts, places, mBOMs, runs and stock; nothing is built yet.

    A board needs a radio (serial; RADIO-B may be used instead), 2.5 g of paste (lot) and 4 screws; a system 2 boards.
    """
    radio = world.part("RADIO", TrackingType.SERIAL)
    other = world.part("RADIO-B", TrackingType.SERIAL)
    paste = world.part("PASTE", TrackingType.LOT, unit="g")
    screw = world.part("SCREW")
    board = world.part("BOARD", TrackingType.SERIAL, description="Main board")
    system = world.part("SYSTEM", TrackingType.SERIAL)
    shelf, line = world.location("Stores"), world.location("Line 1")
    world.do(
        CreateMbomLine(
            uid=world.ids.new(),
            assembly_uid=board,
            part_uid=radio,
            quantity=Decimal(1),
            designators=("U1",),
            substitutes=(other,),
        )
    )
    world.mbom(board, {paste: "2.5", screw: 4})
    world.mbom(system, {board: 2})
    return Works(
        radio=radio,
        other_radio=other,
        paste=paste,
        screw=screw,
        board=board,
        system=system,
        shelf=shelf,
        line=line,
        board_run=world.run(board, 10, title="Boards"),
        system_run=world.run(system, 10, title="Systems"),
        paste_item=world.item(paste, shelf, 100, lot="LOT-1"),
        screw_item=world.item(screw, shelf, 100),
    )


def start(world: World, works: Works, run_uid: str, serial: str) -> str:
    """Begin an assembly at the line."""
    uid = world.ids.new()
    world.do(StartBuild(uid=uid, run_uid=run_uid, location_uid=works.line, serial_number=serial))
    return uid


def install(
    world: World, item_uid: str, assembly_uid: str, part_uid: str, quantity: Decimal | int | str = 1
) -> str:
    """Install from the shelf for an assembly's need of a part; return the command's id."""
    command = InstallItem(
        item_uid=item_uid, requirement_uid=derived_id(assembly_uid, part_uid), quantity=Decimal(quantity)
    )
    return world.do(command).command_id


def build_board(world: World, works: Works, serial: str, *, paste_item: str | None = None) -> str:
    """Build a board whole, with a radio of its own, and finish it at the line."""
    board = start(world, works, works.board_run, serial)
    radio = world.item(works.radio, works.shelf, serial=f"R-{serial}")
    install(world, radio, board, works.radio)
    install(world, paste_item or works.paste_item, board, works.paste, "2.5")
    install(world, works.screw_item, board, works.screw, 4)
    world.do(CompleteBuild(item_uid=board, location_uid=works.line))
    return board
