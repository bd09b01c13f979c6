"""What receiving says: what is on the form, what is missing, what was taken in, and what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kitstation.station.receiving_form import Difference, ReceivingForm
from kitstation.station.sentences import Speech, Wording, amount, digits, readable
from kitstation.store.queries.orders import OrderRow
from kitstation.store.queries.receiving import CalledPart, Place


class ReceivingWords:
    """Puts receiving into words, in one language."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self._say = speech.say

    def form(self, form: ReceivingForm) -> Wording:
        """Say what the form holds and what comes next."""
        return Wording(self.bag(form), self.next_step(form))

    def bag(self, form: ReceivingForm) -> str:
        """Return what is to be taken in."""
        if form.part is None:
            if form.is_empty and form.amount is None and not form.lot_number:
                return self._say("Scan a bag")
            parts = [self._say("Unknown part") if form.is_empty else self._unknown_name(form)]
        else:
            parts = [form.part.part_number]
        if form.amount is not None and not form.is_serial:
            unit = form.unit or (form.part.unit if form.part else "")
            parts.append(amount(form.amount, unit) if unit else digits(form.amount))
        if form.lot_number and not form.serial_number:
            parts.append(self._say("lot {number}", number=form.lot_number))
        if form.serial_number:
            parts.append(form.serial_number)
        return " · ".join(parts)

    def next_step(self, form: ReceivingForm) -> str:
        """Return what has to be done next."""
        if form.part is None:
            if form.is_empty:
                return (
                    self._say("Scan the bag's label.")
                    if form.place
                    else self._say("Scan the place, then the bag.")
                )
            return self._say(
                "This part is not known here. Choose it, make it known, or scan another code of the bag."
            )
        if form.place is None:
            return self._say("Where does it go? Scan the place.")
        if form.lacks_lot:
            return self._say("Scan the lot number, or let one be made.")
        if form.lacks_quantity:
            return self._say("How many? Scan or type the number.")
        if form.lacks_serial:
            return self._serials(form)
        return self._say(
            "Confirm to receive it{order} at {place}.",
            order=self._on(form.line),
            place=readable(form.place.path),
        )

    def received(
        self, form: ReceivingForm, quantity: Decimal, numbers: Sequence[str], line: OrderRow | None
    ) -> Wording:
        """Say what was taken in, and how far its order is now."""
        what = amount(quantity, form.part.unit) if form.part else digits(quantity)
        name = form.part.part_number if form.part else ""
        if len(numbers) == 1:
            headline = self._say("Received {number}", number=numbers[0])
        else:
            headline = self._say("Received {quantity} of {part}", quantity=what, part=name)
        place = readable(form.place.path) if form.place else ""
        told = [self._say("{part} is at {place}", part=name, place=place)]
        if line is not None:
            told.append(self.progress(line))
        if form.is_serial and form.quantity is not None:
            told.append(self._say("{done} of {all} scanned", done=form.done, all=digits(form.quantity)))
        return Wording(headline, " · ".join(told))

    def progress(self, line: OrderRow) -> str:
        """Return how far an order line is."""
        if not line.is_open:
            return self._say("order {order} complete: {part}", order=line.order_number, part=line.part_number)
        return self._say(
            "order {order}: {received} of {ordered}, {open} to come",
            order=line.order_number,
            received=digits(line.received),
            ordered=digits(line.ordered),
            open=digits(line.back_ordered),
        )

    def place(self, place: Place, form: ReceivingForm) -> Wording:
        """Say where things go from now on."""
        return Wording(self._say("Into {place}", place=readable(place.path)), self.next_step(form))

    def line(self, line: OrderRow | None, form: ReceivingForm) -> Wording:
        """Say which order line is received."""
        if line is None:
            return Wording(self._say("Without an order"), self.next_step(form))
        headline = self._say("Order {order} · {part}", order=line.order_number, part=line.part_number)
        return Wording(headline, f"{self.progress(line)}. {self.next_step(form)}")

    def nothing_new(self, form: ReceivingForm) -> Wording:
        """Say that a code told nothing that is not on the form already."""
        return Wording(self._say("Nothing new on this code"), self.next_step(form))

    def conflict(self, found: Sequence[Difference]) -> Wording:
        """Ask which of two codes is right."""
        told = "; ".join(
            self._say(
                "{field}: {kept} is on the form, {scanned} on this code",
                field=self._say(_FIELDS[one.field]),
                kept=one.kept,
                scanned=one.scanned,
            )
            for one in found
        )
        return Wording(
            self._say("The codes do not agree"),
            self._say("{told}. Confirm to take this code's, cancel to keep the form's.", told=told),
        )

    def another_bag(self, form: ReceivingForm, named: str) -> Wording:
        """Ask whether a code of another part begins another bag."""
        return Wording(
            self._say("This is {part}", part=named),
            self._say(
                "{part} is not received yet. Confirm to begin with this bag, cancel to keep the form.",
                part=self.bag(form),
            ),
        )

    def which_part(self, parts: Sequence[CalledPart]) -> Wording:
        """Ask which of several parts it is."""
        told = ", ".join(f"{at} {part.part_number} {part.revision}" for at, part in enumerate(parts, start=1))
        return Wording(
            self._say("Which part is it?"), self._say("Scan or type its number: {parts}.", parts=told)
        )

    def over_order(self, asked: str, line: OrderRow) -> Wording:
        """Ask whether more than was ordered is really there."""
        return Wording(
            self._say("{asked} is more than is still to come", asked=asked),
            self._say(
                "Order {order}: {open} of {ordered} are open. Count again, or confirm to take all of it.",
                order=line.order_number,
                open=digits(line.back_ordered),
                ordered=digits(line.ordered),
            ),
        )

    def remember(self, part: CalledPart, numbers: Sequence[str]) -> Wording:
        """Ask whether numbers that nobody knows mean a part from now on."""
        return Wording(
            self._one_or_more(numbers, "{numbers} is not known yet", "{numbers} are not known yet"),
            self._say(
                "Confirm to remember that for {part}: the next such bag is found at once. Or cancel, or scan on.",
                part=part.part_number,
            ),
        )

    def remembered(self, part: CalledPart, numbers: Sequence[str], form: ReceivingForm) -> Wording:
        """Say that numbers mean a part from now on."""
        texts = ("{numbers} is {part} from now on", "{numbers} are {part} from now on")
        headline = self._one_or_more(numbers, *texts, part=part.part_number)
        return Wording(headline, self.next_step(form))

    def forgotten(self, form: ReceivingForm) -> Wording:
        """Say that what was remembered last means nothing again."""
        return Wording(self._say("Taken back: the number is not remembered"), self.next_step(form))

    def known_item(self, name: str, place: str) -> Wording:
        """Say that a label belongs to stock that is in already."""
        return Wording(
            self._say("{name} is in stock already", name=name),
            self._say(
                "It is at {place}. Count or move it there instead of receiving it.", place=readable(place)
            ),
        )

    def cancelled(self) -> Wording:
        """Say that the form was emptied."""
        return Wording(self._say("Cancelled"), self._say("Nothing was received. Scan a bag."))

    def taken_back(self, what: str) -> Wording:
        """Say that a receipt was taken back."""
        return Wording(self._say("Taken back: {what}", what=what), self._say("It is not in stock any more."))

    def part_made(self, form: ReceivingForm) -> Wording:
        """Say that a part is known now."""
        name = form.part.part_number if form.part else ""
        return Wording(self._say("{part} is known now", part=name), self.next_step(form))

    def _one_or_more(self, numbers: Sequence[str], one: str, more: str, **facts: str) -> str:
        return self._say(one if len(numbers) == 1 else more, numbers=", ".join(numbers), **facts)

    def _serials(self, form: ReceivingForm) -> str:
        if form.quantity is not None and form.done < form.quantity:
            return self._say(
                "Scan the serial numbers one by one: {done} of {all} are in.",
                done=form.done,
                all=digits(form.quantity),
            )
        return self._say("Scan the serial numbers one by one: each is received at once.")

    def _on(self, line: OrderRow | None) -> str:
        return self._say(" on order {order}", order=line.order_number) if line else ""

    @staticmethod
    def _unknown_name(form: ReceivingForm) -> str:
        numbers = form.numbers
        return (
            numbers.part_number or numbers.customer_part_number or numbers.supplier_sku or numbers.gtin or ""
        )


_FIELDS = {
    "quantity": "Quantity",
    "serial_number": "Serial number",
    "lot_number": "Lot number",
    "date_code": "Date code",
    "expires_on": "Expiry date",
    "purchase_order": "Order",
    "supplier": "Supplier",
    "manufacturer": "Maker",
}
