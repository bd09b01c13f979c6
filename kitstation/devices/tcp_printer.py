"""A label printer in the network that takes its jobs on a port, usually 9100."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

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
from kitstation.devices.printer_line import Deadline, LineBrokenError, ask, hand_over
from kitstation.devices.printer_status import PrinterStatus
from kitstation.domain.errors import DeviceFault

USUAL_PORT = 9100
_CHUNK = 4096


class TcpPrinter:
    """A printer at a network address. Every call has a connection of its own."""

    def __init__(self, host: str, port: int = USUAL_PORT, limits: SendLimits | None = None) -> None:
        self._host = host
        self._port = port
        self._limits = limits or SendLimits()

    def __str__(self) -> str:
        return f"{self._host}:{self._port}"

    def send(self, job: bytes, listen: Listen = nobody_listens) -> SendResult:
        """Hand a job over; `listen` hears how far that is."""
        try:
            with self._connected() as line:
                return self._hand_over(line, job, listen)
        except DeviceFault as fault:
            return NotSent(fault)

    def status(self) -> PrinterStatus | None:
        """Ask how the printer is; None where it does not answer. Raises DeviceFault where it is not reached."""
        with self._connected() as line:
            try:
                return ask(line, self._limits)
            except LineBrokenError as broken:
                raise stopped_taking(str(self), str(broken)) from broken

    def _hand_over(self, line: _SocketLine, job: bytes, listen: Listen) -> SendResult:
        try:
            hand_over(line, job, self._limits, listen)
        except LineBrokenError as broken:
            fault = stopped_taking(str(self), str(broken))
            if broken.handed_over:
                return PartlySent(broken.handed_over, len(job), fault)
            return NotSent(fault)
        try:
            line.say_farewell(self._limits.farewell_s)
        except OSError as error:
            return PartlySent(len(job), len(job), stopped_taking(str(self), str(error.strerror or error)))
        return Sent(len(job))

    @contextmanager
    def _connected(self) -> Iterator[_SocketLine]:
        try:
            connection = socket.create_connection((self._host, self._port), self._limits.connect_s)
        except (OSError, UnicodeError) as error:
            raise self._unreachable(error) from error
        with connection:
            connection.settimeout(0)
            yield _SocketLine(connection)

    def _unreachable(self, error: Exception) -> DeviceFault:
        title = f"The printer {self} cannot be reached"
        if isinstance(error, socket.gaierror | UnicodeError):
            return DeviceFault(title, detail=str(error), hint="Check its name or address in the settings.")
        if isinstance(error, ConnectionRefusedError):
            return DeviceFault(
                title,
                detail="It is there, but takes no jobs on this port.",
                hint="Check the port in the settings (most printers use 9100), and whether another computer is "
                "printing on it just now.",
            )
        return DeviceFault(
            title,
            detail=str(error),
            hint="Check that it is switched on and connected, and its address in the settings.",
        )


class _SocketLine:
    """A connection as a line."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def fileno(self) -> int:
        return self._connection.fileno()

    def write(self, data: memoryview) -> int:
        return self._connection.send(data)

    def read(self) -> bytes:
        return self._connection.recv(_CHUNK)

    def say_farewell(self, wait_s: float) -> None:
        """Say that no more comes, and give the printer time to close its side, or to show that it has died.

        Raises OSError for a connection that it has reset.
        """
        self._connection.shutdown(socket.SHUT_WR)
        end = Deadline(wait_s)
        while left_s := end.left_s:
            self._connection.settimeout(left_s)
            try:
                if not self._connection.recv(_CHUNK):
                    return
            except TimeoutError:
                return
