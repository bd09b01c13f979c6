"""What gets a label, from which template: the first half of the page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from kitstation.domain.errors import KitstationError
from kitstation.domain.records import LabelKind
from kitstation.labels.fields import RecordKind
from kitstation.ui.pages.labels.choosing import Subjects, find_subjects
from kitstation.ui.pages.labels.chosen_list import ChosenList
from kitstation.ui.panes.contents import Contents
from kitstation.ui.printing.words import kind_name, search_hint
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.search_field import SearchField
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from kitstation.labels.template import Template
    from kitstation.labels.template_files import Templates
    from kitstation.ui.services import Services


class ChooseCard(Card):
    """`changed` tells that there is something else to print, `template_changed` that it looks different."""

    changed = Signal()
    template_changed = Signal()
    editing_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._templates: Templates | None = None
        self._picked: dict[LabelKind, str] = {}
        self._kinds = tuple(LabelKind)
        appearance = services.appearance
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(self.tr("What the labels are about"))
        for kind in self._kinds:
            self.kinds.addItem(kind_name(kind))
        self.templates = QComboBox()
        self.templates.setAccessibleName(self.tr("Template"))
        self.edit_button = Button(appearance, self.tr("Edit template"))
        self.search = SearchField(appearance, search_hint(self.kind))
        self.add_button = Button(appearance, self.tr("Add"), icon="add")
        self.list = ChosenList(self.tr("What gets a label"))
        self.remove_button = Button(appearance, self.tr("Remove"))
        self.clear_button = Button(appearance, self.tr("Clear"))
        self._count = Text(appearance, ink=Ink.MUTED)
        self._message = Text(appearance, ink=Ink.REFUSED, lines=3)
        self.contents = Contents(appearance, self.list)
        self._lay_out()
        self._connect()
        self._show_list()

    @property
    def kind(self) -> LabelKind:
        """What the labels are about."""
        return self._kinds[max(self.kinds.currentIndex(), 0)]

    @property
    def template(self) -> Template | None:
        """The template that is chosen; None before templates are read, and where there is none for the kind."""
        name = self.templates.currentData()
        return self._templates.by_name.get(name) if self._templates and name else None

    @property
    def message(self) -> str:
        """Why what was typed or scanned was not added."""
        return self._message.text()

    def show_templates(self, templates: Templates, usual: str) -> None:
        """Offer the templates of the kind; the one that was picked for it is chosen, or else the usual one."""
        self._templates = templates
        wanted = self._picked.get(self.kind, usual)
        self.templates.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.templates.clear()
        for template in templates.for_kind(RecordKind(self.kind.value)):
            self.templates.addItem(templates.title_of(template.name), template.name)
        self.templates.setCurrentIndex(max(self.templates.findData(wanted), 0))
        self.templates.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.edit_button.setEnabled(bool(self.templates.count()))
        self._say(self._faults(templates))
        self.template_changed.emit()

    def prefer(self, template: str) -> None:
        """Choose a template of this kind once the templates are shown again."""
        self._picked[self.kind] = template

    def add(self, text: str) -> None:
        """Add what a text names, typed or scanned."""
        if not text.strip():
            return
        self._services.tasks.submit(
            partial(
                find_subjects,
                grammar=self._services.settings.grammar,
                kind=self.kind,
                text=text,
                any_kind=not self.list.count(),
            ),
            *self.contents.reading.until(self._add_found, self._say_fault),
        )

    def add_typed(self) -> None:
        """Add what is typed."""
        self.add(self.search.text().strip())

    def choose_kind(self, kind: LabelKind) -> None:
        """Let the labels be about something else."""
        self.kinds.setCurrentIndex(self._kinds.index(kind))

    def _add_found(self, subjects: Subjects) -> None:
        if subjects.kind is not self.kind:
            self.choose_kind(subjects.kind)
        self._say("")
        if not self.list.add(subjects.found):
            self._say(self.tr("It is in the list already: for several labels of one, choose more copies."))
        self.search.clear()

    def _say_fault(self, error: BaseException) -> None:
        if isinstance(error, KitstationError):
            self._say(" ".join(part for part in (f"{error.title}.", error.detail, error.hint) if part))
            self.search.selectAll()
        else:
            self._services.navigator.show_fault(error)

    def _faults(self, templates: Templates) -> str:
        if not templates.faults:
            return ""
        first = next(iter(templates.faults.values()))
        return f"{first.title}. {first.detail} {first.hint}"

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setToolTip(sentence)
        self._message.setVisible(bool(sentence))

    def _change_kind(self) -> None:
        self.list.remove_all()
        self.search.setPlaceholderText(search_hint(self.kind))
        self.search.setAccessibleName(search_hint(self.kind))
        self._show_list()
        self.changed.emit()

    def _pick_template(self) -> None:
        name = self.templates.currentData()
        if name:
            self._picked[self.kind] = str(name)
            self.template_changed.emit()

    def _show_list(self) -> None:
        count = self.list.count()
        if count:
            self.contents.show_contents()
        else:
            self.contents.show_notice(self._nothing_chosen())
        self._count.setText(self.tr("{count} chosen").format(count=count) if count else "")
        self.remove_button.setEnabled(bool(self.list.selectedItems()))
        self.clear_button.setEnabled(bool(count))

    def _nothing_chosen(self) -> Text:
        words = self.tr("Nothing is chosen yet. Scan, or type and press Enter. {what}.")
        text = Text(
            self._services.appearance, words.format(what=search_hint(self.kind)), ink=Ink.MUTED, lines=4
        )
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return text

    def _list_changed(self) -> None:
        self._show_list()
        self.changed.emit()

    def _connect(self) -> None:
        self.kinds.currentIndexChanged.connect(self._change_kind)
        self.edit_button.clicked.connect(self.editing_wanted)
        self.templates.currentIndexChanged.connect(self._pick_template)
        self.search.left_downwards.connect(self.add_typed)
        self.add_button.clicked.connect(self.add_typed)
        self.list.changed.connect(self._list_changed)
        self.list.itemSelectionChanged.connect(self._show_list)
        self.list.currentRowChanged.connect(self.template_changed)
        self.remove_button.clicked.connect(self.list.remove_selected)
        self.clear_button.clicked.connect(self.list.remove_all)

    def _lay_out(self) -> None:
        sizes = self._services.appearance.sizes
        first, second, last = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row in (first, second, last):
            row.setSpacing(sizes.unit * 2)
        first.addWidget(self.kinds)
        first.addWidget(self.templates, 1)
        second.addWidget(self.search)
        second.addWidget(self.add_button)
        second.addStretch()
        second.addWidget(self.edit_button)
        last.addWidget(self._count, 1)
        last.addWidget(self.remove_button)
        last.addWidget(self.clear_button)
        self._message.hide()
        column = QVBoxLayout(self)
        set_margins(column, sizes.gap, sizes.unit * 2)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self._message)
        column.addWidget(self.contents, 1)
        column.addLayout(last)
