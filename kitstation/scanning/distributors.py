"""Distributors that write labels in a way of their own: LCSC and TME."""

from __future__ import annotations

import re
from typing import Final

from kitstation.scanning.attributes import Sources, collected, meaning_from
from kitstation.scanning.data_identifiers import split_element
from kitstation.scanning.meaning import VENDOR, Meaning
from kitstation.scanning.symbology import Symbology

LCSC = VENDOR + "lcsc"
TME = VENDOR + "tme"

# The older of LCSC's labels have the keys in full.
_LCSC_SOURCES: Final[Sources] = {
    "part_number": ("pm",),
    "supplier_sku": ("pc", "productCode"),
    "purchase_order": ("on", "orderNo"),
    "quantity": ("qty",),
}
_LCSC_BRACES = re.compile(r"\{[A-Za-z]+:[^{}]*\}")
# A comma may stand in a value; only the one in front of a key ends it.
_LCSC_NEXT = re.compile(r",(?=[A-Za-z]{1,16}:)")

_TME_SOURCES: Final[Sources] = {
    "part_number": ("MPN",),
    "supplier_sku": ("PN",),
    "manufacturer": ("MFR",),
    "purchase_order": ("CPO", "PO"),
    "country": ("CoO", "COO"),
    "quantity": ("QTY",),
}
_TME_WORDS = re.compile(r"(?:\A| )([A-Z][A-Za-z]{1,3}):")
_TME_WORDS_NEEDED = frozenset({"QTY", "PN"})
# Behind the country stand words that belong to no key: conformity and the address of the part's page.
_TME_LONE_WORDS = re.compile(r" (?:RoHS|https?:).*", re.DOTALL)

_TME_OLD_SOURCES: Final[Sources] = {
    "part_number": ("1P",),
    "supplier_sku": ("P",),
    "purchase_order": ("K",),
    "quantity": ("Q",),
}
_TME_OLD = re.compile(r"P\S+ 1P\S+ Q[0-9]+(?: [0-9]{0,3}[A-Z]\S+)*")


def recognise_lcsc(text: str, symbology: Symbology | None) -> Meaning | None:
    """Return what LCSC's label says: keys and values in braces, which only look like JSON."""
    if not _LCSC_BRACES.fullmatch(text):
        return None
    pairs = [pair.partition(":") for pair in _LCSC_NEXT.split(text[1:-1])]
    elements, problems = collected((key, value) for key, _, value in pairs)
    if not elements.keys() & {"pc", "pm", "productCode"}:
        return None
    return meaning_from(LCSC, elements, _LCSC_SOURCES, problems)


def recognise_tme(text: str, symbology: Symbology | None) -> Meaning | None:
    """Return what TME's label says: words with colons, or data identifiers with blanks between them."""
    if _TME_OLD.fullmatch(text):
        split = (split_element(element) for element in text.split(" "))
        elements, problems = collected(pair for pair in split if pair)
        return meaning_from(TME, elements, _TME_OLD_SOURCES, problems)
    front, *words = _TME_WORDS.split(text)
    if front:
        return None
    pairs = zip(words[::2], (_TME_LONE_WORDS.sub("", value) for value in words[1::2]), strict=True)
    elements, problems = collected(pairs)
    if not elements.keys() >= _TME_WORDS_NEEDED:
        return None
    return meaning_from(TME, elements, _TME_SOURCES, problems)
