"""A shop that prints: a store on its own thread, printers that misbehave, and time under the test's control."""

from __future__ import annotations

import json
import threading
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from kitstation.devices.label_printer import LabelPrinter, SendLimits
from kitstation.devices.tcp_printer import TcpPrinter
from kitstation.domain.commands import Entry
from kitstation.domain.outcomes import Outcome
from kitstation.domain.records import LabelKind, PrintJob, PrintState
from kitstation.station.core import Core
from kitstation.station.desk import Desk
from kitstation.station.printing.book import PrintBook, Wanted, on_core
from kitstation.station.printing.events import JobProgress, PrintEvent, QueueTrouble
from kitstation.station.printing.making import LabelOrder, MakeJob
from kitstation.station.printing.patience import Backoff
from kitstation.station.printing.printer_settings import PrinterKind, PrinterSettings
from kitstation.station.printing.queue import PrintQueue
from kitstation.station.printing.routes import RawRoute, Route, Routes
from kitstation.station.printing.sender import Sender
from kitstation.store.queries import timeline
from kitstation.store.store import Store
from tests.devices.fake_printer import FakePrinter, Manners, fake_printer
from tests.support.bench import BenchUids, lay_out
from tests.support.clock import FakeClock, SeqIds
from tests.support.databases import new_database
from tests.support.world import World

LIMITS = SendLimits(connect_s=2.0, stall_s=0.15, total_s=5.0, farewell_s=0.3, answer_s=0.2)
PATIENCE_S = 20.0
HEALTHY = b"\x02PRINTER STATUS\r\nERRORS: 0 00000000 00000000\r\nWARNINGS: 0 00000000 00000000\r\n\x03"
EMPTY = b"\x02\r\nPRINTER STATUS\r\nERRORS:   1 00000000 00000001\r\nWARNINGS: 0 00000000 00000000\r\n\x03"
STATE = b"\x02030,0,0,0200,000,0,0,0,000,0,0,0\x03\r\n\x02001,0,0,0,1,2,6,0,00000000,1,000\x03\r\n\x020000,0\x03\r\n"
READY = Manners(answers={b"~HQES": HEALTHY, b"~HS": STATE})
OUT_OF_LABELS = Manners(answers={b"~HQES": EMPTY})
TAKES_ALL = Manners()
BIG = "x" * 8_000_000
"""More than any buffer between the two."""


class HandAlarm:
    """An alarm that only the test rings. `asked` is how long each wait was to be."""

    def __init__(self) -> None:
        self.asked: SimpleQueue[float | None] = SimpleQueue()
        self._rung = threading.Event()

    def wait(self, seconds: float | None) -> None:
        """Wait until it rings, however long it was to be."""
        self.asked.put(seconds)
        self._rung.wait(PATIENCE_S)
        self._rung.clear()

    def ring(self) -> None:
        """End the wait."""
        self._rung.set()

    def next_wait_s(self) -> float | None:
        """Wait until it is waited for, and return how long that was to be."""
        return self.asked.get(timeout=PATIENCE_S)


class CoreDoor:
    """The store, by way of its thread."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def execute(self, entry: Entry) -> Outcome:
        """Decide one command and let it take effect."""
        return self._core.submit(Store.execute, entry).result()


def as_text(order: LabelOrder) -> bytes:
    """Make a job that says what its labels would say."""
    return json.dumps(
        {"copies": order.copies, "values": order.values, "template": order.template}, default=str
    ).encode()


def no_system(printer: PrinterSettings) -> Route:
    """Have no printers of the computer's own."""
    raise AssertionError(f"{printer.name} is none of the computer's own.")


@dataclass
class Shop:
    """A station with one bench."""

    folder: Path
    ending: ExitStack
    make: MakeJob = as_text
    events: list[PrintEvent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.core = Core(partial(Store, new_database(self.folder / "kitstation.db")))
        self.ending.callback(self.core.close)
        self.clock = FakeClock()
        self.desk = Desk(self.clock, SeqIds(1000), "Grace", "B1")
        self.world = World(CoreDoor(self.core), clock=self.clock)
        self.uids: BenchUids = lay_out(self.world)
        self.on_store = on_core(self.core)
        self.book = PrintBook(self.on_store, lambda: self.desk, site="Northside")
        self.routes = Routes(self._make, self.clock, no_system)

    def printer(self, *manners: Manners, for_ever: bool = False) -> FakePrinter:
        """Plug a printer in."""
        return self.ending.enter_context(fake_printer(*manners, for_ever=for_ever))

    def sender(self, port: int, *, name: str = "Zebra", printer: LabelPrinter | None = None) -> Sender:
        """Return a sender to the printer at a port, or to another one."""
        settings = PrinterSettings(name=name, kind=PrinterKind.TCP, address=f"127.0.0.1:{port}")
        route = RawRoute(printer or TcpPrinter("127.0.0.1", port, LIMITS), self._make)
        return Sender(settings, route, self.book)

    def open_queue(self, *senders: Sender) -> tuple[PrintQueue, list[HandAlarm]]:
        """Start a queue, with the alarm of each printer."""
        alarms: list[HandAlarm] = []

        def new_alarm() -> HandAlarm:
            alarms.append(HandAlarm())
            return alarms[-1]

        queue = PrintQueue(
            senders, self.book, self.events.append, backoff=Backoff(first_s=2, most_s=5), new_alarm=new_alarm
        )
        queue.start()
        self.ending.callback(queue.stop, PATIENCE_S)
        return queue, alarms

    def ask(
        self, *record_uids: str, printer: str = "Zebra", copies: int = 1, template: str = "item"
    ) -> PrintJob:
        """Ask for labels of items."""
        uids = record_uids or (self.uids.radio_item,)
        wanted = Wanted(template=template, kind=LabelKind.ITEM, record_uids=uids, copies=copies)
        job = self.book.ask(wanted, printer)
        assert isinstance(job, PrintJob), job
        return job

    def state(self, job: PrintJob) -> PrintState:
        """Return how far a job has come."""
        return self.now(job).state

    def now(self, job: PrintJob) -> PrintJob:
        """Return a job as it is now."""
        found = self.book.job(job.uid)
        assert found is not None
        return found

    def told(self, job: PrintJob) -> list[PrintState]:
        """Return the states that the queue told of a job."""
        progress = [event for event in self.events if isinstance(event, JobProgress)]
        return [event.job.state for event in progress if event.job.uid == job.uid]

    @property
    def troubles(self) -> list[QueueTrouble]:
        """Return the troubles that the queue told."""
        return [event for event in self.events if isinstance(event, QueueTrouble)]

    def journalled(self) -> list[tuple[str, str]]:
        """Return what the journal says of printing, oldest first: the kind of command, and by whom."""

        def read(store: Store) -> list[tuple[str, str]]:
            with store.reading() as reader:
                entries = timeline.page(reader, timeline.EVERYTHING).entries
            printing = ("PrintLabels", "SettlePrintJob", "Reprint")
            return [(one.kind, one.operator) for one in reversed(entries) if one.kind in printing]

        return self.on_store(read)

    def _make(self, order: LabelOrder) -> bytes:
        return self.make(order)
