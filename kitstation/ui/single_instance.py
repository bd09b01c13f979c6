"""One window for each profile: the second asks the first to come to the front."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 2_000
_ASK = b"come to the front\n"
_ANSWER = b"here\n"


class SingleInstance(QObject):
    """Holds a profile for one window. `called` is emitted when another start wanted the same profile."""

    called = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._lock = QLockFile(str(folder / "kitstation.lock"))
        # A lock whose program is gone is not held; a program that is busy for long still holds its own.
        self._lock.setStaleLockTime(0)
        self._name = _server_name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_call)

    def take(self) -> bool:
        """Take the profile; False where another window has it.

        A folder that cannot be written to is no reason to refuse: the store says so in better words.
        """
        if not self._lock.tryLock(0) and self._lock.error() == QLockFile.LockError.LockFailedError:
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def call_first(self) -> bool:
        """Ask the window that has the profile to come to the front; False where it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(_ASK)
        socket.waitForBytesWritten(_PATIENCE_MS)
        # It may have come already while the asking was written.
        answered = socket.bytesAvailable() > 0 or socket.waitForReadyRead(_PATIENCE_MS)
        socket.disconnectFromServer()
        return answered

    def release(self) -> None:
        """Give the profile back."""
        self._server.close()
        self._lock.unlock()

    def _on_call(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(_ANSWER)
            socket.flush()
            self.called.emit()


def _server_name(folder: Path) -> str:
    """Return a name that every start on this profile finds, short enough for a socket's path."""
    digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()
    return f"kitstation-{digest[:16]}"
