"""The serial ports of this computer, and which of them is the scanner that is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from serial.tools.list_ports import comports

from kitstation.devices.identity import PortIdentity
from kitstation.devices.vendors import SCANNER_VENDORS

BY_ID_FOLDER: Final = Path("/dev/serial/by-id")
# pyserial's word for "unknown".
_UNKNOWN: Final = "n/a"


class ComPort(Protocol):
    """What the operating system says about one port; pyserial's ListPortInfo has these and more."""

    device: str
    description: str
    vid: int | None
    pid: int | None
    serial_number: str | None
    location: str | None
    manufacturer: str | None
    product: str | None


@dataclass(frozen=True, slots=True)
class Port:
    """A serial port that is there now. `device` is its name today; `identity` outlives it."""

    device: str
    identity: PortIdentity
    description: str = ""
    manufacturer: str = ""
    product: str = ""

    @property
    def title(self) -> str:
        """Return a name that a person can choose by, such as `Zebra Bar Code Scanner, SN123 (ttyACM0)`."""
        name = self._name()
        if self.identity.serial_number:
            name = f"{name}, {self.identity.serial_number}".removeprefix(", ")
        node = Path(self.device).name
        return f"{name} ({node})" if name and name != node else self.device

    @property
    def looks_like_scanner(self) -> bool:
        """Tell whether the port's USB vendor is known to make scanners."""
        return self.identity.vid in SCANNER_VENDORS

    def _name(self) -> str:
        maker = self.manufacturer or SCANNER_VENDORS.get(self.identity.vid or 0, "")
        if not self.product:
            return maker or self.description
        return self.product if self.product.startswith(maker) else f"{maker} {self.product}"


def list_ports(
    enumerate_ports: Callable[[], Iterable[ComPort]] = comports, *, by_id_folder: Path = BY_ID_FOLDER
) -> list[Port]:
    """Return the serial ports that the operating system knows, likely scanners first.

    Pseudo-terminals are never listed; they are reached by their path.
    """
    by_id_names = _by_id_names(by_id_folder)
    ports = [_port(found, by_id_names.get(found.device, "")) for found in enumerate_ports()]
    return sorted(ports, key=lambda port: (not port.looks_like_scanner, port.device))


def find(
    identity: PortIdentity, ports: Sequence[Port], *, others: Iterable[PortIdentity] = ()
) -> Port | None:
    """Return the port that `identity` means, or None if it is not there or cannot be told for certain.

    A USB device is matched by its serial number, then by its socket, then by its by-id link; never by its
    device name. Without serial number a by-id link names only the model: it is not followed to a port that
    certainly is one of the `others` in use.
    """
    certain = _find_certain(identity, ports)
    if certain is not None or not identity.by_id:
        return certain
    taken = {port.device for other in others if (port := _find_certain(other, ports))}
    return _only(
        port
        for port in ports
        if _may_be(identity, port.identity)
        and port.identity.by_id == identity.by_id
        and port.device not in taken
    )


def find_connected(identity: PortIdentity) -> Port | None:
    """Return the port of this computer that `identity` means now, or None."""
    return find(identity, list_ports())


def _find_certain(identity: PortIdentity, ports: Sequence[Port]) -> Port | None:
    if identity.is_plain_path:
        return _find_path(identity, ports)
    candidates = [port for port in ports if _may_be(identity, port.identity)]
    same_serial = [port for port in candidates if port.identity.serial_number == identity.serial_number != ""]
    if len(same_serial) == 1:
        return same_serial[0]
    # Some models carry one serial number in all units: then the socket tells them apart, as without any.
    return _only(
        port
        for port in same_serial or candidates
        if port.identity.location == identity.location and identity.location
    )


def _find_path(identity: PortIdentity, ports: Iterable[Port]) -> Port | None:
    listed = _only(port for port in ports if port.device == identity.path)
    if listed is None and Path(identity.path).exists():
        return Port(identity.path, identity)
    return listed


def _may_be(wanted: PortIdentity, present: PortIdentity) -> bool:
    """Tell whether both are of one model, and their serial numbers do not contradict each other."""
    same_model = (wanted.vid, wanted.pid) == (present.vid, present.pid)
    contradict = wanted.serial_number != present.serial_number
    return same_model and not (wanted.serial_number and present.serial_number and contradict)


def _only(ports: Iterable[Port]) -> Port | None:
    found = list(ports)
    return found[0] if len(found) == 1 else None


def _port(found: ComPort, by_id: str) -> Port:
    return Port(
        found.device,
        _identity(found, by_id),
        "" if found.description == _UNKNOWN else found.description,
        found.manufacturer or "",
        found.product or "",
    )


def _identity(found: ComPort, by_id: str) -> PortIdentity:
    serial_number, location = found.serial_number or "", found.location or ""
    if found.vid is None or found.pid is None or not (serial_number or location or by_id):
        return PortIdentity.of_path(found.device)
    return PortIdentity(found.vid, found.pid, serial_number, location, by_id)


def _by_id_names(folder: Path) -> dict[str, str]:
    """Return the name of each device's by-id link."""
    try:
        return {str(link.resolve()): link.name for link in folder.iterdir()}
    except OSError:
        # Only Linux has the folder, and only while something is plugged in.
        return {}
