"""The first step: what is imported, and from which file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kitstation.ui.importing.work import ImportKind
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.segmented import Segment, Segmented
from kitstation.ui.widgets.text import IconView, Text

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


class DropArea(QWidget):
    """Takes a file that is dropped on it; `dropped` tells its path."""

    dropped = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._over = False
        self.setAcceptDrops(True)
        appearance.changed.connect(self.update)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files only."""
        if _dropped_file(event) is not None:
            event.acceptProposedAction()
            self._mark(over=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show that nothing is held over the area any more."""
        self._mark(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the file."""
        self._mark(over=False)
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dashed line that invites to drop."""
        tokens, sizes = self._appearance.tokens, self._appearance.sizes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.accent if self._over else tokens.outline), 2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(tokens.accent_soft if self._over else tokens.surface))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, sizes.card_radius, sizes.card_radius)

    def _mark(self, *, over: bool) -> None:
        self._over = over
        self.update()


def _dropped_file(event: QDropEvent) -> Path | None:
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return Path(files[0]) if len(files) == 1 else None


class ChooseStep(QWidget):
    """`chosen` tells the path of a file, `browse_wanted` asks for the file dialog."""

    chosen = Signal(object)
    browse_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._kinds = Segmented(
            appearance,
            self.tr("What is imported"),
            (
                Segment(ImportKind.BOM.value, self.tr("Bill of materials")),
                Segment(ImportKind.PARTS.value, self.tr("Parts")),
                Segment(ImportKind.INVENTORY.value, self.tr("Inventory")),
            ),
        )
        self._about = Text(appearance, ink=Ink.MUTED, lines=3)
        self.browse = Button(appearance, self.tr("Choose a file"), kind=ButtonKind.PRIMARY, icon="import")
        self._problem = Text(appearance, ink=Ink.REFUSED, lines=4)
        self.drop_area = DropArea(appearance)
        self._kinds.chosen.connect(self._describe)
        self.browse.clicked.connect(self.browse_wanted)
        self.drop_area.dropped.connect(self.chosen)
        self._lay_out()
        self.choose_kind(ImportKind.BOM)

    @property
    def kind(self) -> ImportKind:
        """What is imported."""
        return ImportKind(self._kinds.current())

    @property
    def problem(self) -> str:
        """Why the last file could not be read."""
        return self._problem.text()

    def choose_kind(self, kind: ImportKind) -> None:
        """Choose what is imported."""
        self._kinds.choose(kind.value)
        self._describe()
        self.show_problem("")

    def show_problem(self, problem: str) -> None:
        """Say why a file could not be read."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _describe(self, _key: object = None) -> None:
        self._about.setText(
            {
                ImportKind.BOM: self.tr(
                    "The parts that one assembly needs, as design tools write them: part numbers with "
                    "quantities or reference designators. Lines that exist are brought up to date."
                ),
                ImportKind.PARTS: self.tr(
                    "A list of parts with descriptions, units and how they are tracked. Parts that exist are "
                    "brought up to date."
                ),
                ImportKind.INVENTORY: self.tr(
                    "What lies on the shelves: each row takes one serial number, lot or quantity in, at its "
                    "location. Parts and locations that do not exist are created."
                ),
            }[self.kind]
        )

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        inside = QVBoxLayout(self.drop_area)
        set_margins(inside, sizes.page_margin * 2, sizes.unit * 3)
        inside.addStretch()
        centre = Qt.AlignmentFlag.AlignHCenter
        inside.addWidget(IconView(self._appearance, "import", 40, ink=Ink.MUTED), 0, centre)
        for text, role, ink in (
            (self.tr("Drop a file here"), TextRole.LEAD_STRONG, Ink.NORMAL),
            (
                self.tr("CSV, text with tabs or semicolons, or an Excel workbook (.xlsx)"),
                TextRole.BODY,
                Ink.MUTED,
            ),
        ):
            line = Text(self._appearance, text, role=role, ink=ink)
            inside.addWidget(line, 0, centre)
        inside.addSpacing(sizes.unit)
        inside.addWidget(self.browse, 0, centre)
        inside.addStretch()
        column = QVBoxLayout(self)
        set_margins(column, 0, sizes.gap)
        column.addWidget(self._kinds)
        column.addWidget(self._about)
        column.addWidget(self._problem)
        column.addWidget(self.drop_area, 1)
