"""Scanners: which serial ports are used, keyboard scanners, and trying them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from kitstation.station.settings import ScannerSettings, WedgeSettings
from kitstation.ui.pages.settings.port_watch import PortWatch
from kitstation.ui.pages.settings.row import CONTROL_WIDTH
from kitstation.ui.pages.settings.scan_test import ScanTest
from kitstation.ui.pages.settings.scanner_card import ScannerCard
from kitstation.ui.pages.settings.scanner_rows import ScannerRow, SerialOptions, scanner_rows
from kitstation.ui.pages.settings.section import Section
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.wedge_keys import wedge_settings
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.devices.ports import Port
    from kitstation.station.settings import Settings
    from kitstation.ui.pages.settings.scanner_admin import ScannerAdmin
    from kitstation.ui.services import Services


class ScannersSection(Section):
    """Lists ports by what is plugged in, not by their names, and looks again while it is seen.

    `setup_wanted` asks for the set-up of a scanner, step by step.
    """

    setup_wanted = Signal()

    def __init__(self, services: Services, admin: ScannerAdmin) -> None:
        super().__init__(services, QCoreApplication.translate("ScannersSection", "Scanners"))
        self._admin = admin
        self._ports: tuple[Port, ...] = ()
        self.cards: dict[str, ScannerCard] = {}
        self._watch = PortWatch(admin, self)
        self._watch.seen.connect(self._show_ports)
        self._watch.failed.connect(services.navigator.show_fault)
        self._list = QWidget()
        self._listed = QVBoxLayout(self._list)
        self._listed.setContentsMargins(0, 0, 0, 0)
        self._listed.setSpacing(services.appearance.sizes.page_margin)
        self._none = Text(
            services.appearance,
            self.tr(
                "No serial port is there. Plug in a scanner in its USB serial (COM) mode; it appears here."
            ),
            ink=Ink.MUTED,
            lines=3,
        )
        self.set_up = Button(services.appearance, self.tr("Set up"), kind=ButtonKind.PRIMARY, icon="scanner")
        self.set_up.clicked.connect(self.setup_wanted)
        self.test = ScanTest(services.appearance)
        self.wedge = QCheckBox()
        self.prefix = QLineEdit()
        self.prefix.setFixedWidth(services.appearance.sizes.scaled(CONTROL_WIDTH // 2))
        self._wedge_row = self.row(
            self.tr("Keyboard scanners"),
            self.tr("Scanners that type like a keyboard are understood on every page."),
            self.wedge,
        )
        self.prefix_row = self.row(
            self.tr("Prefix"),
            self.tr(
                "What the scanner types before each code: a character, STX, or a key such as F9. "
                "Without one, scans are told from typing by their speed."
            ),
            self.prefix,
        )
        self.wedge.clicked.connect(self._save_wedge)
        self.prefix.editingFinished.connect(self._save_wedge)
        self.add_card(
            self.row(
                self.tr("Set up a scanner"),
                self.tr("Choose it, scan four test codes, and see what is set wrong and how to mend it."),
                self.set_up,
            )
        )
        self.add_card(self._none, self._list)
        self.add_card(self.test)
        self.add_card(self._wedge_row, self.prefix_row)
        self.finish()

    def show_settings(self, settings: Settings) -> None:
        """Show which scanners are in use."""
        self.wedge.setChecked(settings.wedge.enabled)
        self.prefix.setEnabled(settings.wedge.enabled)
        if not self.prefix_row.problem:
            self.prefix.setText(settings.wedge.prefix)
        self._show_rows()

    def close_down(self) -> None:
        """End looking."""
        self._watch.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at once, and again and again while this is seen."""
        super().showEvent(event)
        self._watch.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no more; scans do their work again."""
        super().hideEvent(event)
        self._watch.stop()
        self.test.stop()

    def _show_ports(self, ports: tuple[Port, ...]) -> None:
        self._ports = ports
        self._show_rows()

    def _show_rows(self) -> None:
        chosen = self.services.settings.now.scanners
        rows = scanner_rows(self._ports, self._admin.states(), chosen, self.tr)
        self._none.setVisible(not rows)
        self._list.setVisible(bool(rows))
        if list(self.cards) != [row.identity for row in rows]:
            self._lay_out_cards(rows)
        for row in rows:
            self.cards[row.identity].show_row(row)

    def _lay_out_cards(self, rows: tuple[ScannerRow, ...]) -> None:
        """Put the cards in a new order; those that stay keep the focus."""
        kept = {row.identity: self.cards.get(row.identity) or self._card(row) for row in rows}
        for gone in (card for identity, card in self.cards.items() if identity not in kept):
            self._listed.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.cards = kept
        for at, card in enumerate(kept.values()):
            self._listed.insertWidget(at, card)

    def _card(self, row: ScannerRow) -> ScannerCard:
        card = ScannerCard(self.services.appearance, row)
        card.wanted.connect(self._use)
        card.unwanted.connect(self._drop)
        card.options_changed.connect(self._set_options)
        return card

    def _use(self, identity: str) -> None:
        port = next((port for port in self._ports if str(port.identity) == identity), None)
        added = ScannerSettings(identity=identity, title=_name(port) if port else "")
        self._save((*self.services.settings.now.scanners, added))

    def _drop(self, identity: str) -> None:
        kept = (each for each in self.services.settings.now.scanners if each.identity != identity)
        self._save(tuple(kept))

    def _set_options(self, options: SerialOptions) -> None:
        values = {"baudrate": options.baudrate, "no_terminator": options.no_terminator}
        chosen = self.services.settings.now.scanners
        self._save(
            tuple(
                each.model_copy(update=values) if each.identity == options.identity else each
                for each in chosen
            )
        )

    def _save(self, scanners: tuple[ScannerSettings, ...]) -> None:
        self.change(self._wedge_row, "", scanners=scanners)
        self._watch.look()

    def _save_wedge(self) -> None:
        wanted = WedgeSettings(enabled=self.wedge.isChecked(), prefix=self.prefix.text().strip())
        understood = wedge_settings(wanted).prefix
        if isinstance(understood, str) and len(understood) > 1:
            self.prefix_row.show_problem(
                self.tr("Write one character, SOH, STX, ESC, FS, GS, or a key from F1 to F35.")
            )
        elif wanted != self.services.settings.now.wedge or self.prefix_row.problem:
            self.change(self.prefix_row, "", wedge=wanted)


def _name(port: Port) -> str:
    """Return what to call a scanner while it is not plugged in: without the name of its port."""
    return port.title.rpartition(" (")[0] or port.title
