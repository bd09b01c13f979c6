"""How the domain's values lie in the database: the same on SQLite (STRICT tables) and on PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from kitstation.domain.quantities import from_micro, to_micro

WholeNumber = BigInteger().with_variant(Integer, "sqlite")
"""64 bits on both; STRICT tables of SQLite know no other name than INTEGER."""


class Quantity(TypeDecorator[Decimal]):
    """A decimal quantity or cost, as a whole number of millionths."""

    impl = WholeNumber
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Return what is stored."""
        return None if value is None else to_micro(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Return what was meant."""
        return None if value is None else from_micro(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, as ISO text that sorts in time order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Return what is stored."""
        return None if value is None else value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return what was meant."""
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A day, as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Return what is stored."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Return what was meant."""
        return None if value is None else date.fromisoformat(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A short list of words, as a JSON array."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Return what is stored."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """Return what was meant."""
        if value == "[]":
            return ()
        return None if value is None else tuple(json.loads(value))


class Flag(TypeDecorator[bool]):
    """Yes or no, as 1 or 0; STRICT tables of SQLite know no booleans."""

    impl = WholeNumber
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: FBT001 - the base class's
        """Return what is stored."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """Return what was meant."""
        return None if value is None else bool(value)


class OneOf(TypeDecorator[StrEnum]):
    """A member of an enumeration, as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Return what is stored."""
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Return what was meant."""
        return None if value is None else self.kind(value)
