"""Which scanner is meant, in words that stay true when its device node gets another name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from kitstation.domain.errors import DeviceFault


@dataclass(frozen=True, slots=True)
class PortIdentity:
    """The lasting identity of a serial port: what USB says about the device, or else a plain path.

    `vid` and `pid` are the USB vendor and product id. `location` is the USB socket (`1-1.2`), with the interface
    if the device has several. `by_id` is the name of its link in /dev/serial/by-id, without the folder.
    `path` is a device name or path (`COM3`, a pseudo-terminal, a link), set only where USB says nothing.
    `str(identity)` is the short form for the settings, and `parse` reads it back.
    """

    vid: int | None = None
    pid: int | None = None
    serial_number: str = ""
    location: str = ""
    by_id: str = ""
    path: str = ""

    @classmethod
    def of_path(cls, path: Path | str) -> PortIdentity:
        """Return the identity of a port that is known by its path alone."""
        return cls(path=str(path))

    @classmethod
    def parse(cls, text: str) -> PortIdentity:
        """Read the short form, such as `usb:05e0:1701:SN123:1-1.2` or `path:/dev/ttyS0`.

        Raises DeviceFault if the text is neither.
        """
        kind, _, rest = text.partition(":")
        if kind == "path" and rest:
            return cls.of_path(rest)
        if kind == "usb":
            return _parse_usb(text, rest.split(":"))
        raise _unreadable(text)

    @property
    def is_plain_path(self) -> bool:
        """Tell whether nothing but a path is known."""
        return self.vid is None

    def __str__(self) -> str:
        if self.vid is None or self.pid is None:
            return f"path:{self.path}"
        # A serial number may hold colons, an address of a network card for example.
        names = [quote(name, safe="") for name in (self.serial_number, self.location, self.by_id)]
        return f"usb:{self.vid:04x}:{self.pid:04x}:{':'.join(names)}".rstrip(":")


def _parse_usb(text: str, fields: list[str]) -> PortIdentity:
    if not 2 <= len(fields) <= 5:
        raise _unreadable(text)
    try:
        vid, pid = (int(field, 16) for field in fields[:2])
    except ValueError as error:
        raise _unreadable(text) from error
    names = [unquote(field) for field in fields[2:]]
    serial_number, location, by_id = names + [""] * (3 - len(names))
    return PortIdentity(vid, pid, serial_number, location, by_id)


def _unreadable(text: str) -> DeviceFault:
    return DeviceFault(
        "The scanner in the settings cannot be read",
        detail=f"{text!r} is neither usb:vendor:product:serial number:socket nor path:device.",
        hint="Choose the scanner again in the settings.",
    )
