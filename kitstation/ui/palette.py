"""Find anything, from anywhere, without the mouse: a field over the page, and what it finds below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kitstation.ui.finding import Found, FoundKind
from kitstation.ui.theme.painting import draw_round
from kitstation.ui.theme.sizes import TextRole

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

_WIDTH = 620
_ROWS_SHOWN = 9
_ICONS = {
    FoundKind.KIT: "kits",
    FoundKind.PART: "box",
    FoundKind.ITEM: "inventory",
    FoundKind.LOCATION: "location",
    FoundKind.COMMAND: "play",
}
Index = QModelIndex | QPersistentModelIndex
_FOUND = Qt.ItemDataRole.UserRole.value + 1
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class Palette(QFrame):
    """Emits `asked` with what is typed and `chosen` with the finding that is taken. It hides itself; nothing waits."""

    asked = Signal(object)
    chosen = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._over = parent
        self._before: QWidget | None = None
        self.setProperty("surface", "card")
        self.setAccessibleName(self.tr("Find anything"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Part, serial, lot, kit, place or command"))
        self.field.setAccessibleName(self.tr("Find anything"))
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._ask)
        self._model = _FoundModel(self)
        self.list = QListView()
        self._set_list()
        column = QVBoxLayout(self)
        unit = appearance.sizes.unit
        column.setContentsMargins(unit * 2, unit * 2, unit * 2, unit * 2)
        column.setSpacing(unit * 2)
        column.addWidget(self.field)
        column.addWidget(self.list)
        parent.installEventFilter(self)
        self.hide()

    @property
    def found(self) -> tuple[Found, ...]:
        """What is listed."""
        return self._model.found

    def open(self) -> None:
        """Come up with an empty field."""
        window = self.window()
        self._before = window.focusWidget()
        self.field.clear()
        self.show_found(())
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()
        self.asked.emit("")

    def close_up(self) -> None:
        """Go away, and give the keyboard back to where it was."""
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.hide()
        if had_focus and self._before is not None:
            self._before.setFocus()
        self._before = None

    def show_found(self, found: tuple[Found, ...]) -> None:
        """List these findings, the first of them taken by Enter."""
        self._model.show_found(found)
        self.list.setCurrentIndex(self._model.index(0, 0))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list, take and leave from within the field; keep to the middle of the window."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is self.field and event.type() == QEvent.Type.ShortcutOverride:
            # Esc leaves the palette and cancels nothing on the page below.
            if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_up()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
        elif key in _MOVES:
            last = self._model.rowCount() - 1
            row = max(0, min(last, self.list.currentIndex().row() + _MOVES[key]))
            self.list.setCurrentIndex(self._model.index(row, 0))
        else:
            return False
        return True

    def _ask(self, words: str) -> None:
        self.asked.emit(words)

    def _take(self, index: QModelIndex) -> None:
        found = index.data(_FOUND)
        if found is not None:
            self.close_up()
            self.chosen.emit(found)

    def _set_list(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(_FoundDelegate(self._appearance, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Found"))
        self.list.clicked.connect(self._take)

    def _place(self) -> None:
        sizes = self._appearance.sizes
        rows = min(self._model.rowCount(), _ROWS_SHOWN)
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(rows * sizes.row + 4)
        width = min(sizes.scaled(_WIDTH), self._over.width() - 2 * sizes.page_margin)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((self._over.width() - width) // 2, sizes.scaled(72))


class _FoundModel(QAbstractListModel):
    """The findings as rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: tuple[Found, ...] = ()

    def show_found(self, found: tuple[Found, ...]) -> None:
        """Show these findings."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of findings; they have none below them."""
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a finding, or its words for screen readers."""
        if not index.isValid() or index.row() >= len(self.found):
            return None
        one = self.found[index.row()]
        if role == _FOUND:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{one.title}, {one.detail}" if one.detail else one.title
        return None


class _FoundDelegate(QStyledItemDelegate):
    """Paints an icon, the name, and what it is."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of a row."""
        return QSize(option.rect.width(), self._appearance.sizes.row)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        """Paint one finding."""
        found = index.data(_FOUND)
        sizes, tokens = self._appearance.sizes, self._appearance.tokens
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            draw_round(painter, option.rect, tokens.accent_soft, sizes.control_radius)
        box = option.rect.adjusted(sizes.unit * 3, 0, -sizes.unit * 3, 0)
        side = sizes.icon
        icon = QRect(box.left(), box.center().y() - side // 2 + 1, side, side)
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._appearance.icons.pixmap(_ICONS[found.kind], tokens.muted, side, ratio=ratio)
        painter.drawPixmap(QStyle.visualRect(option.direction, box, icon).topLeft(), pixmap)
        words = box.adjusted(side + sizes.unit * 3, 0, 0, 0)
        title_width = self._write(painter, option, words, TextRole.STRONG, found.title, tokens.ink)
        rest = words.adjusted(title_width + sizes.unit * 3, 0, 0, 0)
        self._write(painter, option, rest, TextRole.BODY, found.detail, tokens.muted)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        box: QRect,
        role: TextRole,
        text: str,
        colour: str,
    ) -> int:
        """Write a text into a box that begins where it begins, and return its width."""
        painter.setFont(self._appearance.font(role))
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        place = QStyle.visualRect(option.direction, option.rect, box)
        leading = QStyle.visualAlignment(
            option.direction, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        painter.drawText(place, int(leading), shown)
        return painter.fontMetrics().horizontalAdvance(shown)
