"""A label printer on a cable: a device file of USB (`/dev/usb/lp0`) or of a serial port."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kitstation.devices.label_printer import (
    Listen,
    NotSent,
    PartlySent,
    SendLimits,
    SendResult,
    Sent,
    nobody_listens,
    stopped_taking,
)
from kitstation.devices.port_faults import Node, group_hint, node_of
from kitstation.devices.printer_line import Deadline, LineBrokenError, ask, hand_over, wait_until_taken
from kitstation.devices.printer_status import PrinterStatus
from kitstation.domain.errors import DeviceFault

_CHUNK = 4096
_LOOK_AGAIN_S = 0.01


class DevicePrinter:
    """A printer behind a device file. `baudrate` is for serial ports; None leaves the port's own."""

    def __init__(
        self, path: Path | str, *, baudrate: int | None = None, limits: SendLimits | None = None
    ) -> None:
        self._path = Path(path)
        self._baudrate = baudrate
        self._limits = limits or SendLimits()

    def __str__(self) -> str:
        return str(self._path)

    def send(self, job: bytes, listen: Listen = nobody_listens) -> SendResult:
        """Hand a job over; `listen` hears how far that is."""
        try:
            with self._opened() as line:
                return self._hand_over(line, job, listen)
        except DeviceFault as fault:
            return NotSent(fault)

    def status(self) -> PrinterStatus | None:
        """Ask how the printer is; None where it does not answer. Raises DeviceFault where it is not there."""
        with self._opened() as line:
            try:
                return ask(line, self._limits)
            except LineBrokenError as broken:
                raise stopped_taking(str(self), str(broken)) from broken

    def _hand_over(self, line: _DeviceLine, job: bytes, listen: Listen) -> SendResult:
        try:
            hand_over(line, job, self._limits, listen)
            # Closing would throw away what the driver has not passed on yet.
            wait_until_taken(line, len(job), self._limits)
            line.wait_until_passed_on(self._limits.stall_s)
        except LineBrokenError as broken:
            fault = stopped_taking(str(self), str(broken))
            if broken.handed_over:
                return PartlySent(broken.handed_over, len(job), fault)
            return NotSent(fault)
        except OSError as error:
            return PartlySent(len(job), len(job), stopped_taking(str(self), str(error.strerror or error)))
        return Sent(len(job))

    @contextmanager
    def _opened(self) -> Iterator[_DeviceLine]:
        if sys.platform == "win32":
            raise DeviceFault(
                f"The printer {self} cannot be used by its device name here",
                hint="Connect it to the network, or print through the system's printers.",
            )
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as error:
            raise self._unusable(error) from error
        try:
            try:
                self._set_up(descriptor)
            except OSError as error:
                raise self._unusable(error) from error
            yield _DeviceLine(descriptor)
        finally:
            os.close(descriptor)

    def _set_up(self, descriptor: int) -> None:
        if not stat.S_ISCHR(os.fstat(descriptor).st_mode):
            raise DeviceFault(
                f"{self} is no printer",
                detail="It is not a device.",
                hint="Choose the printer's device in the settings, such as /dev/usb/lp0.",
            )
        if os.isatty(descriptor):
            _make_raw(descriptor, self._baudrate)

    def _unusable(self, error: OSError) -> DeviceFault:
        title, detail = f"The printer {self} cannot be used", str(error.strerror)
        if error.errno in {errno.ENOENT, errno.ENODEV, errno.ENXIO}:
            return DeviceFault(title, detail=detail, hint="Check its cable, and that it is switched on.")
        if error.errno in {errno.EBUSY, errno.EAGAIN}:
            return DeviceFault(
                title, detail=detail, hint="Another program is printing on it: wait, or close it."
            )
        if error.errno in {errno.EACCES, errno.EPERM}:
            return DeviceFault(title, detail=detail, hint=printer_permission_hint(node_of(str(self._path))))
        return DeviceFault(title, detail=detail, hint="Choose the printer again in the settings.")


def printer_permission_hint(node: Node | None) -> str:
    """Return what to do where the user may not use a printer's device; `node` says who may, None if nobody knows."""
    through_system = "or print through the system's printers"
    if node is None:
        return f"Ask the administrator to let you use it, {through_system}."
    joining = group_hint(node)
    if joining is None:
        return f"Only the system itself may use it: ask the administrator to let a group use it, {through_system}."
    return joining


class _DeviceLine:
    """An open device as a line."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def fileno(self) -> int:
        return self._descriptor

    def write(self, data: memoryview) -> int:
        return os.write(self._descriptor, data)

    def read(self) -> bytes:
        return os.read(self._descriptor, _CHUNK)

    def wait_until_passed_on(self, wait_s: float) -> None:
        """Wait until a serial port has passed everything on. Raises OSError, TimeoutError when it takes too long."""
        if not os.isatty(self._descriptor):
            return
        end = Deadline(wait_s)
        while _waiting_bytes(self._descriptor):
            if not end.left_s:
                raise TimeoutError(errno.ETIMEDOUT, f"The port has not passed it all on within {wait_s:g} s.")
            time.sleep(_LOOK_AGAIN_S)


if sys.platform != "win32":
    import array
    import fcntl
    import termios
    import tty

    def _make_raw(descriptor: int, baudrate: int | None) -> None:
        """Let all bytes pass as they are, at a rate. Raises OSError."""
        speed = getattr(termios, f"B{baudrate}", None)
        if baudrate is not None and speed is None:
            raise DeviceFault(
                f"The printer cannot be driven at {baudrate} baud",
                hint="Choose a usual rate in the settings, such as 9600 or 115200.",
            )
        try:
            tty.setraw(descriptor)
            attributes = termios.tcgetattr(descriptor)
            if speed is not None:
                attributes[4] = attributes[5] = speed
            termios.tcsetattr(descriptor, termios.TCSANOW, attributes)
        except termios.error as error:
            # It is no OSError, though it says the same.
            raise OSError(*error.args) from error

    def _waiting_bytes(descriptor: int) -> int:
        count = array.array("i", [0])
        fcntl.ioctl(descriptor, termios.TIOCOUTQ, count)
        return count[0]
