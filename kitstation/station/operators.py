"""Operators: who may sign on at a bench, by which badge and PIN, and what they may do.

They are kept in memory: a scan asks no database who it is from. As long as no operator is recorded everybody may do
everything. That holds too while no administrator is: otherwise nobody could ever record one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kitstation.domain.records import Operator, Role
from kitstation.store.queries.operators import operators
from kitstation.store.store import Store

_PIN: Final = re.compile(r"[0-9]{4,12}")
"""Digits alone, so that a scanner can enter it from the control sheet."""


class PinError(ValueError):
    """A text is no possible PIN; the message says what one is."""


@dataclass(frozen=True, slots=True)
class Staff:
    """All operators that are recorded."""

    operators: tuple[Operator, ...] = ()

    @staticmethod
    def of(known: Iterable[Operator]) -> Staff:
        """Return the staff of these operators."""
        return Staff(tuple(known))

    @property
    def active(self) -> tuple[Operator, ...]:
        """Those who may sign on."""
        return tuple(one for one in self.operators if one.active)

    @property
    def is_open(self) -> bool:
        """Whether who has not signed on may do everything, because nobody could let them."""
        return not any(one.role is Role.ADMINISTRATOR for one in self.active)

    @property
    def badges(self) -> frozenset[str]:
        """The codes of the badges that sign somebody on."""
        return frozenset(one.badge for one in self.active)

    def with_badge(self, text: str) -> Operator | None:
        """Return whose badge a scanned text is."""
        return next((one for one in self.active if one.badge == text), None)

    def role_of(self, name: str) -> Role | None:
        """Return what somebody may do who has only given a name; None is nothing, as where a PIN is wanted."""
        known = self.named(name)
        if known is None:
            return Role.ADMINISTRATOR if self.is_open else None
        return None if known.pin_hash else known.role

    def would_lose_its_administrator(self, operator: Operator, role: Role | None) -> bool:
        """Whether nobody could let the others work if an operator had that role; None is to work here no more.

        Who works here alone may go: then everybody may do everything again.
        """
        if not operator.active or operator.role is not Role.ADMINISTRATOR or role is Role.ADMINISTRATOR:
            return False
        others = Staff.of(one for one in self.active if one.uid != operator.uid)
        return bool(others.operators) and others.is_open

    def named(self, name: str) -> Operator | None:
        """Return the operator of this name."""
        return next((one for one in self.active if one.name == name), None)


def load_staff(store: Store) -> Staff:
    """Return the operators that the store knows."""
    with store.reading() as reader:
        return Staff.of(operators(reader))


def hash_pin(pin: str) -> str:
    """Return what is kept of a PIN; it takes a moment, on purpose. Raises PinError."""
    if not _PIN.fullmatch(pin):
        raise PinError("A PIN has 4 to 12 digits.")
    # Loaded where there are PINs.
    from argon2 import PasswordHasher

    return PasswordHasher().hash(pin)


def is_pin(operator: Operator, pin: str) -> bool:
    """Whether a PIN is an operator's; it takes a moment, on purpose."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(operator.pin_hash, pin)
    except (VerificationError, InvalidHashError):
        # A hash that nobody made here opens nothing.
        return False
