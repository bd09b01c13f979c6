"""Faults: told in words, never as a traceback, and written down."""

from __future__ import annotations

import json
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from typer.testing import CliRunner

from kitstation.cli.app import app
from tests.cli.conftest import Run, Start
from tests.cli.processes import Program
from tests.support.tables import tamper

pytestmark = pytest.mark.usefixtures("caplog")


def test_a_damaged_database_is_told_with_what_to_do(start: Start, profile: Path) -> None:
    (profile / "kitstation.db").write_bytes(b"this is no database " * 500)
    program = start("kit", "list", "--json")
    fault = json.loads(program.rest_of_stderr())
    assert program.wait() == 3
    assert fault["title"] == "The database file is not a database"
    assert "kitstation.db" in fault["detail"]
    assert "restore the newest backup" in fault["hint"]
    assert program.answers() == []


def test_a_damaged_page_is_told_too(run: Run, profile: Path) -> None:
    path = profile / "kitstation.db"
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = b"\xff" * (len(damaged) - 4096)
    path.write_bytes(damaged)
    for leftover in profile.glob("kitstation.db-*"):
        leftover.unlink()
    result = run("kit", "list")
    assert result.exit_code == 3
    assert "The database is damaged" in result.stderr


def test_a_database_of_a_newer_version_is_not_touched(run: Run, profile: Path) -> None:
    tamper(profile / "kitstation.db", "UPDATE alembic_version SET version_num = '9999'")
    result = run("inventory", "list")
    assert result.exit_code == 3
    assert result.stderr.splitlines()[0] == "This profile was used by a newer version of kitstation"


def test_a_profile_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = CliRunner().invoke(app, ["kit", "list", "--profile", str(tmp_path / "file" / "profile")])
    assert result.exit_code == 3
    assert "--profile" in result.stderr


def test_settings_that_cannot_be_read_are_left_alone(run: Run, profile: Path) -> None:
    (profile / "settings.json").write_text("{not json", encoding="utf-8")
    result = run("kit", "list", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stderr)["title"] == "The settings cannot be read"
    assert (profile / "settings.json").read_text(encoding="utf-8") == "{not json"


def test_a_bug_is_told_in_words_and_logged_with_its_traceback(
    run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("kitstation.store.queries.kits.newest_kits", broken)
    result = run("kit", "list")
    assert result.exit_code == 3
    assert "Traceback" not in result.output
    assert "ZeroDivisionError: oops" in result.stderr
    logged = [json.loads(line) for line in (profile / "kitstation.log").read_text("utf-8").splitlines()]
    assert "Traceback" in logged[-1]["exception"]
    assert "Traceback" in run("kit", "list", "--debug").stderr


def test_a_scan_that_cannot_be_saved_is_refused_and_the_next_one_is_read(start: Start, profile: Path) -> None:
    program = start("bench", "--kit", "KIT-1", "--stdin", "--json")
    program.send(b"NOTHING\n")
    assert program.answer()["code"] == "UNKNOWN_CODE"
    other = sqlite.connect(profile / "kitstation.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    program.send(b"SN-1\n")
    locked = program.answer()
    assert (locked["scan"], locked["outcome"], locked["code"]) == ("SN-1", "refused", "FAULT")
    assert "in use by another program" in locked["message"]
    other.execute("ROLLBACK")
    other.close()
    program.send(b"SN-1\n")
    assert program.answer()["outcome"] == "accepted"
    program.close_input()
    assert program.wait() == 3
    assert json.loads(program.rest_of_stderr())["title"] == "The database is in use by another program"


def test_every_verdict_is_in_the_log(run: Run, profile: Path) -> None:
    result = run("bench", "--kit", "KIT-1", "--stdin", "--json", stdin=b"SN-1\nNOTHING\n")
    first = json.loads(result.stdout.splitlines()[0])
    lines = (profile / "kitstation.log").read_text(encoding="utf-8").splitlines()
    verdicts = [entry for entry in map(json.loads, lines) if entry["event"] == "verdict"]
    assert [(entry["code"], entry["scan"], entry["kit"]) for entry in verdicts] == [
        ("KIT_OPENED", "", "KIT-1"),
        ("ISSUED", "SN-1", "KIT-1"),
        ("UNKNOWN_CODE", "NOTHING", "KIT-1"),
    ]
    assert verdicts[1]["command_id"] == first["command_id"]


def test_a_reader_of_the_output_that_goes_away_is_no_fault(profile: Path) -> None:
    program = Program("-c", _WRITES_INTO_NOTHING, str(profile))
    assert program.rest_of_stderr() == ""
    assert program.wait() == 1
    program.end()


_WRITES_INTO_NOTHING = """
import os, sys
near, far = os.pipe()
os.close(near)
os.dup2(far, 1)
from kitstation.__main__ import main
sys.argv = ["kitstation", "kit", "list", "--json", "--profile", sys.argv[1]]
main()
"""
