"""Large jobs: how far they are is told, and they can be given up while their labels are made."""

from __future__ import annotations

from kitstation.domain.records import PrintJob, PrintState
from kitstation.station.printing.events import JobProgress
from kitstation.station.printing.making import LabelOrder, MakeJob
from kitstation.station.printing.routes import RawRoute
from kitstation.station.printing.sender import Sender
from tests.devices.fake_printer import Manners
from tests.station.printing.shop import BIG, READY, TAKES_ALL, Shop, as_text

THOUSAND = 1000


class Making:
    """Makes labels one by one, as the real one does, and lets a test do something after one of them."""

    def __init__(self, shop: Shop, *, cancel_after: int | None = None) -> None:
        self.made = 0
        self._shop = shop
        self._cancel_after = cancel_after

    def __call__(self, order: LabelOrder) -> bytes:
        """Make them."""
        self.made = 0
        for number in range(1, len(order.values) + 1):
            self.made = number
            if number == self._cancel_after:
                (job,) = self._shop.book.jobs_in(PrintState.QUEUED)
                assert isinstance(self._shop.book.cancel(job.uid), PrintJob)
            order.watch(number, len(order.values))
        return as_text(order)


def _ask(shop: Shop, number: int = THOUSAND) -> PrintJob:
    return shop.ask(*[shop.uids.radio_item] * number)


def _sender(shop: Shop, make: MakeJob, *manners: Manners) -> tuple[Sender, list[JobProgress]]:
    told: list[JobProgress] = []
    shop.make = make
    plain = shop.sender(shop.printer(*manners).port)
    route = plain._route
    assert isinstance(route, RawRoute)
    return Sender(plain._settings, route, shop.book, told.append), told


def test_it_is_told_how_many_labels_of_a_thousand_are_ready(shop: Shop) -> None:
    job = _ask(shop)
    sender, told = _sender(shop, Making(shop), READY, TAKES_ALL)
    attempt = sender.attempt(job)
    assert attempt.job is not None
    assert attempt.job.state is PrintState.SENT
    assert [one.made for one in told if one.made] == list(range(25, THOUSAND + 1, 25))
    assert {one.job.uid for one in told} == {job.uid}


def test_it_is_told_how_much_of_a_large_job_the_printer_has_taken(shop: Shop) -> None:
    job = shop.ask()
    sender, told = _sender(shop, lambda _: BIG[:2_000_000].encode(), READY, TAKES_ALL)
    sender.attempt(job)
    assert shop.state(job) is PrintState.SENT
    assert {one.job.state for one in told} == {PrintState.SENDING}
    percents = [one.sent_percent for one in told if one.sent_percent]
    assert percents == sorted(set(percents))
    assert (len(percents), percents[-1]) == (20, 100)


def test_a_job_is_given_up_while_its_labels_are_made(shop: Shop) -> None:
    job = _ask(shop)
    making = Making(shop, cancel_after=130)
    sender, _ = _sender(shop, making, READY)
    attempt = sender.attempt(job)
    assert (attempt.job, attempt.waits) == (None, None)
    assert shop.state(job) is PrintState.CANCELLED
    # It ends with the next label at which it looks, and nothing was sent.
    assert making.made == 150


def test_a_thousand_labels_are_printed_again_with_the_same_content(shop: Shop) -> None:
    job = _ask(shop)
    printer = shop.printer(READY, TAKES_ALL, READY, TAKES_ALL)
    sender = shop.sender(printer.port)
    sender.attempt(job)
    again = shop.book.ask_again(job.uid)
    assert isinstance(again, PrintJob)
    sender.attempt(again)
    assert (shop.state(again), shop.now(again).repeats_uid) == (PrintState.SENT, job.uid)
    assert bytes(printer.connections[1]) == bytes(printer.connections[3])


def test_of_a_few_labels_nobody_is_told(shop: Shop) -> None:
    job = _ask(shop, 20)
    sender, told = _sender(shop, Making(shop), READY, TAKES_ALL)
    sender.attempt(job)
    assert told == []
    assert shop.state(job) is PrintState.SENT
