"""A station for the tests of pages: real store, real core thread, and a window that remembers what it was asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from kitstation.ui.services import StoreTasks
from tests.support.clock import SeqIds
from tests.support.world import World

if TYPE_CHECKING:
    from kitstation.station.core import Core
    from kitstation.store.store import Store
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

T = TypeVar("T")


class CountedTasks(StoreTasks):
    """Work with the store that is counted, so that a test knows when no more is asked for."""

    def __init__(self, core: Core) -> None:
        super().__init__(core)
        self.submitted = 0

    def submit(
        self,
        work: Callable[[Store], T],
        on_ok: Callable[[T], None],
        on_error: Callable[[BaseException], None],
    ) -> Task:
        """Count, and do it."""
        self.submitted += 1
        return super().submit(work, on_ok, on_error)


@dataclass
class AskedWindow:
    """Stands in for the window, as pages know it."""

    pages: list[str] = field(default_factory=list)
    looked_for: list[tuple[str, str]] = field(default_factory=list)
    kits: list[str] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)
    changes: int = 0

    def show_page(self, key: str) -> None:
        """Remember the page."""
        self.pages.append(key)

    def look_for(self, key: str, text: str) -> None:
        """Remember the page, and what it was to look for."""
        self.looked_for.append((key, text))

    def open_kit(self, number: str) -> None:
        """Remember the kit."""
        self.kits.append(number)

    def show_fault(self, error: BaseException) -> None:
        """Remember the fault; a test that expects one takes it out."""
        self.faults.append(error)

    def stock_changed(self) -> None:
        """Count."""
        self.changes += 1


@dataclass(frozen=True)
class PageStation:
    """Services, and the way to lay out a world in their store."""

    core: Core
    window: AskedWindow
    services: Services

    def lay_out(self, make: Callable[[World], object]) -> None:
        """Make records, on the core thread as everything else."""
        self.core.submit(partial(_make, make)).result()


def _make(make: Callable[[World], object], store: Store) -> None:
    make(World(store, ids=SeqIds(1_000_000)))
