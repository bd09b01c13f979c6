"""Keeping counts: each step of a count is in a file of the profile before it is answered, and survives a restart.

A file, and not rows of the database: a count that is not booked is nobody's business but this station's. It is in no
journal, is not synchronised, and must not be in the way of rebuilding the database from the journal. One line for each
step, so that a step costs the same however long the count is.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, Protocol
from urllib.parse import quote, unquote

from pydantic import Field, TypeAdapter, ValidationError

from kitstation.domain.errors import KitstationError
from kitstation.station.count_sheet import Began, CountSheet, Event

_EVENT: Final[TypeAdapter[Event]] = TypeAdapter(Annotated[Event, Field(discriminator="event")])
FOLDER: Final = "counts"


@dataclass(frozen=True, slots=True)
class KeptCount:
    """A count that was begun and not booked."""

    location_uid: str
    location: str
    began_at: datetime
    operator: str
    counted: int
    rows: int


class CountKeeping(Protocol):
    """Where counts are kept."""

    def load(self, location_uid: str) -> list[Event]:
        """Return the events of a place's count; none where there is no count."""
        ...

    def append(self, location_uid: str, event: Event) -> None:
        """Keep one more event, durably."""
        ...

    def write(self, location_uid: str, events: Sequence[Event]) -> None:
        """Keep these events in place of all others."""
        ...

    def discard(self, location_uid: str) -> None:
        """Keep the count of a place no longer."""
        ...

    def kept(self) -> tuple[KeptCount, ...]:
        """Return all counts that are kept, the oldest first."""
        ...


class NoKeeping:
    """Keeps nothing: for counts whose scans somebody else has."""

    def load(self, location_uid: str) -> list[Event]:
        """Return nothing."""
        return []

    def append(self, location_uid: str, event: Event) -> None:
        """Keep nothing."""

    def write(self, location_uid: str, events: Sequence[Event]) -> None:
        """Keep nothing."""

    def discard(self, location_uid: str) -> None:
        """Do nothing."""

    def kept(self) -> tuple[KeptCount, ...]:
        """Return nothing."""
        return ()


class CountFiles:
    """Keeps each count in a file of its own. Raises KitstationError where a file cannot be read or written."""

    def __init__(self, profile_folder: Path) -> None:
        self._folder = profile_folder / FOLDER

    def load(self, location_uid: str) -> list[Event]:
        """Return the events of a place's count. A last line without an end was never answered, and is cut off."""
        path = self._path(location_uid)
        try:
            if not path.exists():
                return []
            content = path.read_bytes()
            whole, torn = _whole_lines(content)
            if torn:
                with path.open("r+b") as file:
                    file.truncate(len(content) - len(torn))
            events = [_EVENT.validate_json(line) for line in whole]
        except OSError as error:
            raise _fault("A count cannot be read", path, error.strerror or "") from error
        except ValidationError as error:
            raise _fault("A count cannot be understood", path, str(error)) from error
        if events and not isinstance(events[0], Began):
            raise _fault("A count cannot be understood", path, "It has no beginning.")
        return events

    def append(self, location_uid: str, event: Event) -> None:
        """Write one more line, through to the disk."""
        path = self._path(location_uid)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as file:
                file.write(_EVENT.dump_json(event) + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _fault("The count cannot be saved", path, error.strerror or "") from error

    def write(self, location_uid: str, events: Sequence[Event]) -> None:
        """Write a file anew, wholly or not at all."""
        path = self._path(location_uid)
        half_written = path.with_suffix(".new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with half_written.open("wb") as file:
                file.writelines(_EVENT.dump_json(event) + b"\n" for event in events)
                file.flush()
                os.fsync(file.fileno())
            half_written.replace(path)
        except OSError as error:
            raise _fault("The count cannot be saved", path, error.strerror or "") from error

    def discard(self, location_uid: str) -> None:
        """Remove a file."""
        path = self._path(location_uid)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise _fault("The count cannot be removed", path, error.strerror or "") from error

    def kept(self) -> tuple[KeptCount, ...]:
        """Return all counts that are kept, the oldest first."""
        if not self._folder.is_dir():
            return ()
        counts = [
            _kept(events)
            for path in self._folder.glob("*.jsonl")
            if (events := self.load(unquote(path.stem)))
        ]
        return tuple(sorted(counts, key=lambda count: count.began_at))

    def _path(self, location_uid: str) -> Path:
        return self._folder / f"{quote(location_uid, safe='')}.jsonl"


def _whole_lines(content: bytes) -> tuple[list[bytes], bytes]:
    *lines, torn = content.split(b"\n")
    return lines, torn


def _kept(events: Sequence[Event]) -> KeptCount:
    sheet = CountSheet.of(events)
    began: Began = sheet.began
    counted = sum(1 for row in sheet.rows if row.counted is not None)
    return KeptCount(began.location_uid, began.location, began.at, began.operator, counted, len(sheet.rows))


def _fault(title: str, path: Path, why: str) -> KitstationError:
    return KitstationError(
        title,
        detail=f"{path}: {why}",
        hint="Nothing was booked. Check the profile folder and the room on its disk, or move the file away.",
    )
