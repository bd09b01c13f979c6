"""Scans into a bench session, under the test's clock."""

from __future__ import annotations

from datetime import UTC, timedelta
from decimal import Decimal

from kitstation.scanning.scan import Scan
from kitstation.station.bench import BenchPolicy, BenchSession
from kitstation.station.desk import Desk
from kitstation.station.sentences import Speech
from kitstation.station.verdicts import Verdict
from kitstation.store.queries import kits
from kitstation.store.store import Store
from tests.support.clock import FakeClock, SeqIds
from tests.support.world import World

GS = "\x1d"
PAUSE = timedelta(seconds=2)
"""Between two scans of somebody who works."""


def label(*elements: str) -> str:
    """Return an ISO/IEC 15434 label, format 06, with these elements."""
    return f"[)>\x1e06{GS}{GS.join(elements)}\x1e\x04"


class BenchDriver:
    """A bench session with the hands that scan."""

    def __init__(self, store: Store, world: World, policy: BenchPolicy) -> None:
        self.store = store
        self.world = world
        self.clock = FakeClock()
        desk = Desk(self.clock, SeqIds(1_000_000), "Grace", "B7")
        self.session = BenchSession(store, desk, policy=policy, speech=Speech(zone=UTC))

    def scan(self, text: str, *, after: timedelta = PAUSE) -> Verdict:
        """Scan a text some time after the last one."""
        self.clock.advance(after)
        return self.session.scan(Scan(text, text.encode(), "test", self.clock.now(), 0))

    def scans(self, *texts: str) -> list[str]:
        """Scan several texts and return the codes of the answers."""
        return [self.scan(text).code for text in texts]

    def issued(self, part_number: str, kit: str = "KIT-1") -> Decimal:
        """Return how much of a part is in a kit, as the database says."""
        with self.store.reading() as reader:
            header = kits.kit_by_number(reader, kit)
            assert header is not None
            lines = kits.kit_lines(reader, header.uid, self.clock.now().date())
        return next(line.issued for line in lines if line.part_number == part_number)

    @property
    def status(self) -> str:
        """The open kit's status, as the bench shows it."""
        view = self.session.view()
        assert view.kit is not None
        return view.kit.header.status
