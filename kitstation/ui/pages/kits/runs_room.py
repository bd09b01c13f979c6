"""The list of runs, the selected one with its assemblies, and the building of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from kitstation.domain.records import Run
from kitstation.domain.refusals import Refused
from kitstation.scanning.grammar import control_in
from kitstation.station.planning import NewKit, kit_for_run
from kitstation.station.sentences import Circumstances
from kitstation.store.queries.runs import RunRow, newest_runs, run_record
from kitstation.ui.forms import Acting
from kitstation.ui.pages.kits import run_forms
from kitstation.ui.pages.kits.build_desk import BuildDesk
from kitstation.ui.pages.kits.build_pane import BuildPane
from kitstation.ui.pages.kits.room import KitsPageRoom
from kitstation.ui.pages.kits.run_columns import run_columns
from kitstation.ui.pages.kits.run_detail import RunContents, RunDetail, read_run
from kitstation.ui.panes.list_frame import ListFrame
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.panes.side_pane import SidePane
from kitstation.ui.panes.undo_strip import News, UndoStrip
from kitstation.ui.tables.listing import Listing
from kitstation.ui.tables.row_model import RowTableModel
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from kitstation.domain.outcomes import Accepted
    from kitstation.scanning.scan import Scan
    from kitstation.store.store import Store
    from kitstation.ui.forms import FormPane
    from kitstation.ui.forms.planned import Planned, Values
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

_MOST = 500
_PANE_WIDTH = 440


def read_runs(store: Store) -> tuple[RunRow, ...]:
    """Return the newest runs, newest first."""
    with store.reading() as reader:
        return newest_runs(reader, _MOST)


class RunsRoom(KitsPageRoom):
    """Lists runs, newest first; beside them the selected run, or the assembly that is being built."""

    key = "runs"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.label = self.tr("Runs")
        appearance = services.appearance
        self._wanted_uid = ""
        self._reading: Task | None = None
        self._acting = Acting(services)
        self._model = RowTableModel(run_columns(self.tr), _identity, parent=self)
        self.listing = Listing(
            services, self.key, self.label, self._model, search=self.tr("Search runs and assemblies")
        )
        self.table = self.listing.table
        self.new_button = Button(appearance, self.tr("New run"), kind=ButtonKind.PRIMARY, icon="add")
        self.header = PageHeader(appearance, "", *self.listing.controls, self.new_button)
        self.detail = RunDetail(services, self.listing.strip)
        self.side = SidePane(self.detail)
        self.build = BuildPane(services, self.listing.strip)
        self.build_side = SidePane(self.build)
        self.building = BuildDesk(services, self.build, self.side, self.build_side)
        self.news = UndoStrip(services)
        self.frame = ListFrame(
            appearance,
            self.listing,
            self.side,
            self.build_side,
            pane_width=_PANE_WIDTH,
            loading=self.tr("The runs are being read"),
        )
        self.frame.remember(services.settings, self.key)
        self.lay_out(self.news)
        self._connect()

    @property
    def is_building(self) -> bool:
        """Whether an assembly is shown, so that what is scanned is installed in it."""
        return self.frame.pane is self.build_side

    def activate(self) -> None:
        """Read the runs again."""
        self._read()
        if self.side.form is None and not self.is_building:
            self.table.setFocus()

    def undo(self) -> None:
        """Take back what was done last."""
        self.news.undo()

    def take_scan(self, scan: Scan) -> bool:
        """Install what is scanned, where an assembly is being built."""
        if not self.is_building or self.build_side.form is not None or control_in(scan.text) is not None:
            return False
        self.build.scanned(scan.text)
        return True

    def start_new(self) -> None:
        """Show the form for a new run."""
        self.frame.show_contents()
        self.frame.show_pane(self.side)
        planned = run_forms.planning_run(self.services)
        self._plan(planned)

    def _connect(self) -> None:
        self.listing.narrowed.connect(self._show_count)
        self.table.selection_changed.connect(self._show_selected)
        self.new_button.clicked.connect(self.start_new)
        self.side.form_left.connect(self._leave_form)
        self.news.undone.connect(self._read)
        self.detail.start_wanted.connect(self._start)
        self.detail.kit_wanted.connect(self._ask_for_kit)
        self.detail.change_wanted.connect(self._ask_to_change)
        self.detail.show_kits_wanted.connect(self._show_kits)
        self.detail.build_wanted.connect(self.building.open)
        self.build.left.connect(self._leave_build)
        self.building.opened.connect(self._show_build)
        self.building.changed.connect(self._read)
        self.building.finished.connect(self._show_finished)

    # Reading.

    def _read(self) -> None:
        self.services.tasks.submit(read_runs, *self.frame.reading.until(self._show, self._show_error))

    def _show(self, runs: tuple[RunRow, ...]) -> None:
        if runs or self.side.form is not None:
            self.frame.show_contents()
        else:
            self.frame.show_notice(self._empty_state())
        self.listing.show_rows(runs)
        self._show_count()
        if self._wanted_uid:
            self.table.select_ids((self._wanted_uid,))
            self._wanted_uid = ""
        if not self.table.selected_ids() and self._model.rowCount():
            self.table.selectRow(0)
        self._show_selected()

    def _show_error(self, error: BaseException) -> None:
        self.frame.show_error(error, self.tr("The runs could not be read"), self._read)

    def _empty_state(self) -> EmptyState:
        state = EmptyState(
            self.services.appearance,
            icon="box",
            title=self.tr("No runs yet"),
            sentence=self.tr(
                "A run is the making of so many assemblies. Its kits hold what it needs; its assemblies are built here."
            ),
            action=self.tr("Plan a run"),
        )
        state.acted.connect(self.start_new)
        return state

    def _show_count(self) -> None:
        found, total = self._model.rowCount(), self._model.total
        if found != total:
            remark = self.tr("{found} of {all} runs").format(found=found, all=total)
        else:
            remark = self.tr("1 run") if total == 1 else self.tr("{count} runs").format(count=total)
        self.header.show_remark(remark if total else "")

    def _selected(self) -> RunRow | None:
        chosen = self.table.selected_ids()
        return self._model.row(chosen[0]) if len(chosen) == 1 else None

    def _show_selected(self, _ids: object = None) -> None:
        run = self._selected()
        if self._reading is not None:
            self._reading.forget()
            self._reading = None
        if run is None:
            self.detail.show_nothing()
            return
        if self.table.hasFocus():
            self.side.close_form()
            self.frame.show_pane(self.side)
        self._reading = self.services.tasks.submit(
            partial(read_run, run=run), self._show_contents, self.services.navigator.show_fault
        )

    def _show_contents(self, contents: RunContents) -> None:
        self.detail.show_contents(contents)

    # Doing.

    def _plan(self, planned: Planned) -> None:
        def submit(values: Values) -> None:
            self._acting.hand_in(
                planned.commands(values), partial(self._finish, planned.done(values)), planned.form.refuse
            )

        self.side.open_form(planned.form, submit)

    def _finish(self, sentence: str, accepted: Sequence[Accepted]) -> None:
        self.side.close_form()
        self.news.tell_done(sentence, accepted)
        self._wanted_uid = next(
            (put.uid for one in accepted for put in one.changes.puts if isinstance(put, Run)), ""
        )
        self._read()

    def _start(self) -> None:
        if self.detail.contents is not None:
            self.building.start(self.detail.contents.run)

    def _ask_to_change(self) -> None:
        contents = self.detail.contents
        if contents is None:
            return
        self.services.tasks.submit(
            partial(_record, uid=contents.run.uid),
            partial(self._change, contents.run),
            self.services.navigator.show_fault,
        )

    def _change(self, run: RunRow, record: Run | None) -> None:
        if record is not None:
            self._plan(run_forms.changing_run(self.services, record, run))

    def _ask_for_kit(self) -> None:
        contents, desk = self.detail.contents, self.services.desk
        if contents is None:
            return
        run, form = contents.run, run_forms.making_kit(self.services, contents.run)

        def submit(values: Values) -> None:
            places = run_forms.kit_places(values)
            self.services.tasks.submit(
                lambda store: kit_for_run(store, desk, run.uid, places),
                partial(self._show_kit, form),
                self.services.navigator.show_fault,
            )

        self.side.open_form(form, submit)

    def _show_kit(self, form: FormPane, made: NewKit | Refused) -> None:
        if isinstance(made, Refused):
            form.refuse(self.services.speech.refusal(made, Circumstances("")))
            return
        self.side.close_form()
        said = self.tr("Kit {kit} is made, with {lines} lines.").format(kit=made.number, lines=made.lines)
        self.news.tell(News(said))
        self.services.navigator.stock_changed()
        self._read()

    def _show_kits(self) -> None:
        if self.detail.contents is not None:
            self.room_wanted.emit("kits", self.detail.contents.run.title)

    # Building.

    def _show_build(self) -> None:
        self.frame.show_pane(self.build_side)
        self.build.begin()

    def _leave_build(self) -> None:
        self.frame.show_pane(self.side)
        self.detail.table.setFocus()

    def _show_finished(self, sentence: str) -> None:
        self._leave_build()
        self.news.tell(News(sentence))

    def _leave_form(self) -> None:
        if not self._model.total:
            self._read()
        self.table.setFocus()


def _record(store: Store, *, uid: str) -> Run | None:
    with store.reading() as reader:
        return run_record(reader, uid)


def _identity(run: RunRow) -> str:
    return run.uid
