"""Learning numbers: which of a bag's numbers nobody knows yet, though it is known which part the bag holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kitstation.domain.gtin import gtin_forms
from kitstation.station.receiving_form import NO_NUMBERS, ReceivingForm
from kitstation.store.database import Reader
from kitstation.store.queries.receiving import Numbers, parts_called


def worth_remembering(numbers: Numbers) -> tuple[Numbers, ...]:
    """Return the numbers by which the next bag could be known, each by itself.

    A customer's number often names an order, and another one on every bag: it is worth something only where the label
    says no other.
    """
    own = (
        replace(NO_NUMBERS, part_number=numbers.part_number),
        replace(NO_NUMBERS, supplier_sku=numbers.supplier_sku),
        replace(NO_NUMBERS, gtin=numbers.gtin),
    )
    stated = tuple(number for number in own if number)
    customers = replace(NO_NUMBERS, customer_part_number=numbers.customer_part_number)
    return stated or ((customers,) if customers else ())


def unlinked(form: ReceivingForm, reader: Reader) -> tuple[str, ...]:
    """Return the numbers on a bag that name no part yet, as they are to be remembered for the form's part."""
    if form.part is None or form.part.archived:
        return ()
    unknown = (number for number in worth_remembering(form.numbers) if not parts_called(reader, number))
    return _each_once(_text(number) for number in unknown)


def _each_once(numbers: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers without those that are another one, written with other zeros before it."""
    found: dict[str, str] = {}
    for number in numbers:
        if not any(form in found for form in gtin_forms(number)):
            found |= dict.fromkeys(gtin_forms(number), number)
    return tuple(dict.fromkeys(found.values()))


def _text(number: Numbers) -> str:
    return number.part_number or number.supplier_sku or number.gtin or number.customer_part_number or ""
