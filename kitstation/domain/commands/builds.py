"""Commands about what is built: assemblies and what is installed in them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.quantities import ONE


@dataclass(frozen=True, slots=True, kw_only=True)
class StartBuild:
    """Begin an assembly of a run: an inventory item in work, with one build requirement for each mBOM line."""

    uid: str
    run_uid: str
    location_uid: str
    serial_number: str | None = None
    lot_number: str | None = None
    autogenerate_serial_number: bool = False
    autogenerate_lot_number: bool = False
    quantity: Decimal = ONE


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallItem:
    """Install so much of an item into an assembly, from a kit line or (None) from where the item is kept."""

    item_uid: str
    requirement_uid: str
    quantity: Decimal
    line_uid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UninstallItem:
    """Take so much of an item out of an assembly, to a kit line or (None) to where the item is kept."""

    item_uid: str
    requirement_uid: str
    quantity: Decimal
    line_uid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteBuild:
    """Finish an assembly: it goes to stock, for use on a higher-level assembly.

    `incomplete_ok` says that a person wants that although something is not installed.
    """

    item_uid: str
    location_uid: str
    incomplete_ok: bool = False


BuildCommand = StartBuild | InstallItem | UninstallItem | CompleteBuild
