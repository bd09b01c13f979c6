from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest
import serial

from kitstation.devices.link import LinkState
from kitstation.devices.serial_port import (
    USUAL_SETTINGS,
    LineLostError,
    OpenFailedError,
    SerialSettings,
    close_quietly,
    line_errors_as_lost,
    open_errors_explained,
    open_serial,
)

from .fakes import ScriptedPort

# What a lost line raises, call by call of pyserial.
LINE_ERRORS: list[Exception] = [
    serial.SerialException("device reports readiness to read but returned no data"),
    OSError(errno.EIO, "Input/output error"),
    OSError(errno.EBADF, "Bad file descriptor"),
    serial.PortNotOpenError(),
    TypeError("'NoneType' object cannot be interpreted as an integer"),
]
if sys.platform != "win32":
    import termios

    LINE_ERRORS.append(termios.error(errno.EIO, "Input/output error"))


@pytest.mark.parametrize("error", LINE_ERRORS, ids=repr)
def test_every_error_of_a_lost_line_is_understood(error: Exception) -> None:
    with pytest.raises(LineLostError) as caught, line_errors_as_lost():
        raise error
    assert caught.value.__cause__ is error


def test_a_bug_is_not_taken_for_a_lost_line() -> None:
    with pytest.raises(KeyError), line_errors_as_lost():
        raise KeyError("bug")


@pytest.mark.parametrize("error", LINE_ERRORS, ids=repr)
def test_a_lost_port_closes_quietly(error: Exception) -> None:
    class Broken(ScriptedPort):
        def close(self) -> None:
            super().close()
            raise error

    port = Broken([])
    close_quietly(port)
    assert port.closed_in_thread is not None


@pytest.mark.parametrize(
    ("error", "state", "advice"),
    [
        (serial.SerialException(errno.ENOENT, "could not open port"), LinkState.SEARCHING, None),
        (OSError(errno.EIO, "Input/output error"), LinkState.SEARCHING, None),
        (
            serial.SerialException("could not open port 'COM3': FileNotFoundError(2, 'not found', None, 2)"),
            LinkState.SEARCHING,
            None,
        ),
        (
            serial.SerialException(errno.EAGAIN, "Could not exclusively lock port"),
            LinkState.BUSY,
            "Close the other",
        ),
        (serial.SerialException(errno.EBUSY, "could not open port"), LinkState.BUSY, "Close the other"),
        (
            serial.SerialException("could not open port 'COM3': PermissionError(13, 'denied', None, 5)"),
            LinkState.BUSY,
            "Close the other",
        ),
        (serial.SerialException(errno.EACCES, "could not open port"), LinkState.REFUSED, "dialout"),
        (PermissionError(errno.EPERM, "Operation not permitted"), LinkState.REFUSED, "dialout"),
        (serial.SerialException("Could not configure port: (25, ...)"), LinkState.REFUSED, "Choose the port"),
        (ValueError("Not a valid baudrate: -1"), LinkState.REFUSED, "Choose the port"),
        (TypeError("an integer is required"), LinkState.REFUSED, "Choose the port"),
    ],
    ids=repr,
)
def test_a_failure_to_open_says_what_to_do(error: Exception, state: LinkState, advice: str | None) -> None:
    with pytest.raises(OpenFailedError) as caught, open_errors_explained("/dev/ttyACM0"):
        raise error
    assert (caught.value.state, caught.value.detail) == (state, str(error))
    fault = caught.value.fault
    if advice is None:
        assert fault is None
    else:
        assert fault is not None
        assert advice in fault.hint
        assert "/dev/ttyACM0" in fault.title
        assert fault.detail == str(error)


@pytest.mark.parametrize(
    ("name", "settings", "state"),
    [
        ("absent", USUAL_SETTINGS, LinkState.SEARCHING),
        ("file", USUAL_SETTINGS, LinkState.REFUSED),
        ("file", SerialSettings(baudrate=-1), LinkState.REFUSED),
        ("file", SerialSettings(parity="?"), LinkState.REFUSED),
    ],
)
def test_the_real_library_fails_as_expected(
    name: str, settings: SerialSettings, state: LinkState, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    device = str(tmp_path / name)
    with pytest.raises(OpenFailedError) as caught, open_errors_explained(device):
        open_serial(device, settings)
    assert caught.value.state is state
