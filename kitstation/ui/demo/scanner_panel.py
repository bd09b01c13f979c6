"""The virtual scanner: a panel that lets a newcomer without hardware press the scans of a small working day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kitstation.domain.errors import DeviceFault
from kitstation.station.demo_day import DAY, DemoStep, Gesture
from kitstation.ui.demo.practice_scanner import PracticeScanner
from kitstation.ui.demo.spelling import meant_by
from kitstation.ui.demo.step_button import StepButton
from kitstation.ui.theme.apply import Appearance
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink, Tone
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.pill import StatusPill
from kitstation.ui.widgets.text import Text

# Beside it a window of 1280 pixels keeps the 1024 that its pages are made for.
WIDTH = 256


class ScannerPanel(QWidget):
    """Scans what is pressed or typed. `close_asked` asks whoever shows the panel to hide it."""

    close_asked = Signal()

    def __init__(
        self, appearance: Appearance, scanner: PracticeScanner, day: Sequence[DemoStep] = DAY
    ) -> None:
        super().__init__()
        self._appearance = appearance
        self._scanner = scanner
        self._fault = ""
        self._next = 0
        self._state = StatusPill(appearance)
        self._hint = Text(appearance, role=TextRole.SMALL, ink=Ink.MUTED, lines=4)
        self._unplug = Button(appearance, self.tr("Unplug"), icon="unplug")
        self._plug = Button(appearance, self.tr("Plug in"), icon="plug")
        self._steps = [
            StepButton(appearance, QCoreApplication.translate("DemoDay", step.says), step) for step in day
        ]
        self._group = QButtonGroup(self)
        self._scroll = QScrollArea()
        self._code = QLineEdit()
        self._send = Button(appearance, self.tr("Scan"), kind=ButtonKind.PRIMARY)
        self.setAccessibleName(self.tr("Virtual scanner"))
        self._lay_out()
        self._connect()
        self._show_state()
        self._show_progress()

    @property
    def steps(self) -> Sequence[StepButton]:
        """The buttons of the day, in order."""
        return self._steps

    @property
    def next_step(self) -> StepButton | None:
        """The button to press next; None at the end of the day."""
        return self._steps[self._next] if self._next < len(self._steps) else None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, and the line that parts it from the window."""
        tokens = self._appearance.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.fillRect(self.width() - 1 if mirrored else 0, 0, 1, self.height(), QColor(tokens.line))

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.unit * 3, sizes.unit * 3, sizes.unit * 3, sizes.unit * 3)
        column.setSpacing(sizes.unit * 2)
        column.addLayout(self._header())
        column.addWidget(self._state, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._hint)
        cable = QHBoxLayout()
        cable.setSpacing(sizes.unit * 2)
        cable.addWidget(self._unplug, 1)
        cable.addWidget(self._plug, 1)
        column.addLayout(cable)
        column.addWidget(self._day(), 1)
        column.addLayout(self._any_code())
        self.setFixedWidth(sizes.scaled(WIDTH))

    def _header(self) -> QHBoxLayout:
        close = QToolButton()
        close.setProperty("kind", "quiet")
        close.setIcon(self._appearance.icons.icon("close", self._appearance.tokens.muted))
        close.setToolTip(self.tr("Hide the virtual scanner"))
        close.setAccessibleName(close.toolTip())
        close.clicked.connect(self.close_asked)
        self._close = close
        header = QHBoxLayout()
        header.addWidget(Text(self._appearance, self.tr("Virtual scanner"), role=TextRole.LEAD_STRONG), 1)
        header.addWidget(close)
        return header

    def _day(self) -> QScrollArea:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._appearance.sizes.unit // 2)
        for button in self._steps:
            column.addWidget(button)
        column.addStretch()
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return self._scroll

    def _any_code(self) -> QHBoxLayout:
        self._code.setPlaceholderText(self.tr("Any code"))
        self._code.setAccessibleName(self.tr("Any code to scan"))
        self._code.setToolTip(self.tr("Control characters are written as words: <GS>, <RS>, <EOT>"))
        row = QHBoxLayout()
        row.setSpacing(self._appearance.sizes.unit * 2)
        row.addWidget(self._code, 1)
        row.addWidget(self._send)
        return row

    def _connect(self) -> None:
        self._unplug.clicked.connect(self._pull)
        self._plug.clicked.connect(self._push)
        self._send.clicked.connect(self._scan_typed)
        self._code.returnPressed.connect(self._scan_typed)
        self._scanner.changed.connect(self._show_state)
        self._appearance.changed.connect(self._restyle)
        for index, button in enumerate(self._steps):
            self._group.addButton(button, index)
        self._group.idClicked.connect(self._press)

    def _press(self, index: int) -> None:
        had_focus = self._steps[index].hasFocus()
        if self._do(self._steps[index].step):
            self._next = index + 1
            self._show_progress()
            if had_focus and self.next_step:
                self.next_step.setFocus()

    def _do(self, step: DemoStep) -> bool:
        match step.gesture:
            case Gesture.SCAN:
                return self._scan(step.text)
            case Gesture.UNPLUG:
                return self._pull()
            case Gesture.PLUG:
                return self._push()

    def _scan(self, code: str) -> bool:
        try:
            self._scanner.scan(code)
        except DeviceFault as fault:
            return self._failed(fault)
        return self._succeeded()

    def _pull(self) -> bool:
        self._scanner.unplug()
        return self._succeeded()

    def _push(self) -> bool:
        try:
            self._scanner.plug()
        except DeviceFault as fault:
            return self._failed(fault)
        return self._succeeded()

    def _scan_typed(self) -> None:
        code = meant_by(self._code.text())
        if code and self._scanner.ready and self._scan(code):
            self._code.selectAll()

    def _failed(self, fault: DeviceFault) -> bool:
        self._fault = f"{fault.title}. {fault.hint}"
        self._show_state()
        return False

    def _succeeded(self) -> bool:
        self._fault = ""
        self._show_state()
        return True

    def _show_progress(self) -> None:
        for index, button in enumerate(self._steps):
            button.set_progress(done=index < self._next, is_next=index == self._next)
        # After the layout has settled: a line that wraps anew moves those below it.
        QTimer.singleShot(0, self, self._scroll_to_next)

    def _scroll_to_next(self) -> None:
        if self.next_step:
            self._scroll.ensureWidgetVisible(self.next_step, 0, self.next_step.height())

    def _show_state(self) -> None:
        plugged, ready = self._scanner.plugged, self._scanner.ready
        self._state.show_content(self._state_words())
        self._hint.setText(self._hint_words())
        self._hint.setVisible(bool(self._hint.text()))
        self._unplug.setEnabled(self._scanner.has_cable and plugged)
        self._plug.setEnabled(self._scanner.has_cable and not plugged)
        self._send.setEnabled(ready)
        for button in self._steps:
            button.setEnabled(self._can_do(button.step))

    def _can_do(self, step: DemoStep) -> bool:
        match step.gesture:
            case Gesture.SCAN:
                return self._scanner.ready
            case Gesture.UNPLUG:
                return self._scanner.has_cable and self._scanner.plugged
            case Gesture.PLUG:
                return self._scanner.has_cable and not self._scanner.plugged

    def _state_words(self) -> PillContent:
        if self._fault:
            return PillContent(self.tr("Not scanned"), Tone.REFUSED)
        if not self._scanner.has_cable:
            return PillContent(self.tr("Types like a keyboard"), Tone.IDLE)
        if not self._scanner.plugged:
            return PillContent(self.tr("Unplugged"), Tone.REFUSED)
        if not self._scanner.ready:
            return PillContent(self.tr("Waiting for the station"), Tone.ATTENTION)
        return PillContent(self.tr("Plugged in"), Tone.ACCEPTED)

    def _hint_words(self) -> str:
        if self._fault:
            return self._fault
        if not self._scanner.has_cable:
            return self.tr(
                "This system has no virtual serial ports: the codes come as from a scanner that types, "
                "and there is no cable to pull."
            )
        if not self._scanner.plugged:
            return self.tr("Plug it in to go on. No scan that was read is lost.")
        return self.tr("Press the steps from top to bottom, and watch the bench.")

    def _restyle(self) -> None:
        self._close.setIcon(self._appearance.icons.icon("close", self._appearance.tokens.muted))
        self.setFixedWidth(self._appearance.sizes.scaled(WIDTH))
