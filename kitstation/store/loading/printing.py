"""Print jobs."""

from __future__ import annotations

from kitstation.store import rows
from kitstation.store.loading import queries
from kitstation.store.loading.reading import Reading


def load_print_jobs(reading: Reading) -> None:
    """Take in print jobs. What their labels are about is touched by the command that asks for them."""
    reading.rows(rows.PRINT_JOBS, queries.PRINT_JOBS, reading.records.print_jobs, reading.touches.print_jobs)
