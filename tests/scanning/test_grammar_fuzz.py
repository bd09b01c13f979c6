"""The grammar under payloads that nobody expects.

20,000 of them with every run of the tests. A million by hand, in some minutes:

    KITSTATION_FUZZ_PAYLOADS=1000000 python -m pytest tests/scanning/test_grammar_fuzz.py -p no:randomly
"""

from __future__ import annotations

import os
import time

import pytest

from kitstation.cli.decode import answer
from kitstation.cli.printing import as_json
from kitstation.scanning.customer_patterns import CustomerPattern
from kitstation.scanning.grammar import Grammar
from kitstation.scanning.meaning import Meaning, Reading
from kitstation.station.pattern_starts import STARTS
from tests.scanning.payloads import payloads

COUNT = int(os.environ.get("KITSTATION_FUZZ_PAYLOADS", "20000"))
SEED = 15434
LONGEST_S = 2.0
"""No payload may take so long; they take some ten microseconds, so this is a hang and not a slow machine."""

PATTERNS = (
    CustomerPattern("Acme", r"(?P<part_number>[A-Z]+)-(?P<quantity>\d+)(?P<lot_number>.*)"),
    CustomerPattern("Numbers", r"(?:.*[^0-9])?(?P<gtin>[0-9]{8,14})(?P<quantity>[^A-Z]*)(?P<expires_on>.*)"),
    CustomerPattern(
        "Empty", r"(?P<serial_number>.??)(?P<unique_item_id>.*?)(?P<date_code>[0-9]*).(?P<country>.*)"
    ),
    *(CustomerPattern(f"Start {start}", point.expression) for start, point in STARTS.items()),
    CustomerPattern("Everything", r"(?P<supplier>.+)|(?P<manufacturer>[^x]+)|(?P<purchase_order>\C+)"),
)
"""What they say of such payloads is nonsense, and has to be sound all the same."""

GRAMMAR = Grammar(PATTERNS)


@pytest.mark.timeout(max(180, COUNT // 250))
def test_no_payload_is_an_error_or_a_hang() -> None:
    slowest, slowest_payload = 0.0, ""
    for payload in payloads(COUNT, SEED):
        since = time.perf_counter()
        try:
            reading = GRAMMAR.read(payload)
        except Exception as error:
            raise AssertionError(f"{payload!r} is an error") from error
        took = time.perf_counter() - since
        if took > slowest:
            slowest, slowest_payload = took, payload
        assert_is_sound(payload, reading)
    assert slowest < LONGEST_S, repr(slowest_payload)


def test_every_pattern_has_a_say() -> None:
    seen = {meaning.kind for payload in payloads(5000, SEED) for meaning in GRAMMAR.read(payload).meanings}
    assert {PATTERNS[0].kind, PATTERNS[1].kind, PATTERNS[2].kind, PATTERNS[-1].kind} <= seen


def test_every_answer_can_be_printed() -> None:
    for payload in payloads(min(COUNT, 2000), SEED + 1):
        printed = as_json(answer(as_json(payload).encode(), GRAMMAR))
        assert printed.isascii()
        assert "\n" not in printed


def assert_is_sound(payload: str, reading: Reading) -> None:
    """What holds for every reading."""
    assert reading.meanings[-1].kind == "plain", repr(payload)
    assert reading.meanings[-1].fields["text"] == reading.text.strip(" \t\r\n"), repr(payload)
    hash(reading)
    for meaning in reading.meanings:
        assert_is_sound_meaning(payload, meaning)


def assert_is_sound_meaning(payload: str, meaning: Meaning) -> None:
    """What holds for every meaning: quantities can be counted, and doubt is put into words."""
    assert meaning.quantity is None or 0 < meaning.quantity <= 10**9, repr(payload)
    assert meaning.gtin is None or meaning.gtin.isdecimal(), repr(payload)
    assert all(problem.detail for problem in meaning.problems), repr(payload)
    assert len({identifier for identifier, _ in meaning.fields.pairs}) == len(meaning.fields), repr(payload)
