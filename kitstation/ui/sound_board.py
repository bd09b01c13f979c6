"""What the bench wants to be heard, played as the settings say."""

from __future__ import annotations

from kitstation.station.settings import Settings
from kitstation.station.verdicts import Sound
from kitstation.ui import sounds


class SoundBoard:
    """Plays the verdicts' sounds."""

    def __init__(self, player: sounds.Sounds) -> None:
        self._player = player

    def apply(self, settings: Settings) -> None:
        """Be as loud as the settings say."""
        self._player.set_volume(settings.volume / 100)
        self._player.muted = settings.mute

    def play(self, sound: Sound) -> None:
        """Play a verdict's sound, if it has one."""
        if sound is not Sound.NONE:
            self._player.play(sounds.Sound[sound.name])

    def load(self) -> None:
        """Load the sounds; silent until then."""
        self._player.load()

    def close(self) -> None:
        """Let go of the sound device."""
        self._player.close()
