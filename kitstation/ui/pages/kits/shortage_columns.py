"""The columns of what all open kits lack, and of who needs a part and where it is."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale

from kitstation.station.sentences import digits, readable
from kitstation.store.queries.shortages import Expected, KitNeed, PartNeed, PlaceStock
from kitstation.ui.tables.column import Align, Column
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone

Translate = Callable[[str], str]


def day_words(need: PartNeed | Expected) -> str:
    """Return the day on which something is expected, as the person's language writes it."""
    day = need.expected_on
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy") if day else ""


def shortage_columns(tr: Translate) -> tuple[Column[PartNeed], ...]:
    """Return the columns of the list of shortages."""

    def state(need: PartNeed) -> str:
        if not need.short:
            return tr("enough")
        return tr("short {quantity}").format(quantity=digits(need.short))

    def pill(need: PartNeed) -> PillContent:
        if not need.short:
            return PillContent(state(need), Tone.ACCEPTED)
        return PillContent(state(need), Tone.REFUSED if need.uncovered else Tone.ATTENTION)

    def covered(need: PartNeed) -> str:
        if not need.short:
            return ""
        if need.uncovered:
            return tr("{quantity} are neither here nor on order").format(quantity=digits(need.uncovered))
        return tr("What is on order covers it")

    return (
        Column(
            key="part",
            title=tr("Part"),
            value=lambda need: need.part_number,
            below=lambda need: need.description,
            below_title=tr("Description"),
            bold=True,
            stretch=True,
        ),
        Column(key="revision", title=tr("Revision"), value=lambda need: need.revision, initially_hidden=True),
        Column(
            key="short",
            title=tr("Short"),
            value=state,
            drawn=pill,
            tooltip=covered,
            sort_key=lambda need: need.short,
        ),
        _amount(tr("Needed"), "needed", lambda need: need.needed),
        _amount(tr("Available"), "available", lambda need: need.available),
        _amount(tr("Reserved"), "reserved", lambda need: need.reserved, hidden=True),
        _amount(tr("Blocked"), "blocked", lambda need: need.blocked, hidden=True),
        _amount(tr("In kits"), "picked", lambda need: need.picked, hidden=True),
        _amount(tr("On order"), "on_order", lambda need: need.on_order),
        Column(
            key="expected",
            title=tr("Expected"),
            value=day_words,
            sort_key=lambda need: need.expected_on.isoformat() if need.expected_on else "9999",
        ),
        Column(key="unit", title=tr("Unit"), value=lambda need: need.unit, initially_hidden=True),
        Column(
            key="kits",
            title=tr("Kits"),
            value=lambda need: ", ".join(need.kits),
            tooltip=lambda need: "\n".join(need.kits),
            muted=True,
        ),
    )


def kit_need_columns(tr: Translate) -> tuple[Column[KitNeed], ...]:
    """Return the columns of the kits that need a part."""
    return (
        Column(
            key="kit",
            title=tr("Kit"),
            value=lambda need: need.kit,
            below=lambda need: need.run,
            below_title=tr("Run"),
            bold=True,
            stretch=True,
        ),
        Column(
            key="issued",
            title=tr("Issued"),
            value=lambda need: tr("{issued} of {required}").format(
                issued=digits(need.issued), required=digits(need.required)
            ),
            sort_key=lambda need: need.issued,
            align=Align.TRAILING,
        ),
        Column(
            key="reserved",
            title=tr("Reserved"),
            value=lambda need: digits(need.reserved) if need.reserved else "",
            sort_key=lambda need: need.reserved,
            align=Align.TRAILING,
        ),
    )


def place_columns(tr: Translate) -> tuple[Column[PlaceStock], ...]:
    """Return the columns of the places where a part lies."""
    return (
        Column(
            key="place",
            title=tr("Place"),
            value=lambda place: readable(place.location),
            bold=True,
            stretch=True,
        ),
        Column(
            key="quantity",
            title=tr("On hand"),
            value=lambda place: digits(place.quantity),
            sort_key=lambda place: place.quantity,
            align=Align.TRAILING,
        ),
        Column(
            key="blocked",
            title=tr("Blocked"),
            value=lambda place: digits(place.blocked) if place.blocked else "",
            sort_key=lambda place: place.blocked,
            align=Align.TRAILING,
        ),
    )


def _amount(
    title: str, key: str, value: Callable[[PartNeed], Decimal], *, hidden: bool = False
) -> Column[PartNeed]:
    return Column(
        key=key,
        title=title,
        value=lambda need: digits(value(need)),
        sort_key=value,
        align=Align.TRAILING,
        initially_hidden=hidden,
    )
