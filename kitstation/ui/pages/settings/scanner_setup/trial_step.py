"""The second step: the test codes are scanned, and what came of them is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kitstation.devices.link import LinkState
from kitstation.scanning.trial_codes import TRIAL_CODES, TrialCode
from kitstation.scanning.visible import visible
from kitstation.ui.control_entries import trial_name
from kitstation.ui.pages.settings.scanner_setup.code_view import CodeView
from kitstation.ui.pages.settings.scanner_setup.findings_view import FindingsView
from kitstation.ui.pages.settings.scanner_setup.key_recorder import KeyRecorder
from kitstation.ui.pages.settings.serial_options_row import BAUD_RATES
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink, Tone
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.segmented import Segment, Segmented
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.devices.link import LinkChanged
    from kitstation.scanning.scanner_diagnosis import Diagnosis, Received
    from kitstation.ui.theme.apply import Appearance

_RAW_PIXELS = 15


class TrialStep(QWidget):
    """`rate_chosen` tells the baud rate that a person picked; `recorder.recorded` what a keyboard scanner typed."""

    rate_chosen = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.codes = Segmented(
            appearance,
            self.tr("Test codes"),
            tuple(Segment(code.name, trial_name(code)) for code in TRIAL_CODES),
        )
        self.view = CodeView(appearance)
        self._advice = Text(
            appearance,
            self.tr("Scan it here from the screen, or all four from the printed sheet."),
            ink=Ink.MUTED,
            lines=2,
        )
        self.recorder = KeyRecorder(appearance)
        self._link = Pill(appearance)
        self._trouble = Text(appearance, ink=Ink.REFUSED, lines=8)
        self.rate = QComboBox()
        self.rate.setAccessibleName(self.tr("Baud rate"))
        self.rate.setToolTip(self.tr("As the scanner is set. Over USB any rate will do."))
        for baudrate in BAUD_RATES:
            self.rate.addItem(self.tr("{rate} baud").format(rate=baudrate), baudrate)
        self._raw = QLabel()
        self._raw.setWordWrap(True)
        self._raw.setAccessibleName(self.tr("What was scanned"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(appearance.sizes.scaled(_RAW_PIXELS))
        font.setWeight(QFont.Weight.Medium)
        self._raw.setFont(font)
        self.findings = FindingsView(appearance)
        self.codes.chosen.connect(self._show_named)
        self.rate.activated.connect(self._tell_rate)
        self._lay_out()
        self.show_code(TRIAL_CODES[0])

    @property
    def raw(self) -> str:
        """What was scanned last, as it is shown."""
        return self._raw.text()

    @property
    def link(self) -> str:
        """How the scanner's port stands, with what to do about it."""
        return f"{self._link.text()} {self._trouble.text()}".strip()

    def begin(self, *, baudrate: int | None) -> None:
        """Begin with nothing scanned yet; without a baud rate the scanner types like a keyboard."""
        serial = baudrate is not None
        self.recorder.setVisible(not serial)
        self.rate.setVisible(serial)
        self._link.setVisible(serial)
        self._trouble.hide()
        if serial:
            self.rate.setCurrentIndex(self.rate.findData(baudrate))
        self._raw.setText(self.tr("Nothing was scanned yet."))
        self.findings.show_findings(())
        self.show_code(TRIAL_CODES[0])

    def show_code(self, code: TrialCode) -> None:
        """Show a test code to be scanned."""
        self.codes.choose(code.name)
        self.view.show_code(code, trial_name(code))

    def show_link(self, link: LinkChanged | None) -> None:
        """Show how the scanner's port stands."""
        state = link.state if link else LinkState.SEARCHING
        pills = {
            LinkState.CONNECTED: PillContent(self.tr("Open: scan now"), Tone.ACCEPTED),
            LinkState.SEARCHING: PillContent(self.tr("Not plugged in"), Tone.ATTENTION),
            LinkState.LOST: PillContent(self.tr("Unplugged"), Tone.ATTENTION),
            LinkState.REFUSED: PillContent(self.tr("Cannot be opened"), Tone.REFUSED),
            LinkState.BUSY: PillContent(self.tr("Used by another program"), Tone.REFUSED),
            LinkState.STOPPED: PillContent(self.tr("Opening …"), Tone.IDLE),
        }
        self._link.show_content(pills[state])
        fault = link.fault if link else None
        said = (part.rstrip(".") for part in (fault.title, fault.hint) if part) if fault else ()
        trouble = ". ".join(said)
        self._trouble.setText(f"{trouble}." if trouble else "")
        self._trouble.setVisible(bool(trouble))

    def show_scan(self, received: Received, diagnosis: Diagnosis) -> None:
        """Show what came, with what nobody sees, and what it says about the scanner."""
        before = f"‹{received.key}›" if received.key else ""  # noqa: RUF001 - signs that no code contains
        self._raw.setText(before + visible(received.text))
        self.findings.show_findings(diagnosis.findings)
        if diagnosis.code is not None:
            self.show_code(diagnosis.code)

    def take_focus(self) -> None:
        """Put the focus where a scan is heard."""
        if not self.recorder.isHidden():
            self.recorder.setFocus()

    def _show_named(self, name: str) -> None:
        self.show_code(next(code for code in TRIAL_CODES if code.name == name))
        self.take_focus()

    def _tell_rate(self) -> None:
        self.rate_chosen.emit(int(self.rate.currentData()))

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        left = QVBoxLayout()
        left.setSpacing(sizes.gap)
        for part in (self.codes, self.view, self._advice, self.recorder):
            left.addWidget(part)
        left.addStretch()
        state = QHBoxLayout()
        state.setSpacing(sizes.gap)
        state.addWidget(self._link)
        state.addStretch()
        state.addWidget(self.rate)
        told = QWidget()
        inside = QVBoxLayout(told)
        set_margins(inside, sizes.page_margin, sizes.gap)
        inside.addLayout(state)
        inside.addWidget(self._trouble)
        inside.addWidget(Text(self._appearance, self.tr("What came"), role=TextRole.SMALL, ink=Ink.MUTED))
        inside.addWidget(self._raw)
        inside.addWidget(self.findings)
        inside.addStretch()
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(told)
        card = Card()
        around = QVBoxLayout(card)
        set_margins(around, 1, 0)
        around.addWidget(scroll)
        row = QHBoxLayout(self)
        set_margins(row, 0, sizes.gap)
        row.addLayout(left, 1)
        row.addWidget(card, 1)
