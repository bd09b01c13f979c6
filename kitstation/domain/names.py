"""Names of records that are not there."""

from __future__ import annotations

from kitstation.domain.refusals import RefusalCode, Refused, refuse


def refuse_unknown(what: str, uid: str) -> Refused:
    """Refuse what names a record that is not there."""
    return refuse(RefusalCode.UNKNOWN_RECORD, what=what, uid=uid)
