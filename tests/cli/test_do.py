"""`kitstation do`: commands in, outcomes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kitstation.cli.app import app
from kitstation.domain.commands import CreateOperator
from kitstation.domain.records import Role
from kitstation.station.operators import hash_pin
from kitstation.store import tables
from kitstation.store.store import Store
from tests.cli.conftest import Run
from tests.support.clock import SeqIds
from tests.support.tables import contents
from tests.support.world import World

PART = {"kind": "CreatePart", "command_id": "c-1", "part_number": "NUT", "tracking": "lot"}
PLACE = {"kind": "CreateLocation", "command_id": "c-2", "name": "Drawer"}


def lines(*commands: object) -> bytes:
    return b"".join(json.dumps(command).encode() + b"\n" for command in commands)


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def outcomes(result: Result) -> list[str]:
    return [answer["outcome"] for answer in answers(result)]


def test_what_is_made_is_told_with_its_uid_and_its_generated_number(run: Run) -> None:
    made = answers(run("do", "--json", stdin=lines(PART, PLACE)))
    part, place = (answer["records"][0]["uid"] for answer in made)
    item = {
        "kind": "CreateItem",
        "part_uid": part,
        "location_uid": place,
        "quantity": "5",
        "autogenerate_lot_number": True,
    }
    result = run("do", "--json", stdin=lines(item))
    (answer,) = answers(result)
    (record,) = answer["records"]
    assert (result.exit_code, answer["outcome"], record["kind"]) == (0, "accepted", "InventoryItem")
    assert record["lot_number"].startswith("NUT-L")
    assert answer["moved"][0]["quantity"] == "5"


def test_the_same_line_again_is_harmless(run: Run) -> None:
    assert outcomes(run("do", "--json", stdin=lines(PART, PART))) == ["accepted", "repeated"]
    result = run("do", "--json", stdin=lines(PART))
    assert (result.exit_code, outcomes(result)) == (0, ["repeated"])


def test_a_refusal_says_why_and_ends_with_1(run: Run) -> None:
    again = PART | {"command_id": "c-9"}
    result = run("do", "--json", stdin=lines(PART, again, PLACE))
    assert (result.exit_code, outcomes(result)) == (1, ["accepted", "refused", "accepted"])
    refused = answers(result)[1]
    assert (refused["line"], refused["code"], refused["facts"]["what"]) == (2, "DUPLICATE", "part")
    assert refused["headline"]
    assert refused["sentence"]


def test_a_line_that_is_no_command_says_where_and_what(run: Run) -> None:
    result = run("do", "--json", stdin=b"\n" + lines(PART | {"unit": 5}) + b"\xff\n" + lines(PLACE))
    assert (result.exit_code, outcomes(result)) == (2, ["error", "error", "accepted"])
    first, second, _ = answers(result)
    assert (first["line"], first["where"]) == (2, "unit")
    assert (second["line"], second["where"], second["message"]) == (3, "byte 1", "it is no UTF-8")


def test_people_are_told_in_words(run: Run) -> None:
    result = run("do", stdin=lines(PART, PART | {"command_id": "c-9"}, {}))
    first, second, third = result.stdout.splitlines()
    assert first.startswith("1 ✓ CreatePart accepted; Part ")
    assert second.startswith("2 ✗ CreatePart DUPLICATE: NUT")
    assert third == "3 ! kind: it is missing"


@pytest.mark.parametrize("bad", [PLACE | {"name": ""}, {"kind": "Explode"}])
def test_all_or_none(run: Run, profile: Path, bad: dict[str, str]) -> None:
    def stock() -> object:
        store = Store(profile / "kitstation.db")
        try:
            return contents(store)
        finally:
            store.close()

    before = stock()
    result = run("do", "--atomic", "--json", stdin=lines(PART, bad, PLACE))
    assert result.exit_code in {1, 2}
    told = outcomes(result)
    assert (told[0], told[2]) == ("not done", "not done")
    assert told[1] in {"refused", "error"}
    assert stock() == before
    assert outcomes(run("do", "--atomic", "--json", stdin=lines(PART, PLACE))) == ["accepted"] * 2


def test_batches_answer_every_line_in_order(run: Run, tmp_path: Path) -> None:
    wanted = [PLACE | {"command_id": f"c-{number}", "name": f"D{number}"} for number in range(7)]
    wanted[3] = {"kind": "Explode"}
    file = tmp_path / "commands.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + lines(*wanted, wanted[0]))
    result = run("do", str(file), "--batch", "3", "--json")
    assert [answer["line"] for answer in answers(result)] == list(range(1, 9))
    assert outcomes(result) == ["accepted"] * 3 + ["error"] + ["accepted"] * 3 + ["repeated"]
    assert result.exit_code == 2


def test_a_file_that_is_not_there_is_wrong_usage(run: Run) -> None:
    assert run("do", "nowhere.jsonl").exit_code == 2
    assert run("do", "--atomic", "--batch", "2", stdin=b"").exit_code == 2


def test_the_schema_is_printed_without_a_profile(run: Run) -> None:
    result = run("do", "--schema")
    assert "IssueItem" in json.loads(result.stdout)["$defs"]


def test_a_journal_that_is_fed_back_makes_the_same_again(run: Run, profile: Path, tmp_path: Path) -> None:
    run("bench", "--kit", "KIT-1", "--stdin", stdin=b"SN-1\nLOT-1\nKS.UNDO\nSCREW\n")
    store = Store(profile / "kitstation.db")
    with store.reading() as reader:
        rows = reader.execute(tables.journal.select().order_by(tables.journal.c.seq)).mappings().all()
    before = contents(store)
    store.close()
    names = ("kind", "command_id", "format", "payload", "operator", "station")
    fed = [{name: row[name] for name in names} | {"at": row["at"].isoformat()} for row in rows]
    result = CliRunner().invoke(
        app, ["do", "--batch", "5", "--json", "--profile", str(tmp_path / "other")], input=lines(*fed)
    )
    assert set(outcomes(result)) == {"accepted"}
    again = Store(tmp_path / "other" / "kitstation.db")
    assert contents(again) == before
    again.close()


def test_things_are_moved_at_the_bench_without_a_screen(run: Run) -> None:
    result = run("bench", "--stdin", "--json", stdin=b"Stores\nSN-1\nKS.UNDO\nKIT-1\nSN-1\n")
    codes = [answer["code"] for answer in answers(result)]
    assert codes == ["PLACE_HELD", "MOVED", "UNDONE", "KIT_OPENED", "ISSUED"]


def hire(profile: Path, name: str, role: Role, pin: str = "") -> None:
    store = Store(profile / "kitstation.db")
    world = World(store, ids=SeqIds(10_000 + len(name) * 100 + ord(name[0])))
    pin_hash = hash_pin(pin) if pin else ""
    uid = world.ids.new()
    world.do(CreateOperator(uid=uid, name=name, badge=f"B-{name}", role=role, pin_hash=pin_hash))
    store.close()


def test_commands_are_those_of_the_operator_who_is_named(run: Run, profile: Path) -> None:
    hire(profile, "Boss", Role.ADMINISTRATOR)
    hire(profile, "Ada", Role.TECHNICIAN)
    rules = {"kind": "SetRules", "any_revision": True}
    nobody, technician, boss, before = (
        answers(run(*arguments, "--json", stdin=lines(rules)))[0]
        for arguments in (
            ("do",),
            ("do", "--operator", "Ada"),
            ("do", "--operator", "Boss"),
            ("--operator", "Boss", "do"),
        )
    )
    assert (nobody["code"], nobody["headline"]) == ("NOT_ALLOWED", "Nobody is signed on")
    assert technician["headline"] == "A technician may not do that"
    assert boss["outcome"] == before["outcome"] == "accepted"
    assert run("do", "--operator", "Eve", stdin=b"").exit_code == 2


def test_an_operator_is_named_before_any_command(run: Run, profile: Path) -> None:
    hire(profile, "Boss", Role.ADMINISTRATOR)
    refused = run("supplier", "create", "Acme")
    assert refused.exit_code == 1
    assert run("--operator", "Boss", "supplier", "create", "Acme").exit_code == 0
    # It holds for that run alone.
    assert run("supplier", "create", "Other").exit_code == 1


def test_a_pin_is_read_from_the_environment(run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hire(profile, "Boss", Role.ADMINISTRATOR, "4711")
    assert run("do", "--operator", "Boss", stdin=b"").exit_code == 2
    monkeypatch.setenv("KITSTATION_PIN", "0000")
    assert run("do", "--operator", "Boss", stdin=b"").exit_code == 2
    monkeypatch.setenv("KITSTATION_PIN", "4711")
    assert run("do", "--operator", "Boss", stdin=lines(PLACE)).exit_code == 0


def test_badges_work_at_the_bench_without_a_screen(run: Run, profile: Path) -> None:
    hire(profile, "Boss", Role.ADMINISTRATOR)
    hire(profile, "Ada", Role.TECHNICIAN)
    result = run("bench", "--kit", "KIT-1", "--stdin", "--json", stdin=b"SN-1\nB-Ada\nSN-1\n")
    assert [answer["code"] for answer in answers(result)] == ["NOT_ALLOWED", "SIGNED_ON", "ISSUED"]
    assert answers(result)[1]["scan"] == ""
