"""What the settings page asks of whoever owns the scanners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import LinkChanged
from kitstation.devices.ports import Port


class ScannerAdmin(Protocol):
    """The scanners of this computer. Which of them are used is a setting; the owner follows it."""

    def ports(self) -> list[Port]:
        """Return the serial ports that are there now. Called away from the GUI thread: it may take a while."""
        ...

    def states(self) -> Mapping[PortIdentity, LinkChanged]:
        """Return how each scanner in use stands now."""
        ...
