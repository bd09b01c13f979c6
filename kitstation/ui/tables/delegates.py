"""How a cell is painted: text, icon, pill or bar, on a row with a line below it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kitstation.ui.tables.cell_look import CellLook
from kitstation.ui.tables.column import CellIcon, ProgressCell, RowState
from kitstation.ui.tables.row_model import CellRole, RowTableModel
from kitstation.ui.theme.painting import Bar, PillContent, draw_bar, draw_pill, pill_size
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.text import fitted_lines

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

_MARGIN = 10
_ICON_GAP = 8
_BAR_WIDTH = 66
_BAR_HEIGHT = 6
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
# As numbers: to combine the flags of an enumeration takes longer than to fill the cell.
_SELECTED, _HOVERED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_MouseOver.value
Cell = Mapping[int, Any]
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a RowTableModel in the colours of the appearance."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._kept_look = CellLook(appearance)

    @property
    def _look(self) -> CellLook:
        if not self._kept_look.suits(self._appearance):
            self._kept_look = CellLook(self._appearance)
        return self._kept_look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        cell = _cell(index)
        painter.save()
        self._paint_row(painter, option, cell)
        box = self._paint_icon(painter, option, cell)
        drawn = cell.get(CellRole.DRAWN)
        if isinstance(drawn, PillContent):
            self._paint_pill(painter, box, option, drawn)
        elif isinstance(drawn, ProgressCell):
            self._paint_bar(painter, box, option, drawn)
        elif CellRole.BELOW in cell:
            self._paint_two_lines(painter, box, option, cell)
        else:
            self._paint_text(painter, box, option, cell)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size that shows the cell whole."""
        sizes, cell = self._appearance.sizes, _cell(index)
        drawn = cell.get(CellRole.DRAWN)
        if isinstance(drawn, PillContent):
            width = pill_size(drawn, self._appearance).width()
        elif isinstance(drawn, ProgressCell):
            width = sizes.scaled(_BAR_WIDTH)
        else:
            width = self._look.metrics[_text_role(cell)].horizontalAdvance(_text(cell))
        if cell.get(CellRole.ICON) is not None:
            width += sizes.icon + (_ICON_GAP if width else 0)
        return QSize(width + 2 * _MARGIN + 2, sizes.row_of_two if CellRole.BELOW in cell else sizes.row)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, cell: Cell) -> None:
        look, state, place = self._look, option.state.value, option.rect
        if state & _SELECTED or cell.get(CellRole.STATE) is RowState.CURRENT:
            painter.fillRect(place, look.selected)
        elif state & _HOVERED:
            painter.fillRect(place, look.hovered)
        painter.setPen(look.line)
        painter.drawLine(place.bottomLeft(), place.bottomRight())

    def _paint_icon(self, painter: QPainter, option: QStyleOptionViewItem, cell: Cell) -> QRect:
        """Paint the icon, if there is one, and return the box that is left for the text."""
        box = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        icon = cell.get(CellRole.ICON)
        if not isinstance(icon, CellIcon):
            return box
        side = self._appearance.sizes.icon
        place = _visual(option, box, QRect(box.left(), box.center().y() - side // 2 + 1, side, side))
        ratio = painter.device().devicePixelRatioF()
        faded = cell.get(CellRole.STATE) is RowState.FADED
        colour = (Ink.MUTED if faded else icon.ink).of(self._appearance.tokens)
        painter.drawPixmap(
            place.topLeft(), self._appearance.icons.pixmap(icon.name, colour, side, ratio=ratio)
        )
        return _visual(option, box, box.adjusted(side + _ICON_GAP, 0, 0, 0))

    def _paint_pill(
        self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, pill: PillContent
    ) -> None:
        size = pill_size(pill, self._appearance).boundedTo(box.size())
        top = box.center().y() - size.height() // 2
        place = _visual(option, box, QRect(box.left(), top, size.width(), size.height()))
        draw_pill(painter, place, pill, self._appearance)

    def _paint_bar(
        self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, cell: ProgressCell
    ) -> None:
        sizes = self._appearance.sizes
        width = min(box.width(), sizes.scaled(_BAR_WIDTH))
        height = sizes.scaled(_BAR_HEIGHT)
        place = QRect(box.left(), box.center().y() - height // 2 + 1, width, height)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        bar = Bar(cell.fraction, cell.tone, mirrored=mirrored, mark=cell.mark)
        draw_bar(painter, _visual(option, box, place), bar, self._appearance)

    def _paint_text(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, cell: Cell) -> None:
        text = _text(cell)
        if not text:
            return
        look, role = self._look, _text_role(cell)
        painter.setFont(look.fonts[role])
        painter.setPen(look.inks[_ink(cell)])
        alignment = cell.get(Qt.ItemDataRole.TextAlignmentRole, _LEADING)
        if option.direction is Qt.LayoutDirection.RightToLeft:
            alignment = QStyle.visualAlignment(option.direction, alignment)
        words = look.fitted(text, role, box.width())
        painter.drawText(box, int(alignment) | int(Qt.TextFlag.TextSingleLine), words)

    def _paint_two_lines(
        self, painter: QPainter, box: QRect, option: QStyleOptionViewItem, cell: Cell
    ) -> None:
        look = self._look
        font, small = QFont(look.fonts[_text_role(cell)]), look.fonts[TextRole.SMALL]
        font.setStrikeOut(cell.get(CellRole.STATE) is RowState.STRUCK)
        below = str(cell[CellRole.BELOW])
        shown = [
            (line, font, _ink(cell))
            for line in fitted_lines(_text(cell), font, box.width(), 1 if below else 2)
        ]
        if below:
            shown += [(line, small, Ink.MUTED) for line in fitted_lines(below, small, box.width(), 1)]
        heights = [QFontMetrics(face).lineSpacing() for _, face, _ in shown]
        top = box.center().y() - sum(heights) // 2
        leading = int(QStyle.visualAlignment(option.direction, _LEADING)) | int(Qt.TextFlag.TextSingleLine)
        for (line, face, ink), height in zip(shown, heights, strict=True):
            painter.setFont(face)
            painter.setPen(look.inks[ink])
            painter.drawText(QRect(box.left(), top, box.width(), height), leading, line)
            top += height


def pill_column_width(pill: PillContent, appearance: Appearance) -> int:
    """Return how wide a column must be that a pill stands in it whole."""
    return pill_size(pill, appearance).width() + 2 * _MARGIN + 2


def _cell(index: Index) -> Cell:
    model = index.model()
    return model.cell(index) if isinstance(model, RowTableModel) else {}


def _text(cell: Cell) -> str:
    return str(cell.get(Qt.ItemDataRole.DisplayRole) or "")


def _ink(cell: Cell) -> Ink:
    quiet = cell.get(CellRole.STATE) in (RowState.FADED, RowState.STRUCK)
    return Ink.MUTED if quiet or cell.get(CellRole.MUTED) or cell.get(CellRole.ROW_ID) is None else Ink.NORMAL


def _text_role(cell: Cell) -> TextRole:
    if cell.get(CellRole.SMALL):
        return TextRole.SMALL
    bold = cell.get(CellRole.BOLD) and cell.get(CellRole.STATE) is not RowState.FADED
    return TextRole.STRONG if bold else TextRole.BODY


def _visual(option: QStyleOptionViewItem, box: QRect, place: QRect) -> QRect:
    return QStyle.visualRect(option.direction, box, place)
