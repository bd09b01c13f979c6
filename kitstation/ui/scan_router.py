"""Where a scan goes: on the bench page it works; on any other page it finds the thing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from kitstation.devices.link import DropReason, FrameDropped
from kitstation.scanning.controls import ControlCode
from kitstation.scanning.grammar import Grammar, content_of, control_in
from kitstation.scanning.scan import Scan
from kitstation.station.resolving import Resolution, resolve
from kitstation.station.verdicts import Sound
from kitstation.store.store import Store
from kitstation.ui.bench_driver import BenchDriver, typed_scan
from kitstation.ui.services import Services
from kitstation.ui.sound_board import SoundBoard
from kitstation.ui.theme.tokens import Tone
from kitstation.ui.window import BENCH, MainWindow

_INVENTORY = "inventory"
_LABELS = "labels"


class ScanRouter(QObject):
    """Takes every scan of the station, from whichever scanner, on the GUI thread."""

    def __init__(
        self, window: MainWindow, driver: BenchDriver, services: Services, sounds: SoundBoard
    ) -> None:
        super().__init__()
        self._duty = services.duty
        self._window = window
        self._driver = driver
        self._tasks = services.tasks
        self._settings = services.settings
        self._sounds = sounds
        self._clock = services.clock
        self._last = ""

    def take(self, scan: Scan) -> None:
        """Hand a scan to the bench, or find what it names. A control code always works at the bench."""
        self._window.palette_over_pages.close_up()
        control = control_in(scan.text)
        if self._signs_on(scan, control):
            self._driver.scan(scan)
            return
        if control is ControlCode.PRINT and self._window.current_page.key != _LABELS:
            self._show_label()
            return
        if control is None:
            self._last = scan.text
        if self._window.current_page.take_scan(scan):
            return
        if self._window.current_page.key != BENCH:
            if control is None:
                self._tasks.submit(
                    partial(_resolved, scan.text, self._settings.grammar),
                    partial(self._found, scan.text),
                    self._window.show_fault,
                )
                return
            self._window.show_page(BENCH)
        self._driver.scan(scan)

    def _show_label(self) -> None:
        """Show the label of what was scanned last; the same code prints it there."""
        if self._last and any(entry.key == _LABELS for entry in self._window.page_entries):
            self._window.look_for(_LABELS, self._last)
            return
        self._sounds.play(Sound.REFUSED)
        self._window.notices.show_news(
            self.tr("There is no label to print yet"),
            self.tr("Scan the thing first, then “Print a label”."),
            tone=Tone.ATTENTION,
        )

    def _signs_on(self, scan: Scan, control: ControlCode | None) -> bool:
        """Whether a scan is a badge, or belongs to the PIN that is asked: it means that on every page."""
        duty = self._duty.now
        if control is not None:
            return bool(duty.pin_for)
        plain = content_of(scan.text)
        if not duty.badges.isdisjoint({scan.text, plain}):
            return True
        return bool(duty.pin_for) and plain.isascii() and plain.isdigit()

    def take_typed(self, text: str) -> None:
        """Take what a keyboard, or a scanner that pretends to be one, has typed."""
        self.take(typed_scan(text, self._clock))

    def take_dropped(self, dropped: FrameDropped) -> None:
        """Say that a scan was read in part, as part of a code is no code."""
        if dropped.why is DropReason.STOPPED:
            return
        whys = {
            DropReason.TOO_LONG: self.tr(
                "It is longer than any code. Scan it again, or check the scanner's suffix."
            ),
            DropReason.UNPLUGGED: self.tr("The scanner was unplugged in the middle of it. Scan it again."),
        }
        self._driver.unreadable(dropped.raw[:64].decode("utf-8", "replace"), whys[dropped.why])

    def take_broken_off(self) -> None:
        """Say that a keyboard scanner stopped in the middle of a code."""
        self._driver.unreadable(
            "", self.tr("The keyboard scanner stopped in the middle of it. Scan it again.")
        )

    def _found(self, text: str, resolution: Resolution) -> None:
        targets = resolution.targets
        if targets.kits:
            self._window.open_kit(targets.kits[0].name)
        elif targets.items:
            item = targets.items[0]
            self._show(item.serial_number or item.lot_number or item.part_number)
        elif targets.parts:
            self._show(targets.parts[0].name)
        elif targets.locations:
            self._show(targets.locations[0].name)
        else:
            self._sounds.play(Sound.REFUSED)
            self._window.notices.show_news(
                self.tr("{code} is not known here").format(code=text),
                self.tr("No part, serial, lot, kit or place has this code."),
                tone=Tone.ATTENTION,
            )

    def _show(self, name: str) -> None:
        self._sounds.play(Sound.ATTENTION)
        self._window.show_page(_INVENTORY)
        self._window.current_page.look_for(name)
        self._window.notices.show_news(
            self.tr("{name} is shown below").format(name=name),
            self.tr("On the bench page (Alt+1) a scan issues it to the open kit."),
        )


def _resolved(text: str, grammar: Grammar, store: Store) -> Resolution:
    with store.reading() as reader:
        return resolve(grammar.read(text), reader)
