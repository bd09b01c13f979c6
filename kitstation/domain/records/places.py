"""Places, and the rules of the house."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LocationType(StrEnum):
    """What kind of place it is; it restricts nothing."""

    WAREHOUSE = "Warehouse"
    RACK = "Rack"
    SHELF = "Shelf"
    TOTE = "Tote"
    WORKCENTER = "Workcenter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in the tree of places. `path` joins the names from the root with ``/`` and is the identity.

    Nothing is issued from a place whose `inventory_available` is off. Nothing is put into an archived place.
    """

    uid: str
    name: str
    parent_uid: str | None
    path: str
    type: LocationType = LocationType.SHELF
    description: str = ""
    barcode: str = ""
    inventory_available: bool = True
    exclude_from_merge: bool = False
    archived: bool = False
    version: int = 1


RULES_UID = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules that a house chooses for itself; there is one such record.

    `any_revision`: another revision of the part may be issued. `allow_negative_untracked`: what is counted only may
    fall below 0. The patterns make serial and lot numbers where a part has no pattern of its own.
    """

    uid: str = RULES_UID
    any_revision: bool = False
    allow_negative_untracked: bool = False
    serial_pattern: str = "{part}-{year}-{seq:5}"
    lot_pattern: str = "{part}-L{year}-{seq:4}"
    version: int = 0
