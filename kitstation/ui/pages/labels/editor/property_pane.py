"""The settings of what is chosen, or of the label where nothing is: one control for each field of the model."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from kitstation.labels import editing
from kitstation.labels.fields import fields_of
from kitstation.labels.template import Template
from kitstation.ui.forms.labelled import Labelled
from kitstation.ui.pages.labels.editor.controls import (
    FlagControl,
    NumberControl,
    Offered,
    SettingControl,
    control_for,
)
from kitstation.ui.pages.labels.editor.words import setting_name, type_name
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.theme.tokens import Ink
from kitstation.ui.widgets.card import Card, set_margins
from kitstation.ui.widgets.text import Text

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from kitstation.labels.elements import Element
    from kitstation.ui.pages.labels.editor.edited import EditedTemplate
    from kitstation.ui.theme.apply import Appearance

_OF_LABEL = ("title", "width", "height", "dpi")
_FIRST = ("text", "data", "file", "symbology", "x", "y", "width", "height", "size")
_NOT_ASKED = {"type"}
_PICTURES = (".png", ".svg")


class PropertyPane(Card):
    """Follows what is chosen. An impossible value is said below its control, and the template stays as it was."""

    def __init__(self, appearance: Appearance, edited: EditedTemplate) -> None:
        super().__init__()
        self._appearance = appearance
        self._edited = edited
        self._made_for: tuple[object, ...] = ()
        self._controls: dict[str, Labelled] = {}
        self._title = Text(appearance, role=TextRole.LEAD_STRONG)
        self._about = Text(appearance, ink=Ink.MUTED, role=TextRole.SMALL, lines=3)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The controls have the focus, not what scrolls them.
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        set_margins(column, appearance.sizes.unit * 3, appearance.sizes.unit * 2)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addWidget(self._scroll, 1)
        edited.changed.connect(self.follow)
        edited.chosen_changed.connect(self.follow)
        self.follow()

    @property
    def names(self) -> tuple[str, ...]:
        """What is asked for."""
        return tuple(self._controls)

    def control(self, name: str) -> SettingControl:
        """Return the control of a setting."""
        control = self._controls[name].control
        assert isinstance(control, SettingControl)  # noqa: S101 - made here
        return control

    def problem(self, name: str) -> str:
        """Return why the value in a control is impossible; empty where it is not."""
        return self._controls[name].problem

    def follow(self) -> None:
        """Show what is chosen now; controls are made anew only where other settings are asked for."""
        chosen = self._chosen()
        fields = self._fields(chosen)
        made_for = (self._edited.template.kind, tuple(one.type for one in chosen), self._edited.chosen)
        if made_for != self._made_for:
            self._made_for = made_for
            self._make(chosen, fields)
        shown: Element | Template = chosen[0] if chosen else self._edited.template
        for name, labelled in self._controls.items():
            self.control(name).show_value(getattr(shown, name))
            labelled.show_problem("")

    def _chosen(self) -> tuple[Element, ...]:
        return tuple(self._edited.template.elements[number] for number in self._edited.chosen)

    def _fields(self, chosen: tuple[Element, ...]) -> dict[str, FieldInfo]:
        """Return the settings that all of what is chosen has, the most wanted ones first."""
        if not chosen:
            return {name: Template.model_fields[name] for name in _OF_LABEL}
        first = type(chosen[0]).model_fields
        common = [
            name
            for name in first
            if name not in _NOT_ASKED and all(name in type(one).model_fields for one in chosen)
        ]
        if len(chosen) > 1:
            # Places differ: moving and aligning is for that.
            common = [name for name in common if name not in {"x", "y"}]
        order = [
            *(name for name in _FIRST if name in common),
            *(name for name in common if name not in _FIRST),
        ]
        return {name: first[name] for name in order}

    def _make(self, chosen: tuple[Element, ...], fields: dict[str, FieldInfo]) -> None:
        offered = self._offered()
        self._controls = {}
        inner = QWidget()
        grid = QGridLayout(inner)
        set_margins(grid, 0, self._appearance.sizes.unit * 2)
        grid.setContentsMargins(0, 0, self._appearance.sizes.unit * 2, 0)
        at = 0
        for name, info in fields.items():
            words = setting_name(name)
            control = control_for(info, words, offered)
            control.given.connect(partial(self._set, name))
            label = "" if isinstance(control, FlagControl) else words
            labelled = Labelled(self._appearance, label, control)
            control.inner.setAccessibleName(words)
            self._controls[name] = labelled
            # Two numbers stand side by side.
            if isinstance(control, NumberControl):
                grid.addWidget(labelled, at // 2, at % 2)
                at += 1
            else:
                at += at % 2
                grid.addWidget(labelled, at // 2, 0, 1, 2)
                at += 2
        grid.setRowStretch(at // 2 + 1, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._scroll.setWidget(inner)
        self._title.setText(self._heading(chosen))
        several = self.tr("What is changed here is changed for all of them.")
        nothing = self.tr("Nothing is chosen: these are the label's own settings.")
        self._about.setText(several if len(chosen) > 1 else "" if chosen else nothing)
        self._about.setVisible(len(chosen) != 1)

    def _heading(self, chosen: tuple[Element, ...]) -> str:
        if not chosen:
            return self.tr("Label")
        if len(chosen) == 1:
            return type_name(chosen[0].type)
        return self.tr("{count} elements").format(count=len(chosen))

    def _offered(self) -> Offered:
        template = self._edited.template
        fields = {name: field.meaning for name, field in fields_of(template.kind).items()}
        folder = template.folder
        pictures = sorted(path.name for path in folder.glob("*") if path.suffix.lower() in _PICTURES)
        return Offered(fields, tuple(pictures))

    def _set(self, name: str, value: object) -> None:
        chosen = self._edited.chosen
        if chosen:
            done = self._edited.do(
                lambda now: editing.set_property(now, chosen, name, value), joining=f"set {name} {chosen}"
            )
        else:
            done = self._edited.do(lambda now: editing.set_label(now, name, value), joining=f"set {name}")
        # A refusal is said at the control, too: the one who typed looks there.
        self._controls[name].show_problem("" if done else self._edited.refusal)
