"""Intake: what was filled in is handed in as commands, and taken back again."""

from __future__ import annotations

from collections.abc import Sequence

from kitstation.domain.commands import AddTradeNumber, Command, Undo
from kitstation.domain.outcomes import Accepted
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.station.desk import Desk
from kitstation.station.receipts import creations
from kitstation.station.receiving_form import ReceivingForm
from kitstation.store.queries import receiving
from kitstation.store.store import Store

Handed = tuple[Accepted, ...] | Refused
"""What became of commands: all of them were accepted, or none."""


class Intake:
    """Hands commands in for whoever is at the desk."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def hand_in(self, desk: Desk, commands: Sequence[Command]) -> Handed:
        """Hand commands in, all or none."""
        outcomes = self._store.execute_all([desk.entry(command) for command in commands], atomic=True)
        refused = next((outcome for outcome in outcomes if isinstance(outcome, Refused)), None)
        return refused or tuple(outcome for outcome in outcomes if isinstance(outcome, Accepted))

    def take_in(self, desk: Desk, form: ReceivingForm, *, over_order: bool) -> Handed:
        """Receive what is on a form."""
        with self._store.reading() as reader:
            supplier_uid = receiving.supplier_called(reader, form.supplier) if form.supplier else None
        if form.supplier and supplier_uid is None:
            return refuse(RefusalCode.UNKNOWN_RECORD, what="supplier", name=form.supplier)
        made = creations(form, supplier_uid, desk.ids, over_order=over_order)
        return made if isinstance(made, Refused) else self.hand_in(desk, made)

    def remember(self, desk: Desk, part_uid: str, numbers: Sequence[str]) -> Handed:
        """Remember that labels call a part by these numbers."""
        return self.hand_in(
            desk, [AddTradeNumber(uid=desk.ids.new(), part_uid=part_uid, number=number) for number in numbers]
        )

    def take_back(self, desk: Desk, command_ids: Sequence[str]) -> Handed:
        """Take commands back, the last one first."""
        return self.hand_in(desk, [Undo(command_id=command_id) for command_id in reversed(command_ids)])
