"""Our own labels: a record's id alone, or in the little JSON object that ION prints."""

from __future__ import annotations

import re

from kitstation.scanning.json_text import JsonText
from kitstation.scanning.meaning import OWN, Fields, Meaning
from kitstation.scanning.symbology import Symbology

# A keyboard scanner that is set to another layout than a German computer types ß for the hyphen.
_UID = re.compile(
    "[0-9a-f]{8}[-ß][0-9a-f]{4}[-ß][0-9a-f]{4}[-ß][0-9a-f]{4}[-ß][0-9a-f]{12}|[0-9a-f]{32}",
    re.IGNORECASE | re.ASCII,
)


def recognise_own(text: str, symbology: Symbology | None) -> Meaning | None:
    """Return the record id that the text is, dashed and in lower case; None if it is none."""
    return _own(text) if _UID.fullmatch(text) else None


def recognise_own_json(written: JsonText) -> Meaning | None:
    """Return the record id under `uid`, in capitals or not; None if there is none."""
    uid = next((value for key, value in written.items() if key.lower() == "uid"), None)
    return _own(uid) if isinstance(uid, str) and _UID.fullmatch(uid) else None


def _own(written: str) -> Meaning:
    digits = written.replace("-", "").replace("ß", "").lower()
    uid = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    return Meaning(OWN, Fields((("uid", uid),)))
