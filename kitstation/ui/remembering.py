"""Remembering how somebody left the window: tables and splitters, each under its name in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QSplitter

    from kitstation.ui.services import SettingsHolder
    from kitstation.ui.tables.table_view import TableView

_QUIET_MS = 500
"""So long nothing must have changed before it is written: dragging an edge is one change, not one a pixel."""


class TableMemory(QObject):
    """Puts the columns of a table as they were left, and keeps how they are left from now on.

    Made once the table shows its model; it ends with the table. A table that nobody has arranged is not kept, so that
    a new version of the program can arrange it better.
    """

    def __init__(self, settings: SettingsHolder, name: str, table: TableView) -> None:
        super().__init__(table)
        self._settings = settings
        self.name = name
        """The settings' word for the table."""
        self._table = table
        self._quiet = _quiet_timer(self, self.keep)
        kept = settings.now.tables.get(name)
        if kept is not None:
            table.restore_state(kept)
        self._known = table.save_state()
        table.columns.arranged.connect(self._quiet.start)
        table.columns.fitted.connect(self._take_fitted)
        table.columns.was_reset.connect(self._forget)
        settings.gathering.connect(self.keep)

    @property
    def arranged(self) -> bool:
        """Whether somebody has arranged the table, now or earlier."""
        return self.name in self._settings.now.tables

    def take_as_usual(self) -> None:
        """Take the columns as they stand for what nobody has chosen: the page has arranged them itself."""
        self._quiet.stop()
        self._known = self._table.save_state()

    def keep(self) -> None:
        """Keep how the table stands now, if that is anything new."""
        self._quiet.stop()
        state = self._table.save_state()
        if state != self._known:
            self._known = state
            self._settings.remember(tables=self._settings.now.tables | {self.name: state})

    def _take_fitted(self) -> None:
        # What somebody has changed just before is kept together with the widths.
        if not self._quiet.isActive():
            self._known = self._table.save_state()

    def _forget(self) -> None:
        self.take_as_usual()
        others = {name: state for name, state in self._settings.now.tables.items() if name != self.name}
        self._settings.remember(tables=others)


class SplitterMemory(QObject):
    """Puts the handles of a splitter where they were left, and keeps where they are left from now on.

    Made once all parts are in the splitter; it ends with the splitter. The sizes are
    shares of the room that there is, so they fit another screen too.
    """

    def __init__(self, settings: SettingsHolder, name: str, splitter: QSplitter) -> None:
        super().__init__(splitter)
        self._settings = settings
        self._name = name
        self._splitter = splitter
        self._quiet = _quiet_timer(self, self._keep)
        self._moved_to: tuple[int, ...] | None = None
        sizes = settings.now.splitters.get(name, ())
        self.restored = len(sizes) == splitter.count() and all(size >= 0 for size in sizes) and any(sizes)
        """Whether the handles were put where somebody had left them."""
        if self.restored:
            splitter.setSizes(list(sizes))
        splitter.splitterMoved.connect(self._note)
        settings.gathering.connect(self._keep)

    def _note(self, _place: int, _handle: int) -> None:
        # Now, because a part that is hidden later has no size then.
        self._moved_to = tuple(self._splitter.sizes())
        self._quiet.start()

    def _keep(self) -> None:
        self._quiet.stop()
        if self._moved_to is not None:
            sizes, self._moved_to = self._moved_to, None
            self._settings.remember(splitters=self._settings.now.splitters | {self._name: sizes})


def _quiet_timer(parent: QObject, then: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(_QUIET_MS)
    timer.timeout.connect(then)
    return timer
