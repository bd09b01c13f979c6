"""A printer in the network that behaves as badly as it is told."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, repeat

_CHUNK = 1024
_SMALL_BUFFER = 4096
TIMEOUT_S = 10.0


@dataclass
class Manners:
    """How the printer behaves.

    `reads` is how many bytes it takes before it stalls, resets or closes (None: all of them); `answers` what it says
    to each question, and `leaves_open` that it does not close when it has all.
    """

    reads: int | None = None
    resets: bool = False
    closes: bool = False
    slowly: bool = False
    leaves_open: bool = False
    answers: dict[bytes, bytes] = field(default_factory=dict)


class FakePrinter:
    """Listens on 127.0.0.1 until it is stopped, with manners for each connection; the last ones may stay `for_ever`.

    `got` is what it has read of its last connection, `connections` what it has read of each. `closed` is set once a
    connection has come to its end: a sender is done before the printer has read what lies between them.
    """

    def __init__(self, *manners: Manners, for_ever: bool = False) -> None:
        self._course = chain(manners, repeat(manners[-1]) if for_ever else ())
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALL_BUFFER)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(1)
        self.port: int = self._listener.getsockname()[1]
        self.got = bytearray()
        self.connections: list[bytearray] = []
        self.closed = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def stop(self) -> None:
        """End, whatever it is doing."""
        self._stop.set()
        # Wakes an accept that still waits.
        with socket.socket() as waker:
            waker.connect_ex(("127.0.0.1", self.port))
        self._thread.join(TIMEOUT_S)
        self._listener.close()

    def _run(self) -> None:
        for manners in self._course:
            connection, _ = self._listener.accept()
            if self._stop.is_set():
                connection.close()
                return
            self.got = bytearray()
            self.connections.append(self.got)
            with connection:
                self._serve(connection, manners)
            self.closed.set()

    def _serve(self, connection: socket.socket, manners: Manners) -> None:
        connection.settimeout(0.02)
        self._read(connection, manners)
        if manners.resets:
            # A close that waits for nobody sends a reset.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif not manners.closes and (manners.reads is not None or manners.leaves_open):
            self._stop.wait(TIMEOUT_S)

    def _read(self, connection: socket.socket, manners: Manners) -> None:
        most = manners.reads
        while not self._stop.is_set() and (most is None or len(self.got) < most):
            wanted = _CHUNK if most is None else min(_CHUNK, most - len(self.got))
            if manners.slowly:
                self._stop.wait(0.001)
            try:
                part = connection.recv(wanted)
            except TimeoutError:
                continue
            if not part:
                return
            self.got += part
            self._answer(connection, part, manners)

    @staticmethod
    def _answer(connection: socket.socket, part: bytes, manners: Manners) -> None:
        for question, answer in manners.answers.items():
            if question in part:
                # In two pieces, as networks do.
                connection.sendall(answer[:9])
                connection.sendall(answer[9:])


@contextmanager
def fake_printer(*manners: Manners, for_ever: bool = False) -> Iterator[FakePrinter]:
    """Give a printer that is stopped afterwards."""
    printer = FakePrinter(*manners, for_ever=for_ever)
    try:
        yield printer
    finally:
        printer.stop()
