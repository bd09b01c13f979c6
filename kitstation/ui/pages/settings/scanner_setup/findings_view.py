"""What was found out about a scanner, one finding a line, each with what to set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitstation.scanning.scanner_findings import Severity
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.text import IconView, Text

if TYPE_CHECKING:
    from kitstation.scanning.scanner_findings import Finding
    from kitstation.ui.theme.apply import Appearance

_ICONS: Final[Mapping[Severity, tuple[str, Ink]]] = {
    Severity.FINE: ("circle-check", Ink.ACCEPTED),
    Severity.ADVICE: ("attention", Ink.ATTENTION),
    Severity.PROBLEM: ("refused", Ink.REFUSED),
}
_ICON_SIDE = 20


class FindingsView(QWidget):
    """The findings, the worst first as they come. Colour and sign say the same."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(appearance.sizes.unit * 3)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show findings in place of those before."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(finding) for finding in findings]
        for line in self._lines:
            self._column.addWidget(line)

    @property
    def told(self) -> tuple[str, ...]:
        """What is shown, as screen readers say it."""
        return tuple(line.accessibleName() for line in self._lines)

    def _line(self, finding: Finding) -> QWidget:
        icon, ink = _ICONS[finding.severity]
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(self._appearance, finding.sentence, role=TextRole.STRONG, ink=ink, lines=4))
        if finding.mend:
            words.addWidget(Text(self._appearance, finding.mend, lines=5))
        line = QWidget()
        line.setAccessibleName(f"{finding.sentence} {finding.mend}".strip())
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._appearance.sizes.unit * 2)
        row.addWidget(IconView(self._appearance, icon, _ICON_SIDE, ink=ink), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return line
