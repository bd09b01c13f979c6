"""A small module that the demo builds beside its board: one is finished, one is in work."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kitstation.domain.commands import (
    CompleteBuild,
    CreateMbomLine,
    CreatePart,
    CreateRun,
    InstallItem,
    StartBuild,
)
from kitstation.domain.ids import derived_id
from kitstation.domain.records import TrackingType
from kitstation.station.demo_deeds import DemoDeeds
from kitstation.station.demo_house import LINE

FINISHED: Final = "PM-0001"
IN_WORK: Final = "PM-0002"
SHARED_LOT: Final = "LOT-2639"
"""The lot of which some is in the finished module, some in the other, and the rest on the shelf."""

_MODULE: Final = "POWER-MONITOR"
_MONITOR: Final = "INA233AIDGSR"
_REGULATOR: Final = "TPS73101DBVR"
_HEADER: Final = "22-05-3021"
# Monitors and regulators are those that the board's kit leaves over.
_NEEDS: Final = ((_MONITOR, 1, ("U1",)), (_REGULATOR, 2, ("U2", "U3")), (_HEADER, 1, ("J1",)))
_SHELF: Final = "Stores/B2-04"


def build_modules(deeds: DemoDeeds) -> None:
    """Plan a run of modules, finish the first, and begin the second."""
    module, run = deeds.new_uid(), deeds.new_uid()
    deeds.do(
        CreatePart(
            uid=module,
            part_number=_MODULE,
            description="Power monitor module for the add-on header",
            tracking=TrackingType.SERIAL,
        ),
        *(
            CreateMbomLine(
                uid=deeds.new_uid(),
                assembly_uid=module,
                part_uid=deeds.part(number),
                quantity=Decimal(quantity),
                designators=designators,
            )
            for number, quantity, designators in _NEEDS
        ),
        CreateRun(uid=run, title="Power monitors", part_uid=module, quantity=Decimal(5)),
    )
    finished = _start(deeds, run, FINISHED)
    _install(deeds, finished, _MONITOR, "INA-0007", 1)
    _install(deeds, finished, _REGULATOR, SHARED_LOT, 2)
    _install(deeds, finished, _HEADER, _HEADER, 1)
    deeds.do(CompleteBuild(item_uid=finished, location_uid=deeds.place(_SHELF)))
    in_work = _start(deeds, run, IN_WORK)
    _install(deeds, in_work, _MONITOR, "INA-0008", 1)
    _install(deeds, in_work, _REGULATOR, SHARED_LOT, 1)


def _start(deeds: DemoDeeds, run: str, serial: str) -> str:
    uid = deeds.new_uid()
    deeds.do(StartBuild(uid=uid, run_uid=run, location_uid=deeds.place(LINE), serial_number=serial))
    return uid


def _install(deeds: DemoDeeds, assembly: str, part: str, number: str, quantity: int) -> None:
    """Install so much of the item with a serial or lot number, or of the untracked part with that number."""
    item = deeds.loose(part) if number == part else deeds.item(number)
    need = derived_id(assembly, deeds.part(part))
    deeds.do(InstallItem(item_uid=item, requirement_uid=need, quantity=Decimal(quantity)))
