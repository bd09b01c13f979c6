"""Fields that records and commands got after stations had kept journals of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from types import MappingProxyType
from typing import Any, Final

_MARK: Final = "added later"
ADDED_LATER: Final[Mapping[str, bool]] = MappingProxyType({_MARK: True})
"""Metadata of such a field.

As long as it holds its default, the record's etag and the journal's form are those that there were before: an entry
keeps the etag that its writer had read, and a journal that is replayed gives the same rows.
"""


def silent_later_fields(value: object) -> set[str]:
    """Return the names of the fields of a record or command that came later and say nothing yet."""
    kind: Any = type(value)
    return {name for name, default in _later(kind) if getattr(value, name) == default}


@cache
def _later(kind: Any) -> tuple[tuple[str, object], ...]:  # noqa: ANN401 - any class of a record or command
    return tuple((field.name, field.default) for field in fields(kind) if _MARK in field.metadata)
