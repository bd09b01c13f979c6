"""A printer that is a folder: each job becomes a file, to be printed by whoever looks after it."""

from __future__ import annotations

from pathlib import Path

from kitstation.devices.label_printer import (
    Listen,
    NotSent,
    SendResult,
    Sent,
    nobody_listens,
)
from kitstation.domain.clock import Clock
from kitstation.domain.errors import DeviceFault

_MOST_OF_A_SECOND = 10_000


class FolderPrinter:
    """Writes each job into a folder as `labels-20260302-120000.pdf`, whole or not at all. Times are in UTC."""

    def __init__(self, folder: Path, clock: Clock, *, ending: str = ".pdf") -> None:
        self._folder = folder
        self._clock = clock
        self._ending = ending

    def __str__(self) -> str:
        return str(self._folder)

    def send(self, job: bytes, listen: Listen = nobody_listens) -> SendResult:
        """Write a job."""
        half_written: Path | None = None
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._free_name()
            half_written = path.with_suffix(f"{self._ending}.new")
            half_written.write_bytes(job)
            half_written.replace(path)
        except OSError as error:
            if half_written is not None:
                half_written.unlink(missing_ok=True)
            return NotSent(self._unusable(error))
        listen(len(job), len(job))
        return Sent(len(job))

    def status(self) -> None:
        """Say nothing: a folder runs out of no paper."""

    def _free_name(self) -> Path:
        stem = f"labels-{self._clock.now():%Y%m%d-%H%M%S}"
        names = (stem, *(f"{stem}-{number}" for number in range(2, _MOST_OF_A_SECOND)))
        free = (path for name in names if not (path := self._folder / f"{name}{self._ending}").exists())
        return next(free)

    def _unusable(self, error: OSError) -> DeviceFault:
        return DeviceFault(
            f"The labels cannot be written to {self._folder}",
            detail=str(error.strerror or error),
            hint="Check that the folder may be written to and that its disk has room, or choose another one in the "
            "settings.",
        )
