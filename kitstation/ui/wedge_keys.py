"""What the settings say about keyboard scanners, in the terms of the event filter that hears them."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt

from kitstation.station import settings as station
from kitstation.ui.wedge import WedgeSettings

_CONTROL_NAMES: Final = {"SOH": "\x01", "STX": "\x02", "ESC": "\x1b", "FS": "\x1c", "GS": "\x1d"}
_FUNCTION_KEY: Final = re.compile(r"F([1-9]|[12][0-9]|3[0-5])")


def wedge_settings(settings: station.WedgeSettings) -> WedgeSettings:
    """Return how keyboard scanners are recognised. The prefix is a character, its name (`STX`) or a key (`F9`)."""
    return WedgeSettings(prefix=_prefix(settings.prefix))


def _prefix(text: str) -> str | Qt.Key | None:
    if not text:
        return None
    if found := _FUNCTION_KEY.fullmatch(text.upper()):
        return Qt.Key(Qt.Key.Key_F1.value + int(found.group(1)) - 1)
    return _CONTROL_NAMES.get(text.upper(), text)
