"""`kitstation bench --stdin`: one answer a scan, at once, in order."""

from __future__ import annotations

import json
import signal
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from kitstation.domain.commands import CreateItem
from kitstation.domain.records import TrackingType
from kitstation.store.store import Store
from tests.cli.conftest import Run, Start
from tests.support.clock import SeqIds
from tests.support.world import World

KEYS = {
    "scan", "outcome", "code", "message", "part_number", "serial_number", "lot_number", "quantity", "line",
    "command_id", "elapsed_ms",
}  # fmt: skip


def answers(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def bench(run: Run, scans: bytes, *options: str) -> list[dict[str, Any]]:
    return answers(run("bench", "--kit", "KIT-1", "--stdin", "--json", *options, stdin=scans))


def codes(run: Run, scans: bytes, *options: str) -> list[str]:
    return [answer["code"] for answer in bench(run, scans, *options)]


def test_an_accepted_scan_is_answered_with_all_of_it(run: Run) -> None:
    (answer,) = bench(run, b"LOT-1\r\n")
    assert set(answer) == KEYS
    assert {
        key: answer[key] for key in ("scan", "outcome", "code", "part_number", "lot_number", "quantity")
    } == {
        "scan": "LOT-1",
        "outcome": "accepted",
        "code": "ISSUED",
        "part_number": "PASTE",
        "lot_number": "LOT-1",
        "quantity": "5",
    }
    assert answer["line"] == {
        "part_number": "PASTE",
        "required": "5",
        "issued": "5",
        "remaining": "0",
        "unit": "g",
    }
    assert answer["command_id"]
    assert answer["elapsed_ms"] > 0


def test_a_refused_scan_is_answered_and_the_run_ends_well(run: Run) -> None:
    (answer,) = bench(run, b"NOTHING\n")
    assert set(answer) == KEYS
    assert (answer["outcome"], answer["code"]) == ("refused", "UNKNOWN_CODE")
    assert [answer[key] for key in ("line", "command_id", "elapsed_ms", "quantity")] == [None] * 4


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_cr_lf_or_both_end_a_scan(run: Run, end: bytes) -> None:
    assert codes(run, end.join((b"SN-1", b"SN-1", b""))) == ["ISSUED", "ALREADY_ISSUED"]


@pytest.mark.parametrize("nothing", [b"", b"\r\n\r\n", b"\n"])
def test_empty_frames_are_no_scans(run: Run, nothing: bytes) -> None:
    assert bench(run, nothing) == []


def test_what_has_no_end_is_not_acted_on(run: Run) -> None:
    last = bench(run, b"LOT-1\nSN-1")[-1]
    assert (last["outcome"], last["code"], last["scan"]) == ("refused", "UNREADABLE_SCAN", "SN-1")
    assert bench(run, b"SN-1\n")[0]["outcome"] == "accepted"


def test_64_kib_without_an_end_are_one_refusal_and_the_next_scan_counts(run: Run) -> None:
    first, second = bench(run, b"A" * 65_536 + b"\rSN-1\r")
    assert (first["code"], first["scan"][:3]) == ("UNREADABLE_SCAN", "AAA")
    assert len(first["scan"]) < 100
    assert second["outcome"] == "accepted"


def test_every_byte_value_and_broken_utf_8_are_answered(run: Run) -> None:
    frames = [bytes((88, byte, 88)) for byte in range(256) if byte not in b"\r\n"] + [
        b"\xc3\x28",
        b"\xff\xfe",
    ]
    got = bench(run, b"\n".join(frames) + b"\nSN-1\n")
    assert [answer["code"] for answer in got] == ["UNKNOWN_CODE"] * len(frames) + ["ISSUED"]


def test_control_codes_work(run: Run) -> None:
    scans = b"SN-1\nKS.UNDO\nSN-1\nKS.RETURN\nSN-1\nKS.ISSUE\nSN-1\n"
    assert codes(run, scans) == [
        "ISSUED", "UNDONE", "ISSUED", "MODE_CHANGED", "RETURNED", "MODE_CHANGED", "ISSUED",
    ]  # fmt: skip


def test_return_mode_from_the_start_brings_all_of_a_lot_back(run: Run) -> None:
    bench(run, b"LOT-1\nSN-1\n")
    got = bench(run, b"LOT-1\nSN-1\n", "--return")
    assert [(answer["code"], answer["quantity"]) for answer in got] == [("RETURNED", "5"), ("RETURNED", "1")]


def test_quantities_are_asked_for_where_that_is_wanted(run: Run) -> None:
    got = bench(run, b"LOT-1\n2.5\n", "--ask-quantity")
    assert [(answer["code"], answer["quantity"]) for answer in got] == [
        ("QUANTITY_NEEDED", None),
        ("ISSUED", "2.5"),
    ]
    got = bench(run, b"LOT-1\nKS.1\nKS.CONFIRM\n", "--ask-quantity", "--return")
    assert [answer["code"] for answer in got] == ["QUANTITY_NEEDED", "DIGIT_TYPED", "RETURNED"]
    assert got[-1]["quantity"] == "1"


def test_the_same_lot_twice_in_a_moment_counts_once(run: Run) -> None:
    label = b"[)>\x1e06\x1d1PPASTE\x1d1TLOT-1\x1dQ1\x1e\x04\n"
    assert codes(run, label * 2) == ["ISSUED", "SCANNED_TWICE"]


def test_a_count_ends_the_run(run: Run) -> None:
    assert codes(run, b"SN-1\nLOT-1\nSCREW\n", "--count", "2") == ["ISSUED", "ISSUED"]


def test_people_read_sentences(run: Run) -> None:
    result = run("bench", "--kit", "KIT-1", "--stdin", stdin=b"SN-1\nSN-1\n")
    kit, issued, refused = result.stdout.splitlines()
    assert kit.startswith("Kit KIT-1")
    assert issued.startswith("✓ Issued SN-1")
    assert refused.startswith("✗ SN-1 was issued just now")


def test_a_scan_is_answered_while_the_input_stays_open(start: Start) -> None:
    program = start("bench", "--kit", "KIT-1", "--stdin", "--json")
    for half in (b"SN", b"-1"):
        program.send(half)
    program.send(b"\r")
    assert program.answer()["serial_number"] == "SN-1"
    program.send(b"LOT-1\n")
    assert program.answer()["lot_number"] == "LOT-1"
    program.close_input()
    assert program.wait() == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_quietly(start: Start, number: signal.Signals) -> None:
    program = start("bench", "--kit", "KIT-1", "--stdin", "--json")
    program.send(b"SN-1\n")
    program.answer()
    program.signal(number)
    assert program.wait() == 0
    assert program.rest_of_stderr() == ""


def test_a_thousand_scans_at_once_are_answered_in_order(start: Start, profile: Path) -> None:
    serials = [f"S-{number:04d}" for number in range(1000)]
    stock(profile, serials)
    program = start("bench", "--kit", "KIT-2", "--stdin", "--json")
    program.send("\r".join(serials).encode() + b"\r")
    program.close_input()
    got = program.answers()
    assert program.wait() == 0
    assert [answer["scan"] for answer in got] == serials
    assert {answer["outcome"] for answer in got} == {"accepted"}
    assert got[-1]["line"]["issued"] == "1000"
    assert len({answer["command_id"] for answer in got}) == 1000


def test_two_benches_on_one_profile_issue_each_serial_once(start: Start, profile: Path) -> None:
    serials = [f"S-{number:04d}" for number in range(60)]
    stock(profile, serials)
    programs = [start("bench", "--kit", "KIT-2", "--stdin", "--json") for _ in range(2)]
    for program in programs:
        program.send("\n".join(serials).encode() + b"\n")
        program.close_input()
    got = [program.answers() for program in programs]
    assert [program.wait() for program in programs] == [0, 0]
    accepted = [answer["serial_number"] for run in got for answer in run if answer["outcome"] == "accepted"]
    assert sorted(accepted) == serials
    refused = {answer["code"] for run in got for answer in run if answer["outcome"] == "refused"}
    assert refused <= {"ALREADY_ISSUED"}
    show = start("kit", "show", "KIT-2", "--json")
    (line,) = show.answer()["lines"]
    assert Decimal(line["issued"]) == len(serials)


def stock(profile: Path, serials: list[str]) -> None:
    """Make a kit KIT-2 that needs as many chips as there are serial numbers, and take them in."""
    store = Store(profile / "kitstation.db")
    world = World(store, ids=SeqIds(500_000))
    chip, board = world.part("CHIP", TrackingType.SERIAL), world.part("BIG", TrackingType.SERIAL)
    shelf = world.location("Chips")
    world.mbom(board, {chip: len(serials)})
    items = [
        CreateItem(
            uid=world.ids.new(), part_uid=chip, location_uid=shelf, serial_number=serial, quantity=Decimal(1)
        )
        for serial in serials
    ]
    store.execute_all([world.entry(item) for item in items], atomic=True)
    world.kit(world.run(board), number="KIT-2")
    store.close()
