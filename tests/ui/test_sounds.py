from __future__ import annotations

import logging
import runpy
import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kitstation.ui.resources import resource
from kitstation.ui.sounds import Effect, Sound, Sounds

GENERATOR = Path(__file__).resolve().parents[2] / "packaging" / "make_sounds.py"


@dataclass
class Played:
    """An effect that writes down what is done with it."""

    name: str
    log: list[str]
    volume: float = -1.0

    def play(self) -> None:
        self.log.append(self.name)

    def stop(self) -> None:
        self.log.append(f"stop {self.name}")

    def setVolume(self, volume: float, /) -> None:  # noqa: N802 - Qt's name
        self.volume = volume


@dataclass
class Speaker:
    """Makes effects, and knows what they played."""

    log: list[str] = field(default_factory=list)
    effects: list[Played] = field(default_factory=list)

    def effect(self, path: Path) -> Effect:
        self.effects.append(Played(path.stem, self.log))
        return self.effects[-1]

    def effects_maker(self) -> Callable[[Path], Effect] | None:
        return self.effect


@pytest.mark.parametrize("sound", list(Sound))
def test_every_sound_is_short_mono_sixteen_bit(sound: Sound) -> None:
    with wave.open(str(resource(f"sounds/{sound.value}.wav")), "rb") as heard:
        assert (heard.getnchannels(), heard.getsampwidth(), heard.getframerate()) == (1, 2, 44_100)
        assert 0.1 < heard.getnframes() / heard.getframerate() < 0.6


def test_the_generator_makes_the_sounds_that_ship(tmp_path: Path) -> None:
    runpy.run_path(str(GENERATOR))["main"]([str(tmp_path)])
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in resource("sounds").glob("*.wav")}
    assert set(made) == {f"{sound.value}.wav" for sound in Sound}


def test_a_sound_is_played_in_place_of_the_last() -> None:
    speaker, sounds = Speaker(), Sounds()
    sounds.load(speaker.effects_maker)
    sounds.play(Sound.ACCEPTED)
    sounds.play(Sound.REFUSED)
    assert speaker.log == ["accepted", "stop accepted", "refused"]


def test_muted_sounds_are_not_played() -> None:
    speaker, sounds = Speaker(), Sounds(muted=True)
    sounds.load(speaker.effects_maker)
    sounds.play(Sound.ACCEPTED)
    assert speaker.log == []


@pytest.mark.parametrize(("wanted", "got"), [(0.25, 0.25), (-1.0, 0.0), (7.0, 1.0)])
def test_volume_stays_within_bounds_and_reaches_every_sound(wanted: float, got: float) -> None:
    speaker, sounds = Speaker(), Sounds()
    sounds.load(speaker.effects_maker)
    sounds.set_volume(wanted)
    assert sounds.volume == got
    assert {effect.volume for effect in speaker.effects} == {got}


def test_sounds_before_loading_and_after_closing_are_silent() -> None:
    speaker, sounds = Speaker(), Sounds()
    sounds.play(Sound.ACCEPTED)
    sounds.load(speaker.effects_maker)
    sounds.close()
    sounds.play(Sound.ACCEPTED)
    assert speaker.log == []


def test_a_computer_without_sound_is_silent_and_says_nothing(
    qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    sounds = Sounds(volume=0.0)
    with caplog.at_level(logging.INFO):
        sounds.load()
        for sound in Sound:
            sounds.play(sound)
        sounds.close()
    assert caplog.records == []
    assert not sounds.available
