"""What the tests of the interface share: an appearance for the test's application."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from kitstation.ui.theme.apply import Appearance
from kitstation.ui.theme.sizes import Density
from kitstation.ui.theme.tokens import Theme


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """A light appearance that widgets can paint from; it does not restyle the application."""
    made = Appearance(qapp, Theme.LIGHT, Density.NORMAL)
    yield made
    made.deleteLater()
