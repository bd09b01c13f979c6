"""A scanner without hardware: a pseudo-terminal that is plugged in, scans and is unplugged."""

from __future__ import annotations

import contextlib
import os
import select
import sys
import tempfile
from pathlib import Path
from typing import Self

from kitstation.devices.identity import PortIdentity
from kitstation.domain.errors import DeviceFault

_WRITE_TIMEOUT_S = 2.0


class VirtualScanner:
    """A serial scanner for demonstrations, practice and tests, on Linux and macOS. It belongs to one thread.

    `port` is a link that stays the same while the terminal behind it changes with each `plug`. What is sent
    before a reader has opened the port is lost, as with a real scanner: wait for the reader to be CONNECTED.
    Raises DeviceFault where there are no pseudo-terminals (Windows).
    """

    def __init__(self, directory: Path | None = None, *, name: str = "scanner", plugged: bool = True) -> None:
        if sys.platform == "win32":
            raise DeviceFault(
                "There is no virtual scanner on Windows",
                hint="Type the codes, or use a real scanner.",
            )
        self._own_folder = contextlib.ExitStack()
        if directory is None:
            made = tempfile.TemporaryDirectory(prefix="kitstation-scanner-")
            directory = Path(self._own_folder.enter_context(made))
        self.port = directory / name
        self._cable: int | None = None
        if plugged:
            self.plug()

    @property
    def identity(self) -> PortIdentity:
        """Return the identity by which a reader finds this scanner."""
        return PortIdentity.of_path(self.port)

    def send(self, text: str | bytes, terminator: bytes = b"\r") -> None:
        """Scan `text`, as UTF-8. Raises DeviceFault if the scanner is unplugged or nobody reads."""
        self.send_raw((text.encode() if isinstance(text, str) else text) + terminator)

    def send_raw(self, data: bytes) -> None:
        """Send exactly these bytes. Raises DeviceFault if the scanner is unplugged or nobody reads."""
        if self._cable is None:
            raise DeviceFault(
                "The virtual scanner is unplugged", detail=str(self.port), hint="Plug it in first."
            )
        while data:
            _, writable, _ = select.select([], [self._cable], [], _WRITE_TIMEOUT_S)
            if not writable:
                raise _nobody_reads(self.port)
            data = data[os.write(self._cable, data) :]

    def plug(self) -> None:
        """Appear at the port; nothing happens if it is plugged in already. Raises DeviceFault if it cannot."""
        if self._cable is not None:
            return
        try:
            self._cable, terminal = _open_raw_terminal()
            # A program that was killed leaves its link behind.
            if self.port.is_symlink():
                self.port.unlink()
            self.port.symlink_to(terminal)
        except OSError as error:
            self.unplug()
            raise _cannot_appear(self.port, error) from error

    def unplug(self) -> None:
        """Hang up and disappear; what nobody has read yet is gone. Nothing happens if it is so already."""
        if self._cable is not None:
            os.close(self._cable)
            self._cable = None
            if self.port.is_symlink():
                self.port.unlink()

    def close(self) -> None:
        """Unplug, and remove the folder if it was made for this scanner."""
        self.unplug()
        self._own_folder.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _open_raw_terminal() -> tuple[int, str]:
    """Return the near end of a new pseudo-terminal and the path of its far end."""
    import tty

    near, far = os.openpty()
    try:
        tty.setraw(near)
        tty.setraw(far)
        os.set_blocking(near, False)
        return near, os.ttyname(far)
    finally:
        # While we held the far end, closing the near one would not hang up.
        os.close(far)


def _cannot_appear(port: Path, error: OSError) -> DeviceFault:
    return DeviceFault(
        "The virtual scanner cannot be plugged in",
        detail=f"{port}: {error.strerror}",
        hint="Give it a folder that you may write to, and a name that no file has there.",
    )


def _nobody_reads(port: Path) -> DeviceFault:
    return DeviceFault(
        "Nobody takes what the virtual scanner sends",
        detail=str(port),
        hint="Connect this scanner in the settings first.",
    )
