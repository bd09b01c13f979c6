"""The chart above the history: what was on hand over time, or how much happened each day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from kitstation.domain.quantities import ZERO
from kitstation.station.sentences import amount
from kitstation.station.timeline.course import Course, Day, Level
from kitstation.ui.pages.history.columns import moment
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.widgets.card import Card

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

_HEIGHT = 116
_MOST_DAYS = 60
_WIDEST_BAR = 28
_FILL_OPACITY = 0.18


class HistoryChart(Card):
    """Draws a course. What it shows is told in words too, for those who do not see it; the table has the figures."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._course = Course()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Chart"))
        appearance.changed.connect(self.update)

    @property
    def said(self) -> str:
        """What the chart shows, in words."""
        return self.accessibleDescription()

    def show_course(self, course: Course) -> None:
        """Draw another course; without anything to draw the chart is not there."""
        self._course = course
        words = self._words()
        self.setVisible(bool(words))
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the chart."""
        return QSize(self._appearance.sizes.scaled(320), self._appearance.sizes.scaled(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the course on its card."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._appearance.font(TextRole.SMALL))
        line = painter.fontMetrics().lineSpacing()
        margin = self._appearance.sizes.unit * 4
        area = QRectF(self.rect()).adjusted(margin, margin + line, -margin, -margin - line)
        if self._course.levels:
            self._draw_levels(painter, area)
        elif self._course.days:
            self._draw_days(painter, area)

    # What was on hand.

    def _draw_levels(self, painter: QPainter, area: QRectF) -> None:
        levels = self._course.levels
        quantities = [level.quantity for level in levels]
        top, low = max(quantities), min(ZERO, *quantities)
        height = float(top - low) or 1.0
        first, last = levels[0].at, levels[-1].at
        span = (last - first).total_seconds() or 1.0

        def place(level: Level) -> QPointF:
            across = (level.at - first).total_seconds() / span if len(levels) > 1 else 0.0
            return QPointF(
                area.left() + across * area.width(),
                area.bottom() - float(level.quantity - low) / height * area.height(),
            )

        points = [place(level) for level in levels]
        steps = [points[0]]
        for before, after in pairwise(points):
            steps += [QPointF(after.x(), before.y()), after]
        steps.append(QPointF(area.right(), steps[-1].y()))
        self._draw_steps(painter, area, steps)
        self._write(painter, area, self._amount(top), moment(first), moment(last))

    def _draw_steps(self, painter: QPainter, area: QRectF, steps: list[QPointF]) -> None:
        accent = QColor(self._appearance.tokens.accent)
        fill = QColor(accent)
        fill.setAlphaF(_FILL_OPACITY)
        below = [QPointF(steps[-1].x(), area.bottom()), QPointF(steps[0].x(), area.bottom())]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPolygon(QPolygonF(steps + below))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(accent, 2))
        painter.drawPolyline(QPolygonF(steps))

    # How much happened.

    def _draw_days(self, painter: QPainter, area: QRectF) -> None:
        days = shown_days(self._course.days)
        most = max(day.entries for day in days)
        slot = area.width() / len(days)
        width = min(slot * 0.7, self._appearance.sizes.scaled(_WIDEST_BAR))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._appearance.tokens.accent))
        for number, day in enumerate(days):
            height = day.entries / most * area.height()
            left = area.left() + number * slot + (slot - width) / 2
            painter.drawRoundedRect(QRectF(left, area.bottom() - height, width, height), 2, 2)
        entries = self.tr("{count} entries").format(count=f"{most:,}")
        self._write(painter, area, entries, days[0].day.isoformat(), days[-1].day.isoformat())

    def _write(self, painter: QPainter, area: QRectF, top: str, first: str, last: str) -> None:
        tokens = self._appearance.tokens
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topLeft(), area.topRight())
        painter.setPen(QColor(tokens.muted))
        line = painter.fontMetrics().lineSpacing()
        above = QRectF(area.left(), area.top() - line, area.width(), line)
        below = QRectF(area.left(), area.bottom() + 2, area.width(), line)
        painter.drawText(above, Qt.AlignmentFlag.AlignLeft, f"{self._title()} · {top}")
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, first)
        if first != last:
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, last)

    # The words.

    def _title(self) -> str:
        return self.tr("On hand, at most") if self._course.levels else self.tr("Each day, at most")

    def _amount(self, quantity: Decimal) -> str:
        return amount(quantity, self._course.unit).rstrip()

    def _words(self) -> str:
        levels, days = self._course.levels, self._course.days
        if levels:
            return self.tr("On hand: {now} now, {top} at most, since {first}").format(
                now=self._amount(levels[-1].quantity),
                top=self._amount(max(level.quantity for level in levels)),
                first=moment(levels[0].at),
            )
        if days:
            return self.tr("{count} entries from {first} to {last}").format(
                count=f"{sum(day.entries for day in days):,}",
                first=days[0].day.isoformat(),
                last=days[-1].day.isoformat(),
            )
        return ""


def shown_days(days: tuple[Day, ...]) -> tuple[Day, ...]:
    """Return the newest days without gaps: a day on which nothing happened has a bar of no height."""
    last = days[-1].day
    first = max(days[0].day, last - timedelta(days=_MOST_DAYS - 1))
    counted: dict[date, int] = {day.day: day.entries for day in days}
    span = (last - first).days + 1
    dates = [first + timedelta(days=number) for number in range(span)]
    return tuple(Day(each, counted.get(each, 0)) for each in dates)
