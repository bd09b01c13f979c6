"""Payloads that nobody expects: real ones, mutated in every way, and sheer noise; the same ones for the same seed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

SAMPLE: Final = Path(__file__).parents[1] / "data" / "barcodes-sample.jsonl"

CORPUS: Final[tuple[str, ...]] = (
    *(json.loads(line)["payload"] for line in SAMPLE.read_text("utf-8").splitlines()),
    "24daeec7-08d8-4908-af9b-eba707a5241b",
    '{"uid":"24daeec708d84908af9beba707a5241b"}',
    '{"stockitem": 1}',
    "INV-SI1",
    "KS.ISSUE",
    "LOC-A-12-3",
    "[)>\x1e06\x1d17V0CVA5\x1d1P1234\x1dS786950\x1e\x04",
    "[)>\x1e12\x1dMFR 0CVA5\x1dPNO 1234\x1dSEQ 786950\x1e\x04",
    "[)>\x1e05\x1d0105412345000013\x1d21S1\x1d17290331\x1e\x04",
    "[)>\x1e06\x1d1PX\x1e05\x1d10L1\x1e12\x1dSER 7\x1e\x04",
    "[)>^06]1PX]Q5^",
    "[)><RS>06<GS>1PX<GS>Q5<RS><EOT>",
    "(01)05412345000013(10)ABC(17)290331",
    "]d20105412345000013310300125039789120 7007290101291231",
    "00106141412345678908",
    "https://a/00/faux/00/006141411234567890?11=290101",
    "https://example.com/gtin/09520123456788/lot/L1",
    "PWBP-302 1PMPNWBP-302 Q1 K19361337/1",
    "01234565",
)

_PIECES: Final = (
    "[)>", "06", "05", "12", "\x1d", "\x1e", "\x04", "\x1c", "\x00", "\r", "\n", " ", "]d2", "]C1", "]E0", "]E3",
    "]Q3", "1P", "Q", "14D", "25S", "17V", "01", "02", "00", "10", "17", "21", "3910", "7003", "8006", "8008", "253",
    "{", "}", "[", "]", "(", ")", '"', ":", ",", "/", "?", "&", "=", "%", "%2F", "#", "@", "^", "^]", "<GS>", "\\x1d",
    "\u241d", "\u241e", "\u2404", "\uf70b", "\uf70c", "\ud800", "\udfff", "\u0661", "\u017f", "\u00df", "\U0001f600",
    "https://", "uid", "QTY:", "PN:", "pc:", "E", "e5", "-", ".", "0000000000", "999999999999", "\x1d" * 50,
)  # fmt: skip

Mutation = Callable[[random.Random, str], str]


def payloads(count: int, seed: int) -> Iterator[str]:
    """Yield so many payloads."""
    return islice(_endless(random.Random(seed)), count)  # noqa: S311 - the same ones each time, no secret


def _endless(chance: random.Random) -> Iterator[str]:
    while True:
        text = chance.choice(CORPUS) if chance.random() < 0.95 else _noise(chance)
        for _ in range(chance.choice((0, 1, 1, 2, 3, 5, 8))):
            text = chance.choice(_MUTATIONS)(chance, text)
        yield text


def _noise(chance: random.Random) -> str:
    limit = chance.choice((0x20, 0x80, 0x100, 0x3000, 0x110000))
    return "".join(chr(chance.randrange(limit)) for _ in range(chance.randrange(1, 60)))


def _place(chance: random.Random, text: str) -> int:
    return chance.randrange(len(text) + 1)


def _insert_piece(chance: random.Random, text: str) -> str:
    at = _place(chance, text)
    return text[:at] + chance.choice(_PIECES) + text[at:]


def _replace_one(chance: random.Random, text: str) -> str:
    at = _place(chance, text)
    return text[:at] + chance.choice(_PIECES) + text[at + 1 :]


def _delete_some(chance: random.Random, text: str) -> str:
    at = _place(chance, text)
    return text[:at] + text[at + chance.randrange(1, 6) :]


def _cut(chance: random.Random, text: str) -> str:
    return text[: _place(chance, text)] if chance.random() < 0.5 else text[_place(chance, text) :]


def _double_some(chance: random.Random, text: str) -> str:
    start, end = sorted((_place(chance, text), _place(chance, text)))
    return text[:end] + text[start:end] * chance.choice((1, 1, 2, 9)) + text[end:]


def _cross(chance: random.Random, text: str) -> str:
    other = chance.choice(CORPUS)
    return text[: _place(chance, text)] + other[_place(chance, other) :]


def _exchange_everywhere(chance: random.Random, text: str) -> str:
    return text.replace(chance.choice(_PIECES), chance.choice(_PIECES))


def _other_digit(chance: random.Random, text: str) -> str:
    digits = [place for place, character in enumerate(text) if character.isdecimal()]
    if not digits:
        return text
    at = chance.choice(digits)
    return text[:at] + str(chance.randrange(10)) + text[at + 1 :]


def _other_case(chance: random.Random, text: str) -> str:
    return chance.choice((text.swapcase(), text.upper(), text.lower()))


_MUTATIONS: Final[tuple[Mutation, ...]] = (
    _insert_piece,
    _replace_one,
    _delete_some,
    _cut,
    _double_some,
    _cross,
    _exchange_everywhere,
    _other_digit,
    _other_case,
)
