"""What the database's exceptions mean to a person at the bench."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pysqlite3.dbapi2 import Error as DriverError
from sqlalchemy.exc import DBAPIError

from kitstation.domain.errors import StoreFault

_LEAST_ROOM = 64 * 1024
"""In bytes; the files beside the database begin with half of it."""

_FAULTS = {
    "SQLITE_BUSY": (
        "The database is in use by another program",
        "Close the other program that works on this profile, then try again.",
    ),
    "SQLITE_LOCKED": (
        "The database is in use by another program",
        "Close the other program that works on this profile, then try again.",
    ),
    "SQLITE_READONLY": (
        "The database cannot be written",
        "Check the permissions of the profile folder and that its disk is not mounted read-only.",
    ),
    "SQLITE_CANTOPEN": (
        "The database cannot be opened",
        "Check that the profile folder exists and that you may read and write it.",
    ),
    "SQLITE_FULL": ("The disk is full", "Make room on the disk of the profile folder, then scan again."),
    "SQLITE_IOERR": (
        "The disk failed",
        "Check the disk of the profile folder; copy the folder before anything else.",
    ),
    "SQLITE_CORRUPT": (
        "The database is damaged",
        "Stop, copy the profile folder, and restore the newest backup.",
    ),
    "SQLITE_NOTADB": (
        "The database file is not a database",
        "Stop, copy the profile folder, and restore the newest backup.",
    ),
}


@contextmanager
def store_faults(where: str) -> Iterator[None]:
    """Turn the database's exceptions into faults that say what to do. Violated constraints stay what they are: bugs."""
    try:
        yield
    except (DBAPIError, DriverError) as error:
        fault = _fault(error.orig if isinstance(error, DBAPIError) else error, where)
        if fault is None:
            raise
        raise fault from error


def _fault(error: BaseException | None, where: str) -> StoreFault | None:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_IOERR") and _has_no_room(where):
        # For the files beside the database SQLite says only that it could not write them.
        name = "SQLITE_FULL"
    for prefix, (title, hint) in _FAULTS.items():
        if name.startswith(prefix):
            return StoreFault(title, detail=f"{where}: {error}", hint=hint)
    return None


def _has_no_room(where: str) -> bool:
    try:
        return shutil.disk_usage(Path(where).parent).free < _LEAST_ROOM
    except OSError:
        return False
