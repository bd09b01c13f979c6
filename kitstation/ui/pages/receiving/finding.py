"""Finding parts while people type."""

from __future__ import annotations

from collections.abc import Sequence

from kitstation.store.queries.parts import parts_like
from kitstation.store.store import Store
from kitstation.ui.forms import Choice


def find_parts(store: Store, text: str) -> Sequence[Choice]:
    """Return the parts whose number or description has this text; the values are their uids."""
    with store.reading() as reader:
        return [
            Choice(part.uid, part_label(part.part_number, part.revision), part.description)
            for part in parts_like(reader, text)
        ]


def part_label(part_number: str, revision: str) -> str:
    """Return what a part is called where its revision matters."""
    return f"{part_number} {revision}".strip()
