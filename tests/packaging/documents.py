"""What the documents say of the command line: commands to type, options, files."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from typer.main import get_command

from kitstation.cli.app import app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
HELP = (ROOT / "resources" / "help" / "help.md").read_text(encoding="utf-8")
GIVEN_BEFORE = ("--operator", "--profile")
"""They may stand before the command's name, each with its value."""
PROGRAMS = ("kitstation", "packaging/run")

_SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_BLOCK = re.compile(r"```.*?```", re.DOTALL)
_INLINE = re.compile(r"`([^`]+)`")


@cache
def program() -> Any:  # noqa: ANN401 - typer's own kind of command
    """Return the whole command line; making it takes a moment."""
    return get_command(app)


def typed(text: str) -> list[str]:
    """Return the lines of a document's shell blocks."""
    return [line for block in _SHELL.findall(text) for line in block.splitlines() if line.strip()]


def inline(text: str) -> list[str]:
    """Return what a document's sentences write as code."""
    return [" ".join(found.split()) for found in _INLINE.findall(_BLOCK.sub("", text))]


def arguments(line: str) -> list[str]:
    """Return what the program gets of a line; nothing where another program is called."""
    program, *rest = shlex.split(line, comments=True)
    return rest if program in PROGRAMS else []


def commands_named(text: str) -> list[str]:
    """Return the lines that call the program, from blocks and from sentences."""
    return [
        line
        for line in (*typed(text), *inline(text))
        if line.split()[:1] and line.split()[0] in PROGRAMS and len(line.split()) > 1
    ]


def command_at(words: list[str]) -> tuple[Any, list[str]]:
    """Return the command that the words lead to, and the words behind it."""
    command = program()
    while words and words[0] in GIVEN_BEFORE:
        words = words[2:]
    while words and words[0] in getattr(command, "commands", {}):
        command, words = command.commands[words[0]], words[1:]
    return command, words


def options_of(command: Any) -> set[str]:  # noqa: ANN401 - typer's own kind of command
    """Return the options that a command knows."""
    return {name for one in command.params for name in (*one.opts, *one.secondary_opts)} | {"--help"}


def every_command() -> Iterator[tuple[str, Any]]:
    """Return every command with the words that lead to it, groups too."""

    def walk(command: Any, words: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - typer's own kind
        yield words, command
        for name, child in getattr(command, "commands", {}).items():
            yield from walk(child, f"{words} {name}")

    yield from walk(program(), "kitstation")
