"""What a page shows when it cannot do its work: what happened, why, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from kitstation.domain.errors import KitstationError
    from kitstation.ui.theme.apply import Appearance


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happened, why, and what to do, in sentences; `details` is what a colleague needs to help."""

    title: str
    why: str = ""
    what_to_do: str = ""
    details: str = ""

    @classmethod
    def of(cls, fault: KitstationError) -> Trouble:
        """Return the trouble that a fault is to the person."""
        return cls(fault.title, fault.detail, fault.hint)

    def report(self) -> str:
        """Return all of it as text."""
        return "\n".join(part for part in (self.title, self.why, self.what_to_do, self.details) if part)


class ErrorState(Notice):
    """Shows a trouble; `retried` is emitted when the person wants to try again."""

    retried = Signal()

    def __init__(self, appearance: Appearance, trouble: Trouble) -> None:
        super().__init__(appearance, "attention", Ink.REFUSED)
        self._trouble = trouble
        self.setAccessibleName(trouble.report())
        self.add_title(trouble.title)
        self.add_sentence(trouble.why)
        self.add_sentence(trouble.what_to_do, ink=Ink.NORMAL)
        retry = Button(appearance, self.tr("Try again"), kind=ButtonKind.PRIMARY)
        retry.clicked.connect(self.retried)
        copy = Button(appearance, self.tr("Copy details"), icon="copy")
        copy.clicked.connect(self._copy)
        self.add_actions(retry, copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._trouble.report())
