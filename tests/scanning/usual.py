"""How codes are read where nobody has described any of their own."""

from __future__ import annotations

from typing import Final

from kitstation.scanning.grammar import Grammar

USUAL: Final = Grammar()
read: Final = USUAL.read
