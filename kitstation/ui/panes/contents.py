"""What a page shows, or what is said in its place: that there is nothing yet, that it is read, what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from kitstation.domain.errors import KitstationError
from kitstation.ui.panes.reading import Reading
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone
from kitstation.ui.widgets.error_state import ErrorState, Trouble
from kitstation.ui.widgets.loading_state import LoadingState
from kitstation.ui.widgets.pill import Pill

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from kitstation.ui.theme.apply import Appearance


class Contents(QStackedWidget):
    """Shows one widget, or a notice in its place.

    A page hands its readings to `reading`. A first one that takes a while is said in place of the contents, in the
    words `loading` and `meanwhile`; of a later one a pill says so above what is shown already, which stays.
    """

    def __init__(
        self, appearance: Appearance, contents: QWidget, *, loading: str = "", meanwhile: str = ""
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._contents = contents
        self._notice: QWidget | None = None
        self._shown_once = False
        self._loading = LoadingState(appearance, loading or self.tr("Reading …"), meanwhile)
        self._mark = Pill(appearance, PillContent(self.tr("Reading …"), Tone.IDLE))
        self._mark.setParent(self)
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._mark.hide()
        self.reading = Reading(self)
        self.reading.long.connect(self._say_reading)
        self.reading.over.connect(self._say_read)
        self.addWidget(contents)
        self.addWidget(self._loading)

    @property
    def notice(self) -> QWidget | None:
        """What is said in place of the contents, if anything is; that they are being read is none."""
        return self._notice

    @property
    def says_reading(self) -> bool:
        """Whether it is said that something is being read."""
        return self.currentWidget() is self._loading or not self._mark.isHidden()

    def show_contents(self) -> None:
        """Show the contents."""
        self._put(None)

    def show_notice(self, notice: QWidget) -> None:
        """Say something in place of the contents; the notice goes when something else is shown."""
        self._put(notice)

    def show_error(self, error: BaseException, what: str, retry: Callable[[], None]) -> None:
        """Say that `what` went wrong, and offer to try again."""
        self.show_notice(error_state(self._appearance, error, what, retry))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the mark at the foot, in the middle."""
        super().resizeEvent(event)
        self._place_mark()

    def _put(self, notice: QWidget | None) -> None:
        self._shown_once = True
        old, self._notice = self._notice, notice
        if notice is not None and notice is not old:
            self.addWidget(notice)
        self.setCurrentWidget(notice or self._contents)
        if old is not None and old is not notice:
            self.removeWidget(old)
            old.deleteLater()
        self._mark.raise_()

    def _say_reading(self) -> None:
        if self._shown_once:
            self._place_mark()
            self._mark.show()
            self._mark.raise_()
        else:
            self.setCurrentWidget(self._loading)

    def _say_read(self) -> None:
        self._mark.hide()
        if self.currentWidget() is self._loading:
            self.setCurrentWidget(self._notice or self._contents)

    def _place_mark(self) -> None:
        self._mark.adjustSize()
        gap = self._appearance.sizes.gap
        self._mark.move((self.width() - self._mark.width()) // 2, self.height() - self._mark.height() - gap)


def error_state(
    appearance: Appearance, error: BaseException, what: str, retry: Callable[[], None]
) -> ErrorState:
    """Return what is said of an error: a fault has words of its own, of anything else `what` went wrong."""
    if isinstance(error, KitstationError):
        trouble = Trouble.of(error)
    else:
        trouble = Trouble(what, details=f"{type(error).__name__}: {error}")
    state = ErrorState(appearance, trouble)
    state.retried.connect(retry)
    return state
