"""Readers that are stopped after each test, whatever became of it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kitstation.devices.identity import PortIdentity
from kitstation.devices.ports import Port, find_connected
from kitstation.devices.serial_port import SerialLike, SerialSettings, open_serial
from kitstation.devices.serial_reader import SerialReader
from kitstation.devices.virtual_scanner import VirtualScanner

from .fakes import QUICK, Listener, NoonClock


class Bench:
    """Starts readers that tell one listener."""

    def __init__(self) -> None:
        self.listener = Listener()
        self.readers: list[SerialReader] = []

    def read(
        self,
        identity: PortIdentity,
        *,
        settings: SerialSettings = QUICK,
        find_port: Callable[[PortIdentity], Port | None] = find_connected,
        open_port: Callable[[str, SerialSettings], SerialLike] = open_serial,
    ) -> SerialReader:
        """Start a reader."""
        reader = SerialReader(
            identity,
            on_scan=self.listener.scans.put,
            on_link=self.listener.on_link,
            clock=NoonClock(),
            settings=settings,
            find_port=find_port,
            open_port=open_port,
        )
        self.readers.append(reader)
        reader.start()
        return reader


@pytest.fixture
def bench() -> Iterator[Bench]:
    started = Bench()
    yield started
    ended = [reader.stop() for reader in started.readers]
    assert all(ended)


@pytest.fixture(autouse=True)
def _no_reader_is_left_behind() -> Iterator[None]:
    yield
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("scanner ")] == []


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[VirtualScanner]:
    if sys.platform == "win32":
        pytest.skip("there are no pseudo-terminals on Windows")
    with VirtualScanner(tmp_path) as plugged:
        yield plugged
