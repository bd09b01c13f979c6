"""The set-up of a scanner, in three steps, as a pane that the settings show in place of their sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kitstation.devices.identity import PortIdentity
from kitstation.devices.ports import find
from kitstation.devices.serial_port import SerialSettings
from kitstation.domain.errors import DeviceFault, KitstationError
from kitstation.scanning.controls import ControlCode, control_of
from kitstation.scanning.scanner_conclusion import Conclusion, conclude
from kitstation.scanning.scanner_diagnosis import Diagnosis, Received, Way, diagnose
from kitstation.station.settings import ScannerSettings, WedgeSettings
from kitstation.ui.pages.settings.port_watch import PortWatch
from kitstation.ui.pages.settings.scanner_setup.finish_step import FinishStep, spelled_prefix
from kitstation.ui.pages.settings.scanner_setup.port_step import PortStep
from kitstation.ui.pages.settings.scanner_setup.trial_step import TrialStep
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.printing.control_sheet_saving import ControlSheetSaving
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins

if TYPE_CHECKING:
    from pathlib import Path

    from kitstation.devices.ports import Port
    from kitstation.scanning.scan import Scan
    from kitstation.ui.pages.settings.scanner_admin import ScannerAdmin
    from kitstation.ui.services import Services

_USUAL_RATE = 9600
_LOOK_AT_LINK_MS = 200
_KEYBOARD = "keyboard"


class ScannerSetup(QWidget):
    """Three steps: which scanner, the test codes, what is kept. `left` tells that it is over."""

    left = Signal()

    def __init__(self, services: Services, admin: ScannerAdmin) -> None:
        super().__init__()
        self._services = services
        self._admin = admin
        self._ports: tuple[Port, ...] = ()
        self._identity: PortIdentity | None = None
        self._title = ""
        self._rate = _USUAL_RATE
        self._fresh = True
        self._diagnoses: dict[str, Diagnosis] = {}
        self._watch = PortWatch(admin, self)
        self._link_timer = QTimer(self)
        self._link_timer.setInterval(_LOOK_AT_LINK_MS)
        appearance = services.appearance
        self.header = PageHeader(appearance, self.tr("Set up a scanner"))
        self.choose = PortStep(appearance)
        self.trial = TrialStep(appearance)
        self.finish = FinishStep(appearance)
        self.sheet = Button(appearance, self.tr("Save the sheet"), icon="export", tall=True)
        self.leave = Button(appearance, self.tr("Cancel"), tall=True)
        self.back = Button(appearance, self.tr("Back"), tall=True)
        self.forward = Button(appearance, self.tr("Next"), kind=ButtonKind.PRIMARY, tall=True)
        self._stack = QStackedWidget()
        self._saving = ControlSheetSaving(self, services.navigator)
        self._lay_out()
        self._connect()

    @property
    def step(self) -> QWidget | None:
        """The step that is shown."""
        return self._stack.currentWidget()

    @property
    def conclusion(self) -> Conclusion:
        """What is known of the scanner so far."""
        return conclude(self._diagnoses.values())

    def begin(self) -> None:
        """Begin with the choice of a scanner."""
        self._admin.end_trial()
        self._fresh = True
        self._show_step(self.choose)
        self._watch.start()

    def take_scan(self, scan: Scan) -> bool:
        """Take a scan for the trial. Confirm and cancel from the control sheet press the buttons."""
        if (control := control_of(scan.text.strip("\r\n\t"))) is not None:
            self._obey(control)
        elif scan.source == _KEYBOARD:
            if self.step is self.choose:
                self.try_keyboard()
            # Enter or Tab has ended it: without, it would not have been told from a person's typing.
            self._diagnose(Received(f"{scan.text}\r", Way.KEYBOARD))
        elif self.step is self.trial and self._identity is not None and scan.source == str(self._identity):
            self._diagnose(Received.of_port(scan.raw))
        return True

    def try_port(self, port: Port) -> None:
        """Open a port and go on to the test codes."""
        used = self._used(port)
        self._identity = PortIdentity.parse(used.identity) if used else port.identity
        self._title = port.title
        self._rate = used.baudrate if used else _USUAL_RATE
        self._begin_trial()

    def try_keyboard(self) -> None:
        """Go on to the test codes with a scanner that types like a keyboard."""
        self._identity, self._title = None, self.tr("Types like a keyboard")
        self._begin_trial()

    def close_down(self) -> None:
        """End looking for ports, and give back the one that was tried."""
        self._link_timer.stop()
        self._watch.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on where it was left."""
        super().showEvent(event)
        if self.step is self.trial:
            self._open()
        elif self.step is self.choose:
            self._watch.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let scanners do their work while this is not seen."""
        super().hideEvent(event)
        self._watch.stop()
        self._link_timer.stop()
        self._admin.end_trial()

    def _begin_trial(self) -> None:
        self._watch.stop()
        self._diagnoses = {}
        self.trial.begin(baudrate=None if self._identity is None else self._rate)
        self._show_step(self.trial)
        self._open()

    def _open(self) -> None:
        if self._identity is None:
            self._admin.end_trial()
            return
        self._admin.try_out(self._identity, SerialSettings(baudrate=self._rate))
        self._link_timer.start()
        self._show_link()

    def _set_rate(self, rate: int) -> None:
        self._rate = rate
        self._open()

    def _show_link(self) -> None:
        self.trial.show_link(self._admin.trial)

    def _show_ports(self, ports: tuple[Port, ...]) -> None:
        self._ports = ports
        used = frozenset(port.device for port in ports if self._used(port))
        self.choose.show_ports(ports, used)
        if self._fresh and self.step is self.choose:
            self._fresh = False
            self.choose.take_focus()

    def _used(self, port: Port) -> ScannerSettings | None:
        """Return the scanner of the settings that is at this port."""
        for scanner in self._services.settings.now.scanners:
            try:
                found = find(PortIdentity.parse(scanner.identity), [port])
            except DeviceFault:
                continue
            if found is not None and found.device == port.device:
                return scanner
        return None

    def _diagnose(self, received: Received) -> None:
        if self.step is not self.trial:
            return
        diagnosis = diagnose(received)
        self.trial.show_scan(received, diagnosis)
        if diagnosis.code is not None:
            self._diagnoses[diagnosis.code.name] = diagnosis
            if not diagnosis.problems and self.conclusion.untried:
                self.trial.show_code(self.conclusion.untried[0])
        elif diagnosis.problems:
            # Kept under no code: once a code is understood, it is over.
            self._diagnoses.setdefault("", diagnosis)
        if diagnosis.understood:
            self._diagnoses.pop("", None)
        self._refresh()

    def _obey(self, control: ControlCode) -> None:
        if control is ControlCode.CONFIRM and self.forward.isEnabled() and not self.forward.isHidden():
            self.forward.click()
        elif control is ControlCode.CANCEL:
            self._go_back()

    def _go_on(self) -> None:
        if self.step is self.trial:
            rate = None if self._identity is None else self._rate
            self.finish.show_conclusion(self.conclusion, self._title, rate)
            self._link_timer.stop()
            self._admin.end_trial()
            self._show_step(self.finish)
        elif self.step is self.finish and self._save():
            self.left.emit()

    def _go_back(self) -> None:
        if self.step is self.finish:
            self._show_step(self.trial)
            self._open()
        elif self.step is self.trial:
            self._link_timer.stop()
            self.begin()
        else:
            self._leave()

    def _leave(self) -> None:
        self._admin.end_trial()
        self.left.emit()

    def _save(self) -> bool:
        """Keep what was found out; the scanner is in use at once."""
        now, found = self._services.settings.now, self.conclusion
        try:
            if self._identity is None:
                prefix = spelled_prefix(found.prefix)
                self._services.settings.change(wedge=WedgeSettings(enabled=True, prefix=prefix))
                return True
            mine = str(self._identity)
            known = next((each for each in now.scanners if each.identity == mine), None)
            kept = (known or ScannerSettings(identity=mine, title=_name(self._title))).model_copy(
                update={"baudrate": self._rate, "no_terminator": found.no_terminator}
            )
            others = tuple(each for each in now.scanners if each.identity != mine)
            self._services.settings.change(scanners=(*others, kept))
        except KitstationError as fault:
            self._services.navigator.show_fault(fault)
            return False
        return True

    def _show_step(self, step: QWidget) -> None:
        self._stack.setCurrentWidget(step)
        names = {
            self.choose: self.tr("1 of 3: choose the scanner"),
            self.trial: self.tr("2 of 3: scan the test codes"),
            self.finish: self.tr("3 of 3: use it"),
        }
        self.header.show_remark(names[step])
        self._refresh()
        if step is self.choose:
            self.choose.take_focus()
        elif step is self.trial:
            self.back.setFocus()
            self.trial.take_focus()
        else:
            self.forward.setFocus()

    def _refresh(self) -> None:
        self.back.setVisible(self.step is not self.choose)
        self.forward.setVisible(self.step is not self.choose)
        self.forward.setText(self.tr("Use this scanner") if self.step is self.finish else self.tr("Next"))
        self.forward.setEnabled(self.step is self.finish or bool(self._diagnoses))

    def _show_saved(self, path: Path) -> None:
        self.sheet.setText(self.tr("Saved"))
        self.sheet.setToolTip(self.tr("Saved to {path}").format(path=path))

    def _connect(self) -> None:
        self._watch.seen.connect(self._show_ports)
        self._watch.failed.connect(self._services.navigator.show_fault)
        self._link_timer.timeout.connect(self._show_link)
        self.choose.port_chosen.connect(self.try_port)
        self.choose.keyboard_chosen.connect(self.try_keyboard)
        self.trial.rate_chosen.connect(self._set_rate)
        self.trial.recorder.recorded.connect(self._take_recorded)
        self.sheet.clicked.connect(self._saving.ask_where)
        self._saving.saved.connect(self._show_saved)
        self.leave.clicked.connect(self._leave)
        self.back.clicked.connect(self._go_back)
        self.forward.clicked.connect(self._go_on)
        QShortcut(QKeySequence("Escape"), self, activated=self._go_back)  # type: ignore[call-overload]  # see stubs

    def _take_recorded(self, received: Received) -> None:
        if (control := control_of(received.text.strip("\r\n\t"))) is not None:
            self._obey(control)
        else:
            self._diagnose(received)

    def _lay_out(self) -> None:
        sizes = self._services.appearance.sizes
        for step in (self.choose, self.trial, self.finish):
            self._stack.addWidget(step)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.unit * 2)
        buttons.addWidget(self.sheet)
        buttons.addStretch()
        for button in (self.leave, self.back, self.forward):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        set_margins(column, 0, sizes.gap)
        column.addWidget(self.header)
        column.addWidget(self._stack, 1)
        column.addLayout(buttons)


def _name(title: str) -> str:
    """Return what to call a scanner while it is not plugged in: without the name of its port."""
    return title.rpartition(" (")[0] or title
