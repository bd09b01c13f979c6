"""Part numbers of a file: which part each means, and which revision when it says none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kitstation.domain.records import Part
from kitstation.station.importing.row_reading import RowReader
from kitstation.store.queries.for_import import parts_by_number
from kitstation.store.store import Store

FIRST_REVISION = "A"


class PartKey(NamedTuple):
    """The identity of a part."""

    part_number: str
    revision: str


class PartNumbers:
    """The parts that exist under the part numbers of a file, and the revisions that the file names itself."""

    def __init__(self, stored: Mapping[str, Mapping[str, Part]], named: Iterable[tuple[str, str]]) -> None:
        self._stored = stored
        self._revisions: dict[str, set[str]] = defaultdict(set)
        for part_number, revisions in stored.items():
            self._revisions[part_number].update(revisions)
        for part_number, revision in named:
            if revision:
                self._revisions[part_number].add(revision)
        self._latest = {
            part_number: max(revisions, key=revision_order)
            for part_number, revisions in self._revisions.items()
            if revisions
        }

    @classmethod
    def load(cls, store: Store, named: Iterable[tuple[str, str]]) -> PartNumbers:
        """Look up all parts that a file names, as pairs of part number and revision (blank when it says none)."""
        pairs = list(named)
        with store.reading() as connection:
            stored = parts_by_number(connection, {part_number for part_number, _revision in pairs})
        return cls(stored, pairs)

    def key(self, part_number: str, revision: str) -> PartKey:
        """Return which part is meant: without a revision the only or latest one, or a new revision A."""
        return PartKey(part_number, revision or self._latest.get(part_number, FIRST_REVISION))

    def key_of(self, reader: RowReader, part_number: str, revision: str) -> PartKey:
        """Return which part a row means, with a note when it left the choice between several revisions."""
        key = self.key(part_number, revision)
        choices = len(self._revisions.get(part_number, ()))
        if not revision and choices > 1:
            reader.note(
                "revision", f"The part has {choices} revisions; the latest, {key.revision}, is taken."
            )
        return key

    def find(self, key: PartKey) -> Part | None:
        """Return the part as it is stored, or None when it does not exist yet."""
        return self._stored.get(key.part_number, {}).get(key.revision)


def revision_order(revision: str) -> list[tuple[int, int, str]]:
    """Return the key that sorts revisions: 2 before 10, numbers before letters, Z before AA."""
    runs = re.findall(r"[0-9]+|[^0-9]+", revision)
    return [
        (0, int(run), "") if run.isascii() and run.isdigit() else (1, len(run), run.casefold())
        for run in runs
    ]
