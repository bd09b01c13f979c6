"""The demo's profile: a folder with a station that has the board, its stock, a kit to pick, and what is around them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kitstation.domain.clock import Clock
from kitstation.domain.errors import KitstationError
from kitstation.domain.ids import IdSource
from kitstation.domain.refusals import Refused
from kitstation.station.demo_day import ASSEMBLY, BOARDS, RUN_TITLE
from kitstation.station.demo_deeds import DemoDeeds, incomplete
from kitstation.station.demo_house import furnish_house, give_kit_its_places
from kitstation.station.demo_module import build_modules
from kitstation.station.desk import Desk
from kitstation.station.importing.bom import Assembly, plan_bom
from kitstation.station.importing.columns import BOM, INVENTORY, recognise
from kitstation.station.importing.inventory import plan_inventory
from kitstation.station.importing.plan import Author, ImportPlan, run
from kitstation.station.importing.reading import read_sheet
from kitstation.station.planning import KitPlan, new_kit
from kitstation.station.profile import Profile
from kitstation.station.settings import load_settings, save_settings
from kitstation.store.queries.kits import kit_by_number
from kitstation.store.store import Store

_MARK = "this-is-a-demo.txt"
_MARK_TEXT = "This folder belongs to the demo. `kitstation demo --fresh` empties it and begins anew.\n"


@dataclass(frozen=True, slots=True)
class DemoFiles:
    """The board's bill of materials and the stock, as they ship with the program."""

    bom: Path
    stock: Path


def prepare_demo(
    profile: Profile, files: DemoFiles, *, clock: Clock, ids: IdSource, fresh: bool = False
) -> str:
    """Return the number of the kit to work on, in a profile that is made where it is not there yet.

    With `fresh` an existing demo is thrown away first. Raises KitstationError where the folder holds a
    station that is not a demo, which is left as it is, or where the demo cannot be made.
    """
    profile.prepare()
    _refuse_real_station(profile)
    if not fresh and (kit := _kit_of(profile)):
        return kit
    _begin_anew(profile)
    settings = load_settings(profile.settings)
    desk = Desk(clock, ids, settings.operator, settings.station_name)
    with closing(Store(profile.database)) as store:
        kit = _stock_and_plan(store, desk, files)
    save_settings(settings.model_copy(update={"last_kit": kit}), profile.settings)
    return kit


def _refuse_real_station(profile: Profile) -> None:
    if profile.database.exists() and not (profile.folder / _MARK).exists():
        raise KitstationError(
            "This folder holds a real station, not a demo",
            detail=str(profile.folder),
            hint="Give the demo another folder with --profile.",
        )


def _kit_of(profile: Profile) -> str | None:
    """Return the kit that was open last, or None where the demo has to be made."""
    if not profile.database.exists():
        return None
    kit = load_settings(profile.settings).last_kit
    with closing(Store(profile.database)) as store, store.reading() as reader:
        return kit if kit_by_number(reader, kit) else None


def _begin_anew(profile: Profile) -> None:
    database = profile.database
    try:
        for name in (database.name, f"{database.name}-wal", f"{database.name}-shm", profile.settings.name):
            (profile.folder / name).unlink(missing_ok=True)
        (profile.folder / _MARK).write_text(_MARK_TEXT, encoding="utf-8")
    except OSError as error:
        raise KitstationError(
            "The demo cannot begin anew",
            detail=f"{error.filename}: {error.strerror}",
            hint="Close the program where the demo is open, or give it another folder with --profile.",
        ) from error


def _stock_and_plan(store: Store, desk: Desk, files: DemoFiles) -> str:
    author = Author(operator=desk.operator, station=desk.station, ids=desk.ids, clock=desk.clock)
    bom = read_sheet(files.bom)
    assembly = Assembly(ASSEMBLY)
    _import(plan_bom(bom, recognise(bom, BOM), assembly=assembly, store=store, author=author), store)
    stock = read_sheet(files.stock)
    _import(plan_inventory(stock, recognise(stock, INVENTORY), store=store, author=author), store)
    deeds = DemoDeeds(store, desk)
    furnish_house(deeds)
    build_modules(deeds)
    made = new_kit(store, desk, KitPlan(RUN_TITLE, ASSEMBLY, Decimal(BOARDS)))
    if isinstance(made, Refused):
        raise incomplete(f"The kit was refused: {made.code}.")
    give_kit_its_places(deeds, made.number)
    return made.number


def _import(plan: ImportPlan, store: Store) -> None:
    report = run(plan, store)
    if not report.applied:
        raise incomplete("; ".join(f"row {problem.row}: {problem.message}" for problem in report.problems))
