"""What is needed to make labels of records: the seam to the room that draws them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from kitstation.domain.records import LabelKind
from kitstation.station.printing.printers import LabelFormat
from kitstation.store.queries.label_data import LabelValues

Watch = Callable[[int, int], None]
"""Told after each label that is ready: how many are, of how many. What it raises ends the making."""


def nobody_watches(_made: int, _total: int) -> None:
    """Go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelOrder:
    """`copies` of the label of each record, for a printer of `dpi` dots to the inch (None: as the template says).

    `first_label` is the first label of a sheet that is not used yet, where the template is of sheets.
    """

    template: str
    kind: LabelKind
    values: tuple[LabelValues, ...]
    copies: int = 1
    dpi: int | None = None
    format: LabelFormat = LabelFormat.ZPL
    first_label: int = 1
    watch: Watch = field(default=nobody_watches, compare=False)


MakeJob = Callable[[LabelOrder], bytes]
"""Returns a job for a printer. Raises KitstationError for labels that cannot be printed; called on any thread."""
