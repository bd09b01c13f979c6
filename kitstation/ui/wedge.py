"""Scanners that pretend to be keyboards: tell their typing from a person's, and keep it from the widgets.

A scan is held back while its keys come in, so that no field receives it, no button is pressed by a space in it and
no dialog accepts its Enter. What turns out to be a person's typing is replayed, some hundredths of a second late.
Telling them apart by speed has a limit: whoever types steadily at 30 ms per key and then presses Enter is taken for
a scanner. A prefix, sent by the scanner before each code, has no such limit.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from kitstation.ui.alt_codes import AltCode

if TYPE_CHECKING:
    from collections.abc import Callable

_Key = Qt.Key
_MODIFIER_KEYS = frozenset(
    {_Key.Key_Shift, _Key.Key_Control, _Key.Key_Meta, _Key.Key_Alt, _Key.Key_AltGr, _Key.Key_CapsLock}
)
_ENTER = (int(_Key.Key_Return), int(_Key.Key_Enter))
# Qt exchanges Control and Command on macOS.
_CONTROL = (
    Qt.KeyboardModifier.MetaModifier if sys.platform == "darwin" else Qt.KeyboardModifier.ControlModifier
)
_SEPARATORS = frozenset("\x1c\x1d\x1e\x1f")
HEARS_KEYS = "hears_keys"
"""The property of a widget that wants all keys as they are typed while it has the focus."""
# Beyond any barcode: a scan that grows longer is somebody leaning on the keyboard.
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class WedgeSettings:
    """How a keyboard scanner types.

    `max_gap_ms` is the longest pause within a scan, `min_length` the fewest characters of one. `prefix` is the
    control character (SOH "\\x01", STX "\\x02") or the Qt key (Key_F9) that comes before each scan; with a
    prefix speed no longer matters, only that no pause exceeds `prefix_gap_ms`.
    """

    max_gap_ms: int = 35
    min_length: int = 4
    tab_ends: bool = True
    prefix: str | Qt.Key | None = None
    prefix_gap_ms: int = 500


@dataclass(frozen=True, slots=True)
class _HeldKey:
    """What is needed to send a key event again."""

    kind: QEvent.Type
    key: int
    modifiers: Qt.KeyboardModifier
    text: str
    character: str
    target: QObject

    def replay(self) -> None:
        if shiboken6.isValid(self.target):
            event = QKeyEvent(self.kind, self.key, self.modifiers, self.text)
            QCoreApplication.sendEvent(self.target, event)


class KeyboardWedge(QObject):
    """An event filter for the whole application that emits `scanned` with the text of each scan.

    `broken_off` is emitted when a prefixed scan stops without its end; what came of it is dropped, because part
    of a code may be another code. `clock` returns milliseconds; without it the events' own times count.
    """

    scanned = Signal(object)
    broken_off = Signal()

    def __init__(
        self,
        app: QCoreApplication,
        settings: WedgeSettings | None = None,
        *,
        clock: Callable[[], int] | None = None,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings or WedgeSettings()
        self._clock = clock
        self._held: list[_HeldKey] = []
        self._alt_code = AltCode()
        self._swallowed: Counter[int] = Counter()
        self._last_ms = 0
        self._replaying = False
        self._waited_once = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._paused)
        app.installEventFilter(self)

    def close(self) -> None:
        """Give back what is held and listen no more."""
        self._app.removeEventFilter(self)
        self._give_back()

    def set_settings(self, settings: WedgeSettings) -> None:
        """Change how scans are recognised."""
        self._give_back()
        self._settings = settings

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back keys that may belong to a scan."""
        if self._replaying or not isinstance(event, QKeyEvent) or _hears_keys_itself():
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            return self._pressed(watched, event)
        if kind == QEvent.Type.KeyRelease:
            return self._released(watched, event)
        if kind == QEvent.Type.ShortcutOverride and self._held:
            # Otherwise a control character within a scan would trigger a shortcut instead of arriving here.
            event.accept()
            return True
        return False

    def _pressed(self, target: QObject, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIER_KEYS:
            return False
        now = self._clock() if self._clock else event.timestamp()
        if self._held and (event.isAutoRepeat() or now - self._last_ms > self._gap_ms()):
            self._end_in_a_pause()
        self._last_ms = now
        character = "" if (in_alt_code := self._alt_code.takes(event)) else _character(event)
        if not self._held and in_alt_code:
            return self._settings.prefix is None and self._hold(target, event, "")
        if not self._held:
            return self._begins(event, character) and self._hold(target, event, character)
        if self._ends(event):
            return self._finish(target, event)
        if not (character or in_alt_code) or len(self._held) >= _LONGEST:
            self._end_in_a_pause()
            return False
        return self._hold(target, event, character)

    def _released(self, target: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        if key == _Key.Key_Alt:
            self._end_alt_code()
        if self._swallowed[key]:
            self._swallowed[key] -= 1
            return True
        if any(held.key == key and held.kind == QEvent.Type.KeyPress for held in self._held):
            self._held.append(_held(target, event, ""))
            return True
        return False

    def _end_alt_code(self) -> None:
        """Let the last digit of a number that was typed with Alt held stand for its character."""
        character = self._alt_code.end()
        for place in range(len(self._held) - 1 if character else -1, -1, -1):
            if self._held[place].kind == QEvent.Type.KeyPress:
                self._held[place] = replace(self._held[place], character=character)
                return

    def _begins(self, event: QKeyEvent, character: str) -> bool:
        if event.isAutoRepeat():
            return False
        prefix = self._settings.prefix
        if prefix is None:
            return (character.isprintable() and character != "") or character in _SEPARATORS
        return character == prefix if isinstance(prefix, str) else event.key() == int(prefix)

    def _ends(self, event: QKeyEvent) -> bool:
        return event.key() in _ENTER or (self._settings.tab_ends and event.key() == int(_Key.Key_Tab))

    def _hold(self, target: QObject, event: QKeyEvent, character: str) -> bool:
        self._held.append(_held(target, event, character))
        self._waited_once = False
        self._pause.start(self._gap_ms())
        return True

    def _finish(self, target: QObject, event: QKeyEvent) -> bool:
        text = self._text()
        if len(text) < self._least_length():
            self._hold(target, event, "")
            self._give_back()
            return True
        self._drop()
        self._swallowed[event.key()] += 1
        self.scanned.emit(text)
        return True

    def _text(self) -> str:
        presses = [held.character for held in self._held if held.kind == QEvent.Type.KeyPress]
        return "".join(presses[1:] if self._settings.prefix is not None else presses)

    def _least_length(self) -> int:
        return 1 if self._settings.prefix is not None else self._settings.min_length

    def _gap_ms(self) -> int:
        prefixed = self._settings.prefix is not None
        return self._settings.prefix_gap_ms if prefixed else self._settings.max_gap_ms

    @Slot()
    def _paused(self) -> None:
        # After a moment in which the window was busy, the timer can be served before the keys that came meanwhile.
        if not self._waited_once:
            self._waited_once = True
            self._pause.start(0)
            return
        self._end_in_a_pause()

    def _end_in_a_pause(self) -> None:
        if self._settings.prefix is not None and self._text():
            self._drop()
            self.broken_off.emit()
        else:
            self._give_back()

    def _drop(self) -> None:
        """Forget the held keys, and let the releases that are still to come go the same way."""
        self._pause.stop()
        held, self._held = self._held, []
        self._swallowed.clear()
        for key in held:
            self._swallowed[key.key] += 1 if key.kind == QEvent.Type.KeyPress else -1

    def _give_back(self) -> None:
        self._pause.stop()
        held, self._held = self._held, []
        self._replaying = True
        try:
            for key in held:
                key.replay()
        finally:
            self._replaying = False


def _held(target: QObject, event: QKeyEvent, character: str) -> _HeldKey:
    return _HeldKey(event.type(), event.key(), event.modifiers(), event.text(), character, target)


def typed_control(event: QKeyEvent) -> str:
    """Return the control character that was typed, by its key, because its text differs between systems; or nothing."""
    modifiers = event.modifiers()
    key = event.key()
    # AltGr is reported as Control and Alt together, and then the text is right.
    if modifiers & _CONTROL and not modifiers & Qt.KeyboardModifier.AltModifier and 0x40 <= key <= 0x5F:
        return chr(key & 31)
    return ""


def _hears_keys_itself() -> bool:
    """Tell whether the focus is where keys are recorded as they come."""
    focus = QApplication.focusWidget()
    return focus is not None and bool(focus.property(HEARS_KEYS))


def _character(event: QKeyEvent) -> str:
    """Return what was typed, if it can belong to a scan."""
    if control := typed_control(event):
        return control
    text = event.text()
    return text if len(text) == 1 and (text.isprintable() or text in _SEPARATORS) else ""
