"""The grammar of scanned texts: which kinds of code are known, and in which order they are believed.

A new kind of label is one more line in `RECOGNISERS`, or in `JSON_RECOGNISERS` where it is a JSON object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from kitstation.scanning.controls import ControlCode, control_of
from kitstation.scanning.customer_patterns import CustomerPattern
from kitstation.scanning.digital_link import recognise_digital_link
from kitstation.scanning.distributors import LCSC, TME, recognise_lcsc, recognise_tme
from kitstation.scanning.gs1 import recognise_gs1
from kitstation.scanning.iso15434 import recognise_iso15434
from kitstation.scanning.json_text import NO_JSON, JsonText, read_json
from kitstation.scanning.meaning import (
    GS1,
    GS1_DIGITAL_LINK,
    IDENTIFIER,
    ISO15434,
    OWN,
    PLAIN,
    Fields,
    Meaning,
    Problem,
    ProblemCode,
    Reading,
)
from kitstation.scanning.own import recognise_own, recognise_own_json
from kitstation.scanning.single_identifier import recognise_single_identifier
from kitstation.scanning.stock_systems import (
    INVENTREE,
    PART_DB,
    recognise_inventree,
    recognise_inventree_json,
    recognise_part_db,
)
from kitstation.scanning.symbology import Symbology, strip_aim
from kitstation.scanning.trade_numbers import recognise_trade_number

Recogniser = Callable[[str, Symbology | None], Meaning | None]

RECOGNISERS: tuple[tuple[str, Recogniser], ...] = (
    (OWN, recognise_own),
    (ISO15434, recognise_iso15434),
    (LCSC, recognise_lcsc),
    (TME, recognise_tme),
    (INVENTREE, recognise_inventree),
    (PART_DB, recognise_part_db),
    (GS1, recognise_trade_number),
    (GS1, recognise_gs1),
    (GS1_DIGITAL_LINK, recognise_digital_link),
    (IDENTIFIER, recognise_single_identifier),
)

JSON_RECOGNISERS: tuple[tuple[str, Callable[[JsonText], Meaning | None]], ...] = (
    (OWN, recognise_own_json),
    (INVENTREE, recognise_inventree_json),
)

LONGEST_READ: Final = 8192
"""Characters; no symbol holds more (a QR Code at most 7,089), so what is longer is no code."""


class Grammar:
    """Reads scanned texts. `patterns` are a bench's own kinds of code, believed before all but our own labels."""

    def __init__(self, patterns: Iterable[CustomerPattern] = ()) -> None:
        self.patterns = tuple(patterns)
        own, *others = (recognise for _, recognise in RECOGNISERS)
        self._recognisers: tuple[Recogniser, ...] = (
            own,
            *(pattern.recognise for pattern in self.patterns),
            *others,
        )

    def read(self, text: str) -> Reading:
        """Return all that a scanned text can mean; never an error, and always at least its plain text.

        The text may begin with an AIM identifier and end with CR or LF. Blanks around it do not count, but the
        separators 0x1c-0x1f do: they are never taken for white space. A text that is a JSON object is read as
        such and as nothing else.
        """
        symbology, text, content = _taken_apart(text)
        plain = Meaning(PLAIN, Fields((("text", content),)))
        control = control_of(content)
        if control is not None:
            return Reading(text, symbology, control, (plain,))
        if len(content) > LONGEST_READ:
            return Reading(text, symbology, None, (_too_long(plain),))
        return Reading(text, symbology, None, (*self._meanings(content, symbology), plain))

    def _meanings(self, content: str, symbology: Symbology | None) -> list[Meaning]:
        written = read_json(content)
        if written is not NO_JSON:
            found = (recognise(written) for _, recognise in JSON_RECOGNISERS)
        else:
            found = (recognise(content, symbology) for recognise in self._recognisers)
        return [meaning for meaning in found if meaning]


def _too_long(plain: Meaning) -> Meaning:
    detail = f"It is longer than any code: {len(plain.fields['text'])} characters."
    return Meaning(PLAIN, plain.fields, problems=(Problem(ProblemCode.TOO_LONG, detail),))


def control_in(text: str) -> ControlCode | None:
    """Return the control code that a scanned text is, if it is one. No customer's pattern can change that."""
    return control_of(_taken_apart(text)[2])


def content_of(text: str) -> str:
    """Return what a scanned text holds, without AIM identifier, line ends and the blanks around it."""
    return _taken_apart(text)[2]


def _taken_apart(text: str) -> tuple[Symbology | None, str, str]:
    symbology, text = strip_aim(text.strip("\r\n"))
    return symbology, text, text.strip(" \t\r\n")
