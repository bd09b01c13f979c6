"""Who works at the benches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the bench; `kitstation.domain.roles` says what each may do."""

    TECHNICIAN = "technician"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """Somebody who works at a bench. The name is what the journal keeps; the badge is what is scanned.

    `pin_hash` is the hash that the station made of the PIN; empty means that the badge alone is enough.
    """

    uid: str
    name: str
    badge: str
    role: Role
    pin_hash: str = ""
    active: bool = True
    version: int = 1
