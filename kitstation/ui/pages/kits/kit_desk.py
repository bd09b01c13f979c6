"""What becomes of a wish to do something with a kit: a form, a command, a sentence about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from kitstation.domain.commands import FillKitFromMbom
from kitstation.domain.errors import KitstationError
from kitstation.domain.refusals import Refused
from kitstation.station.kit_reserving import Kept, release_for_kit, reserve_for_kit
from kitstation.station.pick_list import PickList, pick_list_of
from kitstation.station.planning import SplitOffKit, split_kit
from kitstation.station.sentences import Circumstances, Wording, digits
from kitstation.store.queries.kits import kit_record, line_record
from kitstation.ui.forms import Acting
from kitstation.ui.pages.kits import kit_forms
from kitstation.ui.panes.undo_strip import News, UndoStrip
from kitstation.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from datetime import date

    from kitstation.domain.outcomes import Accepted
    from kitstation.domain.records import Kit, KitLine
    from kitstation.station.desk import Desk
    from kitstation.store.queries.kits import KitHeader, LineState
    from kitstation.store.store import Store
    from kitstation.ui.forms import FormPane
    from kitstation.ui.forms.planned import Planned, Values
    from kitstation.ui.pages.kits.detail import KitContents, KitDetail
    from kitstation.ui.panes.side_pane import SidePane
    from kitstation.ui.services import Services

T = TypeVar("T")
Done = tuple[str, Kept | Refused]
"""What was done, and what became of it."""


class KitDesk(QObject):
    """Does what the detail's actions ask for; `changed` tells the uid of the kit to read again and to select."""

    changed = Signal(str)

    def __init__(self, services: Services, detail: KitDetail, side: SidePane, strip: UndoStrip) -> None:
        super().__init__(detail)
        self._services = services
        self._acting = Acting(services)
        self._detail = detail
        self._side = side
        self._strip = strip
        detail.wanted.connect(self.do)

    def do(self, key: str) -> None:
        """Begin what an action asks for."""
        contents, line = self._detail.contents, self._detail.line
        if contents is None:
            return
        if key.endswith("_line") and key != "add_line":
            if line is not None:
                self._do_with_line(key, contents.kit, line)
            return
        self._do_with_kit(key, contents)

    def _do_with_kit(self, key: str, contents: KitContents) -> None:
        kit, services = contents.kit, self._services
        at_once: dict[str, Callable[[], None]] = {
            "places": partial(self._read, partial(_kit, kit.uid), partial(self._place, kit)),
            "reserve": partial(self._reserve, kit, None),
            "release": partial(self._release, kit, None),
            "fill": partial(self._ask_to_fill, kit),
            "split": partial(self._ask_to_split, kit),
            "pick_list": partial(self.ask_where, kit),
            "history": partial(services.navigator.look_for, "history", kit.number),
        }
        if key == "status":
            self._plan(kit, kit_forms.setting_status(services, contents.holdings))
        elif key == "add_line":
            self._plan(kit, kit_forms.adding_line(services, kit))
        else:
            at_once[key]()

    def _do_with_line(self, key: str, kit: KitHeader, line: LineState) -> None:
        match key:
            case "change_line":
                self._read(partial(_line, line.uid), partial(self._change_line, kit, line))
            case "remove_line":
                self._read(partial(_line, line.uid), partial(self._remove_line, kit, line))
            case "reserve_line":
                self._reserve(kit, [line.uid])
            case "release_line":
                self._release(kit, [line.uid])
            case _:
                raise ValueError(key)

    # Forms.

    def _place(self, kit: KitHeader, record: Kit | None) -> None:
        if record is not None:
            self._plan(kit, kit_forms.placing(self._services, record, kit))

    def _change_line(self, kit: KitHeader, line: LineState, record: KitLine | None) -> None:
        if record is None:
            self.changed.emit(kit.uid)
        else:
            self._plan(kit, kit_forms.changing_line(self._services, record, line))

    def _remove_line(self, kit: KitHeader, line: LineState, record: KitLine | None) -> None:
        if record is None:
            self.changed.emit(kit.uid)
        else:
            self._plan(kit, kit_forms.removing_line(self._services, record, line))

    def _plan(self, kit: KitHeader, planned: Planned) -> None:
        def submit(values: Values) -> None:
            self._acting.hand_in(
                planned.commands(values),
                partial(self._finish, kit, planned.done(values)),
                planned.form.refuse,
            )

        self._side.open_form(planned.form, submit)

    def _finish(self, kit: KitHeader, sentence: str, accepted: Sequence[Accepted]) -> None:
        self._side.close_form()
        self._strip.tell_done(sentence, accepted)
        self.changed.emit(kit.uid)

    def _ask_to_fill(self, kit: KitHeader) -> None:
        form = kit_forms.filling(self._services, kit)
        sentence = self.tr("Kit {kit} is filled from the bill of materials.").format(kit=kit.number)

        def submit(_values: object) -> None:
            command = FillKitFromMbom(kit_uid=kit.uid)
            self._acting.hand_in(command, partial(self._finish, kit, sentence), form.refuse)

        self._side.open_form(form, submit)

    def _ask_to_split(self, kit: KitHeader) -> None:
        form = kit_forms.splitting(self._services, kit)
        desk = self._services.desk

        def submit(_values: object) -> None:
            self._services.tasks.submit(
                lambda store: split_kit(store, desk, kit.uid),
                partial(self._show_split, kit, form),
                self._services.navigator.show_fault,
            )

        self._side.open_form(form, submit)

    def _show_split(self, kit: KitHeader, form: FormPane, made: SplitOffKit | Refused) -> None:
        if isinstance(made, Refused):
            form.refuse(self._words(made))
            return
        self._side.close_form()
        said = self.tr("What kit {kit} lacks is kit {new} now.").format(kit=kit.number, new=made.number)
        self._strip.tell(News(said))
        self._services.navigator.stock_changed()
        self.changed.emit(made.uid)

    # At once.

    def _reserve(self, kit: KitHeader, lines: list[str] | None) -> None:
        self._keep(partial(_reserve, desk=self._services.desk, kit_uid=kit.uid, lines=lines), kit)

    def _release(self, kit: KitHeader, lines: list[str] | None) -> None:
        self._keep(partial(_release, desk=self._services.desk, kit_uid=kit.uid, lines=lines), kit)

    def _keep(self, work: Callable[[Store], Done], kit: KitHeader) -> None:
        self._services.tasks.submit(work, partial(self._show_kept, kit), self._services.navigator.show_fault)

    def _show_kept(self, kit: KitHeader, answer: Done) -> None:
        done, kept = answer
        if isinstance(kept, Refused):
            words = self._words(kept)
            self._strip.tell(News(f"{words.headline}. {words.sentence}".strip(), Tone.REFUSED))
            return
        self._strip.tell(self._kept_news(done, kept))
        self._services.navigator.stock_changed()
        self.changed.emit(kit.uid)

    def _kept_news(self, done: str, kept: Kept) -> News:
        if done == "released":
            return News(self.tr("{count} reservations released.").format(count=kept.items))
        said = self.tr("Nothing more could be reserved.")
        if kept.items:
            said = self.tr("Reserved {quantity} for {lines} lines, from {items} items.").format(
                quantity=digits(kept.quantity), lines=kept.lines, items=kept.items
            )
        if not kept.lines_short:
            return News(said)
        one, several = self.tr("1 line needs more"), self.tr("{lines} lines need more")
        words = one if kept.lines_short == 1 else several.format(lines=kept.lines_short)
        short = self.tr("{words} than is in stock.").format(words=words)
        return News(f"{said} {short}", Tone.ATTENTION)

    # The pick list.

    def ask_where(self, kit: KitHeader) -> None:
        """Ask for the file of the pick list, without keeping anything else waiting."""
        dialog = QFileDialog(self._detail, self.tr("Save the pick list"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{kit.number}.pdf")
        dialog.fileSelected.connect(partial(self._save_named, kit))
        dialog.open()

    def save_pick_list(self, kit: KitHeader, path: Path) -> None:
        """Write the pick list for the paper that is usual here."""
        today = self._services.clock.now().date()
        self._services.tasks.submit(
            partial(_pick_list, kit=kit, today=today),
            partial(self._write, path),
            self._services.navigator.show_fault,
        )

    def _save_named(self, kit: KitHeader, name: str) -> None:
        self.save_pick_list(kit, Path(name))

    def _write(self, path: Path, picks: PickList) -> None:
        # What draws on paper is loaded where something is written on it.
        from kitstation.labels.control_sheet import Paper
        from kitstation.labels.table_sheet import write_table_sheet
        from kitstation.ui.pages.kits.pick_sheet import pick_sheet

        metric = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.MetricSystem
        paper = Paper.A4 if metric else Paper.LETTER
        try:
            write_table_sheet(path, pick_sheet(picks, self._services.speech), paper=paper)
        except KitstationError as fault:
            self._services.navigator.show_fault(fault)
        else:
            self._strip.tell(News(self.tr("The pick list is saved to {path}.").format(path=path)))

    # Around them.

    def _read(self, work: Callable[[Store], T], then: Callable[[T], None]) -> None:
        self._services.tasks.submit(work, then, self._services.navigator.show_fault)

    def _words(self, refused: Refused) -> Wording:
        return self._services.speech.refusal(refused, Circumstances(""))


def _kit(uid: str, store: Store) -> Kit | None:
    with store.reading() as reader:
        return kit_record(reader, uid)


def _line(uid: str, store: Store) -> KitLine | None:
    with store.reading() as reader:
        return line_record(reader, uid)


def _reserve(store: Store, *, desk: Desk, kit_uid: str, lines: list[str] | None) -> Done:
    return ("reserved", reserve_for_kit(store, desk, kit_uid, lines))


def _release(store: Store, *, desk: Desk, kit_uid: str, lines: list[str] | None) -> Done:
    return ("released", release_for_kit(store, desk, kit_uid, lines))


def _pick_list(store: Store, *, kit: KitHeader, today: date) -> PickList:
    with store.reading() as reader:
        return pick_list_of(reader, kit, today)
