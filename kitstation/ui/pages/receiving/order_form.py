"""The form that orders something: a line of an order, in the unit in which it is bought."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication

from kitstation.domain.commands import CreateOrderLine
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.station.ordering import ordered
from kitstation.store.queries.orders import bought_as
from kitstation.store.queries.receiving import part_by_uid, supplier_called
from kitstation.ui.forms import DateField, FormPane, PickField, QuantityField, TextField
from kitstation.ui.forms.choices import find_places
from kitstation.ui.pages.receiving.finding import find_parts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kitstation.domain.outcomes import Outcome
    from kitstation.station.desk import Desk
    from kitstation.store.store import Store
    from kitstation.ui.services import Services


def order_form(services: Services) -> FormPane:
    """Return an empty form for an order line."""
    return FormPane(
        services,
        _tr("Order"),
        (
            TextField("order_number", _tr("Order number"), required=True),
            PickField("part", _tr("Part"), find_parts),
            QuantityField("quantity", _tr("Quantity")),
            TextField(
                "unit",
                _tr("Bought in"),
                hint=_tr("Such as roll. Left empty: the unit that it is counted in."),
            ),
            QuantityField(
                "factor",
                _tr("One of these is"),
                required=False,
                hint=_tr("How much of the stock unit, where the supplier's is not known: 100."),
            ),
            TextField("supplier", _tr("Supplier")),
            PickField("place", _tr("Goes to"), find_places, required=False),
            DateField("expected_on", _tr("Expected on")),
        ),
        submit=_tr("Order it"),
    )


def place_order(store: Store, desk: Desk, values: Mapping[str, object]) -> Outcome:
    """Hand in what a form says, and return what became of it."""
    supplier = str(values["supplier"])
    with store.reading() as reader:
        part = part_by_uid(reader, str(values["part"]))
        supplier_uid = supplier_called(reader, supplier) if supplier else None
        sold = bought_as(reader, supplier_uid, part.uid) if supplier_uid and part else None
    if part is None:
        return refuse(RefusalCode.UNKNOWN_RECORD, what="part")
    if supplier and supplier_uid is None:
        return refuse(RefusalCode.UNKNOWN_RECORD, what="supplier")
    amount = ordered(
        cast("Decimal", values["quantity"]),
        str(values["unit"]) or None,
        part.unit,
        factor=cast("Decimal | None", values["factor"]),
        bought_as=sold,
    )
    if isinstance(amount, Refused):
        return amount
    command = CreateOrderLine(
        uid=desk.ids.new(),
        order_number=str(values["order_number"]),
        part_uid=part.uid,
        ordered=amount.quantity,
        supplier_uid=supplier_uid,
        location_uid=cast("str | None", values["place"]),
        purchase_unit=amount.purchase_unit,
        factor=amount.factor,
        expected_on=cast("date | None", values["expected_on"]),
    )
    return store.execute(desk.entry(command))


def _tr(text: str) -> str:
    return QCoreApplication.translate("receiving", text)
