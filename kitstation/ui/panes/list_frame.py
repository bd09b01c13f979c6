"""The form of pages that list things: the list, or what is said in its place, and a pane beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from kitstation.ui.panes.contents import Contents, error_state
from kitstation.ui.panes.work_frame import WorkFrame, card_around

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitstation.ui.panes.reading import Reading
    from kitstation.ui.theme.apply import Appearance


class ListFrame(WorkFrame):
    """A card with a list and a card with panes, of which one is shown at a time.

    A page hands what it reads from the store to `reading`, so that it is said when that takes a while; `loading` are
    the words for the first time.
    """

    def __init__(
        self, appearance: Appearance, contents: QWidget, *panes: QWidget, pane_width: int, loading: str = ""
    ) -> None:
        shown, beside = Contents(appearance, contents, loading=loading), QStackedWidget()
        for pane in panes:
            beside.addWidget(pane)
        super().__init__(appearance, card_around(shown), beside, pane_width=pane_width)
        self._appearance = appearance
        self.contents = shown
        self._panes = beside

    @property
    def pane(self) -> QWidget | None:
        """The pane that is shown."""
        return self._panes.currentWidget()

    @property
    def notice(self) -> QWidget | None:
        """What is said in place of the list, if anything is."""
        return self.contents.notice

    @property
    def reading(self) -> Reading:
        """What is being read for the list."""
        return self.contents.reading

    def show_pane(self, pane: QWidget) -> None:
        """Show one of the panes."""
        self._panes.setCurrentWidget(pane)

    def show_contents(self) -> None:
        """Show the list."""
        self._side.show()
        self.contents.show_contents()

    def show_notice(self, notice: QWidget, *, with_pane: bool = False) -> None:
        """Say something in place of the list."""
        self._side.setVisible(with_pane)
        self.contents.show_notice(notice)

    def show_error(self, error: BaseException, what: str, retry: Callable[[], None]) -> None:
        """Say that `what` went wrong, and offer to try again."""
        self.show_notice(error_state(self._appearance, error, what, retry))
