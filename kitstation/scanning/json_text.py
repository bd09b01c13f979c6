"""Texts that are JSON objects. Numbers and words alone are JSON as well, but nobody prints them as such."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from typing import Final

JsonText = Mapping[str, object]


class NoJson(Enum):
    """Says that a text is no JSON; `None` would be taken for its null."""

    NO_JSON = 0


NO_JSON: Final = NoJson.NO_JSON


def read_json(text: str) -> JsonText | NoJson:
    """Return the object that the text is, without members if it is an array; NO_JSON for every other text.

    Whole numbers stay as they are written, as text.
    """
    if not text.startswith(("{", "[")):
        return NO_JSON
    try:
        written = json.loads(text, parse_int=str)
    except (ValueError, RecursionError):
        # RecursionError: thousands of brackets inside each other are no label.
        return NO_JSON
    return written if isinstance(written, dict) else {}
