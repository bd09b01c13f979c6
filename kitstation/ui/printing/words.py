"""Words of labels and print jobs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kitstation.domain.records import LabelKind, PrintState
from kitstation.station.sentences import digits
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from kitstation.store.queries.label_data import LabelValues


def kind_name(kind: LabelKind) -> str:
    """Return what people call what a label is about."""
    return {
        LabelKind.ITEM: _tr("Inventory items"),
        LabelKind.LOT: _tr("Lots"),
        LabelKind.LOCATION: _tr("Locations"),
        LabelKind.KIT: _tr("Kits"),
        LabelKind.KIT_LINE: _tr("Kit lines (bags)"),
        LabelKind.OPERATOR: _tr("Operators (badges)"),
    }[kind]


def search_hint(kind: LabelKind) -> str:
    """Return what can be scanned or typed to choose records of a kind."""
    return {
        LabelKind.ITEM: _tr("Serial, lot, part, place or kit"),
        LabelKind.LOT: _tr("Lot, part, place or kit"),
        LabelKind.LOCATION: _tr("Place; Stores/* for all in it"),
        LabelKind.KIT: _tr("Kit number"),
        LabelKind.KIT_LINE: _tr("Kit number, or kit/part"),
        LabelKind.OPERATOR: _tr("Name of the operator"),
    }[kind]


def caption(kind: LabelKind, values: LabelValues) -> str:
    """Return what people call a record, from the values of its label."""
    number = values.get("serial_number") or values.get("lot_number")
    named = {
        LabelKind.ITEM: (values.get("part_number"), number, _quantity(values), values.get("location")),
        LabelKind.LOT: (values.get("part_number"), number, _quantity(values), values.get("location")),
        LabelKind.LOCATION: (values.get("path"),),
        LabelKind.KIT: (values.get("kit_number"), values.get("run")),
        LabelKind.KIT_LINE: (values.get("kit_number"), values.get("part_number"), _quantity(values)),
        LabelKind.OPERATOR: (values.get("name"), values.get("role")),
    }
    return " · ".join(str(part) for part in named[kind] if part)


def state_pill(state: PrintState) -> PillContent:
    """Return the state of a print job in a word, with its tone."""
    return {
        PrintState.QUEUED: PillContent(_tr("Waits"), Tone.QUESTION),
        PrintState.SENDING: PillContent(_tr("Being sent"), Tone.QUESTION),
        PrintState.SENT: PillContent(_tr("Sent"), Tone.ACCEPTED),
        PrintState.FAILED: PillContent(_tr("Failed"), Tone.REFUSED),
        PrintState.CANCELLED: PillContent(_tr("Cancelled"), Tone.IDLE),
        PrintState.UNCERTAIN: PillContent(_tr("Uncertain"), Tone.ATTENTION),
    }[state]


def _quantity(values: LabelValues) -> str:
    number = values.get("quantity")
    if not isinstance(number, Decimal):
        return ""
    return f"{digits(number)} {values.get('unit') or ''}".strip()


def _tr(text: str) -> str:
    return QCoreApplication.translate("labels", text)
