"""The audit: does what is derived still follow from the movements, and the whole database from the journal?

`audit` recomputes balances, quantities and totals from the movements, set by set. `rebuild` replays the journal
into an empty database and compares every row.
"""

from __future__ import annotations



