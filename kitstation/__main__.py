"""Starts the program: ``kitstation`` and ``python -m kitstation``."""

from __future__ import annotations

import io
import sys

from kitstation.cli.app import app
from kitstation.cli.boundary import ExitCode


def main() -> None:
    """Run the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a character shows a question mark in its place.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if any(map(_is_torn, sys.argv)):
        sys.stderr.write("Something on the command line is no text in the terminal's encoding: use UTF-8.\n")
        sys.exit(ExitCode.WRONG_USAGE)
    app(prog_name="kitstation")


def _is_torn(argument: str) -> bool:
    """Whether bytes of an argument stand for no sign; nothing could keep or print them."""
    return any("\udc80" <= sign <= "\udcff" for sign in argument)


if __name__ == "__main__":
    main()
