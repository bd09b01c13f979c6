"""The schema as a whole, and the conditions that indexes and queries share, word for word."""

from __future__ import annotations

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    FromClause,
    MetaData,
    Text,
    and_,
    func,
    literal_column,
    text,
)

NO_EXPIRY = "9999-12-31"
"""What sorts after every expiry date."""

NOTHING: ColumnClause[int] = literal_column("0")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def expiry(items: FromClause) -> ColumnElement[str]:
    """When an item expires, as something to sort by: what never expires comes last."""
    return func.coalesce(items.c.expires_on, literal_column(f"'{NO_EXPIRY}'"), type_=Text)


def is_on_hand(items: FromClause) -> ColumnElement[bool]:
    """Whether there is something of an item."""
    return items.c.quantity > text("0")


def is_to_take(items: FromClause) -> ColumnElement[bool]:
    """Whether there is something of an item that may be taken."""
    return and_(is_on_hand(items), items.c.blocked == text("0"))


def is_live_serial(items: FromClause) -> ColumnElement[bool]:
    """Whether an item has a serial number that nobody else of its part may have."""
    return and_(items.c.serial_number.is_not(None), items.c.deleted == text("0"))
