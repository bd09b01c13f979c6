"""New databases for tests, as a store makes them, at a fortieth of the time."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kitstation.store.store import Store


def new_database(path: Path) -> Path:
    """Lay down an empty database of the newest schema, and return where it is. Raises FileExistsError."""
    with path.open("xb") as file:
        file.write(_empty())
    return path


@cache
def _empty() -> bytes:
    """Let a store make one, once a process: most of its time goes into the steps of the migrations."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kitstation.db"
        Store(path).close()
        return path.read_bytes()
