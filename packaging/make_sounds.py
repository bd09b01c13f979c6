"""Make the sounds of the bench: `python packaging/make_sounds.py [folder]`, by default into resources/sounds.

The sounds are told apart by pitch, number and direction, so that nobody needs to look: high is good, low is bad,
rising is finished, falling is taken back.
"""

from __future__ import annotations

import math
import struct
import sys
import wave
from dataclasses import dataclass
from pathlib import Path

RATE = 44_100
PEAK = 0.6
ATTACK_S = 0.006
# A fundamental with soft overtones carries over a workshop's hum better than a pure tone, and is kinder.
OVERTONES = ((1.0, 1.0), (2.0, 0.35), (3.0, 0.12))


@dataclass(frozen=True, slots=True)
class Note:
    """A tone of `hertz`, begun `at` seconds after the start, dying away over `seconds`."""

    hertz: float
    at: float
    seconds: float


SOUNDS: dict[str, tuple[Note, ...]] = {
    "accepted": (Note(1318.5, 0.0, 0.14),),
    "refused": (Note(196.0, 0.0, 0.17), Note(164.8, 0.2, 0.26)),
    "attention": (Note(587.3, 0.0, 0.3),),
    "line-complete": (Note(880.0, 0.0, 0.14), Note(1318.5, 0.12, 0.22)),
    "kit-complete": (Note(784.0, 0.0, 0.14), Note(987.8, 0.12, 0.14), Note(1568.0, 0.24, 0.32)),
    "returned": (Note(1318.5, 0.0, 0.12), Note(880.0, 0.1, 0.2)),
}


def samples(notes: tuple[Note, ...]) -> list[float]:
    """Return the mixed notes, scaled so that the loudest moment is PEAK."""
    length = math.ceil(max(note.at + note.seconds for note in notes) * RATE)
    mixed = [0.0] * length
    for note in notes:
        first = round(note.at * RATE)
        for offset in range(min(round(note.seconds * RATE), length - first)):
            mixed[first + offset] += _level(note, offset / RATE)
    loudest = max(abs(sample) for sample in mixed)
    return [sample * PEAK / loudest for sample in mixed]


def _level(note: Note, second: float) -> float:
    tone = sum(
        strength * math.sin(2 * math.pi * note.hertz * multiple * second) for multiple, strength in OVERTONES
    )
    attack = min(1.0, second / ATTACK_S)
    left = 1.0 - second / note.seconds
    return tone * attack * left * left


def write(path: Path, notes: tuple[Note, ...]) -> None:
    """Write notes as a mono WAV file of 16 bit at 44.1 kHz."""
    frames = [round(sample * 32_767) for sample in samples(notes)]
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(struct.pack(f"<{len(frames)}h", *frames))


def main(arguments: list[str]) -> None:
    """Write every sound into the folder named, or into resources/sounds."""
    default = Path(__file__).resolve().parents[1] / "resources" / "sounds"
    folder = Path(arguments[0]) if arguments else default
    folder.mkdir(parents=True, exist_ok=True)
    for name, notes in SOUNDS.items():
        write(folder / f"{name}.wav", notes)


if __name__ == "__main__":
    main(sys.argv[1:])
