"""The bench on standard input, in a process that kills itself when it reaches a named point."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import cast

from kitstation.bootstrap import open_profile, open_station
from kitstation.cli.bench import answer_all
from kitstation.cli.interruption import Interruption
from kitstation.cli.scan_sources import ByteStream, from_stream
from kitstation.station.bench import BenchPolicy


class Killer:
    """Kills the process at the n-th time that a point is reached."""

    def __init__(self, point: str, times: int) -> None:
        self._point = point
        self._left = times

    def reach(self, point: str) -> None:
        """Take notice of a point."""
        self._left -= point == self._point
        if not self._left:
            os.kill(os.getpid(), signal.SIGKILL)


def main(profile: str, point: str, times: str) -> None:
    """Scan into KIT-1 from standard input, until killed."""
    killer = Killer(point, int(times))
    with open_profile(Path(profile)) as opened, open_station(opened, reach=killer.reach) as station:
        session = station.bench(BenchPolicy())
        session.open_kit("KIT-1")
        stream = cast("ByteStream", sys.stdin.buffer)
        answer_all(session, from_stream(stream, station.clock, Interruption()))


if __name__ == "__main__":
    main(*sys.argv[1:])
