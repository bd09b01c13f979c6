"""The first step: which scanner, by what is plugged in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kitstation.devices.port_faults import missing_permission
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink, Tone
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.pill import Pill
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.devices.ports import Port
    from kitstation.ui.theme.apply import Appearance


@dataclass(frozen=True, slots=True)
class _Offer:
    """A scanner that can be chosen: what it is, in words."""

    title: str
    detail: str
    pill: PillContent
    hint: str = ""


class PortStep(QWidget):
    """`port_chosen` tells the Port, `keyboard_chosen` that the scanner types like a keyboard."""

    port_chosen = Signal(object)
    keyboard_chosen = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._ports: tuple[Port, ...] = ()
        self._offers: tuple[_Offer, ...] = ()
        self.buttons: list[Button] = []
        self._none = Text(
            appearance,
            self.tr(
                "No serial port is there. Plug in a scanner in its USB serial (COM) mode: it appears here. "
                "How to set that mode is in its manual."
            ),
            ink=Ink.MUTED,
            lines=3,
        )
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        set_margins(self._rows, 0, appearance.sizes.page_margin)
        self.keyboard_button = Button(appearance, self.tr("Choose"), tall=True)
        self.keyboard_button.setAccessibleName(self.tr("Choose a scanner that types like a keyboard"))
        self.keyboard_button.clicked.connect(self.keyboard_chosen)
        self._lay_out()

    def show_ports(self, ports: tuple[Port, ...], used: frozenset[str]) -> None:
        """Show the ports that are there; `used` are the devices of those that are in use."""
        offers = tuple(self._offer(port, used) for port in ports)
        if (ports, offers) == (self._ports, self._offers):
            return
        focus = next((at for at, button in enumerate(self.buttons) if button.hasFocus()), None)
        self._ports, self._offers = ports, offers
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        self.buttons = []
        for port, offer in zip(ports, offers, strict=True):
            button = Button(self._appearance, self.tr("Choose"), tall=True)
            button.setAccessibleName(self.tr("Choose {scanner}").format(scanner=offer.title))
            button.clicked.connect(partial(self._choose, port))
            self.buttons.append(button)
            self._rows.addWidget(self._row(offer, button))
        self._none.setVisible(not ports)
        if focus is not None and self.buttons:
            self.buttons[min(focus, len(self.buttons) - 1)].setFocus()

    @property
    def told(self) -> tuple[str, ...]:
        """What is shown of each port."""
        return tuple(
            " | ".join(part for part in (offer.title, offer.detail, offer.pill.text, offer.hint) if part)
            for offer in self._offers
        )

    def take_focus(self) -> None:
        """Put the focus on the likeliest scanner."""
        (self.buttons[0] if self.buttons else self.keyboard_button).setFocus()

    def _choose(self, port: Port, _checked: object = None) -> None:
        self.port_chosen.emit(port)

    def _offer(self, port: Port, used: frozenset[str]) -> _Offer:
        identity = port.identity
        ids = f"{identity.vid:04x}:{identity.pid:04x}" if identity.vid and identity.pid else ""
        # A port that has no better name is called as its device.
        device = port.device if port.device != port.title else ""
        detail = " · ".join(part for part in (device, ids, identity.serial_number) if part)
        denied = missing_permission(port.device)
        if denied is not None:
            pill = PillContent(self.tr("Permission is missing"), Tone.REFUSED)
            return _Offer(port.title, detail, pill, denied.hint)
        if port.device in used:
            return _Offer(port.title, detail, PillContent(self.tr("In use"), Tone.ACCEPTED))
        if port.looks_like_scanner:
            return _Offer(port.title, detail, PillContent(self.tr("Likely a scanner"), Tone.QUESTION))
        return _Offer(port.title, detail, PillContent(self.tr("Serial port"), Tone.IDLE))

    def _row(self, offer: _Offer, button: Button) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch()
        words.addWidget(Text(self._appearance, offer.title, role=TextRole.STRONG))
        if offer.detail:
            words.addWidget(Text(self._appearance, offer.detail, role=TextRole.SMALL, ink=Ink.MUTED))
        if offer.hint:
            words.addWidget(Text(self._appearance, offer.hint, ink=Ink.REFUSED, lines=5))
        words.addStretch()
        pill = Pill(self._appearance)
        pill.show_content(offer.pill)
        held = QWidget()
        row = QHBoxLayout(held)
        set_margins(row, 0, self._appearance.sizes.gap)
        row.addLayout(words, 1)
        for end in (pill, button):
            row.addWidget(end, 0, Qt.AlignmentFlag.AlignVCenter)
        return held

    def _lay_out(self) -> None:
        sizes = self._appearance.sizes
        ports, keyboard = Card(), Card()
        inside = QVBoxLayout(ports)
        set_margins(inside, sizes.page_margin, sizes.page_margin)
        inside.addWidget(self._none)
        inside.addWidget(self._list)
        by_keys = _Offer(
            self.tr("A scanner that types like a keyboard"),
            self.tr(
                "Works at once, but depends on keyboard layouts. USB serial (COM) mode is the better one."
            ),
            PillContent(self.tr("Keyboard"), Tone.IDLE),
        )
        beside = QVBoxLayout(keyboard)
        set_margins(beside, sizes.page_margin, 0)
        beside.addWidget(self._row(by_keys, self.keyboard_button))
        held = QWidget()
        column = QVBoxLayout(held)
        set_margins(column, 0, sizes.gap)
        column.addWidget(ports)
        column.addWidget(keyboard)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(held)
        whole = QVBoxLayout(self)
        set_margins(whole, 0, 0)
        whole.addWidget(scroll)
