"""Operators from the command line: who may sign on, by which badge and PIN, and what they may do."""

from __future__ import annotations

import json
import os
import pty
from pathlib import Path
from select import select

import pytest

from kitstation.station.operators import is_pin, load_staff
from kitstation.store.store import Store
from tests.cli.conftest import Run
from tests.cli.processes import PATIENCE_S, Program
from tests.cli.test_inventory_commands import out, refused

BOSS = ("--operator", "Boss")


@pytest.fixture
def boss(run: Run) -> None:
    """An administrator; from now on nobody else may record operators."""
    out(run("operator", "create", "Boss", "--badge", "B-1", "--role", "administrator", "--json"))


def pin_opens(profile: Path, name: str, pin: str) -> bool:
    store = Store(profile / "kitstation.db")
    try:
        known = load_staff(store).named(name)
    finally:
        store.close()
    assert known is not None
    return is_pin(known, pin)


def test_the_first_operator_is_recorded_by_anybody(run: Run) -> None:
    assert "--role administrator" in run("operator", "list").stdout
    made = out(run("operator", "create", "Boss", "--badge", "B-1", "--role", "administrator", "--json"))
    assert (made["name"], made["badge"], made["role"]) == ("Boss", "B-1", "administrator")
    assert (made["has_pin"], made["active"]) == (False, True)
    assert out(run("operator", "list", "--json")) == [made]


@pytest.mark.usefixtures("boss")
def test_only_an_administrator_changes_operators(run: Run) -> None:
    create = ("operator", "create", "Ada", "--badge", "B-2", "--json")
    assert refused(run(*create)) == "Nobody is signed on."
    assert out(run(*BOSS, *create))["role"] == "technician"
    as_ada = ("--operator", "Ada", "operator")
    for change in (
        ("create", "Bob", "--badge", "B-3"),
        ("update", "Ada", "--role", "supervisor"),
        ("deactivate", "Ada"),
    ):
        assert refused(run(*as_ada, *change, "--json")) == "A technician may not do that."


@pytest.mark.usefixtures("boss")
def test_an_operator_is_changed_deactivated_and_taken_back(run: Run) -> None:
    run(*BOSS, "operator", "create", "Ada", "--badge", "B-2")
    changed = out(run(*BOSS, "operator", "update", "Ada", "--badge", "B-9", "--role", "supervisor", "--json"))
    assert (changed["badge"], changed["role"]) == ("B-9", "supervisor")
    assert run(*BOSS, "operator", "deactivate", "Ada").stdout == "Ada signs on no more.\n"
    assert [one["name"] for one in out(run("operator", "list", "--json"))] == ["Boss"]
    assert [one["name"] for one in out(run("operator", "list", "--all", "--json"))] == ["Boss", "Ada"]
    assert out(run(*BOSS, "operator", "update", "Ada", "--active", "--json"))["active"] is True
    assert "Ada" in run("operator", "list").stdout


@pytest.mark.usefixtures("boss")
def test_the_only_administrator_stays_one_while_others_work_here(run: Run) -> None:
    run(*BOSS, "operator", "create", "Ada", "--badge", "B-2")
    for change in (("deactivate", "Boss"), ("update", "Boss", "--role", "technician")):
        assert refused(run(*BOSS, "operator", *change, "--json")) == "Boss is the only administrator."
    run(*BOSS, "operator", "update", "Ada", "--role", "administrator")
    assert run(*BOSS, "operator", "deactivate", "Boss").exit_code == 0


@pytest.mark.usefixtures("boss")
def test_who_works_here_alone_may_go(run: Run) -> None:
    assert run(*BOSS, "operator", "deactivate", "Boss").exit_code == 0
    assert run("supplier", "create", "Acme").exit_code == 0


@pytest.mark.usefixtures("boss")
@pytest.mark.parametrize(("name", "badge"), [("Boss", "B-2"), ("Ada", "B-1")])
def test_a_name_and_a_badge_are_one_persons(run: Run, name: str, badge: str) -> None:
    result = run(*BOSS, "operator", "create", name, "--badge", badge, "--json")
    assert "exists already" in refused(result)


@pytest.mark.usefixtures("boss")
def test_a_name_that_nobody_has_is_refused_with_those_like_it(run: Run) -> None:
    result = run(*BOSS, "operator", "deactivate", "bos", "--json")
    assert refused(result) == "There is no operator bos."
    assert "Is it Boss?" in json.loads(result.stderr)["detail"]


def test_a_pin_comes_from_the_environment_and_never_from_an_argument(
    run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = ("operator", "create", "Boss", "--badge", "B-1", "--role", "administrator", "--pin")
    no_terminal = run(*create)
    assert no_terminal.exit_code == 2
    assert "KITSTATION_NEW_PIN" in no_terminal.stderr
    assert run(*create, "4711").exit_code == 2
    monkeypatch.setenv("KITSTATION_NEW_PIN", "47")
    too_short = run(*create)
    assert too_short.exit_code == 2
    assert "4 to 12 digits" in too_short.stderr
    monkeypatch.setenv("KITSTATION_NEW_PIN", "4711")
    assert out(run(*create, "--json"))["has_pin"] is True
    assert pin_opens(profile, "Boss", "4711")


def test_the_pin_of_who_acts_is_not_the_one_that_is_set(
    run: Run, profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KITSTATION_NEW_PIN", "1111")
    run("operator", "create", "Boss", "--badge", "B-1", "--role", "administrator", "--pin")
    monkeypatch.setenv("KITSTATION_PIN", "1111")
    monkeypatch.setenv("KITSTATION_NEW_PIN", "2222")
    assert run(*BOSS, "operator", "create", "Ada", "--badge", "B-2", "--pin").exit_code == 0
    assert pin_opens(profile, "Ada", "2222")
    assert out(run(*BOSS, "operator", "update", "Ada", "--no-pin", "--json"))["has_pin"] is False
    assert run(*BOSS, "operator", "update", "Ada", "--no-pin", "--pin").exit_code == 2


def test_a_pin_is_asked_for_at_a_terminal_and_not_shown(profile: Path) -> None:
    near, far = pty.openpty()
    program = Program("-c", _AT_A_TERMINAL, os.ttyname(far), str(profile))
    try:
        shown = b""
        for asked in (b"New PIN of Boss: ", b"Once more: "):
            while asked not in shown:
                assert select([near], [], [], PATIENCE_S)[0], shown
                shown += os.read(near, 1024)
            os.write(near, b"4711\n")
        assert program.wait() == 0, program.rest_of_stderr()
        assert b"4711" not in shown
    finally:
        program.end()
        os.close(near)
        os.close(far)
    assert pin_opens(profile, "Boss", "4711")


_AT_A_TERMINAL = """
import os, sys
os.setsid()
terminal = os.open(sys.argv[1], os.O_RDWR)
for stream in (0, 2):
    os.dup2(terminal, stream)
from kitstation.__main__ import main
create = ["operator", "create", "Boss", "--badge", "B-1", "--role", "administrator", "--pin"]
sys.argv = ["kitstation", *create, "--profile", sys.argv[2]]
main()
"""
