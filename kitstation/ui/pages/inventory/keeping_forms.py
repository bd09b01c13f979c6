"""The forms in which items are held, and kept for kits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kitstation.domain.commands import Command, HoldItem, ReleaseHold, ReleaseItem, ReserveItem
from kitstation.domain.movements import Bucket
from kitstation.station.sentences import amount
from kitstation.ui.forms import Choice, ChoiceField, FormPane, PickField, choices
from kitstation.ui.forms.planned import Planned, Values
from kitstation.ui.pages.inventory.item_forms import Rows, named, said, some_of, tr, why

if TYPE_CHECKING:
    from kitstation.store.queries.item_detail import LineChoice, Share
    from kitstation.ui.services import Services


def holding(services: Services, rows: Rows) -> Planned:
    """Hold items in quarantine."""
    form = FormPane(
        services,
        tr("Hold {what}").format(what=named(rows)),
        (why(),),
        submit=tr("Hold"),
        sentence=tr("Nothing of it may be taken until somebody releases it."),
    )

    def commands(values: Values) -> Sequence[Command]:
        return [HoldItem(item_uid=row.uid, reason=values["reason"]) for row in rows]

    return Planned(form, commands, lambda _values: said("Held {what}", named(rows)))


def releasing_hold(services: Services, rows: Rows) -> Planned:
    """Let held items be used again."""
    form = FormPane(
        services,
        tr("Release {what}").format(what=named(rows)),
        (),
        submit=tr("Release"),
        sentence=tr("It is held: {why}").format(why=rows[0].hold_reason or ""),
    )

    def commands(_values: Values) -> Sequence[Command]:
        return [ReleaseHold(item_uid=row.uid) for row in rows]

    return Planned(form, commands, lambda _values: said("Released {what}", named(rows)))


def reserving(services: Services, rows: Rows) -> Planned:
    """Keep so much of an item for a kit line."""
    (row,) = rows
    form = FormPane(
        services,
        tr("Reserve {what}").format(what=named(rows)),
        (
            PickField(
                "line",
                tr("For kit"),
                choices.kit_lines_for(row.part_uid),
                hint=tr("Kit, part, and what it lacks."),
            ),
            some_of(row, required=False, hint=tr("Without: what the line lacks.")),
        ),
        submit=tr("Reserve"),
        sentence=tr("It stays where it is, and nobody else can take it."),
    )

    def commands(values: Values) -> Sequence[Command]:
        line: LineChoice = values["line"]
        quantity = values["quantity"]
        if quantity is None:
            quantity = min(line.lacking, row.quantity)
        return (ReserveItem(item_uid=row.uid, line_uid=line.line_uid, quantity=quantity),)

    return Planned(form, commands, lambda values: said("Reserved for {what}", values["line"].kit))


def releasing(services: Services, rows: Rows, shares: Sequence[Share]) -> Planned:
    """Keep so much of an item for a kit line no longer."""
    (row,) = rows
    kept = [share for share in shares if share.bucket is Bucket.RESERVED]
    offered = [Choice(share, f"{share.name} · {amount(share.quantity, row.unit)}") for share in kept]
    form = FormPane(
        services,
        tr("Free {what}").format(what=named(rows)),
        (
            ChoiceField("share", tr("Reserved for"), offered),
            some_of(row, required=False, hint=tr("Without: all that is reserved there.")),
        ),
        submit=tr("Free"),
    )

    def commands(values: Values) -> Sequence[Command]:
        share: Share = values["share"]
        quantity = share.quantity if values["quantity"] is None else values["quantity"]
        return (ReleaseItem(item_uid=row.uid, line_uid=share.place_uid, quantity=quantity),)

    return Planned(form, commands, lambda _values: said("Freed {what}", named(rows)))
