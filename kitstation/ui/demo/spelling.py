"""Control characters in words: a keyboard cannot type what separates the fields of a barcode."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "SOH": "\x01",
        "STX": "\x02",
        "ETX": "\x03",
        "EOT": "\x04",
        "HT": "\t",
        "FS": "\x1c",
        "GS": "\x1d",
        "RS": "\x1e",
        "US": "\x1f",
    }
)
_SPELLED: Final = re.compile(f"<({'|'.join(_NAMES)})>", re.IGNORECASE)
_SPELLING: Final = str.maketrans({character: f"<{name}>" for name, character in _NAMES.items()})


def spelled_out(code: str) -> str:
    """Return a code with its control characters as words, such as `<GS>`."""
    return code.translate(_SPELLING)


def meant_by(text: str) -> str:
    """Return the code that a text with words for control characters means; other words stay as they are."""
    return _SPELLED.sub(_character, text)


def _character(spelled: re.Match[str]) -> str:
    return _NAMES[spelled[1].upper()]
