"""What the settings page asks of whoever owns the scanners."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import LinkChanged
from kitstation.devices.ports import Port
from kitstation.devices.serial_port import SerialSettings


class ScannerAdmin(Protocol):
    """The scanners of this computer. Which of them are used is a setting; the owner follows it."""

    def ports(self) -> list[Port]:
        """Return the serial ports that are there now. Called away from the GUI thread: it may take a while."""
        ...

    def states(self) -> Mapping[PortIdentity, LinkChanged]:
        """Return how each scanner in use stands now."""
        ...

    @property
    def trial(self) -> LinkChanged | None:
        """Return how the link of the scanner stands that is tried; None where none is."""
        ...

    def try_out(self, identity: PortIdentity, settings: SerialSettings = ..., /) -> None:
        """Read a scanner as it sends, terminators included; its use pauses. Its scans come as all scans do."""
        ...

    def end_trial(self) -> None:
        """Give the port of the scanner that was tried back."""
        ...
