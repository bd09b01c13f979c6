"""A field that records what a keyboard scanner types, key by key, with all that people never see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kitstation.scanning.scanner_diagnosis import Received, Way
from kitstation.ui.theme.painting import draw_outline, draw_round
from kitstation.ui.theme.sizes import TextRole
from kitstation.ui.wedge import HEARS_KEYS, typed_control

if TYPE_CHECKING:
    from kitstation.ui.theme.apply import Appearance

_Key = Qt.Key
_SILENCE_MS = 350
_ENDS = {_Key.Key_Return: "\r", _Key.Key_Enter: "\r", _Key.Key_Tab: "\t"}
_FUNCTION_KEYS = range(_Key.Key_F2.value, _Key.Key_F35.value + 1)
_LONGEST = 4096


class KeyRecorder(QWidget):
    """`recorded` tells a Received once the typing has stopped. It hears keys while it has the focus.

    What is typed with Alt held counts as the digits that it is; a function key before the code as its prefix. With
    nothing typed before, Tab, Enter and Escape do what they do everywhere.
    """

    recorded = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._typed: list[str] = []
        self._key = ""
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(_SILENCE_MS)
        self._silence.timeout.connect(self._end)
        self.setProperty(HEARS_KEYS, True)  # noqa: FBT003 - Qt names no argument
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Scan here"))
        self.setMinimumHeight(appearance.sizes.touch_target)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def event(self, event: QEvent) -> bool:
        """Take the keys of a scan before they become shortcuts or move the focus."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._wants(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._take(event):
                return True
        return super().event(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Take the focus."""
        self.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that scans are heard."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they are not."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the field, and whether it hears."""
        tokens, radius = self._appearance.tokens, self._appearance.sizes.control_radius
        painter = QPainter(self)
        draw_round(painter, self.rect(), tokens.accent_soft if self.hasFocus() else tokens.surface, radius)
        draw_outline(painter, self.rect(), tokens.accent if self.hasFocus() else tokens.outline, radius)
        painter.setPen(QColor(tokens.ink if self.hasFocus() else tokens.muted))
        painter.setFont(self._appearance.font(TextRole.STRONG))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words())

    def _words(self) -> str:
        if self.hasFocus():
            return self.tr("Listening: scan the code now")
        return self.tr("Press here, then scan the code")

    def _wants(self, event: QKeyEvent) -> bool:
        return bool(self._typed) or event.key() not in {_Key.Key_F1, _Key.Key_Escape}

    def _take(self, event: QKeyEvent) -> bool:
        begun = bool(self._typed or self._key)
        if not begun and event.key() in _FUNCTION_KEYS:
            self._key = f"F{event.key() - _Key.Key_F1.value + 1}"
        elif (text := self._text(event, begun=begun)) and len(self._typed) < _LONGEST:
            self._typed.append(text)
        else:
            return False
        self._silence.start()
        return True

    def _text(self, event: QKeyEvent, *, begun: bool) -> str:
        if event.key() in _ENDS:
            return _ENDS[_Key(event.key())] if begun else ""
        if control := typed_control(event):
            return control
        if event.key() == _Key.Key_Escape and not begun:
            return ""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and _Key.Key_0 <= event.key() <= _Key.Key_9:
            return chr(event.key())
        return event.text()

    def _end(self) -> None:
        text, key = "".join(self._typed), self._key
        self._typed, self._key = [], ""
        if text:
            self.recorded.emit(Received(text, Way.KEYBOARD, key=key))
