"""What a payload means, beside the least that could be done with the same text."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import perf_counter_ns

import biip
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kitstation.scanning.grammar import Grammar
from tests.benchmarks.conftest import Record
from tests.benchmarks.figures import Figure, median_at_most
from tests.benchmarks.turns import in_turns

ROUNDS = 200
AT_ONCE = 50
"""Payloads of one turn: one alone takes too short a time for the clock."""

GS1 = "010541234500001310ABC123\x1d17290331"
LINK = "https://id.gs1.org/01/09520123456788/10/ABC1/21/12345?17=180426"
LABEL = (
    "[)>\x1e06\x1dP445-175186-1-ND\x1d1PTFM252012ALMA3R3MTAA\x1d30P445-175186-1-ND\x1dK\x1d1K95952283"
    "\x1d10K118292010\x1d9D2532\x1d1T0844718727\x1d11K1\x1d4LJP\x1dQ10\x1d11ZPICK\x1d12Z7795258\x1d13Z999999"
    "\x1d20Z000000000000000000000000000000\x1e\x04"
)
MARK = "[)>\x1e12\x1dMFR 0CVA5\x1dPNO 1234\x1dSEQ 786950\x1e\x04"
LCSC = "{pbn:PICK2506270148,on:GB2506270877,pc:C22437266,pm:IA0509S-2W,qty:3,mc:,cc:1,pdi:164234874,hp:null,wc:ZH}"
OWN = "24daeec7-08d8-4908-af9b-eba707a5241b"
BIN = "LOC-A-12-3"

_ELEMENT = re.compile(r"([0-9]{0,3}[A-Z])(.*)", re.DOTALL)


def parsed_by_biip(text: str) -> object:
    """What the bare library makes of a payload."""
    return biip.parse(text)


def split_at_separators(text: str) -> object:
    """Elements by identifier, without a thought of what they mean."""
    return {found[1]: found[2] for part in re.split("[\x1d\x1e,]", text) if (found := _ELEMENT.match(part))}


@pytest.mark.parametrize(
    ("name", "payload", "reference_name", "reference"),
    [
        ("a GS1 message", GS1, "bare biip", parsed_by_biip),
        ("a GS1 Digital Link", LINK, "bare biip", parsed_by_biip),
        ("a label of 15 elements", LABEL, "split by re", split_at_separators),
        ("a mark of MIL-STD-130", MARK, "split by re", split_at_separators),
        ("a label of LCSC", LCSC, "split by re", split_at_separators),
        ("our own label", OWN, "split by re", split_at_separators),
        ("the code of a bin", BIN, "split by re", split_at_separators),
    ],
)
def test_a_payload_is_read_soon(
    benchmark: BenchmarkFixture,
    record: Record,
    name: str,
    payload: str,
    reference_name: str,
    reference: Callable[[str], object],
) -> None:
    grammar = Grammar()
    read, referred = in_turns(
        benchmark, repeated(grammar.read, payload), repeated(reference, payload), rounds=ROUNDS
    )
    record(Figure(f"read {name}", read, reference_name, referred, (median_at_most(100, "µs"),), unit="µs"))


def repeated(do: Callable[[str], object], payload: str) -> Callable[[], float]:
    """Return what reads a payload many times, and tells how long one took in µs."""

    def measure() -> float:
        since = perf_counter_ns()
        for _ in range(AT_ONCE):
            do(payload)
        return (perf_counter_ns() - since) / 1e3 / AT_ONCE

    return measure
