"""The template as text: written by hand, checked while it is written, every problem with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from kitstation.labels.faults import TemplateFault, TemplateProblem
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.ui.pages.labels.editor.edited import EditedTemplate
    from kitstation.ui.theme.apply import Appearance

_PAUSE_MS = 250
_LINE = Qt.ItemDataRole.UserRole


class NumberedEdit(QPlainTextEdit):
    """A plain text with the numbers of its lines; those at fault are marked."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._wrong: frozenset[int] = frozenset()
        self._margin = _Margin(self)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(appearance.sizes.scaled(13))
        self.setFont(font)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._scroll_margin)
        appearance.changed.connect(self._mark_again)
        self._make_room()

    @property
    def wrong_lines(self) -> frozenset[int]:
        """The lines that are marked, from 1."""
        return self._wrong

    def mark(self, lines: frozenset[int]) -> None:
        """Mark lines as being at fault."""
        self._wrong = lines
        marks: list[QTextEdit.ExtraSelection] = []
        for line in sorted(lines):
            mark = QTextEdit.ExtraSelection()
            mark.format.setBackground(QColor(self._appearance.tokens.refused.soft))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003
            mark.cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
            marks.append(mark)
        self.setExtraSelections(marks)
        self._margin.update()

    def go_to(self, line: int) -> None:
        """Put the cursor into a line."""
        self.setTextCursor(QTextCursor(self.document().findBlockByNumber(max(line - 1, 0))))
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers beside the text, and the line that is written in sight where problems take room below."""
        was_seen = self.cursorRect().top() < event.oldSize().height()
        super().resizeEvent(event)
        if was_seen:
            self.ensureCursorVisible()
        inner = self.contentsRect()
        self._margin.setGeometry(QRect(inner.left(), inner.top(), self.margin_width(), inner.height()))

    def margin_width(self) -> int:
        """Return the room that the numbers take."""
        return self.fontMetrics().horizontalAdvance("0" * max(3, len(str(self.blockCount())))) + 12

    def paint_numbers(self, painter: QPainter, area: QRect) -> None:
        """Paint the numbers of the lines that are to be seen."""
        tokens = self._appearance.tokens
        painter.fillRect(area, QColor(tokens.background))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= area.bottom():
            height = self.blockBoundingRect(block).height()
            is_wrong = block.blockNumber() + 1 in self._wrong
            painter.setPen(QColor(tokens.refused.ink if is_wrong else tokens.muted))
            box = QRect(0, round(top), self._margin.width() - 6, round(height))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            top += height
            block = block.next()

    def _mark_again(self) -> None:
        """Mark in the colours of another theme."""
        self.mark(self._wrong)

    def _make_room(self) -> None:
        self.setViewportMargins(self.margin_width(), 0, 0, 0)

    def _scroll_margin(self, rect: QRect, by: int) -> None:
        if by:
            self._margin.scroll(0, by)
        else:
            self._margin.update(0, rect.y(), self._margin.width(), rect.height())


class _Margin(QWidget):
    def __init__(self, edit: NumberedEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def sizeHint(self) -> QSize:
        """Return the width of the numbers."""
        return QSize(self._edit.margin_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the numbers."""
        self._edit.paint_numbers(QPainter(self), event.rect())


class TextTab(QWidget):
    """Shows the template's text; `checked` tells that its problems are others."""

    checked = Signal()

    def __init__(self, appearance: Appearance, edited: EditedTemplate) -> None:
        super().__init__()
        self._edited = edited
        self._taking = False
        self.problems: tuple[TemplateProblem, ...] = ()
        self.edit = NumberedEdit(appearance)
        self.edit.setAccessibleName(self.tr("The template as text"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What is wrong"))
        self.list.setWordWrap(True)
        self.list.setMaximumHeight(appearance.sizes.scaled(140))
        self._state = Text(appearance, lines=2)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.take)
        column = QVBoxLayout(self)
        set_margins(column, 0, appearance.sizes.unit * 2)
        column.addWidget(self.edit, 1)
        column.addWidget(self._state)
        column.addWidget(self.list)
        self.edit.textChanged.connect(self._typed)
        self.list.itemActivated.connect(self._go_to)
        self.list.itemClicked.connect(self._go_to)
        edited.changed.connect(self._follow)
        self.show_text()

    @property
    def state(self) -> str:
        """Whether the text is a template."""
        return self._state.text()

    @property
    def has_unread_text(self) -> bool:
        """Whether what is written is not, or cannot be, taken over yet."""
        return self.edit.toPlainText() != self._edited.text()

    def show_text(self) -> None:
        """Show the text of the template as it is now."""
        self._taking = True
        self.edit.setPlainText(self._edited.text())
        self._taking = False
        self._show(())

    def take(self) -> bool:
        """Take what is written, and return whether it is a template; else its problems are shown."""
        self._pause.stop()
        self._taking = True
        try:
            self._edited.take_text(self.edit.toPlainText())
        except TemplateFault as fault:
            self._show(fault.problems)
        else:
            self._show(())
        finally:
            self._taking = False
        return not self.problems

    def close_down(self) -> None:
        """Check nothing any more."""
        self._pause.stop()

    def _typed(self) -> None:
        if not self._taking:
            self._pause.start()

    def _follow(self) -> None:
        if not self._taking and self.isVisible():
            self.show_text()

    def _show(self, problems: tuple[TemplateProblem, ...]) -> None:
        self.problems = problems
        self.list.clear()
        for problem in problems:
            item = QListWidgetItem(str(problem))
            item.setData(_LINE, problem.line)
            self.list.addItem(item)
        self.list.setVisible(bool(problems))
        self.edit.mark(frozenset(problem.line for problem in problems if problem.line))
        self._state.setText(
            self.tr("This cannot be used yet. The label shows the text as it was before.")
            if problems
            else self.tr("The text is in order.")
        )
        self.checked.emit()

    def _go_to(self, item: QListWidgetItem) -> None:
        self.edit.go_to(int(item.data(_LINE)))
