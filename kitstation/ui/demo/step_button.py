"""One step of the demo day as a button: what it shows, and the code that is scanned."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout

from kitstation.station.demo_day import DemoStep, Gesture
from kitstation.ui.demo.spelling import spelled_out
from kitstation.ui.theme.apply import Appearance
from kitstation.ui.theme.painting import draw_focus_ring, draw_outline, draw_round
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink, Tokens
from kitstation.ui.widgets.text import IconView, Text

_ICON_SIDE = 16
_ICONS = {Gesture.SCAN: "scanner", Gesture.UNPLUG: "unplug", Gesture.PLUG: "plug"}


class StepButton(QAbstractButton):
    """Is pressed to do its step. The next one to press stands out; those that were pressed bear a tick."""

    def __init__(self, appearance: Appearance, says: str, step: DemoStep) -> None:
        super().__init__()
        self._appearance = appearance
        self._step = step
        self._next = self._done = False
        self._icon = IconView(appearance, _ICONS[step.gesture], _ICON_SIDE, ink=Ink.MUTED)
        self._says = Text(appearance, says, lines=3)
        self._code = Text(appearance, self._detail(), role=TextRole.SMALL, ink=Ink.MUTED)
        self._lay_out()
        self.setAccessibleName(says)
        self.setAccessibleDescription(self._detail())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        appearance.changed.connect(self._restyle)
        self._restyle()

    @property
    def step(self) -> DemoStep:
        """The step that it does."""
        return self._step

    @property
    def is_next(self) -> bool:
        """Whether it is shown as the next one to press."""
        return self._next

    def set_progress(self, *, done: bool, is_next: bool) -> None:
        """Show whether the step was done already, and whether it is the next one."""
        self._done, self._next = done, is_next
        self._icon.set_icon("circle-check" if done else _ICONS[self._step.gesture], self._icon_colour)
        self._restyle()

    def sizeHint(self) -> QSize:
        """Return the size of its words."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do the step on Enter, as on space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer is gone."""
        super().leaveEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Write fainter while it cannot be pressed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self._restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground; the words are widgets of their own."""
        tokens, radius = self._appearance.tokens, self._appearance.sizes.control_radius
        painter = QPainter(self)
        if self._next:
            draw_round(painter, self.rect(), tokens.accent_soft, radius)
            draw_outline(painter, self.rect(), tokens.accent, radius)
        elif self.isEnabled() and (self.underMouse() or self.isDown()):
            draw_round(painter, self.rect(), tokens.line if self.isDown() else tokens.hover, radius)
        if self.hasFocus():
            draw_focus_ring(painter, QRect(self.rect()), self._appearance)

    def _detail(self) -> str:
        """Return the code that is scanned, or what is done to the cable."""
        match self._step.gesture:
            case Gesture.SCAN:
                return spelled_out(self._step.text)
            case Gesture.UNPLUG:
                return self.tr("Unplug")
            case Gesture.PLUG:
                return self.tr("Plug in")

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        words = QVBoxLayout()
        words.setSpacing(sizes.unit // 2)
        words.addWidget(self._says)
        words.addWidget(self._code)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.unit * 2, sizes.unit * 2, sizes.unit * 2, sizes.unit * 2)
        row.setSpacing(sizes.unit * 2)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        for inner in (self._icon, self._says, self._code):
            inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _restyle(self) -> None:
        self.setMinimumHeight(self._appearance.sizes.touch_target)
        self._says.set_ink(Ink.MUTED if self._done or not self.isEnabled() else Ink.NORMAL)
        self._icon.update()
        self.update()

    def _icon_colour(self, tokens: Tokens) -> str:
        if self._done:
            return tokens.accepted.fill
        return tokens.accent if self._next else tokens.muted
