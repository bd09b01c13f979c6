"""The real program in a process of its own, whose lines are waited for and never slept for."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0


class Program:
    """A Python program with its three streams."""

    def __init__(self, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._out, self._out_thread = _lines_of(self._process.stdout)
        self._err, self._err_thread = _lines_of(self._process.stderr)

    def send(self, data: bytes) -> None:
        """Write to its standard input."""
        assert self._process.stdin is not None
        self._process.stdin.write(data)
        self._process.stdin.flush()

    def close_input(self) -> None:
        """End its standard input."""
        assert self._process.stdin is not None
        self._process.stdin.close()

    def close_output(self) -> None:
        """Stop listening to its standard output."""
        assert self._process.stdout is not None
        self._process.stdout.close()

    def answer(self) -> dict[str, Any]:
        """Wait for the next line of standard output, and read it as JSON."""
        line = self._out.get(timeout=PATIENCE_S)
        assert line is not None, f"the program has ended: {self.rest_of_stderr()}"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def told(self) -> str:
        """Wait for the next line of standard error."""
        line = self._err.get(timeout=PATIENCE_S)
        assert line is not None, "the program has ended"
        return line

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        self._process.send_signal(number)

    def wait(self) -> int:
        """Wait for its end and return its exit code."""
        return self._process.wait(PATIENCE_S)

    def answers(self) -> list[dict[str, Any]]:
        """Wait for its end and return the rest of standard output, as JSON."""
        self.wait()
        self._out_thread.join(PATIENCE_S)
        return [json.loads(line) for line in _rest(self._out)]

    def rest_of_stderr(self) -> str:
        """Wait for its end and return the rest of standard error."""
        self.wait()
        self._err_thread.join(PATIENCE_S)
        return "".join(_rest(self._err))

    def end(self) -> None:
        """End it whatever it does."""
        self._process.kill()
        self._process.wait(PATIENCE_S)
        self._out_thread.join(PATIENCE_S)
        self._err_thread.join(PATIENCE_S)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue


def _lines_of(stream: IO[bytes] | None) -> tuple[SimpleQueue[str | None], threading.Thread]:
    assert stream is not None
    lines: SimpleQueue[str | None] = SimpleQueue()
    thread = threading.Thread(target=_read, args=(stream, lines))
    thread.start()
    return lines, thread


def _read(stream: IO[bytes], lines: SimpleQueue[str | None]) -> None:
    for line in stream:
        lines.put(line.decode())
    lines.put(None)


def _rest(lines: SimpleQueue[str | None]) -> list[str]:
    rest = []
    while not lines.empty():
        line = lines.get()
        if line is not None:
            rest.append(line)
    return rest
