"""Killed at any point between "scan read" and "shown": what was shown is there, and nothing is there twice."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kitstation.store.audit import audit
from kitstation.store.queries import kits
from kitstation.store.store import Store
from tests.cli.conftest import Start
from tests.cli.processes import Program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

SCANS = ("SN-1", "LOT-1", "SCREW")
SENT = "".join(f"{scan}\r" for scan in SCANS).encode()
BEFORE_COMMIT = ("scan.read", "scan.resolved", "store.begin", "store.decided", "store.written")


def issued(profile: Path) -> dict[str, int]:
    """Return what each line of the kit holds, after the books have been found right."""
    store = Store(profile / "kitstation.db")
    try:
        assert audit(store).is_clean
        with store.reading() as reader:
            header = kits.kit_by_number(reader, "KIT-1")
            assert header is not None
            lines = kits.kit_lines(reader, header.uid, header.created_at.date())
        return {line.part_number: int(line.issued) for line in lines}
    finally:
        store.close()


def journalled(profile: Path) -> set[str]:
    store = Store(profile / "kitstation.db")
    try:
        with store.reading() as reader:
            return set(reader.exec_driver_sql("SELECT command_id FROM journal").scalars())
    finally:
        store.close()


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("point", [*BEFORE_COMMIT, "store.committed"])
def test_a_kill_loses_nothing_that_was_shown_and_repeats_nothing(
    start: Start, profile: Path, point: str, times: int
) -> None:
    killed = Program("-m", "tests.cli.killed_bench", str(profile), point, str(times))
    try:
        killed.send(SENT)
        killed.close_input()
        shown = killed.answers()
        assert killed.wait() == -9
    finally:
        killed.end()
    assert [answer["scan"] for answer in shown] == list(SCANS[: times - 1])
    assert {answer["command_id"] for answer in shown} <= journalled(profile)
    there = sum(amount > 0 for amount in issued(profile).values())
    assert there == (times if point == "store.committed" else times - 1)

    again = start("bench", "--kit", "KIT-1", "--stdin", "--json")
    again.send(SENT)
    again.close_input()
    outcomes = [answer["outcome"] for answer in again.answers()]
    assert outcomes == ["refused"] * there + ["accepted"] * (len(SCANS) - there)
    assert issued(profile) == {"RADIO": 1, "PASTE": 5, "SCREW": 8}
