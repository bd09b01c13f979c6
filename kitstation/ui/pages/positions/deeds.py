"""What is done with positions: forms in the pane, commands from what they say, and what becomes of those."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kitstation.domain.refusals import Refused
from kitstation.station.position_keeping import create_position
from kitstation.station.positions import CountResult, CountRow, load_counts
from kitstation.station.sentences import Wording
from kitstation.store.queries.positions import PositionRow
from kitstation.ui.forms import Acting, Choice, FormPane, PickField
from kitstation.ui.pages.positions import forms

if TYPE_CHECKING:
    from kitstation.domain.commands import Command
    from kitstation.domain.outcomes import Accepted
    from kitstation.domain.records import Catalogue
    from kitstation.station.desk import Desk
    from kitstation.station.positions import CountReport
    from kitstation.store.store import Store
    from kitstation.ui.pages.positions.reading import PositionKnown
    from kitstation.ui.panes.side_pane import SidePane
    from kitstation.ui.services import Services


class PositionDeeds(QObject):
    """Opens forms in a side pane and hands in what they say; `done` tells the uid of the position that is meant."""

    done = Signal(str)

    def __init__(self, services: Services, side: SidePane, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._side = side
        self._acting = Acting(services)

    def start_new(self, catalogues: Sequence[Catalogue]) -> None:
        """Ask for a new position."""
        self._side.open_form(forms.new_form(self._services, catalogues), self._create)

    def start(self, key: str, known: PositionKnown) -> None:
        """Ask what is needed to do something with a position."""
        services, row = self._services, known.row
        makers: dict[str, tuple[Callable[[], FormPane], Callable[[dict[str, Any]], None]]] = {
            "add": (
                lambda: forms.add_form(services, known),
                lambda values: self._hand_in(forms.add_commands(services, known, values), row.uid),
            ),
            "remove": (
                lambda: forms.remove_form(services, known),
                lambda values: self._hand_in([forms.remove_command(values)], row.uid),
            ),
            "transfer": (
                lambda: forms.transfer_form(services, known),
                lambda values: self._hand_in([forms.transfer_command(values)], row.uid),
            ),
            "recount": (
                lambda: forms.recount_form(services, row),
                lambda values: self._recount(row, values),
            ),
            "edit": (
                lambda: forms.edit_form(services, row),
                lambda values: self._hand_in([forms.edit_command(row, values)], row.uid),
            ),
            "delete": (
                lambda: forms.delete_form(services, row),
                lambda values: self._hand_in([forms.delete_command(row, values)], ""),
            ),
        }
        make, submit = makers[key]
        self._side.open_form(make(), submit)

    def take_place(self, location_uid: str, path: str) -> bool:
        """Fill a scanned place into the form that asks for one; return whether one does."""
        form = self._side.form
        if form is None:
            return False
        for field in form.fields:
            if isinstance(field, PickField) and field.key in {"to", "location"}:
                field.choose(Choice(location_uid if field.key == "to" else path, path.replace("/", " / ")))
                return True
        return False

    def _hand_in(self, commands: list[Command], uid: str) -> None:
        form = self._side.form
        if form is not None:
            self._acting.hand_in(commands, partial(self._finish, uid), form.refuse)

    def _finish(self, uid: str, _accepted: list[Accepted]) -> None:
        self._side.close_form()
        self.done.emit(uid)

    def _recount(self, row: PositionRow, values: dict[str, Any]) -> None:
        wanted = CountRow(quantity=values["counted"], ref=row.ref, catalogue=row.catalogue)
        self._submit(
            partial(_count, self._services.desk, wanted, values["reason"]), partial(self._counted, row.uid)
        )

    def _counted(self, uid: str, report: CountReport) -> None:
        if report.result is CountResult.REFUSED and report.refused is not None:
            self._refuse(report.refused)
            return
        self._settle(uid)

    def _create(self, values: dict[str, Any]) -> None:
        wanted = forms.new_position(values)
        self._submit(lambda store: create_position(store, self._services.desk, wanted), self._created)

    def _created(self, made: PositionRow | Refused) -> None:
        if isinstance(made, Refused):
            self._refuse(made)
        else:
            self._settle(made.uid)

    def _submit(self, work: Callable[[Store], Any], then: Callable[[Any], None]) -> None:
        self._services.tasks.submit(work, then, self._services.navigator.show_fault)

    def _settle(self, uid: str) -> None:
        self._services.navigator.stock_changed()
        self._side.close_form()
        self.done.emit(uid)

    def _refuse(self, refused: Refused) -> None:
        wording: Wording = self._services.speech.record_refusal(refused)
        if self._side.form is not None:
            self._side.form.refuse(wording)


def _count(desk: Desk, wanted: CountRow, reason: str, store: Store) -> CountReport:
    (report,) = load_counts(store, desk, [wanted], reason=reason)
    return report
