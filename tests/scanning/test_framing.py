"""Frames from a byte stream."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitstation.scanning.framing import BurstCutter, Frame, Framer, Overflow


def frames_of(*chunks: bytes, max_length: int = 4096) -> list[Frame | Overflow]:
    framer = Framer(max_length)
    return [event for chunk in chunks for event in framer.feed(chunk)]


@pytest.mark.parametrize("terminator", [b"\r", b"\n", b"\r\n"])
def test_every_usual_terminator_ends_a_frame(terminator: bytes) -> None:
    assert frames_of(b"A1" + terminator + b"B2" + terminator) == [Frame(b"A1"), Frame(b"B2")]


def test_empty_frames_are_dropped() -> None:
    assert frames_of(b"\r\n\r\n\n\rA\r\r") == [Frame(b"A")]


def test_a_torn_frame_is_never_delivered() -> None:
    framer = Framer()
    assert framer.feed(b"SN123") == []
    assert framer.feed(b"456\r") == [Frame(b"SN123456")]


def test_a_crlf_that_is_torn_apart_ends_one_frame() -> None:
    assert frames_of(b"A\r", b"\nB\r", b"\n") == [Frame(b"A"), Frame(b"B")]


def test_every_byte_but_the_terminators_is_kept_in_the_frame() -> None:
    every_byte = bytes(value for value in range(256) if value not in b"\r\n")
    assert frames_of(every_byte + b"\r") == [Frame(every_byte)]


def test_separators_at_both_ends_of_a_frame_are_kept() -> None:
    assert frames_of(b"\x1dA\x1e\x04\x1c\x1f\r") == [Frame(b"\x1dA\x1e\x04\x1c\x1f")]


def test_utf8_is_decoded_as_such() -> None:
    assert Frame("10 µF".encode()).text == "10 µF"


def test_invalid_utf8_is_decoded_byte_by_byte() -> None:
    assert Frame(b"10 \xb5F").text == "10 µF"


@settings(deadline=None)
@given(st.binary())
def test_decoding_never_fails(raw: bytes) -> None:
    assert len(Frame(raw).text) <= len(raw)


def test_a_frame_of_exactly_the_limit_is_delivered() -> None:
    assert frames_of(b"12345678\r", max_length=8) == [Frame(b"12345678")]


def test_an_overlong_frame_is_reported_once_with_its_beginning_and_the_next_one_is_read() -> None:
    assert frames_of(b"123456789", b"abc" * 10, b"\rB2\r", max_length=8) == [
        Overflow(b"12345678"),
        Frame(b"B2"),
    ]


def test_64_kib_without_an_end_overflow_once_and_recover() -> None:
    chunks = [b"x" * 1024] * 64
    assert frames_of(*chunks, b"\nA\n") == [Overflow(b"x" * 4096), Frame(b"A")]


def test_each_overlong_frame_is_reported() -> None:
    assert frames_of(b"aaaaa\rbbbbb\r", max_length=4) == [Overflow(b"aaaa"), Overflow(b"bbbb")]


def test_discarding_returns_the_partial_frame_and_forgets_it() -> None:
    framer = Framer()
    framer.feed(b"A\rhalf")
    assert framer.discard() == b"half"
    assert framer.discard() == b""
    assert framer.feed(b"B\r") == [Frame(b"B")]


def test_discarding_ends_the_dropping_of_an_overlong_frame() -> None:
    framer = Framer(4)
    framer.feed(b"12345")
    assert framer.discard() == b""
    assert framer.feed(b"A\r") == [Frame(b"A")]


@settings(deadline=None)
@given(st.lists(st.binary(max_size=12) | st.sampled_from([b"\r", b"\n", b"\r\n", b"A" * 9]), max_size=30))
def test_the_chunking_makes_no_difference(chunks: list[bytes]) -> None:
    whole = b"".join(chunks)
    at_once = frames_of(whole, max_length=8)
    assert frames_of(*chunks, max_length=8) == at_once
    assert frames_of(*(whole[at : at + 1] for at in range(len(whole))), max_length=8) == at_once


@settings(deadline=None)
@given(st.lists(st.binary(min_size=1).filter(lambda raw: not set(raw) & set(b"\r\n"))))
def test_what_was_framed_comes_back(payloads: list[bytes]) -> None:
    assert frames_of(b"".join(raw + b"\r\n" for raw in payloads)) == [Frame(raw) for raw in payloads]


def test_megabytes_in_one_chunk_are_framed() -> None:
    assert frames_of(b"x" * 8_000_000 + b"\r" * 8_000_000 + b"A\r") == [Overflow(b"x" * 4096), Frame(b"A")]


def test_silence_ends_a_frame_that_has_begun_and_nothing_else() -> None:
    framer = Framer()
    assert framer.end() == []
    assert framer.feed(b"A") == []
    assert framer.end() == [Frame(b"A")]
    assert framer.end() == []


def test_a_burst_is_all_that_came_with_its_terminators() -> None:
    cutter = BurstCutter(max_length=8)
    assert cutter.end() == []
    assert cutter.feed(b"A\r\n") + cutter.feed(b"B\t") == []
    assert cutter.end() == [Frame(b"A\r\nB\t")]
    assert cutter.feed(b"12345") + cutter.feed(b"67890") + cutter.feed(b"!") == []
    assert cutter.end() == [Frame(b"12345678")]
    cutter.feed(b"half")
    assert cutter.discard() == b"half"
    assert cutter.end() == []
