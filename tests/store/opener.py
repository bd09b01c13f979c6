"""A program that opens a database and says what came of it."""

from __future__ import annotations

import sys
from pathlib import Path

from kitstation.domain.errors import StoreFault
from kitstation.store.store import Store


def main() -> None:
    """Open the database that is named, and print whether it could be, or the fault."""
    try:
        Store(Path(sys.argv[1])).close()
    except StoreFault as fault:
        print(fault.title)  # noqa: T201 - what the one that started it reads
    else:
        print("opened")  # noqa: T201 - as above


if __name__ == "__main__":
    main()
