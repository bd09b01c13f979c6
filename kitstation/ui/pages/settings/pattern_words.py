"""What the groups, the kinds and the starting points of patterns are called on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kitstation.scanning.meaning import GS1, GS1_DIGITAL_LINK, IDENTIFIER, ISO15434, OWN, PLAIN, VENDOR
from kitstation.station.pattern_starts import Start
from kitstation.station.pattern_trial import Result
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone

if TYPE_CHECKING:
    from kitstation.station.pattern_trial import PatternTrial, SampleTrial


def group_name(group: str) -> str:
    """Return what a group holds."""
    names = {
        "part_number": _tr("Part number"),
        "customer_part_number": _tr("Customer's part number"),
        "supplier_sku": _tr("Supplier's order number"),
        "manufacturer": _tr("Manufacturer"),
        "serial_number": _tr("Serial number"),
        "lot_number": _tr("Lot number"),
        "quantity": _tr("Quantity"),
        "quantity_unit": _tr("Unit of the quantity"),
        "date_code": _tr("Date code"),
        "expires_on": _tr("Expiry date"),
        "supplier": _tr("Supplier"),
        "purchase_order": _tr("Purchase order"),
        "country": _tr("Country"),
        "gtin": _tr("Trade item number (GTIN)"),
        "unique_item_id": _tr("Unique item identifier"),
    }
    return names.get(group, group)


def start_name(start: Start) -> str:
    """Return what a starting point is for."""
    return {
        Start.PART_DASH_LOT: _tr("Our part number and lot, with a dash"),
        Start.PREFIX_DIGITS: _tr("A fixed prefix and digits"),
        Start.SEMICOLONS: _tr("Part, lot and quantity, with semicolons"),
        Start.SEPARATOR: _tr("Part and serial number, with a GS between"),
        Start.WIDTHS: _tr("Fields of fixed widths"),
        Start.EXPIRY: _tr("Part, lot and expiry date, with slashes"),
        Start.WEB_ADDRESS: _tr("A web address with the serial number in it"),
    }[start]


def kind_name(kind: str) -> str:
    """Return what a code of this kind is called; a control code is given by its text."""
    if kind.startswith(VENDOR):
        return kind.removeprefix(VENDOR)
    names = {
        OWN: _tr("our own label"),
        ISO15434: "ISO/IEC 15434",
        GS1: "GS1",
        GS1_DIGITAL_LINK: "GS1 Digital Link",
        IDENTIFIER: _tr("a single data identifier"),
        PLAIN: _tr("plain text"),
    }
    return names.get(kind) or _tr("the control code {text}").format(text=kind)


def sample_pill(sample: SampleTrial) -> PillContent:
    """Return in a word how a code fares."""
    if sample.result is Result.BELIEVED:
        if sample.problems:
            return PillContent(_tr("Doubtful"), Tone.ATTENTION)
        return PillContent(_tr("Matches"), Tone.ACCEPTED)
    return {
        Result.NOT_FIRST: PillContent(_tr("Taken otherwise"), Tone.ATTENTION),
        Result.NO_MATCH: PillContent(_tr("No match"), Tone.REFUSED),
        Result.UNUSABLE: PillContent(_tr("Not tried"), Tone.IDLE),
    }[sample.result]


def sample_remark(sample: SampleTrial) -> str:
    """Return what a code is taken for where that is not what the pattern gives, and what is wrong with it."""
    winner = kind_name(sample.winner)
    remarks = {
        Result.BELIEVED: "",
        Result.NOT_FIRST: _tr("It matches, but {kind} is believed before it.").format(kind=winner),
        Result.NO_MATCH: _tr("It is taken for {kind}.").format(kind=winner),
        Result.UNUSABLE: _tr("Without the pattern it is taken for {kind}.").format(kind=winner),
    }
    return " ".join(
        part for part in (remarks[sample.result], *(one.detail for one in sample.problems)) if part
    )


def pattern_pill(trial: PatternTrial) -> PillContent:
    """Return in a word how a pattern and its examples are."""
    if trial.fault:
        return PillContent(_tr("Cannot be used"), Tone.REFUSED)
    wrong = sum(not sample.is_well for sample in trial.samples)
    if wrong:
        text = _tr("{wrong} of {count} examples fail").format(wrong=wrong, count=len(trial.samples))
        return PillContent(text, Tone.ATTENTION)
    if not trial.samples:
        return PillContent(_tr("No examples"), Tone.IDLE)
    if len(trial.samples) == 1:
        return PillContent(_tr("1 example"), Tone.ACCEPTED)
    return PillContent(_tr("{count} examples").format(count=len(trial.samples)), Tone.ACCEPTED)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PatternWords", text)
