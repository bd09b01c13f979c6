"""A surface that holds what belongs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout


class Card(QFrame):
    """A quiet surface with a line around it and round corners; give it a layout as any widget."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")


def set_margins(layout: QLayout, margin: int, spacing: int) -> None:
    """Set a layout's margin on all sides, and its spacing."""
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
