"""A store with an importer's hands on it: text or workbooks in, reports out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import openpyxl

from kitstation.station.importing.bom import Assembly, plan_bom
from kitstation.station.importing.columns import BOM, INVENTORY, PARTS, Purpose, recognise
from kitstation.station.importing.inventory import plan_inventory
from kitstation.station.importing.parts import plan_parts
from kitstation.station.importing.plan import Author, ImportPlan, run
from kitstation.station.importing.reading import read_sheet
from kitstation.station.importing.report import ImportReport
from kitstation.store.store import Store
from tests.support.clock import FakeClock, SeqIds
from tests.support.databases import new_database
from tests.support.world import World

Table = Sequence[Sequence[object]]
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Desk:
    """A store, a folder for files, and the commands' author."""

    store: Store
    folder: Path
    world: World
    author: Author

    @classmethod
    def at(cls, folder: Path) -> Desk:
        """Return a desk over a new store in a folder."""
        store = Store(new_database(folder / "kitstation.db"))
        clock, ids = FakeClock(), SeqIds()
        author = Author(operator="Ada", station="Bench 1", ids=ids, clock=clock)
        return cls(store, folder, World(store, clock=clock, ids=ids), author)

    def file(self, content: str | bytes, name: str = "table.csv", *, encoding: str = "utf-8") -> Path:
        """Write a file."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    def workbook(self, *tables: Table, name: str = "table.xlsx") -> Path:
        """Write a workbook with a worksheet for each table."""
        book = openpyxl.Workbook()
        for number, table in enumerate(tables):
            sheet = book.worksheets[0] if number == 0 else book.create_sheet()
            for row in table:
                sheet.append(list(row))
        path = self.folder / name
        book.save(path)
        book.close()
        return path

    def plan(
        self, source: str | Path, purpose: Purpose, *, by_hand: Mapping[str, str] = NONE, revision: str = ""
    ) -> ImportPlan:
        """Plan the import of a text or file; a bill is of the assembly BOARD."""
        sheet = read_sheet(self.file(source) if isinstance(source, str) else source)
        mapping = recognise(sheet, purpose, by_hand)
        if purpose is BOM:
            assembly = Assembly("BOARD", revision)
            return plan_bom(sheet, mapping, assembly=assembly, store=self.store, author=self.author)
        planner = {PARTS: plan_parts, INVENTORY: plan_inventory}[purpose]
        return planner(sheet, mapping, store=self.store, author=self.author)

    def take(
        self, source: str | Path, purpose: Purpose, *, by_hand: Mapping[str, str] = NONE, revision: str = ""
    ) -> ImportReport:
        """Import a text or file and return the report."""
        return run(self.plan(source, purpose, by_hand=by_hand, revision=revision), self.store)


def told(report: ImportReport) -> list[tuple[int, str]]:
    """Return where the problems are."""
    return [(problem.row, problem.column) for problem in report.problems]
