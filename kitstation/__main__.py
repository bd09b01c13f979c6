"""Starts the program: ``kitstation`` and ``python -m kitstation``."""

from __future__ import annotations

import io
import sys

from kitstation.cli.app import app


def main() -> None:
    """Run the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a character shows a question mark in its place.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    app(prog_name="kitstation")


if __name__ == "__main__":
    main()
