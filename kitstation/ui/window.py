"""The main window: the rail of pages, the top bar, the page in front, the keys at the foot."""

from __future__ import annotations

import base64
import logging
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kitstation.domain.errors import KitstationError
from kitstation.station.sentences import Speech
from kitstation.ui.bench_driver import BenchDriver, BenchFailure, BenchUpdate
from kitstation.ui.kit_heading import KitHeadings
from kitstation.ui.notice_bar import NoticeBar
from kitstation.ui.page_entries import PageEntry, PageParts
from kitstation.ui.pages.page import Page
from kitstation.ui.palette import Palette
from kitstation.ui.sign_on_pane import SignOnPane
from kitstation.ui.theme.apply import Appearance
from kitstation.ui.top_bar import TopBar
from kitstation.ui.widgets.error_state import Trouble
from kitstation.ui.widgets.key_hints import KeyHint, KeyHints
from kitstation.ui.widgets.nav_rail import NavItem, NavRail

_log = logging.getLogger(__name__)

BENCH: Final = "bench"
_AT_THE_FOOT: Final = frozenset({"settings", "help"})
_LEAST_WIDTH, _LEAST_HEIGHT = 1024, 720
_USUAL_WIDTH, _USUAL_HEIGHT = 1280, 800
_FRAME_WIDTH, _FRAME_HEIGHT = 16, 48
"""What the frames of usual desktops take, at the most."""


class MainWindow(QMainWindow):
    """The station's window; what pages ask of it is the Navigator of `kitstation.ui.services`.

    Pages are made when they are first shown. `closing` is emitted once, before the window goes.
    """

    closing = Signal()

    def __init__(self, appearance: Appearance, speech: Speech, driver: BenchDriver) -> None:
        super().__init__()
        self._appearance = appearance
        self._driver = driver
        self._headings = KitHeadings(speech)
        self._entries: dict[str, PageEntry] = {}
        self._pages: dict[str, Page] = {}
        self._parts: PageParts | None = None
        self._closed = False
        self.top_bar = TopBar(appearance)
        self.sign_on = SignOnPane(appearance)
        self.notices = NoticeBar(appearance)
        self.stack = QStackedWidget()
        self.hints = KeyHints(appearance)
        self.setWindowTitle("Kitstation")
        self.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self.resize(_USUAL_WIDTH, _USUAL_HEIGHT)

    # The pages.

    def set_pages(self, entries: Sequence[PageEntry], parts: PageParts) -> None:
        """Offer these pages, the first of them in front; each is made with `parts` when it is wanted."""
        self._entries = {entry.key: entry for entry in entries}
        self._parts = parts
        items = tuple(
            NavItem(entry.key, self.tr(entry.label), entry.icon_name, at_end=entry.key in _AT_THE_FOOT)
            for entry in entries
        )
        self.rail = NavRail(self._appearance, items)
        self.rail.chosen.connect(self.show_page)
        body = self._lay_out()
        self.palette_over_pages = Palette(self._appearance, body)
        self._add_actions()
        self.show_page(entries[0].key)
        # After the bench page, which was made just now: the verdict is painted before the rest.
        self._driver.updated.connect(self._on_update)
        self._driver.failed.connect(self._on_failure)

    @property
    def page_entries(self) -> tuple[PageEntry, ...]:
        """The pages there are."""
        return tuple(self._entries.values())

    @property
    def current_page(self) -> Page:
        """The page in front."""
        page = self.stack.currentWidget()
        if not isinstance(page, Page):
            raise TypeError("The window has no pages yet.")
        return page

    def page(self, key: str) -> Page:
        """Return a page, made if need be. Raises KeyError for a page that there is not."""
        entry = self._entries[key]
        if key not in self._pages:
            if self._parts is None:
                raise KeyError(key)
            page = entry.make(self._parts)
            page.setAccessibleName(self.tr(entry.label))
            self._pages[key] = page
            self.stack.addWidget(page)
            page.hints_changed.connect(self._show_hints)
        return self._pages[key]

    # What pages may ask for.

    def show_page(self, key: str) -> None:
        """Show a page. Raises KeyError for a page that there is not."""
        self._bring_to_front(key).activate()

    def look_for(self, key: str, text: str) -> None:
        """Show a page, and let it look for a text. Raises KeyError for a page that there is not."""
        page = self._bring_to_front(key)
        page.activate()
        page.look_for(text)

    def open_kit(self, number: str) -> None:
        """Put a kit on the bench and show the bench page."""
        self._driver.open_kit(number)
        # Opening reads all that activating would.
        self._bring_to_front(BENCH).setFocus()

    def show_fault(self, error: BaseException) -> None:
        """Tell what went wrong, why and what to do. A bug is logged with its traceback too."""
        if isinstance(error, KitstationError):
            self.notices.show_trouble(Trouble.of(error))
            return
        _log.error("An error of the program", exc_info=error)
        self.show_bug(error)

    def show_bug(self, error: BaseException) -> None:
        """Tell of an error of the program that is in the log already."""
        details = "".join(traceback.format_exception(error))
        self.notices.show_trouble(
            Trouble(
                self.tr("The program made an error"),
                str(error),
                self.tr(
                    "Nothing was recorded by it. Go on; if it comes back, send the details to those who can mend it."
                ),
                details,
            )
        )

    def stock_changed(self) -> None:
        """Read the open kit again; other pages read again when they are shown."""
        self._driver.reload()

    # The window itself.

    def come_to_front(self) -> None:
        """Show the window above others, as somebody has just asked for it."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def restore_place(self, kept: str) -> None:
        """Put the window where `place` said that it was; what cannot be read is passed over.

        A window that nobody has placed yet fills a screen that would hold it without its title bar only.
        """
        try:
            restored = self.restoreGeometry(QByteArray(base64.b64decode(kept, validate=True)))
        except ValueError:
            restored = False
            _log.info("The window's place in the settings cannot be read")
        if not restored and is_filled(self.screen().availableSize()):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def restore_page(self, key: str) -> None:
        """Show the page that was in front; one that there is not any more is passed over."""
        if key in self._entries and key != self.current_page.key:
            self.show_page(key)

    def place(self) -> str:
        """Return where the window is, for the settings."""
        return base64.b64encode(self.saveGeometry().data()).decode()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let everything come to its end before the window goes."""
        if not self._closed:
            self._closed = True
            self.closing.emit()
        super().closeEvent(event)

    def close_pages(self) -> None:
        """Let each page leave nothing behind."""
        for page in self._pages.values():
            page.close_down()

    def _bring_to_front(self, key: str) -> Page:
        page = self.page(key)
        self.stack.setCurrentWidget(page)
        self.rail.choose(key)
        self._show_hints()
        return page

    def _show_hints(self) -> None:
        """Say what the keys do on the page that is shown."""
        self.hints.show_hints(self.current_page.key_hints() + self._hints())

    def _on_update(self, update: BenchUpdate) -> None:
        self.top_bar.show_kit(self._headings.heading(update.view))

    def _on_failure(self, failure: BenchFailure) -> None:
        if failure.view is not None:
            self.top_bar.show_kit(self._headings.heading(failure.view))

    def _focus_search(self) -> None:
        self.current_page.focus_search()

    def _hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Ctrl K", self.tr("Find anything")),
            KeyHint("Ctrl F", self.tr("Search")),
            KeyHint("F1", self.tr("Help")),
        )

    def _add_actions(self) -> None:
        for entry in self._entries.values():
            if entry.shortcut:
                self._add_action(entry.shortcut, self.tr(entry.label), partial(self._show_by_key, entry.key))
        self._add_action("Ctrl+K", self.tr("Find anything"), self.palette_over_pages.open)
        self._add_action("Ctrl+F", self.tr("Search"), self._focus_search)
        if "help" in self._entries:
            self._add_action("F1", self.tr("Help"), partial(self._show_by_key, "help"))

    def _show_by_key(self, key: str, *_checked: object) -> None:
        self.show_page(key)

    def _add_action(self, keys: str, text: str, act: Callable[[], None]) -> None:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(act)
        self.addAction(action)

    def _lay_out(self) -> QWidget:
        sizes = self._appearance.sizes
        foot = QHBoxLayout()
        foot.setContentsMargins(sizes.page_margin, 0, sizes.page_margin, sizes.unit)
        foot.addWidget(self.hints)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addWidget(self.sign_on)
        right.addWidget(self.notices)
        right.addWidget(self.stack, 1)
        right.addLayout(foot)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(body)
        return body


def is_filled(available: QSize) -> bool:
    """Whether the room on a screen is best used whole: it holds the least window, and not the usual one framed."""
    holds_least = available.width() >= _LEAST_WIDTH and available.height() >= _LEAST_HEIGHT
    holds_usual = (
        available.width() >= _USUAL_WIDTH + _FRAME_WIDTH
        and available.height() >= _USUAL_HEIGHT + _FRAME_HEIGHT
    )
    return holds_least and not holds_usual
