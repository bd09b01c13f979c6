"""Editing a template on the page: the editor comes, has the page for itself, and goes."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from kitstation.domain.errors import KitstationError
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
    from kitstation.ui.printing.print_desk import PrintDesk
    from kitstation.ui.printing.printing import Printing
    from kitstation.ui.services import Services

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Found:
    """A template, the values of a record, and what was not saved of it when the program ended."""

    opened: OpenedTemplate
    data: LabelData | None
    unsaved: str | None


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

    def show_record(self, kind: LabelKind, uid: str | None) -> None:
        """Show another record on the label that is edited, such as one that was scanned meanwhile."""
        if self.pane is not None and uid is not None:
            self._printing.submit(
                partial(_values, name=self.pane.edited.opened.name, kind=kind, uid=uid),
                self._show_values,
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
        """Let nothing of the editor go on; what is not saved is there again the next time."""
        if self.pane is None:
            return
        self.pane.close_down()
        unsaved = self.pane.unsaved_text()
        if unsaved is not None:
            try:
                self._templates.keep_unsaved(self.pane.edited.opened.name, unsaved)
            except KitstationError as fault:
                # The window goes: nobody could read it on the screen.
                _log.warning("Changes of a label template are lost: %s", fault)

    def _show(self, found: _Found) -> None:
        if self.pane is not None:
            return
        try:
            edited = EditedTemplate(found.opened, self._services.profile.labels, found.data)
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
        if found.unsaved is not None:
            pane.bring_unsaved(found.unsaved)

    def _show_values(self, data: LabelData | None) -> None:
        if self.pane is not None and data is not None:
            self.pane.edited.show_data(data)

    def _leave(self) -> None:
        pane, self.pane = self.pane, None
        if pane is not None:
            pane.close_down()
            self.changed.emit()
            self.stack.removeWidget(pane)
            pane.deleteLater()


def _opened(
    desk: PrintDesk, *, templates: OwnTemplates, name: str, kind: LabelKind, uid: str | None
) -> _Found:
    """Read a template and the values of a record. Raises KitstationError."""
    opened = templates.open(name)
    data = None if uid is None else _values(desk, name=name, kind=kind, uid=uid)
    return _Found(opened, data, templates.take_unsaved(name))


def _values(desk: PrintDesk, *, name: str, kind: LabelKind, uid: str) -> LabelData | None:
    """Return the values of a record; None where it is gone."""
    values = desk.book.values(Wanted(template=name, kind=kind, record_uids=(uid,)))
    return label_data(RecordKind(kind.value), values[0]) if values else None
