"""The proof while a template is edited: whether its codes can be read from printers of the usual resolutions."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from kitstation.labels.label_data import sample_data
from kitstation.labels.trial import USUAL_DPIS, Trial, trials
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.labels.label_data import LabelData
    from kitstation.labels.template import Template
    from kitstation.ui.pages.labels.editor.edited import EditedTemplate
    from kitstation.ui.printing.print_desk import PrintDesk
    from kitstation.ui.printing.printing import Printing
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

_PAUSE_MS = 250
"""While somebody drags or types nothing is decoded."""


class ProofPane(Card):
    """Decodes the label away from the screen once nothing has changed for a moment; `proved` tells the trials."""

    proved = Signal(object)

    def __init__(self, services: Services, printing: Printing, edited: EditedTemplate) -> None:
        super().__init__()
        appearance = services.appearance
        self._services = services
        self._printing = printing
        self._edited = edited
        self._task: Task | None = None
        self.trials: tuple[Trial, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._prove)
        self._title = Text(appearance, self.tr("Can it be read?"), role=TextRole.LEAD_STRONG)
        self._lines = tuple(Text(appearance, lines=4) for _ in USUAL_DPIS)
        self._hint = Text(appearance, ink=Ink.MUTED, lines=4)
        column = QVBoxLayout(self)
        set_margins(column, appearance.sizes.unit * 3, appearance.sizes.unit)
        column.addWidget(self._title)
        for line in self._lines:
            column.addWidget(line)
        column.addWidget(self._hint)
        edited.changed.connect(self.begin)
        self.begin()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said of the resolutions."""
        return tuple(line.text() for line in self._lines if not line.isHidden())

    @property
    def hint(self) -> str:
        """What to change."""
        return self._hint.text()

    def begin(self) -> None:
        """Prove the label again after a pause."""
        self._pause.start()

    def close_down(self) -> None:
        """Take no result any more."""
        self._pause.stop()
        if self._task is not None:
            self._task.forget()

    def _prove(self) -> None:
        if self._task is not None:
            self._task.forget()
            self._task = None
        template, data = self._edited.template, self._edited.data
        if template.zpl:
            self._show(())
            return
        self._task = self._printing.submit(
            partial(_tried, template=template, data=data), self._show, self._services.navigator.show_fault
        )

    def _show(self, found: tuple[Trial, ...]) -> None:
        self._task = None
        self.trials = found
        # What is the same at several resolutions is said once.
        groups = [(key, list(same)) for key, same in groupby(found, key=self._words)]
        groups += [("", [])] * (len(self._lines) - len(groups))
        for line, (words, same) in zip(self._lines, groups, strict=True):
            line.setVisible(bool(words))
            if same:
                line.set_ink(_ink(same[0]))
                line.setText(f"{', '.join(str(trial.dpi) for trial in same)} dpi: {words}")
        self._hint.setText(self._advice(found))
        self._hint.setVisible(bool(self._hint.text()))
        self.proved.emit(found)

    def _words(self, trial: Trial) -> str:
        if trial.problem:
            return "✗ " + "".join(sign if sign.isprintable() else "·" for sign in trial.problem)
        if not trial.symbols:
            return self.tr("there is no code on it")
        if trial.symbols == 1:
            return self.tr("✓ its code can be read")
        if trial.symbols == 2:
            return self.tr("✓ both codes can be read")
        return self.tr("✓ all {count} codes can be read").format(count=trial.symbols)

    def _advice(self, found: tuple[Trial, ...]) -> str:
        if self._edited.template.zpl:
            return self.tr("The printer itself draws this label: it cannot be proved here.")
        own = self._edited.template.dpi
        parts = list(dict.fromkeys(trial.hint for trial in found if trial.hint))
        for trial in found:
            if trial.dpi != own and own in {one.dpi for one in found}:
                continue
            parts += [self.tr("“{text}” is shortened.").format(text=text) for text in trial.shortened]
            parts += [
                self.tr("The code of “{text}” has no room and is left out.").format(text=text)
                for text in trial.left_out
            ]
        return " ".join(dict.fromkeys(parts))


def _ink(trial: Trial) -> Ink:
    if trial.problem:
        return Ink.REFUSED
    return Ink.ACCEPTED if trial.symbols else Ink.MUTED


def _tried(_desk: PrintDesk, *, template: Template, data: LabelData | None) -> tuple[Trial, ...]:
    shown = data if data is not None and data.kind is template.kind else sample_data(template.kind)
    return trials(template, shown)
