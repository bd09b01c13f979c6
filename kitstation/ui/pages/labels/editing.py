"""Editing a template on the page: the editor comes, has the page for itself, and goes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from kitstation.labels.faults import TemplateFault
from kitstation.labels.fields import RecordKind
from kitstation.labels.label_data import label_data
from kitstation.labels.own_templates import OwnTemplates
from kitstation.station.printing.book import Wanted
from kitstation.ui.pages.labels.editor.edited import EditedTemplate
from kitstation.ui.pages.labels.editor.pane import EditorPane
from kitstation.ui.resources import resource
from kitstation.ui.widgets.key_hints import KeyHint

if TYPE_CHECKING:
    from kitstation.domain.records import LabelKind
    from kitstation.labels.label_data import LabelData
    from kitstation.labels.own_templates import OpenedTemplate
    from kitstation.ui.pages.labels.print_desk import PrintDesk
    from kitstation.ui.pages.labels.printing import Printing
    from kitstation.ui.services import Services


class Editing(QObject):
    """`changed` tells that the editor has come or gone, `kept` the name of a template that was written or given up.

    `failed` tells why a template could not be opened.
    """

    changed = Signal()
    kept = Signal(str)
    failed = Signal(object)

    def __init__(self, services: Services, printing: Printing) -> None:
        super().__init__()
        self._services = services
        self._printing = printing
        self._templates = OwnTemplates(resource("labels"), services.profile.labels)
        self.stack = QStackedWidget()
        """Holds the editor while there is one; the page puts its usual content into it as well."""
        self.pane: EditorPane | None = None

    def begin(self, name: str, kind: LabelKind, uid: str | None) -> None:
        """Open a template, with a record of a kind on the label, or samples."""
        if self.pane is None:
            self._printing.submit(
                partial(_opened, templates=self._templates, name=name, kind=kind, uid=uid),
                self._show,
                self.failed.emit,
            )

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return what the keys do in the editor."""
        return (
            KeyHint("Ctrl S", self.tr("Save")),
            KeyHint("Ctrl Z", self.tr("Undo")),
            KeyHint("Shift →", self.tr("Move by 1 mm")),
            KeyHint("Ctrl →", self.tr("Resize")),
            KeyHint("Ctrl W", self.tr("Close the editor")),
        )

    def close_down(self) -> None:
        """Let nothing of the editor go on."""
        if self.pane is not None:
            self.pane.close_down()

    def _show(self, opened: tuple[OpenedTemplate, LabelData | None]) -> None:
        if self.pane is not None:
            return
        try:
            edited = EditedTemplate(opened[0], self._services.profile.labels, opened[1])
        except TemplateFault as fault:
            self.failed.emit(fault)
            return
        pane = EditorPane(self._services, self._printing, self._templates, edited)
        edited.setParent(pane)
        pane.left.connect(self._leave)
        pane.kept.connect(self.kept)
        self.pane = pane
        self.stack.addWidget(pane)
        self.changed.emit()
        pane.begin()

    def _leave(self) -> None:
        pane, self.pane = self.pane, None
        if pane is not None:
            pane.close_down()
            self.changed.emit()
            self.stack.removeWidget(pane)
            pane.deleteLater()


def _opened(
    desk: PrintDesk, *, templates: OwnTemplates, name: str, kind: LabelKind, uid: str | None
) -> tuple[OpenedTemplate, LabelData | None]:
    """Read a template and the values of a record. Raises KitstationError."""
    opened = templates.open(name)
    if uid is None:
        return opened, None
    values = desk.book.values(Wanted(template=name, kind=kind, record_uids=(uid,)))
    return opened, label_data(RecordKind(kind.value), values[0]) if values else None
