"""The help as a text that is read, gone through by its headings, and searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from kitstation.ui.theme.sizes import TextRole

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

_MEASURE = 760


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and where it stands."""

    text: str
    position: int


class HelpText(QTextBrowser):
    """Shows Markdown in the colours and sizes of the appearance; `found` tells how many places match."""

    found = Signal(object)

    def __init__(self, appearance: Appearance, markdown: str) -> None:
        super().__init__()
        self._appearance = appearance
        self._markdown = markdown
        self._words = ""
        self._places: list[QTextCursor] = []
        self._at = -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenExternalLinks(True)
        self.setAccessibleName(self.tr("Help"))
        appearance.changed.connect(self._render)
        self._render()

    def headings(self) -> tuple[Heading, ...]:
        """Return the headings of the first level."""
        found = []
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() == 1:
                found.append(Heading(block.text(), block.position()))
            block = block.next()
        return tuple(found)

    def go_to(self, position: int) -> None:
        """Bring a place to the top."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + top - self._appearance.sizes.gap)

    def search(self, words: str) -> None:
        """Mark every place that has these words, and show the first."""
        self._words = words.strip()
        self._places = list(self._matches())
        self._at = -1
        self._mark()
        self.found.emit(len(self._places))
        self.show_next()

    def show_next(self) -> None:
        """Show the next place that was found."""
        if self._places:
            self._at = (self._at + 1) % len(self._places)
            self._mark()
            cursor = QTextCursor(self._places[self._at])
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    @property
    def count(self) -> int:
        """How many places were found."""
        return len(self._places)

    @property
    def place(self) -> int:
        """Which of the places is shown, counted from 1; 0 when none is."""
        return self._at + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines short enough to read, however wide the window is."""
        room = self.width() - self._appearance.sizes.scaled(_MEASURE + 80)
        self.setViewportMargins(0, 0, max(0, room), 0)
        super().resizeEvent(event)

    def _matches(self) -> list[QTextCursor]:
        places: list[QTextCursor] = []
        cursor = QTextCursor(self.document())
        while self._words:
            cursor = self.document().find(self._words, cursor)
            if cursor.isNull():
                break
            places.append(QTextCursor(cursor))
        return places

    def _mark(self) -> None:
        tokens = self._appearance.tokens
        marks = []
        for at, place in enumerate(self._places):
            mark = QTextEdit.ExtraSelection()
            shown = at == self._at
            mark.format.setBackground(QColor(tokens.accent if shown else tokens.attention.soft))
            mark.format.setForeground(QColor(tokens.on_accent if shown else tokens.attention.ink))
            mark.cursor = place
            marks.append(mark)
        self.setExtraSelections(marks)

    def _render(self) -> None:
        document, seen = self.document(), self.verticalScrollBar().value()
        document.setDefaultFont(self._appearance.font(TextRole.BODY))
        document.setDocumentMargin(self._appearance.sizes.page_margin)
        document.setMarkdown(self._markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self._set_blocks(document)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._set_table(frame)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.search(self._words)
        self.verticalScrollBar().setValue(seen)

    def _set_blocks(self, document: QTextDocument) -> None:
        sizes = self._appearance.sizes
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            form = QTextBlockFormat()
            form.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            in_table = cursor.currentTable() is not None
            if block.blockFormat().headingLevel() == 1:
                form.setTopMargin(sizes.scaled(28) if block.blockNumber() else 0)
                form.setBottomMargin(sizes.scaled(8))
                self._set_font(cursor, self._appearance.font(TextRole.TITLE))
            elif not in_table:
                form.setTopMargin(sizes.scaled(3))
                form.setBottomMargin(sizes.scaled(3))
            cursor.mergeBlockFormat(form)
            block = block.next()

    @staticmethod
    def _set_font(cursor: QTextCursor, font: QFont) -> None:
        # Selecting the block would take the end of the paragraph before it along.
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setFont(font)
        cursor.setCharFormat(form)

    def _set_table(self, table: QTextTable) -> None:
        tokens, sizes = self._appearance.tokens, self._appearance.sizes
        form = table.format()
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderBrush(QColor(tokens.line))
        form.setCellPadding(sizes.scaled(6))
        form.setCellSpacing(0)
        form.setMargin(sizes.unit)
        form.setWidth(QTextLength(QTextLength.Type.FixedLength, sizes.scaled(_MEASURE)))
        table.setFormat(form)
        for column in range(table.columns()):
            cell = table.cellAt(0, column)
            head = cell.format()
            head.setBackground(QColor(tokens.hover))
            cell.setFormat(head)
