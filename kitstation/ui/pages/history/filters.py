"""What a history is narrowed by: the kind of event, who, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from kitstation.station.timeline.groups import EventGroup
from kitstation.ui.pages.history.columns import group_names
from kitstation.ui.widgets.button import Button, ButtonKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kitstation.domain.clock import Clock
    from kitstation.ui.theme.apply import Appearance


class Period(Enum):
    """How far back a history reaches."""

    EVER = "ever"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is chosen; None does not matter."""

    group: EventGroup | None = None
    operator: str | None = None
    since: datetime | None = None


class HistoryFilters(QWidget):
    """Three choices; `changed` is emitted when another one is made."""

    changed = Signal()

    def __init__(self, appearance: Appearance, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.groups = self._choice(self.tr("Kind of event"), self.tr("All events"))
        self.operators = self._choice(self.tr("Operator"), self.tr("Everybody"))
        self.periods = self._choice(self.tr("Period"), self.tr("Any time"))
        for group, name in group_names(self.tr).items():
            self.groups.addItem(name, group.value)
        for period, name in (
            (Period.TODAY, self.tr("Today")),
            (Period.WEEK, self.tr("The last 7 days")),
            (Period.MONTH, self.tr("The last 30 days")),
        ):
            self.periods.addItem(name, period.value)
        self.reset_button = Button(appearance, self.tr("Show everything"), kind=ButtonKind.LINK)
        self.reset_button.clicked.connect(self.reset)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.sizes.unit * 2)
        for choice in (self.groups, self.operators, self.periods):
            row.addWidget(choice)
            choice.currentIndexChanged.connect(self._tell)
        row.addWidget(self.reset_button)
        row.addStretch(1)
        self._show_reset()

    @property
    def narrowing(self) -> Narrowing:
        """What is chosen now."""
        group = self.groups.currentData()
        return Narrowing(
            group=EventGroup(group) if group else None,
            operator=self.operators.currentData(),
            since=self._since(),
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is chosen."""
        return any(choice.currentIndex() > 0 for choice in (self.groups, self.operators, self.periods))

    def offer_operators(self, names: Iterable[str]) -> None:
        """Offer who stands in the journal; who is chosen stays chosen."""
        chosen = self.operators.currentData()
        with QSignalBlocker(self.operators):
            while self.operators.count() > 1:
                self.operators.removeItem(1)
            for name in names:
                self.operators.addItem(name, name)
            self.operators.setCurrentIndex(max(0, self.operators.findData(chosen)))

    def choose_operator(self, name: str) -> None:
        """Choose somebody who is offered."""
        self.operators.setCurrentIndex(max(0, self.operators.findData(name)))

    def reset(self) -> None:
        """Choose nothing."""
        for choice in (self.groups, self.operators, self.periods):
            with QSignalBlocker(choice):
                choice.setCurrentIndex(0)
        self._tell()

    def _since(self) -> datetime | None:
        now = self._clock.now()
        match Period(self.periods.currentData() or Period.EVER.value):
            case Period.EVER:
                return None
            case Period.TODAY:
                return now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
            case Period.WEEK:
                return now - timedelta(days=7)
            case Period.MONTH:
                return now - timedelta(days=30)

    def _tell(self, _at: int = 0) -> None:
        self._show_reset()
        self.changed.emit()

    def _show_reset(self) -> None:
        self.reset_button.setVisible(self.narrows)

    @staticmethod
    def _choice(name: str, everything: str) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(name)
        choice.setToolTip(name)
        choice.addItem(everything, None)
        return choice
