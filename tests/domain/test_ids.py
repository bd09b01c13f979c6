"""Ids sort in the order in which they were made, whatever the clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.clock import SystemClock
from kitstation.domain.ids import Uuid7Source, derived_id
from tests.support.clock import NOON, FakeClock


def milliseconds_of(uid: str) -> int:
    return UUID(uid).int >> 80


@given(st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=50))
def test_ids_never_step_back_however_the_clock_jumps(jumps: list[int]) -> None:
    clock = FakeClock()
    ids = Uuid7Source(clock)
    made: list[str] = []
    for jump in jumps:
        clock.set(NOON + timedelta(milliseconds=jump))
        made += [ids.new(), ids.new()]
    assert all(earlier < later for earlier, later in pairwise(made))


def test_an_id_is_a_uuid_of_version_7() -> None:
    uid = UUID(Uuid7Source(FakeClock()).new())
    assert (uid.version, uid.variant) == (7, "specified in RFC 4122")


def test_an_id_tells_the_millisecond_in_which_it_was_made() -> None:
    clock = FakeClock(datetime(2026, 3, 2, 12, 0, 0, 123_999, tzinfo=UTC))
    assert milliseconds_of(Uuid7Source(clock).new()) == int(NOON.timestamp()) * 1000 + 123


def test_more_ids_than_the_counter_holds_borrow_from_the_next_millisecond() -> None:
    ids = Uuid7Source(FakeClock())
    made = [ids.new() for _ in range(0x1000 + 1)]
    assert made == sorted(set(made))
    first, last = milliseconds_of(made[0]), milliseconds_of(made[-1])
    assert {milliseconds_of(uid) for uid in made[:-1]} == {first}
    assert last == first + 1


def test_random_bits_fill_the_rest_of_an_id() -> None:
    def all_ones(bits: int) -> int:
        return (1 << bits) - 1

    assert Uuid7Source(FakeClock(), all_ones).new().endswith("-7000-bfff-ffffffffffff")


def test_two_stations_make_different_ids_in_the_same_millisecond() -> None:
    clock = FakeClock()
    assert Uuid7Source(clock).new() != Uuid7Source(clock).new()


def test_every_replica_derives_the_same_id() -> None:
    command = "00000000-0001-7000-8000-000000000000"
    assert (
        derived_id(command, "part") == derived_id(command, "part") == "400d23fd-6840-5de2-bfcd-ef4e327d4ea7"
    )


@pytest.mark.parametrize(
    ("command", "role"),
    [
        ("00000000-0001-7000-8000-000000000000", "another part"),
        ("00000000-0002-7000-8000-000000000000", "part"),
    ],
)
def test_another_command_or_role_derives_another_id(command: str, role: str) -> None:
    assert derived_id(command, role) != derived_id("00000000-0001-7000-8000-000000000000", "part")


def test_the_system_clock_tells_the_time_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)
