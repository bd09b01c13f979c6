"""Etags: what a writer has seen of a record, so that nobody overwrites what they have not seen."""

from __future__ import annotations

import hashlib
from dataclasses import fields

from kitstation.domain.records import Record


def etag(record: Record) -> str:
    """Return the record's opaque etag: its version and a check of its content."""
    content = "\x1f".join(f"{field.name}={getattr(record, field.name)}" for field in fields(record))
    return f"{record.version:x}-{hashlib.blake2b(content.encode(), digest_size=2).hexdigest()}"
