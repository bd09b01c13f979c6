"""The pane beside the list of runs: how far the selected one is, and its assemblies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kitstation.store.queries.kits import KitHeader, kits_of_run
from kitstation.store.queries.runs import AssemblyRow, RunRow, assemblies_of_run, run_by_uid
from kitstation.ui.pages.kits.run_columns import assembly_columns, built_fraction, built_words, run_pill
from kitstation.ui.panes.side_table import side_table
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.empty_state import EmptyState
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.progress import ThinProgress
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.store.store import Store
    from kitstation.ui.services import Services
    from kitstation.ui.tables.export_strip import ExportStrip


@dataclass(frozen=True, slots=True)
class RunContents:
    """A run with its kits and its assemblies."""

    run: RunRow
    kits: tuple[KitHeader, ...]
    assemblies: tuple[AssemblyRow, ...]


def read_run(store: Store, run: RunRow) -> RunContents:
    """Read a run as it stands."""
    with store.reading() as reader:
        now = run_by_uid(reader, run.uid) or run
        return RunContents(now, kits_of_run(reader, run.uid), assemblies_of_run(reader, run.uid))


class RunDetail(QWidget):
    """Shows one run, or asks to select one. `build_wanted` tells the uid of the assembly to go on with."""

    start_wanted = Signal()
    kit_wanted = Signal()
    change_wanted = Signal()
    show_kits_wanted = Signal()
    build_wanted = Signal(str)

    def __init__(self, services: Services, strip: ExportStrip) -> None:
        super().__init__()
        appearance = services.appearance
        self._appearance = appearance
        self.contents: RunContents | None = None
        self._title = Text(appearance, role=TextRole.TITLE, lines=2)
        self._pill = Pill(appearance)
        self._about = Text(appearance, ink=Ink.MUTED, lines=2)
        self._progress = ThinProgress(appearance, self.tr("Progress of the run"))
        self._words = Text(appearance, role=TextRole.SMALL, ink=Ink.MUTED)
        self._kits = Text(appearance, role=TextRole.SMALL, ink=Ink.MUTED, lines=3)
        self.start_button = Button(
            appearance, self.tr("Begin an assembly"), kind=ButtonKind.PRIMARY, icon="add"
        )
        self.kit_button = Button(appearance, self.tr("Create kit"), icon="kits")
        self.change_button = Button(appearance, self.tr("Change"))
        self.kits_button = Button(appearance, self.tr("Show kits"))
        self.open_button = Button(appearance, self.tr("Go on building"), kind=ButtonKind.PRIMARY)
        self.assemblies = RowTableModel(assembly_columns(self.tr), _assembly_id, parent=self)
        self.table = side_table(
            services, "run_assemblies", self.tr("Assemblies of the run"), self.assemblies, strip
        )
        self._stack = QStackedWidget(self)
        self._connect()
        self._lay_out()

    def show_nothing(self) -> None:
        """Ask to select a run."""
        self.contents = None
        self._stack.setCurrentIndex(0)

    def show_contents(self, contents: RunContents) -> None:
        """Show a run."""
        self.contents = contents
        run = contents.run
        self._title.setText(run.title)
        self._pill.show_content(run_pill(run.status))
        self._about.setText(
            self.tr("{part} revision {revision}").format(part=run.part_number, revision=run.revision)
        )
        words = built_words(run, self.tr)
        self._progress.show_progress(round(built_fraction(run) * 1000), 1000, words)
        self._words.setText(words)
        numbers = ", ".join(kit.number for kit in contents.kits)
        self._kits.setText(
            self.tr("Kits: {numbers}").format(numbers=numbers) if numbers else self.tr("No kit yet")
        )
        self.kits_button.setEnabled(bool(contents.kits))
        self.kit_button.setEnabled(bool(run.mbom_lines))
        self.kit_button.setToolTip(
            "" if run.mbom_lines else self.tr("The assembly has no bill of materials yet.")
        )
        self.assemblies.set_rows(contents.assemblies)
        if contents.assemblies and not self.table.selected_ids():
            self.table.selectRow(0)
        self._follow()
        self._stack.setCurrentIndex(1)

    def _chosen(self) -> str | None:
        ids = self.table.selected_ids()
        return str(ids[0]) if len(ids) == 1 else None

    def _follow(self, _ids: object = None) -> None:
        self.open_button.setEnabled(self._chosen() is not None)

    def _open(self, _uid: object = None) -> None:
        if (uid := self._chosen()) is not None:
            self.build_wanted.emit(uid)

    def _connect(self) -> None:
        self.start_button.clicked.connect(self.start_wanted)
        self.kit_button.clicked.connect(self.kit_wanted)
        self.change_button.clicked.connect(self.change_wanted)
        self.kits_button.clicked.connect(self.show_kits_wanted)
        self.open_button.clicked.connect(self._open)
        self.table.row_activated.connect(self._open)
        self.table.selection_changed.connect(self._follow)

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        self._stack.addWidget(
            EmptyState(
                self._appearance,
                icon="box",
                title=self.tr("No run is selected"),
                sentence=self.tr("Select one to see its kits and its assemblies."),
            )
        )
        contents = QWidget()
        self._stack.addWidget(contents)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(self._stack)
        first = QHBoxLayout()
        first.setSpacing(sizes.unit * 2)
        first.addWidget(self._title, 1)
        first.addWidget(self._pill)
        heading = QVBoxLayout()
        set_margins(heading, sizes.gap, sizes.unit * 2)
        heading.addLayout(first)
        for part in (self._about, self._progress, self._words, self._kits):
            heading.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.unit * 2)
        for button in (self.kit_button, self.kits_button, self.change_button):
            buttons.addWidget(button)
        buttons.addStretch()
        heading.addWidget(self.start_button)
        heading.addLayout(buttons)
        foot = QVBoxLayout()
        set_margins(foot, sizes.gap, sizes.unit * 2)
        foot.addWidget(self.open_button)
        column = QVBoxLayout(contents)
        set_margins(column, 0, 0)
        column.addLayout(heading)
        column.addWidget(self.table, 1)
        column.addLayout(foot)


def _assembly_id(row: AssemblyRow) -> str:
    return row.uid
