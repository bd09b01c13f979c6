"""Our own labels: a record's id alone, or in the little JSON object that ION prints."""

from __future__ import annotations

import re

from kitstation.scanning.meaning import OWN, Fields, Meaning
from kitstation.scanning.symbology import Symbology

_DASHED = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_UID = rf"({_DASHED}|[0-9a-f]{{32}})"
_BARE = re.compile(_UID, re.IGNORECASE | re.ASCII)
_ION = re.compile(rf'\{{[ \t]*"uid"[ \t]*:[ \t]*"{_UID}"[ \t]*\}}', re.IGNORECASE | re.ASCII)


def recognise_own(text: str, symbology: Symbology | None) -> Meaning | None:
    """Return the record id that the text carries, dashed and in lower case; None if it carries none."""
    found = _BARE.fullmatch(text) or _ION.fullmatch(text)
    if found is None:
        return None
    digits = found.group(1).replace("-", "").lower()
    uid = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    return Meaning(OWN, Fields((("uid", uid),)))
