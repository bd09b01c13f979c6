"""The rail at the side that leads from page to page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout

from kitstation.ui.theme.painting import PillContent, draw_focus_ring, draw_pill, draw_round, pill_size
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

_WIDTH = 84
_MARGIN = 6


@dataclass(frozen=True, slots=True)
class NavItem:
    """A page: its key, its name, its icon. Items with `at_end` stand at the foot of the rail."""

    key: str
    label: str
    icon: str
    at_end: bool = False


class NavButton(QAbstractButton):
    """One page on the rail, with its icon, name and perhaps a badge."""

    def __init__(self, appearance: Appearance, item: NavItem) -> None:
        super().__init__()
        self._appearance = appearance
        self._item = item
        self._badge = ""
        self.setText(item.label)
        self.setToolTip(item.label)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_badge(self, badge: str) -> None:
        """Show a few characters in the corner, as a count; none when empty."""
        self._badge = badge
        self.setAccessibleDescription(badge)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that shows icon and name."""
        sizes = self._appearance.sizes
        return QSize(sizes.scaled(_WIDTH - 2 * _MARGIN), sizes.scaled(54))

    def minimumSizeHint(self) -> QSize:
        """Return the size that shows the icon alone, for low windows with large text."""
        sizes = self._appearance.sizes
        return QSize(sizes.scaled(_WIDTH - 2 * _MARGIN), sizes.scaled(34))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the page on Enter, as on space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer is gone."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon, name, badge and focus ring."""
        painter = QPainter(self)
        tokens, radius = self._appearance.tokens, self._appearance.sizes.control_radius
        if self.isChecked():
            draw_round(painter, self.rect(), tokens.accent_soft, radius)
        elif self.underMouse():
            draw_round(painter, self.rect(), tokens.hover, radius)
        self._paint_face(painter, tokens.accent if self.isChecked() else tokens.muted)
        if self._badge:
            self._paint_badge(painter)
        if self.hasFocus():
            draw_focus_ring(painter, self.rect(), self._appearance)

    def _paint_face(self, painter: QPainter, colour: str) -> None:
        sizes = self._appearance.sizes
        side = sizes.scaled(20)
        painter.setFont(self._appearance.font(TextRole.SMALL))
        line = painter.fontMetrics().height()
        has_room = self.height() >= side + line + sizes.scaled(10)
        top = (self.height() - side - (line + sizes.unit if has_room else 0)) // 2
        icon = self._appearance.icons.pixmap(self._item.icon, colour, side, ratio=self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, top, icon)
        if has_room:
            painter.setPen(QColor(colour))
            words = QRect(2, top + side + sizes.unit, self.width() - 4, line)
            shown = painter.fontMetrics().elidedText(
                self._item.label, Qt.TextElideMode.ElideRight, words.width()
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)

    def _paint_badge(self, painter: QPainter) -> None:
        content = PillContent(self._badge, Tone.ATTENTION)
        size = pill_size(content, self._appearance)
        left = min(self.width() // 2 + 4, self.width() - size.width())
        draw_pill(painter, QRect(left, 1, size.width(), size.height()), content, self._appearance)


class NavRail(QFrame):
    """The pages, one under the other. `chosen` tells the key of the page that a person wants."""

    chosen = Signal(object)

    def __init__(self, appearance: Appearance, items: tuple[NavItem, ...]) -> None:
        super().__init__()
        self._appearance = appearance
        self._buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        self.setAccessibleName(self.tr("Pages"))
        self.setProperty("surface", "rail")
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        column.setSpacing(2)
        for item in (item for item in items if not item.at_end):
            column.addWidget(self._add(item))
        column.addStretch()
        for item in (item for item in items if item.at_end):
            column.addWidget(self._add(item))
        self._group.buttonClicked.connect(self._on_clicked)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def current(self) -> str | None:
        """Return the key of the page that is marked, None before there is one."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    def choose(self, key: str) -> None:
        """Mark a page as current, without telling it. Raises KeyError for a page that there is not."""
        self._buttons[key].setChecked(True)

    def show_badge(self, key: str, badge: str) -> None:
        """Show a count beside a page's icon. Raises KeyError for a page that there is not."""
        self._buttons[key].show_badge(badge)

    def _add(self, item: NavItem) -> NavButton:
        button = NavButton(self._appearance, item)
        self._buttons[item.key] = button
        self._group.addButton(button)
        return button

    def _on_clicked(self, pressed: QAbstractButton) -> None:
        self.chosen.emit(next(key for key, button in self._buttons.items() if button is pressed))

    def _restyle(self) -> None:
        self.setFixedWidth(self._appearance.sizes.scaled(_WIDTH))
        for button in self._buttons.values():
            button.updateGeometry()
            button.update()
