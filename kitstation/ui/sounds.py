"""The sounds of the bench. Without a sound device, or without Qt Multimedia, the bench is silent and works on."""

from __future__ import annotations

import logging
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMessageLogContext, QtMsgType, QUrl, qInstallMessageHandler

from kitstation.ui.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_log = logging.getLogger(__name__)


class Sound(Enum):
    """What can be heard; the value is the file's name."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    ATTENTION = "attention"
    LINE_COMPLETE = "line-complete"
    KIT_COMPLETE = "kit-complete"
    RETURNED = "returned"


class Effect(Protocol):
    """A loaded sound."""

    def play(self) -> None:
        """Start the sound, from its beginning if it is still heard."""
        ...

    def stop(self) -> None:
        """Stop the sound."""
        ...

    def setVolume(self, volume: float, /) -> None:
        """Set how loud the sound is, from 0.0 to 1.0."""
        ...


class Sounds:
    """Plays sounds by name. Silent until `load` has been called, which is done once the window is shown."""

    def __init__(self, *, volume: float = 0.7, muted: bool = False) -> None:
        self._effects: dict[Sound, Effect] = {}
        self._last: Effect | None = None
        self._volume = _within(volume)
        self.muted = muted

    @property
    def volume(self) -> float:
        """How loud the sounds are, from 0.0 to 1.0."""
        return self._volume

    @property
    def available(self) -> bool:
        """Whether sounds are loaded and there is something to hear them with."""
        return bool(self._effects)

    def load(self, make_effects: Callable[[], Callable[[Path], Effect] | None] | None = None) -> None:
        """Load the sounds through `make_effects` (by default Qt Multimedia), or stay silent without it."""
        make_effect = (make_effects or _quiet_qt_effects)()
        if make_effect is None:
            return
        for sound in Sound:
            self._effects[sound] = make_effect(resource(f"sounds/{sound.value}.wav"))
        self.set_volume(self._volume)

    def set_volume(self, volume: float) -> None:
        """Change how loud the sounds are; what lies outside 0.0 to 1.0 is brought inside."""
        self._volume = _within(volume)
        for effect in self._effects.values():
            effect.setVolume(self._volume)

    def play(self, sound: Sound) -> None:
        """Play a sound in place of the one that is still heard, so that quick scans do not pile up."""
        effect = self._effects.get(sound)
        if effect is None or self.muted:
            return
        if self._last is not None:
            self._last.stop()
        self._last = effect
        effect.play()

    def close(self) -> None:
        """Let go of the sound device."""
        self._last = None
        self._effects.clear()


def _within(volume: float) -> float:
    return min(1.0, max(0.0, volume))


def _quiet_qt_effects() -> Callable[[Path], Effect] | None:
    # A sound server that does not answer is reported by Qt as a warning of no category, which no filter rule catches.
    previous = qInstallMessageHandler(_note)
    try:
        return _qt_effects()
    finally:
        qInstallMessageHandler(previous)


def _note(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    _log.debug("Qt Multimedia: %s", message)


def _qt_effects() -> Callable[[Path], Effect] | None:
    # Importing Qt Multimedia costs start-up time, and fails where the system has no sound libraries at all.
    try:
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
    except ImportError as error:
        _log.debug("No sounds: Qt Multimedia cannot be loaded (%s)", error)
        return None
    if not QMediaDevices.audioOutputs():
        _log.debug("No sounds: the computer has no sound device")
        return None

    def effect(path: Path) -> Effect:
        made = QSoundEffect()
        made.setSource(QUrl.fromLocalFile(str(path)))
        return made

    return effect
