"""An assembly that is being built: what it needs, what is in it; what is scanned is installed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kitstation.domain.quantities import QuantityError, quantity
from kitstation.station.building import BuildView, Wanted
from kitstation.station.sentences import Wording, readable
from kitstation.ui.forms.labelled import Labelled
from kitstation.ui.pages.kits.run_columns import NeedRow, installed_columns, need_columns
from kitstation.ui.panes.side_table import side_table
from kitstation.ui.panes.undo_strip import News, UndoStrip
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink, Tone
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.progress import ThinProgress
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.store.queries.builds import InstalledItem
    from kitstation.ui.services import Services
    from kitstation.ui.tables.export_strip import ExportStrip


class BuildPane(QWidget):
    """Shows one assembly. `install_wanted` tells a Wanted, `take_out_wanted` an InstalledItem."""

    install_wanted = Signal(object)
    take_out_wanted = Signal(object)
    finish_wanted = Signal()
    left = Signal()

    def __init__(self, services: Services, strip: ExportStrip) -> None:
        super().__init__()
        appearance = services.appearance
        self._services, self._strip = services, strip
        self.build: BuildView | None = None
        self._name = Text(appearance, role=TextRole.TITLE)
        self._pill = Pill(appearance)
        self._about = Text(appearance, ink=Ink.MUTED, lines=2)
        self._progress = ThinProgress(appearance, self.tr("Progress of the assembly"))
        self.news = UndoStrip(services)
        self.code, self.quantity = QLineEdit(), QLineEdit()
        self.code_field = Labelled(
            appearance,
            self.tr("Scan or type what is installed"),
            self.code,
            hint=self.tr("Then press Enter."),
        )
        self.quantity_field = Labelled(
            appearance, self.tr("Quantity"), self.quantity, hint=self.tr("Empty: the rest.")
        )
        self.from_stock = QCheckBox(self.tr("From stock too, where no kit holds it"))
        self.needs = RowTableModel(need_columns(self.tr), _need_id, parent=self)
        self.installed = RowTableModel(installed_columns(self.tr), _installed_id, parent=self)
        self.needs_table = side_table(
            services, "build_needs", self.tr("What the assembly needs"), self.needs, strip
        )
        self.installed_table = side_table(
            services, "build_installed", self.tr("What is installed"), self.installed, strip
        )
        self.back_button = Button(appearance, self.tr("Back to the run"), kind=ButtonKind.LINK)
        self.take_out_button = Button(appearance, self.tr("Take out"))
        self.finish_button = Button(appearance, self.tr("Finish"), kind=ButtonKind.PRIMARY)
        self._connect()
        self._lay_out()

    def show_build(self, build: BuildView) -> None:
        """Show an assembly as it stands."""
        self.build = build
        one = build.assembly
        self._name.setText(one.name)
        ready = build.is_complete
        words = self.tr("in work") if one.in_work else self.tr("finished")
        self._pill.show_content(PillContent(words, Tone.ATTENTION if one.in_work else Tone.ACCEPTED))
        self._about.setText(
            self.tr("{part} · run “{run}” · {place}").format(
                part=one.part_number, run=one.run or "", place=readable(one.location)
            )
        )
        done = sum(not need.missing for need in build.requirements)
        said = self.tr("{done} of {all} parts are installed").format(done=done, all=len(build.requirements))
        self._progress.show_progress(done, len(build.requirements), said)
        self.needs.set_rows(NeedRow(need, build.held_for(need)) for need in build.requirements)
        self.installed.set_rows(build.installed)
        self.installed_table.setVisible(bool(build.installed))
        self.finish_button.setEnabled(one.in_work)
        self.finish_button.setDefault(ready)
        self._follow()

    def begin(self) -> None:
        """Take the focus to where a code is typed."""
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def scanned(self, text: str) -> None:
        """Install what was scanned, in the quantity that is written there."""
        try:
            amount = self._amount()
        except QuantityError:
            self.quantity_field.show_problem(self.tr("Write how many, as a number above 0."))
            self.quantity.setFocus()
            return
        self.quantity_field.show_problem("")
        self.install_wanted.emit(Wanted(text, amount, self.from_stock.isChecked()))

    def tell(self, wording: Wording, tone: Tone) -> None:
        """Say what became of it; what was typed has done its service."""
        self.news.tell(News(f"{wording.headline}. {wording.sentence}".strip(), tone))
        if tone is Tone.ACCEPTED:
            self.quantity.clear()
        self.code.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _amount(self) -> Decimal | None:
        """Return how much is wanted, None for what is missing. Raises QuantityError for what is no amount."""
        text = self.quantity.text().strip().replace(",", ".")
        if not text:
            return None
        number = quantity(text)
        if number <= 0:
            raise QuantityError(f"{text} is not above 0")
        return number

    def _typed(self) -> None:
        if text := self.code.text().strip():
            self.scanned(text)

    def _chosen(self) -> InstalledItem | None:
        ids = self.installed_table.selected_ids()
        return self.installed.row(ids[0]) if len(ids) == 1 else None

    def _follow(self, _ids: object = None) -> None:
        self.take_out_button.setEnabled(self._chosen() is not None)

    def _take_out(self) -> None:
        if (item := self._chosen()) is not None:
            self.take_out_wanted.emit(item)

    def _connect(self) -> None:
        self.code.returnPressed.connect(self._typed)
        self.quantity.returnPressed.connect(self._typed)
        self.installed_table.selection_changed.connect(self._follow)
        self.back_button.clicked.connect(self.left)
        self.take_out_button.clicked.connect(self._take_out)
        self.finish_button.clicked.connect(self.finish_wanted)

    def _lay_out(self) -> None:
        sizes = self._services.appearance.sizes
        head = QVBoxLayout()
        set_margins(head, sizes.gap, sizes.unit * 2)
        first = QHBoxLayout()
        first.setSpacing(sizes.unit * 2)
        first.addWidget(self._name, 1)
        first.addWidget(self._pill)
        head.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        head.addLayout(first)
        for part in (self._about, self._progress, self.news):
            head.addWidget(part)
        entry = QHBoxLayout()
        entry.setSpacing(sizes.unit * 2)
        top = Qt.AlignmentFlag.AlignTop
        entry.addWidget(self.code_field, 2, top)
        entry.addWidget(self.quantity_field, 1, top)
        head.addLayout(entry)
        head.addWidget(self.from_stock)
        foot = QHBoxLayout()
        set_margins(foot, sizes.gap, sizes.unit * 2)
        foot.addWidget(self.finish_button)
        foot.addWidget(self.take_out_button)
        foot.addStretch()
        column = QVBoxLayout(self)
        set_margins(column, 0, 0)
        column.addLayout(head)
        column.addWidget(self.needs_table, 3)
        column.addWidget(self.installed_table, 2)
        column.addLayout(foot)


def _need_id(row: NeedRow) -> str:
    return row.need.uid


def _installed_id(row: InstalledItem) -> tuple[str, str]:
    return (row.requirement_uid, row.item_uid)
