"""Databases that are made once and kept between runs; with another schema or generator they are made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from kitstation.store.migrations import versions


def kept(folder: Path, name: str, generator: Path, make: Callable[[Path], None]) -> Path:
    """Return the database of a name, made by `make` if there is none yet. It is shared: read it only."""
    sources = [generator, *sorted(Path(str(versions.__file__)).parent.glob("v*.py"))]
    making = hashlib.blake2b(b"".join(path.read_bytes() for path in sources), digest_size=6).hexdigest()
    path = folder / f"{name}-{making}.db"
    if not path.exists():
        for outdated in folder.glob(f"{name}-*"):
            outdated.unlink()
        unfinished = path.with_suffix(".unfinished")
        make(unfinished)
        unfinished.rename(path)
    return path
