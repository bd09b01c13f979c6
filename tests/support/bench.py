"""The least that a kitting bench needs: three parts, one of each tracking type, in stock and in a kit."""

from __future__ import annotations

from dataclasses import dataclass

from kitstation.domain.records import KitStatus, TrackingType
from tests.support.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchUids:
    """The uids of what `lay_out` made."""

    assembly: str
    radio: str
    paste: str
    screw: str
    shelf: str
    bin: str
    run: str
    kit: str
    radio_item: str
    paste_item: str
    screw_item: str
    radio_line: str
    paste_line: str
    screw_line: str


def lay_out(world: World, *, status: KitStatus = KitStatus.REQUESTED) -> BenchUids:
    """Make a run of 2 boards; each needs 1 radio (serial), 2.5 g of paste (lot) and 4 screws (untracked).

    In stock: radio SN-1, 10 g of paste LOT-1, 100 screws.
    """
    assembly = world.part("BOARD", TrackingType.SERIAL)
    radio = world.part("RADIO", TrackingType.SERIAL)
    paste = world.part("PASTE", TrackingType.LOT, unit="g")
    screw = world.part("SCREW")
    shelf = world.location("Stores")
    bin_ = world.location("A1-03", shelf)
    world.mbom(assembly, {radio: 1, paste: "2.5", screw: 4})
    run = world.run(assembly, 2)
    kit = world.kit(run, number="KIT-1", status=status)
    return BenchUids(
        assembly=assembly,
        radio=radio,
        paste=paste,
        screw=screw,
        shelf=shelf,
        bin=bin_,
        run=run,
        kit=kit,
        radio_item=world.item(radio, bin_, 1, serial="SN-1"),
        paste_item=world.item(paste, bin_, 10, lot="LOT-1"),
        screw_item=world.item(screw, bin_, 100),
        radio_line=world.line(kit, radio),
        paste_line=world.line(kit, paste),
        screw_line=world.line(kit, screw),
    )
