"""The grammar of scanned texts: which kinds of code are known, and in which order they are believed.

A new kind of label is one more line in `RECOGNISERS`.
"""

from __future__ import annotations

from collections.abc import Callable

from kitstation.scanning.controls import control_of
from kitstation.scanning.gs1 import recognise_digital_link, recognise_gs1
from kitstation.scanning.iso15434 import recognise_iso15434
from kitstation.scanning.meaning import (
    GS1,
    GS1_DIGITAL_LINK,
    IDENTIFIER,
    ISO15434,
    OWN,
    PLAIN,
    Fields,
    Meaning,
    Reading,
)
from kitstation.scanning.own import recognise_own
from kitstation.scanning.single_identifier import recognise_single_identifier
from kitstation.scanning.symbology import Symbology, strip_aim

Recogniser = Callable[[str, Symbology | None], Meaning | None]

RECOGNISERS: tuple[tuple[str, Recogniser], ...] = (
    (OWN, recognise_own),
    (ISO15434, recognise_iso15434),
    (GS1, recognise_gs1),
    (GS1_DIGITAL_LINK, recognise_digital_link),
    (IDENTIFIER, recognise_single_identifier),
)


def read(text: str) -> Reading:
    """Return all that a scanned text can mean; never an error, and always at least its plain text.

    The text may begin with an AIM identifier and end with CR or LF. Blanks around it do not count, but the
    separators 0x1c-0x1f do: they are never taken for white space.
    """
    symbology, text = strip_aim(text.strip("\r\n"))
    content = text.strip(" \t\r\n")
    plain = Meaning(PLAIN, Fields((("text", content),)))
    control = control_of(content)
    if control is not None:
        return Reading(text, symbology, control, (plain,))
    meanings = (recognise(content, symbology) for _, recognise in RECOGNISERS)
    return Reading(text, symbology, None, (*(meaning for meaning in meanings if meaning), plain))
