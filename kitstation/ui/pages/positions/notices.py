"""What is said in place of the positions while there are none to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitstation.ui.pages.positions.forms import tr
from kitstation.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance


def no_positions(appearance: Appearance) -> EmptyState:
    """Return what is said while nobody has made a position; its action makes one."""
    return EmptyState(
        appearance,
        icon="positions",
        title=tr("There are no positions yet"),
        sentence=tr(
            "A position says that a part is kept at a place, and how much of it should be there. "
            "What falls below its minimum is listed here."
        ),
        action=tr("New position"),
    )


def none_is_left(appearance: Appearance) -> EmptyState:
    """Return what is said where the filters leave no position; its action shows all."""
    return EmptyState(
        appearance,
        icon="filter",
        title=tr("No position is left"),
        sentence=tr("None of them is as the filters say."),
        action=tr("Show all"),
    )
