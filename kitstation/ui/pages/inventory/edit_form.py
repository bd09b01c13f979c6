"""Changing an item. Where somebody else has changed it meanwhile, both versions are shown, and a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kitstation.domain.commands import UpdateItem
from kitstation.station.sentences import Wording
from kitstation.store.queries.inventory import InventoryRow, item_with_uid
from kitstation.ui.forms import (
    Acting,
    Choice,
    DateField,
    Field,
    FormPane,
    PickField,
    QuantityField,
    TextField,
)
from kitstation.ui.forms.choices import find_suppliers
from kitstation.ui.pages.inventory.item_forms import tr

if TYPE_CHECKING:
    from kitstation.domain.outcomes import Accepted
    from kitstation.store.store import Store
    from kitstation.ui.services import Services


class ItemEditing(QObject):
    """One item being changed; `changed` tells what was accepted."""

    changed = Signal(object)

    def __init__(self, services: Services, row: InventoryRow, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._acting = Acting(services)
        self._seen = row
        self._values: dict[str, Any] = {}
        supplier = Choice(row.supplier_uid, row.supplier) if row.supplier else None
        self._fields: tuple[Field, ...] = (
            TextField("serial_number", tr("Serial number"), value=row.serial_number or ""),
            TextField("lot_number", tr("Lot number"), value=row.lot_number or ""),
            PickField("supplier_uid", tr("Supplier"), find_suppliers, value=supplier, required=False),
            QuantityField("cost", tr("Cost of one"), value=row.cost, required=False),
            DateField("expires_on", tr("Expires"), value=row.expires_on),
            TextField("date_code", tr("Date code"), value=row.date_code or ""),
            TextField("condition", tr("Condition"), value=row.condition),
            TextField("storage_area", tr("Storage area"), value=row.storage_area),
            TextField("usage_type", tr("Usage type"), value=row.usage_type),
        )
        self.form = FormPane(
            services,
            tr("Change {what}").format(what=row.name),
            self._fields,
            submit=tr("Save"),
            sentence=tr("Its part never changes; the quantity changes by moves, counts and the like."),
        )

    def submit(self, values: dict[str, Any]) -> None:
        """Hand in what was written, for the item as it was seen. A field that was emptied takes its value away."""
        self._values = values
        wanted: dict[str, Any] = {name: "" if value is None else value for name, value in values.items()}
        command = UpdateItem(uid=self._seen.uid, etag=self._seen.etag, **wanted)
        self._acting.hand_in(command, self._finish, self._compare)

    def _finish(self, accepted: Sequence[Accepted]) -> None:
        self.form.finish()
        self.changed.emit(accepted)

    def _compare(self, wording: Wording) -> None:
        self._services.tasks.submit(
            partial(_read, uid=self._seen.uid),
            partial(self._show_refused, wording),
            self._services.navigator.show_fault,
        )

    def _show_refused(self, wording: Wording, now: InventoryRow | None) -> None:
        if now is None or now.etag == self._seen.etag:
            self.form.refuse(wording)
            return
        before, self._seen = self._seen, now
        lines = [
            tr("{field}: now “{now}”, was “{before}”.").format(field=field.label, now=new, before=old)
            for field in self._fields
            if (new := _shown(now, field.key)) != (old := _shown(before, field.key))
        ]
        sentence = " ".join((*lines, tr("Save again to keep what stands here, or cancel.")))
        self.form.refuse(Wording(wording.headline, sentence))


def _shown(row: InventoryRow, key: str) -> str:
    value = getattr(row, "supplier" if key == "supplier_uid" else key)
    return "" if value is None else str(value)


def _read(store: Store, uid: str) -> InventoryRow | None:
    with store.reading() as reader:
        return item_with_uid(reader, uid)
