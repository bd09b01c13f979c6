"""Pictures of what stands behind the pages: setting a scanner up, codes of one's own, sheets and label templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from kitstation.devices.identity import PortIdentity
from kitstation.devices.ports import Port
from kitstation.scanning.trial_codes import GS1, TRIAL_CODES
from kitstation.station.code_patterns import PatternSettings
from kitstation.station.demo_module import FINISHED
from kitstation.station.pattern_starts import STARTS, Start
from kitstation.ui.bench_driver import typed_scan
from kitstation.ui.demo.photographer import Photographer
from kitstation.ui.demo.waiting import Waiter
from kitstation.ui.pages.labels.page import LabelsPage
from kitstation.ui.pages.page import Page
from kitstation.ui.pages.settings.page import SettingsPage
from kitstation.ui.printing.print_desk import PrintDesk
from kitstation.ui.printing.printing import Printing
from kitstation.ui.theme.tokens import Theme
from kitstation.ui.window import MainWindow

SHEET: Final = "item_sheet"
USED_LABELS: Final = 4
"""So many labels of the sheet are used already."""
WITHOUT_FNC1: Final = "".join(identifier + value for identifier, value in GS1.elements)
"""What a scanner makes of the GS1 test code that sends no FNC1."""


@dataclass(frozen=True, slots=True)
class Waits:
    """What a picture waits for: `read_all` until the store has answered, and the print desk."""

    waiter: Waiter
    read_all: Callable[[], None]
    printing: Printing

    def answer_all(self) -> None:
        """Wait until all that was asked of either before is answered."""
        self.read_all()
        self._draw_all()

    def _draw_all(self) -> None:
        answers: list[object] = []

        def answered(answer: object) -> None:
            answers.append(answer)
            self.waiter.look()

        self.printing.submit(_nothing, answered, answered)
        self.waiter.until(lambda: bool(answers))


class SecondTour:
    """Goes through the scenes, and leaves the pages as they were but for a pattern in the settings."""

    def __init__(self, window: MainWindow, photographer: Photographer, waits: Waits) -> None:
        self._window = window
        self._photographer = photographer
        self._waits = waits
        self.troubles: list[str] = []

    def take(self, first_number: int, theme: Theme) -> None:
        """Take all pictures in the theme that is on; their numbers begin with `first_number`.

        What goes wrong is noted in `troubles`.
        """
        settings, labels = self._window.page(SettingsPage.key), self._window.page(LabelsPage.key)
        if not isinstance(settings, SettingsPage) or not isinstance(labels, LabelsPage):
            self.troubles.append("The set-up of scanners and the label templates were not shown.")
            return
        # A scene is ready when its name comes, and over when the next one is asked for.
        scenes = chain(self._settings(settings), self._labels(labels))
        for number, name in enumerate(scenes, first_number):
            self._photographer.take(f"{number:02}-{name}", themes=(theme,))

    def _settings(self, page: SettingsPage) -> Iterator[str]:
        self._window.show_page(SettingsPage.key)
        yield from self._set_up(page)
        starting_point = STARTS[Start.EXPIRY]
        pattern = PatternSettings(
            name="Glue", expression=starting_point.expression, examples=(starting_point.example,)
        )
        page.services.settings.change(patterns=(pattern,))
        page.show_section(page.codes)
        self._settle()
        yield "codes"
        page.codes.rows[0].edit_button.click()
        self._settle()
        yield "code-pattern"
        if page.codes.editor is not None:
            page.codes.editor.cancel_button.click()

    def _set_up(self, page: SettingsPage) -> Iterator[str]:
        setup = page.setup
        page.set_up_scanner()
        self._settle()
        ports = tuple(_ports(page))
        setup.choose.show_ports(ports, frozenset(port.device for port in ports))
        self._settle()
        yield "scanner-setup-choice"
        setup.try_keyboard()
        self._scan(page, WITHOUT_FNC1)
        self._settle()
        if not setup.trial.findings.told:
            self.troubles.append("The test code was not answered.")
        yield "scanner-setup-test"
        for code in TRIAL_CODES:
            self._scan(page, code.aim + code.text)
        setup.forward.click()
        self._settle()
        if not setup.conclusion.ready:
            self.troubles.append("The set-up of the scanner did not come to its end.")
        yield "scanner-setup-end"
        setup.leave.click()

    def _labels(self, page: LabelsPage) -> Iterator[str]:
        self._window.show_page(LabelsPage.key)
        self._scan(page, FINISHED)
        self._settle()
        usual = page.choice.templates.currentIndex()
        page.choice.templates.setCurrentIndex(page.choice.templates.findData(SHEET))
        page.order.sheet.position.setValue(USED_LABELS + 1)
        self._settle()
        if page.choice.template is None or page.choice.template.name != SHEET:
            self.troubles.append("The sheet of labels was not shown.")
        yield "labels-sheet"
        page.edit_template()
        if not self._waits.waiter.until(lambda: _is_proved(page)):
            self.troubles.append("The label template was not edited.")
        elif page.editing.pane is not None:
            page.editing.pane.edited.choose((0,))
            self._settle()
        yield "label-template"
        if page.editing.pane is not None:
            page.editing.pane.leave()
        page.order.sheet.begin_anew()
        page.choice.templates.setCurrentIndex(usual)
        page.choice.list.remove_all()
        self._settle()

    def _scan(self, page: Page, text: str) -> None:
        page.take_scan(typed_scan(text, page.services.clock))

    def _settle(self) -> None:
        self._photographer.settle()
        self._waits.answer_all()
        self._photographer.settle()


def _ports(page: SettingsPage) -> Iterator[Port]:
    """Yield the ports of the scanners in use, and no other: what else this computer has says nothing of the demo."""
    for scanner in page.services.settings.now.scanners:
        identity = PortIdentity.parse(scanner.identity)
        yield Port(identity.path, identity, product=scanner.title)


def _is_proved(page: LabelsPage) -> bool:
    return page.editing.pane is not None and bool(page.editing.pane.proof.trials)


def _nothing(_desk: PrintDesk) -> None:
    """Do nothing: what was asked for before is done when this is."""
