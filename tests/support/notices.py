"""What pages say in place of their contents, as tests look at it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from kitstation.ui.panes.contents import Contents
from kitstation.ui.widgets.empty_state import EmptyState


def is_empty(contents: Contents) -> bool:
    """Whether it is said, for everybody to see, what the page is for."""
    notice = contents.notice
    return isinstance(notice, EmptyState) and notice.isVisible()


def press_first_action(contents: Contents) -> None:
    """Press the button that an empty or error state offers first."""
    assert contents.notice is not None
    buttons = contents.notice.findChildren(QPushButton)
    assert buttons, "The notice offers nothing to do"
    buttons[0].click()
