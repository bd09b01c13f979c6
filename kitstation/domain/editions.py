"""Editions of the rules: what was once decided is decided again by the rules that it was decided by.

The journal is the truth, and replaying it must give every row again. A rule that refuses what was accepted before, or
that lets a command do more than it did, therefore begins with an edition of its own, and the journal keeps with every
entry which edition that was. A rule that only accepts more needs none.
"""

from __future__ import annotations

FIRST = 1
SECOND = 2
"""An mBOM never contains itself, in however roundabout a way; what is reserved for a kit line beyond what it needs is
let go; a run begins no more than it makes; names and texts have longest lengths and no signs that nobody sees."""

PRESENT = SECOND
"""By which everything new is decided."""
