"""What is heard, and how keyboard scanners are recognised."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kitstation.station import settings as station
from kitstation.station.verdicts import Sound
from kitstation.ui.sound_board import SoundBoard
from kitstation.ui.sounds import Sounds
from kitstation.ui.wedge_keys import wedge_settings


class Heard:
    """Sounds that keep what was played instead of playing it."""

    def __init__(self) -> None:
        self.played: list[str] = []
        self.volumes: set[float] = set()

    def effect(self, path: Path) -> _Effect:
        """Return an effect that keeps its name here."""
        return _Effect(self, path.stem)


class _Effect:
    def __init__(self, heard: Heard, name: str) -> None:
        self._heard = heard
        self._name = name

    def play(self) -> None:
        self._heard.played.append(self._name)

    def stop(self) -> None:
        pass

    def setVolume(self, volume: float, /) -> None:  # noqa: N802 - Qt's name
        self._heard.volumes.add(volume)


@pytest.mark.parametrize("sound", [sound for sound in Sound if sound is not Sound.NONE])
def test_each_verdict_is_heard(sound: Sound) -> None:
    heard, player = Heard(), Sounds()
    player.load(lambda: heard.effect)
    board = SoundBoard(player)
    board.apply(station.Settings(volume=25))
    board.play(sound)
    board.play(Sound.NONE)
    assert heard.played == [sound.value.replace("_", "-")]
    assert 0.25 in heard.volumes


def test_a_muted_board_is_silent() -> None:
    heard, player = Heard(), Sounds()
    player.load(lambda: heard.effect)
    board = SoundBoard(player)
    board.apply(station.Settings(mute=True))
    board.play(Sound.REFUSED)
    assert heard.played == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", None),
        ("F9", Qt.Key.Key_F9),
        ("f35", Qt.Key.Key_F35),
        ("STX", "\x02"),
        ("soh", "\x01"),
        ("~", "~"),
        ("\x02", "\x02"),
    ],
)
def test_a_prefix_is_a_character_its_name_or_a_key(written: str, meant: str | Qt.Key | None) -> None:
    assert wedge_settings(station.WedgeSettings(prefix=written)).prefix == meant
