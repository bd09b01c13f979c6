"""What is said of a receipt: how much came in, under which number, and how far its order is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kitstation.domain.outcomes import Accepted
from kitstation.station.receiving_form import ReceivingForm
from kitstation.station.receiving_view import Receiving
from kitstation.station.receiving_words import ReceivingWords
from kitstation.station.sentences import digits
from kitstation.station.session_verdicts import SessionVerdicts
from kitstation.station.verdicts import Sound, Tone, Verdict
from kitstation.store.queries.orders import OrderRow, Receipt


def received(
    form: ReceivingForm,
    outcomes: tuple[Accepted, ...],
    line: OrderRow | None,
    words: ReceivingWords,
    verdicts: SessionVerdicts,
) -> Verdict:
    """Return the verdict on what was taken in from a form; `line` is its order line as it stands now."""
    quantity = sum((move.quantity for one in outcomes for move in one.changes.movements), Decimal(0))
    numbers = [number for one in outcomes if (number := _number_of(one))]
    shown = replace(form, done=form.done + 1) if form.is_serial else form
    complete = line is not None and not line.is_open
    verdict = verdicts.said(
        Receiving.RECEIVED,
        Tone.ACCEPTED,
        words.received(shown, quantity, numbers if form.is_serial else (), line),
        sound=Sound.LINE_COMPLETE if complete else Sound.ACCEPTED,
        accepted=True,
    )
    return replace(
        verdict,
        quantity=quantity,
        part_number=form.part.part_number if form.part else None,
        serial_number=numbers[0] if form.is_serial and numbers else None,
        lot_number=None if form.is_serial or not numbers else numbers[0],
        command_id=outcomes[-1].command_id,
    )


def receipt_name(receipt: Receipt) -> str:
    """Return what people call a receipt."""
    number = receipt.serial_number or receipt.lot_number
    what = f"{digits(receipt.quantity)} {receipt.unit} {receipt.part_number}"
    return number if receipt.serial_number and number else what


def _number_of(outcome: Accepted) -> str:
    for put in outcome.changes.puts:
        number = getattr(put, "serial_number", None) or getattr(put, "lot_number", None)
        if number:
            return str(number)
    return ""
