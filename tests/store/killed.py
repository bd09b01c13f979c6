"""A program that issues one item and ends itself, as a power cut would, at a named step.

Arguments: the database, the step, the command id, the item and the kit line.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from kitstation.domain.commands import Entry, IssueItem
from kitstation.store.store import Store


def main(path: str, step: str, command_id: str, item_uid: str, line_uid: str) -> None:
    def reach(name: str) -> None:
        if name == step:
            os.kill(os.getpid(), signal.SIGKILL)

    store = Store(Path(path), reach=reach)
    store.execute(issue(command_id, item_uid, line_uid))
    store.close()


def issue(command_id: str, item_uid: str, line_uid: str) -> Entry:
    """Return the command that is cut short; the same one each time."""
    return Entry(
        command_id=command_id,
        at=datetime(2026, 3, 2, 13, tzinfo=UTC),
        operator="Ada",
        station="Bench 1",
        command=IssueItem(item_uid=item_uid, line_uid=line_uid, quantity=Decimal(3)),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
