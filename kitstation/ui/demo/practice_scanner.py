"""A scanner to practise with: through a pseudo-terminal and the station's own readers, or else as typed codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import LinkChanged, LinkState
from kitstation.devices.virtual_scanner import VirtualScanner
from kitstation.domain.errors import DeviceFault
from kitstation.ui.bridge import EventBridge

KEY: Final = "F8"
"""Shows the virtual scanner, and puts it out of sight."""

PORT_NAME: Final = "virtual-scanner"


class PracticeScanner(QObject):
    """What the virtual scanner's panel works with. `changed` tells that one of the properties has changed."""

    changed = Signal()

    @property
    def has_cable(self) -> bool:
        """Whether it can be unplugged."""
        raise NotImplementedError

    @property
    def plugged(self) -> bool:
        """Whether it is plugged in."""
        raise NotImplementedError

    @property
    def ready(self) -> bool:
        """Whether the station hears it."""
        raise NotImplementedError

    @property
    def missed(self) -> bool:
        """Whether the station has noticed that it is unplugged."""
        raise NotImplementedError

    def scan(self, code: str) -> None:
        """Scan a code. Raises DeviceFault where that is not possible."""
        raise NotImplementedError

    def plug(self) -> None:
        """Plug it in. Raises DeviceFault where that is not possible."""
        raise NotImplementedError

    def unplug(self) -> None:
        """Unplug it."""
        raise NotImplementedError

    def close(self) -> None:
        """Take it away."""
        raise NotImplementedError


class Readers(Protocol):
    """What lets the station read a serial scanner, and stop reading it."""

    def connect(self, identity: PortIdentity, /) -> None:
        """Read this scanner as soon as it is there."""
        ...

    def disconnect(self, identity: PortIdentity, /) -> None:
        """Read it no more."""
        ...


class SerialPracticeScanner(PracticeScanner):
    """A pseudo-terminal that the station reads as it reads any serial scanner."""

    def __init__(self, cable: VirtualScanner, readers: Readers, bridge: EventBridge) -> None:
        super().__init__()
        self._cable = cable
        self._readers = readers
        self._plugged = True
        self._heard = False
        self._pulled_while_heard = False
        self._end_listening = bridge.subscribe(LinkChanged, self._link_changed)
        readers.connect(cable.identity)

    @property
    def has_cable(self) -> bool:
        """It can be unplugged."""
        return True

    @property
    def plugged(self) -> bool:
        """Whether it is plugged in."""
        return self._plugged

    @property
    def ready(self) -> bool:
        """Whether the station's reader has its port open."""
        return self._plugged and self._heard

    @property
    def missed(self) -> bool:
        """Whether the station's reader has lost its port."""
        return not self._plugged and not self._pulled_while_heard

    def scan(self, code: str) -> None:
        """Send a code with its carriage return. Raises DeviceFault while it is unplugged."""
        self._cable.send(code)

    def plug(self) -> None:
        """Appear at the port again. Raises DeviceFault where it cannot."""
        self._cable.plug()
        self._plugged = True
        self.changed.emit()

    def unplug(self) -> None:
        """Hang up and disappear."""
        self._cable.unplug()
        self._pulled_while_heard = self._pulled_while_heard or self._heard
        self._plugged = self._heard = False
        self.changed.emit()

    def close(self) -> None:
        """Let the station forget it, and remove the port."""
        self._end_listening()
        self._readers.disconnect(self._cable.identity)
        self._cable.close()

    def _link_changed(self, link: LinkChanged) -> None:
        if link.source != str(self._cable.identity):
            return
        connected = link.state is LinkState.CONNECTED
        # Until the reader has noticed the pulled cable, it speaks of a port that is gone.
        self._heard = connected and not self._pulled_while_heard
        self._pulled_while_heard = self._pulled_while_heard and connected
        self.changed.emit()


class TypedPracticeScanner(PracticeScanner):
    """Hands codes in as a scanner that types like a keyboard; it has no cable to pull."""

    def __init__(self, typed: Callable[[str], None]) -> None:
        super().__init__()
        self._typed = typed

    @property
    def has_cable(self) -> bool:
        """It cannot be unplugged."""
        return False

    @property
    def plugged(self) -> bool:
        """It always is."""
        return True

    @property
    def ready(self) -> bool:
        """It always is."""
        return True

    @property
    def missed(self) -> bool:
        """It never is."""
        return False

    def scan(self, code: str) -> None:
        """Type a code."""
        self._typed(code)

    def plug(self) -> None:
        """Change nothing."""

    def unplug(self) -> None:
        """Change nothing."""

    def close(self) -> None:
        """Leave nothing behind: there is nothing."""


def practice_scanner(
    folder: Path | None, readers: Readers, bridge: EventBridge, typed: Callable[[str], None]
) -> PracticeScanner:
    """Return a serial practice scanner, or one that types where the system has no pseudo-terminals.

    Its port is in `folder`, where it has the same name every time; without one, in a folder of its own.
    """
    try:
        cable = VirtualScanner(folder, name=PORT_NAME)
    except DeviceFault:
        return TypedPracticeScanner(typed)
    return SerialPracticeScanner(cable, readers, bridge)
