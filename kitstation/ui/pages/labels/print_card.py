"""How the label will be, and how often, where, or into which file it goes: the second half of the page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout

from kitstation.domain.errors import KitstationError
from kitstation.domain.printing import MOST_COPIES
from kitstation.ui.forms.labelled import Labelled
from kitstation.ui.pages.labels.preview import LabelPreview
from kitstation.ui.pages.labels.sheet_start import SheetStart
from kitstation.ui.panes.reading import Reading
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.number_field import NumberField
from kitstation.ui.widgets.progress_strip import ProgressStrip
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.station.printing.printer_settings import PrinterSettings
    from kitstation.ui.pages.labels.preview import Picture
    from kitstation.ui.services import Services

_NEARLY_WHOLE = 0.995


class PrintCard(Card):
    """`print_wanted` and `set_up_wanted` tell that a button was pressed, `saving_wanted` a path."""

    print_wanted = Signal()
    set_up_wanted = Signal()
    saving_wanted = Signal(object)
    printer_chosen = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        appearance = services.appearance
        self.preview = LabelPreview(appearance)
        self._about = Text(appearance, ink=Ink.MUTED, lines=4)
        self.drawing = Reading(self)
        self.copies = NumberField()
        self.copies.setRange(1, MOST_COPIES)
        self.sheet = SheetStart(appearance)
        self.progress = ProgressStrip(appearance)
        self.printers = QComboBox()
        self._message = Text(appearance, lines=5)
        self.print_button = Button(appearance, self.tr("Print"), kind=ButtonKind.PRIMARY, icon="labels")
        self.save_button = Button(appearance, self.tr("Save as …"), icon="export")
        self.set_up_button = Button(appearance, self.tr("Set up a printer"))
        self.printers.setPlaceholderText(self.tr("No printer is set up"))
        self._lay_out()
        self.drawing.long.connect(self._say_drawing)
        self.preview.rescaled.connect(self._show_scale)
        self.print_button.clicked.connect(self.print_wanted)
        self.save_button.clicked.connect(self._ask_where)
        self.set_up_button.clicked.connect(self.set_up_wanted)
        self.printers.currentIndexChanged.connect(self.printer_chosen)

    @property
    def printer(self) -> PrinterSettings | None:
        """The printer that is chosen; None where none is set up."""
        name = self.printers.currentText()
        return next((one for one in self._services.settings.now.printers if one.name == name), None)

    @property
    def message(self) -> str:
        """What became of what was wanted last."""
        return self._message.text()

    @property
    def about(self) -> str:
        """What is said below the preview."""
        return self._about.text()

    def show_printers(self, printers: tuple[PrinterSettings, ...]) -> None:
        """Offer these printers; the one that was chosen stays so."""
        chosen = self.printers.currentText()
        self.printers.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.printers.clear()
        self.printers.addItems([printer.name for printer in printers])
        self.printers.setCurrentIndex(max(self.printers.findText(chosen), 0))
        self.printers.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.printers.setEnabled(bool(printers))
        self.set_up_button.setVisible(not printers)

    def show_what_can_be_done(self, *, chosen: bool) -> None:
        """Let labels be printed where some are chosen and there is a printer, be saved where some are chosen."""
        self.print_button.setEnabled(chosen and self.printer is not None)
        self.save_button.setEnabled(chosen)

    def show_picture(self, picture: Picture) -> None:
        """Show the label."""
        self.preview.show_picture(picture)
        self._about.set_ink(Ink.MUTED)
        self._show_scale()

    def show_no_picture(self, sentence: str, *, is_fault: bool) -> None:
        """Say why there is no label to see."""
        self.preview.show_picture(None)
        self._about.set_ink(Ink.REFUSED if is_fault else Ink.MUTED)
        self._about.setText(sentence)

    def show_why_not(self, error: BaseException) -> None:
        """Say why the label cannot be printed, and what to change."""
        if isinstance(error, KitstationError):
            self.show_no_picture(fault_words(error), is_fault=True)
        else:
            self._services.navigator.show_fault(error)

    def say(self, sentence: str, ink: Ink = Ink.NORMAL) -> None:
        """Say what became of what was wanted."""
        self._message.set_ink(ink)
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def say_fault(self, error: BaseException) -> None:
        """Say why labels are not printed, and what to change."""
        if isinstance(error, KitstationError):
            self.say(fault_words(error), Ink.REFUSED)
        else:
            self._services.navigator.show_fault(error)

    def _say_drawing(self) -> None:
        self._about.set_ink(Ink.MUTED)
        self._about.setText(self.tr("The label is being drawn …"))

    def _show_scale(self) -> None:
        if self.preview.picture is not None:
            self._about.setText(self._words(self.preview.picture))

    def _words(self, picture: Picture) -> str:
        scale = self.preview.scale()
        size = f"{picture.width:g} × {picture.height:g} mm"  # noqa: RUF001 - the sign for "times"
        shown = (
            self.tr("shown as large as it is")
            if scale > _NEARLY_WHOLE
            else self.tr("shown at {percent} %").format(percent=round(scale * 100))
        )
        sample = self.tr("A sample") if picture.is_sample else ""
        return " · ".join(part for part in (sample, size, shown) if part)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the labels"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [self.tr("PDF (*.pdf)"), self.tr("Picture of one label (*.png)"), self.tr("ZPL (*.zpl)")]
        )
        dialog.setDefaultSuffix("pdf")
        dialog.filterSelected.connect(partial(_follow_filter, dialog))
        dialog.selectFile("labels.pdf")
        dialog.fileSelected.connect(self._tell_where)
        dialog.open()

    def _tell_where(self, name: str) -> None:
        self.saving_wanted.emit(Path(name))

    def _lay_out(self) -> None:
        appearance = self._services.appearance
        sizes = appearance.sizes
        self._message.hide()
        values = QHBoxLayout()
        values.setSpacing(sizes.gap)
        top = Qt.AlignmentFlag.AlignTop
        values.addWidget(Labelled(appearance, self.tr("Printer"), self.printers), 1, top)
        values.addWidget(Labelled(appearance, self.tr("Copies of each"), self.copies), 0, top)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.unit * 2)
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.set_up_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        set_margins(column, sizes.gap, sizes.unit * 2)
        column.addWidget(self.preview, 1)
        column.addWidget(self._about)
        column.addLayout(values)
        column.addWidget(self.sheet)
        column.addWidget(self._message)
        column.addWidget(self.progress)
        column.addLayout(buttons)


def fault_words(fault: KitstationError) -> str:
    """Return what is wrong, why, and what to change, as sentences."""
    return " ".join(part for part in (f"{fault.title}.", fault.detail, fault.hint) if part)


def _follow_filter(dialog: QFileDialog, chosen: str) -> None:
    """Let a name without an ending get that of the chosen kind of file, such as the pdf of "PDF (*.pdf)"."""
    dialog.setDefaultSuffix(chosen[-4:-1])
