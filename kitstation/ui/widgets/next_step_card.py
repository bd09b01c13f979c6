"""Where to go next and what to take there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.card import Card
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kitstation.ui.theme.apply import Appearance


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next thing to do, in words.

    `item` names the serial or lot to take first, `reason` why that one ("oldest first"), `there` what lies at the
    location ("500 there"), `trailing` is the pill at the end ("then B2-02, 1 line").
    """

    location: str
    quantity: str
    unit: str
    part: str
    item: str = ""
    reason: str = ""
    there: str = ""
    trailing: PillContent | None = None


class NextStepCard(Card):
    """Shows the next step, or a message when there is none."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._go_to = Text(appearance, role=TextRole.SMALL, ink=Ink.MUTED)
        self._location = Text(appearance, role=TextRole.LOCATION)
        self._take = Text(appearance, role=TextRole.SMALL, ink=Ink.MUTED)
        self._quantity = Text(appearance, role=TextRole.LEAD_STRONG)
        self._part = Text(appearance, role=TextRole.LEAD)
        self._why = Text(appearance, ink=Ink.MUTED)
        self._sentence = Text(appearance, ink=Ink.MUTED)
        self._trailing = Pill(appearance)
        self._lay_out()
        self.show_message("", "")

    def show_step(self, step: NextStep) -> None:
        """Show where to go and what to take."""
        amount = f"{step.quantity} {step.unit}".strip()
        why = " · ".join(part for part in (step.item, step.reason, step.there) if part)
        self._show(self.tr("GO TO"), step.location, self.tr("TAKE"))
        self._quantity.setText(amount)
        self._part.setText(self.tr("of {part}").format(part=step.part))
        self._why.setText(why)
        self._show_trailing(step.trailing)
        spoken = self.tr("Go to {location}. Take {amount} of {part}.").format(
            location=step.location, amount=amount, part=step.part
        )
        self.setAccessibleName(f"{spoken} {why}".strip())

    def show_message(self, title: str, sentence: str, trailing: PillContent | None = None) -> None:
        """Say why there is no next step, as "Nothing left to pick", and what may be done."""
        self._show("", title, "")
        self._quantity.setText("")
        self._part.setText("")
        self._why.setText("")
        self._sentence.setText(sentence)
        self._show_trailing(trailing)
        self.setAccessibleName(f"{title}. {sentence}" if sentence else title)

    def _show(self, caption: str, location: str, take: str) -> None:
        self._go_to.setText(caption)
        self._location.setText(location)
        self._take.setText(take)
        is_step = bool(caption)
        for part in (self._go_to, self._take, self._quantity, self._part, self._why):
            part.setVisible(is_step)
        self._sentence.setVisible(not is_step)
        self._begin.setStretch(self._begin.count() - 1, 1 if is_step else 0)
        self._row.setStretch(0, 0 if is_step else 1)
        self._row.setStretch(1, 1 if is_step else 0)

    def _show_trailing(self, content: PillContent | None) -> None:
        self._trailing.show_content(content or PillContent(""))
        self._trailing.setVisible(content is not None)

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        amount = QHBoxLayout()
        amount.setSpacing(sizes.unit + 1)
        amount.addWidget(self._quantity)
        amount.addWidget(self._part, 1)
        _keep_whole(self._quantity)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(sizes.page_margin, sizes.gap, sizes.page_margin, sizes.gap)
        row.setSpacing(sizes.scaled(28))
        # A step begins at the top in both columns, so that their captions stand on one line; a message is centred.
        begin = self._begin = self._column(self._go_to, self._location, self._sentence)
        take = self._column(self._take, amount, self._why)
        take.setStretch(take.count() - 1, 1)
        row.addLayout(begin)
        row.addLayout(take, 1)
        row.addWidget(self._trailing, 0, Qt.AlignmentFlag.AlignVCenter)

    def _column(self, *parts: QWidget | QHBoxLayout) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._appearance.sizes.unit // 2)
        column.addStretch()
        for part in parts:
            if isinstance(part, QHBoxLayout):
                column.addLayout(part)
            else:
                column.addWidget(part)
        column.addStretch()
        return column


def _keep_whole(text: Text) -> None:
    """Let a text that matters most never be the one that is elided."""
    text.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
