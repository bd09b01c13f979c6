"""What the computer's own printers are, and what they can be loaded with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Medium:
    """A paper: its name in the print system, what people call it, and its width and height in millimetres."""

    name: str
    title: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SystemPrinter:
    """A printer of the computer: its name in the print system, what people call it, and what it can be loaded with."""

    name: str
    title: str
    media: tuple[Medium, ...]
