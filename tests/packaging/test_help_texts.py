"""The help in the program is true of the command line: its commands are there, with the options that it names."""

from __future__ import annotations

import pytest

from tests.packaging.documents import (
    HELP,
    README,
    command_at,
    commands_named,
    every_command,
    inline,
    options_of,
)

NAMED = sorted({line for line in commands_named(HELP) + commands_named(README) if "…" not in line})


def is_true(line: str) -> bool:
    """Whether a command that is named exists, with its options."""
    command, rest = command_at(line.split("#", maxsplit=1)[0].split()[1:])
    leads_nowhere = bool(rest) and hasattr(command, "commands") and not rest[0].startswith("-")
    named = {word.split("=")[0] for word in rest if word.startswith("--")}
    return not leads_nowhere and named <= options_of(command)


def test_every_command_that_is_named_exists() -> None:
    assert len(commands_named(HELP)) > 10
    assert [line for line in NAMED if not is_true(line)] == []


@pytest.mark.parametrize("line", ["kitstation kid list", "kitstation kit lost", "kitstation kit list --jsn"])
def test_a_command_that_is_not_there_is_noticed(line: str) -> None:
    assert not is_true(line)


def test_every_option_that_the_help_names_exists() -> None:
    known = set().union(*(options_of(command) for _, command in every_command()))
    named = {word.split("=")[0] for text in inline(HELP) for word in text.split() if word.startswith("--")}
    assert named
    assert named <= known
