"""Forms: panes beside a list in which one thing is done, and what hands it in.

How a page lets people do something with a row:

    pane = FormPane(
        services,
        self.tr("Scrap"),
        (
            QuantityField("quantity", self.tr("Quantity"), unit=row.unit, value=row.quantity),
            TextField("reason", self.tr("Reason"), required=True),
        ),
        submit=self.tr("Scrap"),
        kind=ButtonKind.DANGER,
    )
    pane.submitted.connect(self._scrap)
    pane.left.connect(...)  # Escape, or Cancel

    def _scrap(self, values: dict[str, object]) -> None:
        command = ScrapItem(item_uid=self._row.uid, **values)
        Acting(self._services).hand_in(command, self._done, self._pane.refuse)

`values` has one entry for each field key: str, Decimal, date or None, bool, or the value of a choice. A field that
holds no possible value says so beside itself, and nothing is submitted. `PickField` finds records while people
type (`find(store, text) -> choices`). `pane.refuse(wording)` shows why the domain said no; the form stays as it is.
"""

from __future__ import annotations

from kitstation.ui.forms.acting import Acting
from kitstation.ui.forms.fields import (
    Choice,
    ChoiceField,
    DateField,
    Field,
    FlagField,
    QuantityField,
    TextField,
)
from kitstation.ui.forms.pane import FormPane
from kitstation.ui.forms.picking import PickField

__all__ = [
    "Acting",
    "Choice",
    "ChoiceField",
    "DateField",
    "Field",
    "FlagField",
    "FormPane",
    "PickField",
    "QuantityField",
    "TextField",
]
