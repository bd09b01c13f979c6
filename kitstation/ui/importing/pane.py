"""The import from file to applied, as a pane that a page shows in place of its list."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kitstation.domain.errors import KitstationError
from kitstation.station.importing import plan as plans
from kitstation.ui.importing.choose_step import ChooseStep
from kitstation.ui.importing.columns_step import ColumnsStep
from kitstation.ui.importing.report_step import ReportStep
from kitstation.ui.importing.work import ImportKind, ReadFile, plan_import, read_file
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.tasks import Task, TaskRunner
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.progress_strip import ProgressStrip
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.station.importing.plan import ImportPlan
    from kitstation.station.importing.report import ImportReport
    from kitstation.ui.services import Services


class ImportPane(QWidget):
    """Three steps: file, columns, report. `applied` is emitted once something was imported, `left` to go back."""

    applied = Signal()
    left = Signal()

    def __init__(self, services: Services, kind: ImportKind) -> None:
        super().__init__()
        self._services = services
        appearance = services.appearance
        self._task: Task | None = None
        self._reader: TaskRunner | None = None
        self._plan: ImportPlan | None = None
        self._done = False
        self.header = PageHeader(appearance, self.tr("Import"))
        self.choose = ChooseStep(appearance)
        self.columns = ColumnsStep(appearance)
        self.report = ReportStep(services, f"findings_{kind.value}")
        self.strip = ProgressStrip(appearance)
        self._hint = Text(appearance, ink=Ink.MUTED)
        self.back = Button(appearance, self.tr("Back"))
        self.forward = Button(appearance, self.tr("Check"), kind=ButtonKind.PRIMARY)
        self.leave = Button(appearance, self.tr("Cancel"))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.begin(kind)

    @property
    def step(self) -> QWidget | None:
        """The step that is shown."""
        return self._stack.currentWidget()

    def begin(self, kind: ImportKind) -> None:
        """Begin again, with nothing chosen yet."""
        self._forget()
        self.choose.choose_kind(kind)
        self._show_step(self.choose)

    def close_down(self) -> None:
        """Deliver nothing any more."""
        self._forget()
        if self._reader is not None:
            self._reader.close()

    def read(self, path: Path) -> None:
        """Read a file, away from the screen and from the core thread, so that scans go on."""
        self.choose.show_problem("")
        self._begin_work(self.tr("Reading {file} …").format(file=path.name))
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="import")
        self._reader = TaskRunner(thread, self)
        work = partial(read_file, path, self.choose.kind)
        self._task = self._reader.submit(work, self._show_file, self._show_unreadable)
        thread.shutdown(wait=False)

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a file"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Tables (*.csv *.tsv *.txt *.xlsx *.xlsm)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self._read_named)
        dialog.open()

    def _read_named(self, name: str) -> None:
        self.read(Path(name))

    def _show_file(self, file: ReadFile) -> None:
        self._end_work()
        self.columns.show_file(file)
        self._show_step(self.columns)

    def _show_unreadable(self, error: BaseException) -> None:
        self._end_work()
        self._show_step(self.choose)
        if isinstance(error, KitstationError):
            title = f"{error.title}." if error.detail or error.hint else error.title
            self.choose.show_problem(" ".join(part for part in (title, error.detail, error.hint) if part))
        else:
            self._services.navigator.show_fault(error)

    def _check(self) -> None:
        file = self.columns.file
        if file is None or self.columns.missing:
            return
        self._begin_work(self.tr("Checking {file} …").format(file=file.path.name))
        work = partial(plan_import, file=file, desk=self._services.desk, assembly=self.columns.assembly)
        self._task = self._services.tasks.submit(work, self._show_plan, self._fail)

    def _show_plan(self, plan: ImportPlan) -> None:
        self._end_work()
        self._plan = plan
        self._show_report(plan.report)

    def _apply(self) -> None:
        plan = self._plan
        if plan is None or plan.report.problems:
            return
        self._begin_work(self.tr("Importing …"), can_cancel=False)
        self._task = self._services.tasks.submit(partial(plans.run, plan), self._finish, self._fail)

    def _finish(self, report: ImportReport) -> None:
        self._end_work()
        self._plan = None
        self._done = report.applied
        self._show_report(report)
        if report.applied:
            self._services.navigator.stock_changed()
            self.applied.emit()

    def _fail(self, error: BaseException) -> None:
        self._end_work()
        self._services.navigator.show_fault(error)

    def _show_report(self, report: ImportReport) -> None:
        file = self.columns.file
        self.report.show_report(file.path.name if file else "", report)
        self._show_step(self.report)

    def _go_back(self) -> None:
        self._show_step(self.choose if self.step is self.columns or self._done else self.columns)

    def _go_on(self) -> None:
        if self.step is self.columns:
            self._check()
        elif self._done:
            self.left.emit()
        else:
            self._apply()

    def _show_step(self, step: QWidget) -> None:
        if step is not self.report:
            self._done = False
        self._stack.setCurrentWidget(step)
        names = {
            self.choose: self.tr("1 of 3: choose a file"),
            self.columns: self.tr("2 of 3: check the columns"),
            self.report: self.tr("3 of 3: what it does"),
        }
        self.header.show_remark(names[step])
        self._refresh()
        if step is self.choose:
            self.choose.browse.setFocus()
        elif step is self.report:
            (self.forward if self.forward.isEnabled() else self.report.copy_button).setFocus()

    def _refresh(self) -> None:
        step, missing = self.step, self.columns.missing if self.step is self.columns else ""
        self.back.setVisible(step is not self.choose)
        self.back.setText(self.tr("Import another file") if self._done else self.tr("Back"))
        self.forward.setVisible(step is not self.choose)
        if step is self.columns:
            self.forward.setText(self.tr("Check"))
            self.forward.setEnabled(not missing)
        else:
            self.forward.setText(self.tr("Done") if self._done else self.tr("Import"))
            ready = self._plan is not None and not self._plan.report.problems and bool(self._plan.entries)
            self.forward.setEnabled(self._done or ready)
        self.leave.setVisible(not self._done)
        self._hint.setText(missing)

    def _begin_work(self, words: str, *, can_cancel: bool = True) -> None:
        self._forget()
        self._stack.setEnabled(False)
        for button in (self.back, self.forward):
            button.setEnabled(False)
        self.leave.setEnabled(can_cancel)
        self.strip.show_busy(words)

    def _end_work(self) -> None:
        self._task = None
        self._stack.setEnabled(True)
        self.back.setEnabled(True)
        self.leave.setEnabled(True)
        self.strip.hide()
        self._refresh()

    def _forget(self) -> None:
        if self._task is not None:
            self._task.forget()
            self._end_work()

    def _leave(self) -> None:
        self._forget()
        self.left.emit()

    def _connect(self) -> None:
        self.choose.chosen.connect(self.read)
        self.choose.browse_wanted.connect(self._browse)
        self.columns.changed.connect(self._refresh)
        self.columns.confirmed.connect(self._check)
        self.strip.cancelled.connect(self._forget)
        self.back.clicked.connect(self._go_back)
        self.forward.clicked.connect(self._go_on)
        self.leave.clicked.connect(self._leave)

    def _lay_out(self) -> None:
        sizes = self._services.appearance.sizes
        for step in (self.choose, self.columns, self.report):
            self._stack.addWidget(step)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.unit * 2)
        buttons.addWidget(self._hint, 1)
        for button in (self.leave, self.back, self.forward):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        set_margins(column, sizes.page_margin, sizes.gap)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)
        column.addWidget(self.strip)
        column.addLayout(buttons)
