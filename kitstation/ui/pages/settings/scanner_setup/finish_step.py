"""The last step: what is still to be mended, and how the program will take the scanner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kitstation.scanning.visible import spelled
from kitstation.ui.control_entries import trial_name
from kitstation.ui.pages.settings.scanner_setup.findings_view import FindingsView
from kitstation.ui.panes.facts import Fact, Facts
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.scanning.scanner_conclusion import Conclusion
    from kitstation.ui.theme.apply import Appearance


class FinishStep(QWidget):
    """Nothing to choose: the button below saves it."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._verdict = Text(appearance, role=TextRole.LEAD_STRONG, lines=3)
        self.facts = Facts(appearance)
        self.findings = FindingsView(appearance)
        sizes = appearance.sizes
        card = Card()
        inside = QVBoxLayout(card)
        set_margins(inside, sizes.page_margin, sizes.page_margin)
        for part in (self._verdict, self.findings, self.facts):
            inside.addWidget(part)
        held = QWidget()
        column = QVBoxLayout(held)
        set_margins(column, 0, 0)
        column.addWidget(card)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(held)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(scroll, 1)
        whole.setAlignment(Qt.AlignmentFlag.AlignTop)

    @property
    def verdict(self) -> str:
        """Whether the scanner is set right, in a sentence."""
        return self._verdict.text()

    def show_conclusion(self, conclusion: Conclusion, title: str, baudrate: int | None) -> None:
        """Show what follows from the trial; without a baud rate for a scanner that types like a keyboard."""
        self._verdict.setText(self._sentence(conclusion))
        self._verdict.set_ink(Ink.REFUSED if conclusion.problems else Ink.NORMAL)
        findings = (*conclusion.problems, *conclusion.advice)
        self.findings.show_findings(findings)
        self.findings.setVisible(bool(findings))
        facts = [Fact(self.tr("Scanner"), title)]
        if baudrate is None:
            facts.append(Fact(self.tr("Prefix"), spelled_prefix(conclusion.prefix) or self.tr("None")))
        else:
            silence, terminator = self.tr("A short silence"), self.tr("CR or LF")
            facts.append(Fact(self.tr("Baud rate"), str(baudrate)))
            facts.append(
                Fact(self.tr("A code ends with"), silence if conclusion.no_terminator else terminator)
            )
        self.facts.show_facts(tuple(facts))

    def _sentence(self, conclusion: Conclusion) -> str:
        if conclusion.problems:
            return self.tr(
                "Something is set wrong at the scanner. It can be used as it is, but some codes will be refused "
                "or misread. Better go back, mend it, and scan again."
            )
        if conclusion.untried:
            names = ", ".join(trial_name(code) for code in conclusion.untried)
            return self.tr("Nothing is wrong so far. Not scanned yet: {codes}.").format(codes=names)
        return self.tr("The scanner is set right.")


def spelled_prefix(prefix: str) -> str:
    """Return a prefix as the settings write it: a character, its name, or a key."""
    return spelled(prefix) if len(prefix) == 1 else prefix
