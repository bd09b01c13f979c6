"""The pick list of a kit as it stands on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitstation.labels.table_sheet import TableSheet
from kitstation.station.sentences import Speech, digits, readable

if TYPE_CHECKING:
    from kitstation.station.pick_list import PickList, PickRow

_WIDTHS = (22, 10, 26, 20, 16, 6)


def pick_sheet(picks: PickList, speech: Speech) -> TableSheet:
    """Return the sheet for a pick list, in one language; its code opens the kit when it is scanned."""
    say, kit = speech.say, picks.kit
    run = say(
        "Run “{run}” · {assembly} × {quantity}",  # noqa: RUF001 - the sign for "times"
        run=kit.run,
        assembly=kit.assembly,
        quantity=digits(kit.run_quantity),
    )
    about = (
        run,
        say("Staging location: {place}", place=readable(kit.location)) if kit.location else "",
        say("Deliver to: {place}", place=readable(kit.delivery)) if kit.delivery else "",
        say("Collected by: {who}", who=kit.assigned_to) if kit.assigned_to else "",
        say("{done} of {all} lines are complete", done=kit.lines_complete, all=kit.lines),
    )
    return TableSheet(
        title=say("Kit {kit}", kit=kit.number),
        code=kit.number,
        lines=tuple(line for line in about if line),
        titles=(say("Place"), say("Take"), say("Part"), say("Serial or lot"), say("Remark"), say("Done")),
        widths=_WIDTHS,
        rows=tuple(_cells(row, speech) for row in picks.rows),
    )


def _cells(row: PickRow, speech: Speech) -> tuple[str, ...]:
    say = speech.say
    remarks = [
        say("instead of {part}", part=row.substitute_for) if row.substitute_for else "",
        say("reserved") if row.reserved else "",
        say("use by {day}", day=row.expires_on.isoformat()) if row.expires_on else "",
        say("short {quantity}", quantity=digits(row.short)) if row.short else "",
    ]
    return (
        readable(row.location) if row.location else say("not in stock"),
        f"{digits(row.quantity)} {row.unit}" if row.quantity else "",
        "\n".join(part for part in (row.part_number, row.description) if part),
        row.serial_number or row.lot_number or "",
        ", ".join(remark for remark in remarks if remark),
        "",
    )
