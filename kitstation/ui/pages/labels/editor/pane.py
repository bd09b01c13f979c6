"""The template editor: the label and its text, the proof beside them, and what becomes of the changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kitstation.domain.errors import KitstationError
from kitstation.labels.own_templates import ChangedMeanwhile, OpenedTemplate, OwnTemplates
from kitstation.ui.pages.labels.editor.ask_bar import Answer, AskBar
from kitstation.ui.pages.labels.editor.label_tab import LabelTab
from kitstation.ui.pages.labels.editor.proof_pane import ProofPane
from kitstation.ui.pages.labels.editor.text_tab import TextTab
from kitstation.ui.pages.labels.print_card import fault_words
from kitstation.ui.panes.page_header import PageHeader
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.button import Button, ButtonKind
from kitstation.ui.widgets.card import set_margins
from kitstation.ui.widgets.segmented import Segment, Segmented

if TYPE_CHECKING:
    from kitstation.ui.pages.labels.editor.edited import EditedTemplate
    from kitstation.ui.printing.printing import Printing
    from kitstation.ui.services import Services
    from kitstation.ui.tasks import Task

Result = TypeVar("Result")


class EditorPane(QWidget):
    """Edits one template. `left` tells that it is done with, `kept` the name of what was written or given up."""

    left = Signal()
    kept = Signal(str)

    def __init__(
        self, services: Services, printing: Printing, templates: OwnTemplates, edited: EditedTemplate
    ) -> None:
        super().__init__()
        appearance = services.appearance
        self._services = services
        self._printing = printing
        self._templates = templates
        self.edited = edited
        self._leaves_when_saved = False
        self._files: Task | None = None
        self.proof = ProofPane(services, printing, edited)
        self.label_tab = LabelTab(appearance, edited, self.proof)
        self.text_tab = TextTab(appearance, edited)
        self.ask = AskBar(appearance)
        self.tabs = Segmented(
            appearance,
            self.tr("Label or text"),
            (Segment("label", self.tr("Label")), Segment("text", self.tr("Text"))),
        )
        self.save_button = Button(appearance, self.tr("Save"), kind=ButtonKind.PRIMARY)
        self.save_as_button = Button(appearance, self.tr("Save as …"))
        self.revert_button = Button(appearance, self.tr("Revert"))
        self.give_up_button = Button(appearance, self.tr("Back to the program's own"))
        self.close_button = Button(appearance, self.tr("Close"))
        self.header = PageHeader(
            appearance,
            self.tr("Label template"),
            self.tabs,
            self.give_up_button,
            self.revert_button,
            self.save_as_button,
            self.save_button,
            self.close_button,
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        # Text in ZPL has no elements to be seen.
        self.show_tab("text" if edited.template.zpl else "label")
        self._show_state()

    @property
    def tab(self) -> str:
        """Which tab is shown: "label" or "text"."""
        return "text" if self._stack.currentWidget() is self.text_tab else "label"

    def begin(self) -> None:
        """Take the focus where work begins."""
        (self.text_tab.edit if self.tab == "text" else self.label_tab.canvas).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def show_tab(self, key: str) -> None:
        """Show the label or its text. A text at fault stays, and says why."""
        if key == "label" and self.tab == "text" and not self._take_text():
            return
        if key == "label" and self.edited.template.zpl:
            self.tabs.choose("text")
            self.ask.say(self.tr("The printer itself draws this label: it can be edited as text alone."))
            return
        self.tabs.choose(key)
        self._stack.setCurrentWidget(self.text_tab if key == "text" else self.label_tab)
        if key == "text":
            self.text_tab.show_text()
        self.begin()

    def save(self) -> None:
        """Write the template into the profile."""
        if not self._take_text():
            self._leaves_when_saved = False
            return
        text = self.edited.text()
        self._submit(partial(self._templates.save, self.edited.opened, text), self._saved)

    def save_as(self, name: str) -> None:
        """Write the template under another name, and go on with that."""
        if self._take_text():
            self._submit(partial(self._templates.save_as, name.strip(), self.edited.text()), self._saved)

    def ask_for_name(self) -> None:
        """Ask in place under which name to save."""
        self.ask.say(
            self.tr("Save under which name? Small letters, digits, - and _."),
            Answer(self.tr("Save"), self._save_as_named),
            Answer(self.tr("Cancel"), self._go_on),
            field=self._free_name(),
        )

    def revert(self) -> None:
        """Go back to what was saved last; Undo brings the changes back, and a text that is no template yet."""
        unread = self.text_tab.edit.toPlainText() if self._has_unread_text() else None
        has_step = self.edited.is_changed
        self.edited.revert()
        self.text_tab.show_text()
        self.ask.say(
            self.tr("The template is as it was saved last."),
            Answer(self.tr("Undo"), partial(self._undo_revert, unread, has_step=has_step)),
            Answer(self.tr("Go on"), self._go_on),
        )

    def give_up(self) -> None:
        """Remove the shop's own file, so that the program's is used again."""
        opened = self.edited.opened
        self._submit(partial(self._templates.give_up, opened), partial(self._given_up, opened))

    def leave(self) -> None:
        """Leave the editor; with changes that are not saved it asks first."""
        if not self._is_changed():
            self.left.emit()
            return
        self.ask.say(
            self.tr("There are changes that are not saved."),
            Answer(self.tr("Save and close"), self._save_and_leave, ButtonKind.PRIMARY),
            Answer(self.tr("Discard them"), self.left.emit, ButtonKind.DANGER),
            Answer(self.tr("Go on editing"), self._go_on),
        )

    def take_picture(self, path: Path) -> None:
        """Copy a picture beside the shop's templates, and put it on the label."""
        self._submit(partial(self._templates.take_picture, path), partial(self.label_tab.tools.add, "image"))

    def unsaved_text(self) -> str | None:
        """Return what would be lost; None where everything is saved."""
        if not self._is_changed():
            return None
        return self.text_tab.edit.toPlainText() if self.tab == "text" else self.edited.text()

    def bring_unsaved(self, text: str) -> None:
        """Go on with a text that was not saved when the program ended."""
        self.show_tab("text")
        self.text_tab.edit.setPlainText(text)
        if self.text_tab.take():
            self.show_tab("label")
        self.ask.say(
            self.tr("These changes were not saved when the program ended."),
            Answer(self.tr("Revert"), self.revert),
            Answer(self.tr("Go on"), self._go_on),
        )

    def close_down(self) -> None:
        """Hear of nothing any more that goes on in the background; what is being written is written."""
        if self._files is not None:
            self._files.forgotten = True
        self.proof.close_down()
        self.text_tab.close_down()

    # What becomes of what was wanted.

    def _saved(self, opened: OpenedTemplate) -> None:
        self.edited.saved(opened)
        self.kept.emit(opened.name)
        if self._leaves_when_saved:
            self.left.emit()
            return
        self.ask.say(self.tr("Saved as {name}.").format(name=f"{opened.name}.toml"), ink=Ink.ACCEPTED)

    def _not_done(self, error: BaseException) -> None:
        self._leaves_when_saved = False
        if isinstance(error, ChangedMeanwhile):
            self.ask.say(
                fault_words(error),
                Answer(self.tr("Save as …"), self.ask_for_name),
                Answer(self.tr("Discard mine and open it anew"), self._open_anew, ButtonKind.DANGER),
                Answer(self.tr("Go on editing"), self._go_on),
                ink=Ink.REFUSED,
            )
        elif isinstance(error, KitstationError):
            self.ask.say(fault_words(error), Answer(self.tr("Go on"), self._go_on), ink=Ink.REFUSED)
        else:
            self._services.navigator.show_fault(error)

    def _given_up(self, opened: OpenedTemplate, _nothing: None) -> None:
        self.kept.emit(opened.name)
        self._open(opened.name, partial(self._say_given_up, opened))

    def _say_given_up(self, opened: OpenedTemplate) -> None:
        self.ask.say(
            self.tr("The program's own template is used again."),
            Answer(self.tr("Undo"), partial(self._bring_back, opened)),
            Answer(self.tr("Go on"), self._go_on),
        )

    def _bring_back(self, opened: OpenedTemplate) -> None:
        def brought_back(again: OpenedTemplate) -> None:
            self.kept.emit(again.name)
            self._open_now(again)
            self._go_on()

        self._submit(partial(self._templates.bring_back, opened), brought_back)

    def _open_anew(self) -> None:
        self._open(self.edited.opened.name, self._go_on)

    def _open(self, name: str, then: Callable[[], None]) -> None:
        def opened(again: OpenedTemplate) -> None:
            self._open_now(again)
            then()

        self._submit(partial(self._templates.open, name), opened)

    def _open_now(self, opened: OpenedTemplate) -> None:
        try:
            self.edited.reopen(opened)
        except KitstationError as fault:
            self._not_done(fault)
            return
        self.text_tab.show_text()
        self._show_state()

    def _submit(self, work: Callable[[], Result], on_ok: Callable[[Result], None]) -> None:
        """Read and write files away from the screen."""
        self._files = self._printing.submit(lambda _desk: work(), on_ok, self._not_done)

    # Within.

    def _take_text(self) -> bool:
        """Take over what is written by hand; return whether it is a template."""
        if self.tab != "text" or self.text_tab.take():
            return True
        self.tabs.choose("text")
        self.ask.say(
            self.tr("The text cannot be used yet: {problem}").format(problem=self.text_tab.problems[0]),
            ink=Ink.REFUSED,
        )
        self.text_tab.edit.go_to(self.text_tab.problems[0].line)
        return False

    def _is_changed(self) -> bool:
        return self.edited.is_changed or self._has_unread_text()

    def _has_unread_text(self) -> bool:
        return self.tab == "text" and self.text_tab.has_unread_text

    def _save_as_named(self) -> None:
        self.save_as(self.ask.field.text())

    def _save_and_leave(self) -> None:
        self._leaves_when_saved = True
        self.save()

    def _undo_revert(self, unread: str | None, *, has_step: bool) -> None:
        # Where the text alone was changed, the last step is another one, which nobody wants to lose.
        if has_step:
            self.edited.undo()
        self.text_tab.show_text()
        if unread is not None:
            self.text_tab.edit.setPlainText(unread)
            self.text_tab.take()
        self._go_on()

    def _go_on(self) -> None:
        self.ask.clear()
        self.begin()

    def _free_name(self) -> str:
        taken, name = self._templates.names(), self.edited.opened.name
        return next(new for number in range(2, 10_000) if (new := f"{name}-{number}") not in taken)

    def _changed(self) -> None:
        self.ask.clear()
        self._show_state()

    def _show_state(self) -> None:
        opened = self.edited.opened
        is_changed = self._is_changed()
        whose = self.tr("the shop's own") if opened.is_own else self.tr("the program's; saving makes a copy")
        state = self.tr("not saved") if is_changed else ""
        parts = (state, f"“{self.edited.template.title}”", opened.name, whose)
        self.header.show_remark(" · ".join(part for part in parts if part))
        self.save_button.setEnabled(is_changed)
        self.revert_button.setEnabled(is_changed)
        self.give_up_button.setVisible(opened.is_own and opened.has_original)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_tab)
        self.edited.changed.connect(self._changed)
        self.text_tab.checked.connect(self._show_state)
        self.text_tab.edit.textChanged.connect(self._show_state)
        self.label_tab.picture_chosen.connect(self.take_picture)
        self.save_button.clicked.connect(self.save)
        self.save_as_button.clicked.connect(self.ask_for_name)
        self.revert_button.clicked.connect(self.revert)
        self.give_up_button.clicked.connect(self.give_up)
        self.close_button.clicked.connect(self.leave)
        for keys, do in (("Ctrl+S", self.save), ("Ctrl+Shift+S", self.ask_for_name), ("Ctrl+W", self.leave)):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(do)
            self.addAction(action)

    def _lay_out(self) -> None:
        sizes = self._services.appearance.sizes
        self._stack.addWidget(self.label_tab)
        self._stack.addWidget(self.text_tab)
        column = QVBoxLayout(self)
        set_margins(column, sizes.page_margin, sizes.unit * 3)
        column.addWidget(self.header)
        column.addWidget(self.ask)
        column.addWidget(self._stack, 1)
