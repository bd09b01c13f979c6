"""The scanners that the settings name: connected as they say, and how each of them stands."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import LinkChanged, LinkState
from kitstation.devices.scanner_set import ScannerSet
from kitstation.devices.serial_port import SerialSettings
from kitstation.domain.errors import DeviceFault
from kitstation.station.settings import ScannerSettings


@dataclass(frozen=True, slots=True)
class ScannerLink:
    """A scanner by the name that people gave it, and how its link stands."""

    title: str
    link: LinkChanged


class ScannerLinks(QObject):
    """Keeps the scanner set as the settings want it. `changed` tells that a link or the choice has changed."""

    changed = Signal()

    def __init__(self, scanners: ScannerSet) -> None:
        super().__init__()
        self._scanners = scanners
        self._wanted: dict[PortIdentity, ScannerSettings] = {}
        self._links: dict[str, LinkChanged] = {}

    @property
    def links(self) -> tuple[ScannerLink, ...]:
        """How each scanner stands, in the order of the settings."""
        return tuple(
            ScannerLink(wanted.title or _name(identity), self._link(identity))
            for identity, wanted in self._wanted.items()
        )

    def use(self, wanted: tuple[ScannerSettings, ...]) -> list[DeviceFault]:
        """Connect these scanners and no others; return what is wrong with those that cannot be meant."""
        faults: list[DeviceFault] = []
        identities: dict[PortIdentity, ScannerSettings] = {}
        for settings in wanted:
            try:
                identities[PortIdentity.parse(settings.identity)] = settings
            except DeviceFault as fault:
                faults.append(fault)
        self._disconnect_changed(identities)
        self._wanted = identities
        for identity, settings in identities.items():
            self._scanners.connect(identity, _serial(settings))
        self.changed.emit()
        return faults

    def note(self, link: LinkChanged) -> None:
        """Take note of how a link stands now."""
        self._links[link.source] = link
        self.changed.emit()

    def _disconnect_changed(self, identities: dict[PortIdentity, ScannerSettings]) -> None:
        for identity, before in self._wanted.items():
            after = identities.get(identity)
            if after is None or _serial(after) != _serial(before):
                self._scanners.disconnect(identity)
                self._links.pop(str(identity), None)

    def _link(self, identity: PortIdentity) -> LinkChanged:
        return self._links.get(str(identity)) or LinkChanged(str(identity), LinkState.SEARCHING)


def _serial(settings: ScannerSettings) -> SerialSettings:
    return SerialSettings(baudrate=settings.baudrate, no_terminator=settings.no_terminator)


def _name(identity: PortIdentity) -> str:
    """Return what to call a scanner that nobody has named."""
    return identity.serial_number or identity.path.rpartition("/")[2] or identity.by_id or str(identity)
