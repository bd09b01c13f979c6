"""One operator on the settings page: who it is, what they may do, and the button that changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kitstation.domain.records import Role
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink, Tone
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.domain.records import Operator
    from kitstation.ui.theme.apply import Appearance


def role_name(role: Role) -> str:
    """Return what a role is called."""
    return {
        Role.TECHNICIAN: QCoreApplication.translate("OperatorRow", "Technician"),
        Role.SUPERVISOR: QCoreApplication.translate("OperatorRow", "Supervisor"),
        Role.ADMINISTRATOR: QCoreApplication.translate("OperatorRow", "Administrator"),
    }[role]


class OperatorRow(QWidget):
    """`edit_wanted` tells the operator who is to be changed."""

    edit_wanted = Signal(object)

    def __init__(self, appearance: Appearance, operator: Operator) -> None:
        super().__init__()
        self.operator = operator
        self.button = Button(appearance, self.tr("Edit"))
        self.button.setAccessibleName(self.tr("Edit {name}").format(name=operator.name))
        self.button.clicked.connect(self._press)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(appearance, operator.name, role=TextRole.STRONG))
        words.addWidget(Text(appearance, self._detail(), role=TextRole.SMALL, ink=Ink.MUTED))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.sizes.gap)
        row.addLayout(words, 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(Pill(appearance, self._state()), 0, middle)
        row.addWidget(self.button, 0, middle)
        self.setAccessibleName(f"{operator.name}, {self._state().text}, {self._detail()}")

    def _state(self) -> PillContent:
        if not self.operator.active:
            return PillContent(self.tr("Left"), Tone.IDLE)
        return PillContent(role_name(self.operator.role), Tone.ACCEPTED)

    def _detail(self) -> str:
        badge = self.tr("Badge {badge}").format(badge=self.operator.badge)
        return f"{badge} · {self.tr('with PIN')}" if self.operator.pin_hash else badge

    def _press(self) -> None:
        self.edit_wanted.emit(self.operator)
