"""What becomes of a wish to build: a form where something must be known, a sentence about what was done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from kitstation.domain.refusals import Refused
from kitstation.station import build_texts, building
from kitstation.station.building import BuildView, Moved, NotMoved, Started, Wanted
from kitstation.ui.pages.kits import run_forms
from kitstation.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from kitstation.domain.outcomes import Accepted
    from kitstation.store.queries.builds import InstalledItem
    from kitstation.store.queries.runs import RunRow
    from kitstation.store.store import Store
    from kitstation.ui.forms import FormPane
    from kitstation.ui.forms.planned import Values
    from kitstation.ui.pages.kits.build_pane import BuildPane
    from kitstation.ui.panes.side_pane import SidePane
    from kitstation.ui.services import Services

T = TypeVar("T")


class BuildDesk(QObject):
    """Begins, fills and finishes assemblies. `changed` says that something was done, `opened` shows an assembly."""

    changed = Signal()
    opened = Signal()
    finished = Signal(str)

    def __init__(self, services: Services, pane: BuildPane, run_side: SidePane, build_side: SidePane) -> None:
        super().__init__(pane)
        self._services = services
        self._pane = pane
        self._run_side, self._build_side = run_side, build_side
        pane.install_wanted.connect(self._install)
        pane.take_out_wanted.connect(self._ask_to_take_out)
        pane.finish_wanted.connect(self._ask_to_finish)

    def open(self, assembly_uid: str) -> None:
        """Show an assembly."""
        self._submit(partial(_read, uid=assembly_uid), self._show)

    def start(self, run: RunRow) -> None:
        """Ask what is to be known of a new assembly, then begin it."""
        form, desk = run_forms.starting_build(self._services, run), self._services.desk

        def submit(values: Values) -> None:
            new = run_forms.new_build(run, values)
            self._submit(
                lambda store: building.start_build(store, desk, new), partial(self._show_started, form)
            )

        self._run_side.open_form(form, submit)

    def _show_started(self, form: FormPane, started: Started | Refused) -> None:
        if isinstance(started, Refused):
            form.refuse(build_texts.refusal(started, "", self._services.speech))
            return
        self._run_side.close_form()
        self._done()
        self.open(started.uid)

    def _install(self, wanted: Wanted) -> None:
        build, desk = self._pane.build, self._services.desk
        if build is None:
            return
        uid = build.assembly.uid
        self._submit(
            lambda store: building.install(store, desk, uid, wanted),
            partial(self._show_installed, wanted.text),
        )

    def _show_installed(self, text: str, answer: Moved | NotMoved) -> None:
        speech = self._services.speech
        if isinstance(answer, NotMoved):
            self._pane.tell(build_texts.not_installed(answer, text, speech), Tone.REFUSED)
            return
        self._pane.tell(build_texts.installed(answer, speech), Tone.ACCEPTED)
        self._done()
        self._read_again()

    def _ask_to_take_out(self, item: InstalledItem) -> None:
        form, desk = run_forms.taking_out(self._services, item), self._services.desk

        def submit(values: Values) -> None:
            amount, to_kit = values.get("quantity", item.quantity), values["to_kit"]
            self._submit(
                lambda store: building.uninstall(store, desk, item, amount, to_kit=to_kit),
                partial(self._show_taken_out, form),
            )

        self._build_side.open_form(form, submit)

    def _show_taken_out(self, form: FormPane, answer: Moved | Refused) -> None:
        speech = self._services.speech
        if isinstance(answer, Refused):
            form.refuse(build_texts.refusal(answer, "", speech))
            return
        self._build_side.close_form()
        self._pane.tell(build_texts.taken_out(answer, speech), Tone.RETURNED)
        self._done()
        self._read_again()

    def _ask_to_finish(self) -> None:
        build, desk = self._pane.build, self._services.desk
        if build is None:
            return
        form, uid = run_forms.finishing(self._services, build), build.assembly.uid

        def submit(values: Values) -> None:
            place, anyway = values["place"], values.get("incomplete", False)
            self._submit(
                lambda store: building.complete_build(store, desk, uid, place, incomplete_ok=anyway),
                partial(self._show_finished, form, build),
            )

        self._build_side.open_form(form, submit)

    def _show_finished(self, form: FormPane, build: BuildView, answer: Accepted | Refused) -> None:
        if isinstance(answer, Refused):
            form.refuse(build_texts.refusal(answer, "", self._services.speech))
            return
        self._build_side.close_form()
        self._done()
        said = self.tr("{assembly} is finished and in stock. It can be issued to the next kit.")
        self.finished.emit(said.format(assembly=build.assembly.name))

    def _read_again(self) -> None:
        if self._pane.build is not None:
            self._submit(partial(_read, uid=self._pane.build.assembly.uid), self._refresh)

    def _show(self, build: BuildView | None) -> None:
        if build is not None:
            self._pane.show_build(build)
            self.opened.emit()

    def _refresh(self, build: BuildView | None) -> None:
        if build is not None:
            self._pane.show_build(build)

    def _done(self) -> None:
        self._services.navigator.stock_changed()
        self.changed.emit()

    def _submit(self, work: Callable[[Store], T], then: Callable[[T], None]) -> None:
        self._services.tasks.submit(work, then, self._services.navigator.show_fault)


def _read(store: Store, *, uid: str) -> BuildView | None:
    with store.reading() as reader:
        return building.build_view(reader, uid)
