"""Names: what people call things must be there and must not begin or end with a blank that nobody sees."""

from __future__ import annotations

from kitstation.domain.refusals import RefusalCode, Refused, refuse

LONGEST_REF = 100
LONGEST_TEXT = 50


def refuse_blank(what: str, name: str) -> Refused | None:
    """Refuse a name that is empty or has blanks around it."""
    if name and name == name.strip():
        return None
    return refuse(
        RefusalCode.BAD_NAME, what=what, name=name, why="it is empty or begins or ends with a blank"
    )


def refuse_longer(what: str, name: str, longest: int) -> Refused | None:
    """Refuse a text with more characters than the source system takes."""
    if len(name) <= longest:
        return None
    return refuse(RefusalCode.BAD_NAME, what=what, name=name, why=f"it has more than {longest} characters")


def refuse_unknown(what: str, uid: str) -> Refused:
    """Refuse what names a record that is not there."""
    return refuse(RefusalCode.UNKNOWN_RECORD, what=what, uid=uid)
