"""Identifiers: UUIDv7 for what a station creates, UUIDv5 for what a command derives."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Protocol
from uuid import NAMESPACE_OID, UUID, uuid5

from kitstation.domain.clock import Clock


class IdSource(Protocol):
    """Makes identifiers that no other station makes."""

    def new(self) -> str:
        """Return a new UUIDv7 as text; later ones sort after earlier ones."""
        ...


class Uuid7Source:
    """UUIDv7 of RFC 9562: 48 bits of milliseconds, a 12-bit counter, 62 random bits; never steps back.

    The counter makes ids of the same millisecond sort in the order in which they were made. When the clock
    goes backwards or the counter is used up, the millisecond runs ahead of the clock.
    """

    def __init__(self, clock: Clock, random_bits: Callable[[int], int] = secrets.randbits) -> None:
        self._clock = clock
        self._random_bits = random_bits
        self._millisecond = 0
        self._counter = 0

    def new(self) -> str:
        """Return a new UUIDv7 as text."""
        now = int(self._clock.now().timestamp() * 1000)
        if now > self._millisecond:
            self._millisecond, self._counter = now, 0
        elif self._counter < 0xFFF:
            self._counter += 1
        else:
            self._millisecond, self._counter = self._millisecond + 1, 0
        value = self._millisecond << 80
        value |= 0x7 << 76
        value |= self._counter << 64
        value |= 0b10 << 62
        value |= self._random_bits(62)
        return str(UUID(int=value))


def derived_id(command_id: str, role: str) -> str:
    """Return the identifier that every replica derives for a record that a command makes on its own.

    Station and hub run the same command and must arrive at the same ids (UUIDv5 of command and role). An id that
    somebody else has made, and that is no UUID, serves as well.
    """
    try:
        namespace = UUID(command_id)
    except ValueError:
        namespace = uuid5(NAMESPACE_OID, command_id)
    return str(uuid5(namespace, role))
