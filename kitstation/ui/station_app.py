"""The running station: window, core, scanners and keyboard put together, and taken apart in the right order."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QApplication

from kitstation.devices.link import FrameDropped, LinkChanged
from kitstation.devices.scanner_set import ScannerSet
from kitstation.domain.clock import Clock, SystemClock
from kitstation.domain.errors import KitstationError
from kitstation.domain.ids import Uuid7Source
from kitstation.scanning.scan import Scan
from kitstation.station.attendance import OnDuty
from kitstation.station.bench import BenchPolicy, BenchSession
from kitstation.station.code_patterns import all_faults
from kitstation.station.core import Core
from kitstation.station.desk import Desk
from kitstation.station.profile import Profile
from kitstation.station.sentences import Speech
from kitstation.station.settings import Settings
from kitstation.store.store import Reach, Store, no_step
from kitstation.ui.bench_driver import BenchDriver, BenchUpdate
from kitstation.ui.bridge import EventBridge
from kitstation.ui.bug_reports import Bug, BugReports
from kitstation.ui.garbage import GuiGarbage
from kitstation.ui.page_entries import PageEntry, PageParts
from kitstation.ui.pages.bench.page import BenchPage
from kitstation.ui.presence import Presence
from kitstation.ui.printing.print_news import PrintNews
from kitstation.ui.printing.printing import Printing
from kitstation.ui.scan_router import ScanRouter
from kitstation.ui.scanner_links import ScannerLinks
from kitstation.ui.searching import Searching
from kitstation.ui.services import Duty, Services, SettingsHolder, StoreTasks
from kitstation.ui.sign_on import SignOn
from kitstation.ui.sound_board import SoundBoard
from kitstation.ui.sounds import Sounds
from kitstation.ui.theme.apply import apply_theme
from kitstation.ui.theme.sizes import Density
from kitstation.ui.theme.tokens import Theme
from kitstation.ui.wedge import KeyboardWedge
from kitstation.ui.wedge_keys import wedge_settings
from kitstation.ui.window import BENCH, MainWindow

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outside:
    """What the station takes from the world around it."""

    clock: Clock = field(default_factory=SystemClock)
    reach: Reach = no_step
    busy_timeout_s: float = 5.0


class StationApp(QObject):
    """One station in one window. Raises KitstationError where its database cannot be used.

    It belongs to the GUI thread. `start` shows it; `close` ends every thread that it began.
    """

    def __init__(
        self,
        app: QApplication,
        profile: Profile,
        settings: Settings,
        pages: Sequence[PageEntry],
        outside: Outside | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._open = True
        self._outside = outside or Outside()
        self._core = Core(partial(_open_store, profile, self._outside))
        self._garbage = GuiGarbage()
        self.bridge = EventBridge()
        self._bugs = BugReports(self.bridge)
        self.settings = SettingsHolder(settings, profile)
        self._speech = Speech(partial(QCoreApplication.translate, "Speech"))
        self._ids = Uuid7Source(self._outside.clock)
        self.appearance = apply_theme(app, Theme(settings.appearance.value), Density(settings.density.value))
        self.driver = BenchDriver(self._core, partial(self._make_session, settings), self._outside.clock)
        self.window = MainWindow(self.appearance, self._speech, self.driver)
        self.services = self._make_services(profile)
        self.printing = Printing(self._core, self.services)
        self.sounds = SoundBoard(Sounds())
        self.scanners = ScannerSet(
            on_scan=self.bridge.post, on_link=self.bridge.post, clock=self._outside.clock
        )
        self.links = ScannerLinks(self.scanners)
        self._wedge: KeyboardWedge | None = None
        parts = PageParts(self.services, self.driver, self.scanners, self.printing, self.sounds.play)
        self.window.set_pages(pages, parts)
        self.router = ScanRouter(self.window, self.driver, self.services, self.sounds)
        self._sign_on = SignOn(self.window, self.driver, self.services)
        self._presence = Presence(app, self.driver, self.services)
        self._searching = Searching(self.window, self.services.tasks)
        self._print_news = PrintNews(self.printing, self.window.notices)
        self._applied = settings
        self._connect()

    @property
    def bench(self) -> BenchPage:
        """The bench page."""
        page = self.window.page(BENCH)
        if not isinstance(page, BenchPage):
            raise TypeError("The station has no bench page.")
        return page

    def start(self) -> None:
        """Show the window, then do what can wait until it is seen."""
        settings = self.settings.now
        self.window.restore_place(settings.window)
        self._show_links()
        self.sounds.apply(settings)
        self.bench.set_flash(flash=settings.flash)
        self.window.show()
        self.window.restore_page(settings.last_page)
        QTimer.singleShot(0, self, self._begin_work)

    def close(self) -> None:
        """End: accept nothing more, stop the scanners and printers, finish what was handed in, close the database."""
        if not self._open:
            return
        self._open = False
        self._keep_place()
        self._hear_keyboard(wanted=False)
        self._presence.close()
        if not self.scanners.stop_all():
            _log.warning("A scanner's reader did not end in time")
        self.printing.close()
        self.bridge.close()
        self.window.close_pages()
        self.driver.close()
        self._core.close()
        self.services.tasks.close()
        self.sounds.close()
        self._bugs.close()
        self.window.close()
        self.window.deleteLater()
        self.appearance.deleteLater()
        self._garbage.close()

    # What begins.

    def _begin_work(self) -> None:
        if not self._open:
            return
        settings = self.settings.now
        if settings.last_kit:
            self.driver.resume(settings.last_kit)
        else:
            self.driver.reload()
        if unusable := all_faults(self.settings.codes.faults):
            self.window.show_fault(unusable)
        self._use_scanners(settings)
        self._hear_keyboard(wanted=settings.wedge.enabled)
        self.printing.start()
        self.services.tasks.submit(Store.optimize, _nothing_more, self.window.show_fault)
        QTimer.singleShot(0, self, self._load_sounds)

    def _load_sounds(self) -> None:
        if self._open:
            self.sounds.load()
            self.sounds.apply(self.settings.now)

    def _make_session(self, settings: Settings, store: Store) -> BenchSession:
        return BenchSession(
            store,
            self._empty_desk(settings),
            policy=_without_signing_off(settings.policy),
            speech=self._speech,
            reach=self._outside.reach,
        )

    def _empty_desk(self, settings: Settings) -> Desk:
        """Return the desk at which nobody has signed on."""
        clock, ids = self._outside.clock, self._ids
        return Desk(
            clock, ids, settings.operator, settings.station_name, role=None, grammar=self.settings.grammar
        )

    def _make_services(self, profile: Profile) -> Services:
        return Services(
            tasks=StoreTasks(self._core),
            settings=self.settings,
            profile=profile,
            clock=self._outside.clock,
            ids=self._ids,
            speech=self._speech,
            appearance=self.appearance,
            navigator=self.window,
            duty=Duty(OnDuty(role=None)),
        )

    def _connect(self) -> None:
        self.bridge.subscribe(Scan, self.router.take)
        self.bridge.subscribe(FrameDropped, self.router.take_dropped)
        self.bridge.subscribe(LinkChanged, self.links.note)
        self.bridge.subscribe(Bug, self._show_bug)
        self.bench.code_typed.connect(self.router.take_typed)
        self.driver.updated.connect(self._remember_kit)
        self.window.top_bar.short_wanted.connect(self._show_short_line)
        self.links.changed.connect(self._show_links)
        self.settings.changed.connect(self._apply)
        self.settings.not_kept.connect(self._show_not_kept)
        self.window.closing.connect(self.close)

    # What changes.

    def _apply(self, settings: Settings) -> None:
        before, self._applied = self._applied, settings
        self.appearance.set_theme(Theme(settings.appearance.value))
        self.appearance.set_density(Density(settings.density.value))
        self.sounds.apply(settings)
        self.bench.set_flash(flash=settings.flash)
        if settings.policy != before.policy:
            self.driver.set_policy(_without_signing_off(settings.policy))
        if _at_desk(settings) != _at_desk(before):
            self.driver.set_desk(self._empty_desk(settings))
        if settings.wedge != before.wedge:
            self._hear_keyboard(wanted=settings.wedge.enabled)
        if settings.scanners != before.scanners:
            self._use_scanners(settings)
        self._show_links()

    def _use_scanners(self, settings: Settings) -> None:
        for fault in self.links.use(settings.scanners):
            self.window.show_fault(fault)

    def _hear_keyboard(self, *, wanted: bool) -> None:
        if self._wedge is not None:
            self._wedge.close()
            self._wedge.deleteLater()
            self._wedge = None
        if wanted:
            self._wedge = KeyboardWedge(self._app, wedge_settings(self.settings.now.wedge))
            self._wedge.scanned.connect(self.router.take_typed)
            self._wedge.broken_off.connect(self.router.take_broken_off)

    def _show_short_line(self) -> None:
        self.window.show_page(BENCH)
        self.bench.show_short_line()

    def _show_links(self) -> None:
        self.window.top_bar.show_scanners(self.links.links, wedge=self.settings.now.wedge.enabled)

    def _show_bug(self, bug: Bug) -> None:
        self.window.show_bug(bug.error)

    def _remember_kit(self, update: BenchUpdate) -> None:
        kit = update.view.kit
        if kit is not None and kit.header.number != self.settings.now.last_kit:
            self._change(last_kit=kit.header.number)

    def _keep_place(self) -> None:
        self.settings.gather()
        self.settings.remember(window=self.window.place(), last_page=self.window.current_page.key)

    def _change(self, **values: object) -> None:
        try:
            self.settings.change(**values)
        except KitstationError as fault:
            self._show_not_kept(fault)

    def _show_not_kept(self, fault: KitstationError) -> None:
        _log.warning("%s", fault)
        self.window.show_fault(fault)


def _at_desk(settings: Settings) -> tuple[object, ...]:
    """Return what a desk is made of."""
    return (settings.operator, settings.station_name, settings.patterns)


def _without_signing_off(policy: BenchPolicy) -> BenchPolicy:
    """Return a policy that leaves it to the window to see who is still there: it hears keys and the pointer too."""
    return replace(policy, sign_off_after=None)


def _open_store(profile: Profile, outside: Outside) -> Store:
    """Open the database and see that it can be written: better now than at the first scan."""
    store = Store(profile.database, busy_timeout_s=outside.busy_timeout_s, reach=outside.reach)
    try:
        store.execute_all(())
    except BaseException:
        store.close()
        raise
    return store


def _nothing_more(_result: None) -> None:
    """Leave it at that."""
