"""Etags: what a writer has seen of a record, so that nobody overwrites what they have not seen."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from functools import cache
from typing import Any

from kitstation.domain.later import silent_later_fields
from kitstation.domain.records import Record
from kitstation.domain.refusals import RefusalCode, Refused, refuse


def etag(record: Record) -> str:
    """Return the record's opaque etag: its version and a check of its content."""
    kind: Any = type(record)
    silent = silent_later_fields(record)
    content = "\x1f".join([f"{name}={getattr(record, name)}" for name in _names(kind) if name not in silent])
    return f"{record.version:x}-{hashlib.blake2b(content.encode(), digest_size=2).hexdigest()}"


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - any class of a record
    """Return the names of a record's fields: a list shows the etags of hundreds of records at once."""
    return tuple(field.name for field in fields(kind))


def refuse_stale(record: Record, seen_etag: str) -> Refused | None:
    """Refuse a write whose writer has not seen the record as it is now."""
    if etag(record) == seen_etag:
        return None
    return refuse(RefusalCode.STALE_ETAG, current=etag(record), seen=seen_etag)
