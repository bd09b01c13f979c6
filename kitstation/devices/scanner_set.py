"""All scanners of a bench: several can be in use at once, each with a reader of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kitstation.devices.identity import PortIdentity
from kitstation.devices.link import LinkChanged, LinkEvent
from kitstation.devices.ports import Port, find, list_ports
from kitstation.devices.serial_port import USUAL_SETTINGS, SerialSettings, for_trial
from kitstation.devices.serial_reader import SerialReader
from kitstation.domain.clock import Clock
from kitstation.scanning.scan import Scan


class ScannerSet:
    """The scanners in use. It belongs to one thread.

    `on_scan` and `on_link` are called in the threads of the readers.
    """

    def __init__(
        self,
        *,
        on_scan: Callable[[Scan], None],
        on_link: Callable[[LinkEvent], None],
        clock: Clock,
        present_ports: Callable[[], list[Port]] = list_ports,
    ) -> None:
        self._on_scan = on_scan
        self._on_link = on_link
        self._clock = clock
        self._present_ports = present_ports
        # Replaced as a whole, never changed, because the readers' threads look into it.
        self._readers: Mapping[PortIdentity, SerialReader] = {}
        self._trial: SerialReader | None = None
        self._paused: SerialReader | None = None

    def connect(self, identity: PortIdentity, settings: SerialSettings = USUAL_SETTINGS) -> None:
        """Begin to read this scanner as soon as it is there. One that is in use already goes on as it is."""
        if identity in self._readers:
            return
        reader = self._reader(identity, settings)
        self._readers = {**self._readers, identity: reader}
        reader.start()

    def try_out(self, identity: PortIdentity, settings: SerialSettings = USUAL_SETTINGS) -> None:
        """Read a scanner as it sends: each scan has all its bytes, the terminator included, and silence ends it.

        The use of a scanner pauses for its trial. There is one trial at a time.
        """
        self.end_trial()
        if (used := self._readers.get(identity)) is not None:
            self._paused = used
            self.disconnect(identity)
        self._trial = self._reader(identity, for_trial(settings))
        self._trial.start()

    def end_trial(self) -> None:
        """Give the port back of the scanner that was tried, and go on with its use; without a trial do nothing."""
        if self._trial is not None:
            self._trial.stop()
            self._trial = None
        if (paused := self._paused) is not None:
            self._paused = None
            self.connect(paused.identity, paused.settings)

    @property
    def trial(self) -> LinkChanged | None:
        """Return how the link of the scanner stands that is tried; None where none is."""
        return self._trial.link if self._trial else None

    def disconnect(self, identity: PortIdentity) -> None:
        """Stop reading this scanner and give its port back; nothing happens if it is not in use."""
        reader = self._readers.get(identity)
        if reader is None:
            return
        self._readers = {known: kept for known, kept in self._readers.items() if known != identity}
        reader.stop()

    def states(self) -> dict[PortIdentity, LinkChanged]:
        """Return how each scanner in use stands now."""
        return {identity: reader.link for identity, reader in self._readers.items()}

    def ports(self) -> list[Port]:
        """Return the ports that are there now. It may take a while, and may be called from any thread."""
        return self._present_ports()

    def stop_all(self, timeout_s: float = 2.0) -> bool:
        """Stop all readers, each within `timeout_s`. Return False if one of them did not end."""
        tried = [self._trial] if self._trial else []
        ended = [reader.stop(timeout_s) for reader in (*tried, *self._readers.values())]
        self._readers, self._trial, self._paused = {}, None, None
        return all(ended)

    def _reader(self, identity: PortIdentity, settings: SerialSettings) -> SerialReader:
        return SerialReader(
            identity,
            on_scan=self._on_scan,
            on_link=self._on_link,
            clock=self._clock,
            settings=settings,
            find_port=self._find,
        )

    def _find(self, identity: PortIdentity) -> Port | None:
        others = [other for other in self._readers if other != identity]
        return find(identity, self._present_ports(), others=others)
