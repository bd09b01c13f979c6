"""With which label of a sheet printing begins: typed, pointed at, or where the last job has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kitstation.ui.forms.labelled import Labelled
from kitstation.ui.pages.labels.sheet_picture import SheetPicture
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.number_field import NumberField
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from kitstation.labels.template import Template
    from kitstation.station.printing.printer_settings import PrinterSettings
    from kitstation.ui.printing.printing import Printing
    from kitstation.ui.theme.apply import Appearance

_SCROLL_BAR = 24


class SheetStart(QWidget):
    """Hidden where labels are on no sheet that may begin anywhere; then it is label 1."""

    popped_up = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._template: Template | None = None
        self._suggested = 1
        self._looking = ("", "")
        self.position = NumberField()
        self.position.setRange(1, 1)
        self.pick_button = Button(appearance, self.tr("Point at it"))
        self.pick_button.setToolTip(
            self.tr("Labels of the first sheet before this one are used already: counted row by row.")
        )
        self.last_button = Button(appearance, "", kind=ButtonKind.LINK)
        self._last = Text(appearance, ink=Ink.MUTED)
        field = QHBoxLayout()
        field.setSpacing(appearance.sizes.unit * 2)
        field.addWidget(Labelled(appearance, self.tr("First free label"), self.position))
        field.addWidget(self.pick_button, 0, Qt.AlignmentFlag.AlignBottom)
        field.addStretch()
        last = QHBoxLayout()
        last.setSpacing(appearance.sizes.unit * 2)
        last.addWidget(self._last)
        last.addWidget(self.last_button)
        last.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(field)
        column.addLayout(last)
        self.pick_button.clicked.connect(self.open_picture)
        self.last_button.clicked.connect(self._take_last)
        self.position.valueChanged.connect(self._show_last)
        self._show_last()

    @property
    def remark(self) -> str:
        """What is said of the last sheet."""
        return self._last.text()

    def show_template(self, template: Template | None) -> None:
        """Ask for the first free label where the template is of sheets that count them."""
        if template is not None and template == self._template:
            return
        sheet = template.sheet if template else None
        self._template = template if sheet is not None and sheet.may_begin_anywhere else None
        self.position.setRange(1, sheet.labels if sheet is not None and self._template else 1)
        self.setVisible(self._template is not None)
        self.suggest(1)

    def look_for_last(
        self, printing: Printing, at: PrinterSettings | None, on_error: Callable[[BaseException], None]
    ) -> None:
        """Offer to go on with the sheet that the last job left in a printer."""
        template = self._template
        if template is None or at is None:
            return
        self._looking = looking = (template.name, at.name)

        def found(first: int) -> None:
            # Something else may have been chosen meanwhile.
            if self._looking == looking and self._template is not None:
                self.suggest(first)

        printing.submit(lambda desk: desk.first_free_label(at, template.name), found, on_error)

    def suggest(self, first: int) -> None:
        """Offer to go on with the last sheet, of which this label is the first free one; 1 offers nothing."""
        self._suggested = first
        self._show_last()

    def begin_anew(self) -> None:
        """Begin with a new sheet."""
        self.position.setValue(1)

    def open_picture(self) -> None:
        """Let the label be pointed at."""
        if self._template is None or self._template.sheet is None:
            return
        popup = _SheetPopup(self._appearance, self._template, self.position.value(), self)
        popup.picture.chosen.connect(self.position.setValue)
        popup.picture.chosen.connect(popup.close)
        popup.open_below(self.pick_button)
        self.popped_up.emit(popup)

    def _take_last(self) -> None:
        self.position.setValue(self._suggested)

    def _show_last(self) -> None:
        offered = self._template is not None and self._suggested not in {1, self.position.value()}
        self.last_button.setVisible(offered)
        self._last.setVisible(offered)
        if self._template is None or self._template.sheet is None:
            return
        left = self._template.sheet.labels - self._suggested + 1
        self._last.setText(
            self.tr("The last sheet has one label left:")
            if left == 1
            else self.tr("The last sheet has {left} labels left:").format(left=left)
        )
        self.last_button.setText(self.tr("begin with label {first}").format(first=self._suggested))


class _SheetPopup(QFrame):
    """The picture of a sheet over the page; it closes when a label is chosen, on Escape, and on a press elsewhere."""

    def __init__(self, appearance: Appearance, template: Template, first: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        assert template.sheet is not None  # noqa: S101 - the caller has looked
        self.picture = SheetPicture(appearance, template.sheet, template.width / template.height, first)
        words = Text(appearance, self.tr("Point at the first label that is free"), ink=Ink.MUTED)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(self.picture)
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(self._area)

    def open_below(self, button: QWidget) -> None:
        """Open beside a button, within the screen, as large as the sheet needs."""
        room = button.screen().availableGeometry()
        wanted = self.picture.sizeHint()
        self._area.setMinimumSize(
            min(wanted.width() + _SCROLL_BAR, room.width() - 2 * _SCROLL_BAR),
            min(wanted.height() + 2, room.height() - 4 * _SCROLL_BAR),
        )
        self.adjustSize()
        place = button.mapToGlobal(QPoint(0, button.height()))
        self.move(
            max(room.left(), min(place.x(), room.right() - self.width())),
            max(room.top(), min(place.y(), room.bottom() - self.height())),
        )
        self.show()
        self.picture.setFocus(Qt.FocusReason.PopupFocusReason)
