"""What every page is handed: the way to the store, to the settings, and to the rest of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from kitstation.domain.clock import Clock
from kitstation.domain.errors import KitstationError
from kitstation.domain.ids import IdSource
from kitstation.scanning.grammar import Grammar
from kitstation.station.attendance import OnDuty
from kitstation.station.code_patterns import KnownCodes, known_codes
from kitstation.station.core import Core
from kitstation.station.desk import Desk
from kitstation.station.profile import Profile
from kitstation.station.sentences import Speech
from kitstation.station.settings import Settings, save_settings
from kitstation.store.store import Store
from kitstation.ui.tasks import Task, TaskRunner
from kitstation.ui.theme.apply import Appearance

T = TypeVar("T")


class StoreTasks:
    """Work with the store, done on the core thread, with its result back on the GUI thread."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._runner = TaskRunner(core.executor)

    def submit(
        self,
        work: Callable[[Store], T],
        on_ok: Callable[[T], None],
        on_error: Callable[[BaseException], None],
    ) -> Task:
        """Do `work` with the store, then call `on_ok` with its result or `on_error` with what it raised."""
        return self._runner.submit(lambda: work(self._core.store), on_ok, on_error)

    def close(self) -> None:
        """Deliver no result any more."""
        self._runner.close()


class SettingsHolder(QObject):
    """The settings in force. Changes are saved at once and told to whoever listens.

    What the program remembers by itself, such as how wide columns are, is kept here too: `gathering` asks for what
    has not been handed in yet, and `not_kept` tells the KitstationError where it could not be saved.
    """

    changed = Signal(object)
    gathering = Signal()
    not_kept = Signal(object)

    def __init__(self, settings: Settings, profile: Profile) -> None:
        super().__init__()
        self._settings = settings
        self._profile = profile
        self._codes = known_codes(settings.patterns)

    @property
    def now(self) -> Settings:
        """The settings in force; never changed in place."""
        return self._settings

    @property
    def codes(self) -> KnownCodes:
        """How codes are read with the patterns in force, and which of these cannot be used."""
        return self._codes

    @property
    def grammar(self) -> Grammar:
        """By what scans are read now."""
        return self._codes.grammar

    def change(self, **values: object) -> None:
        """Set some values, save all, and tell.

        Raises pydantic's ValidationError for an impossible value and KitstationError where saving fails;
        the settings then stay as they were.
        """
        self._save(values)
        self.changed.emit(self._settings)

    def remember(self, **values: object) -> None:
        """Keep what nobody has set on purpose: nobody is told, and nothing is written that is known already."""
        now = self._settings
        if all(getattr(now, name) == value for name, value in values.items()):
            return
        try:
            self._save(values)
        except KitstationError as fault:
            self.not_kept.emit(fault)

    def gather(self) -> None:
        """Let everybody hand in what is to be remembered: the window is about to go."""
        self.gathering.emit()

    def _save(self, values: Mapping[str, object]) -> None:
        changed = Settings.model_validate({**self._settings.model_dump(), **values})
        save_settings(changed, self._profile.settings)
        if changed.patterns != self._settings.patterns:
            self._codes = known_codes(changed.patterns)
        self._settings = changed


class Duty(QObject):
    """Who works at this station now, as the bench last said; `changed` tells it."""

    changed = Signal(object)

    def __init__(self, now: OnDuty | None = None) -> None:
        super().__init__()
        self.now = now or OnDuty()

    def show(self, now: OnDuty) -> None:
        """Take in who works here now."""
        if now != self.now:
            self.now = now
            self.changed.emit(now)


class Navigator(Protocol):
    """What a page may ask the window for."""

    def show_page(self, key: str) -> None:
        """Show another page."""
        ...

    def look_for(self, key: str, text: str) -> None:
        """Show another page, and let it look for a text as a search does."""
        ...

    def open_kit(self, number: str) -> None:
        """Put a kit on the bench and show the bench page."""
        ...

    def show_fault(self, error: BaseException) -> None:
        """Tell what went wrong, why and what to do, without getting in the way of scanning."""
        ...

    def stock_changed(self) -> None:
        """Say that stock, kits or parts have changed, so that other pages read again when they are shown."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """All that a page works with."""

    tasks: StoreTasks
    settings: SettingsHolder
    profile: Profile
    clock: Clock
    ids: IdSource
    speech: Speech
    appearance: Appearance
    navigator: Navigator
    duty: Duty = field(default_factory=Duty)

    @property
    def desk(self) -> Desk:
        """Who works here now: who has signed on, or else whom the settings name."""
        settings, duty = self.settings.now, self.duty.now
        operator = duty.operator or settings.operator
        return Desk(self.clock, self.ids, operator, settings.station_name, duty.role, self.settings.grammar)
