"""The queue: what was asked for is sent once, waits with its reason, and survives a restart."""

from __future__ import annotations

import json
import socket
import threading
from dataclasses import replace
from typing import Any

import pytest

from kitstation.devices.label_printer import Listen, SendResult, Sent, nobody_listens
from kitstation.domain.commands import DeleteItem
from kitstation.domain.errors import KitstationError, StoreFault
from kitstation.domain.records import PrintJob, PrintState
from kitstation.domain.refusals import RefusalCode, Refused
from kitstation.station.printing.book import PrintBook
from kitstation.station.printing.events import JobProgress
from kitstation.station.printing.making import LabelOrder
from kitstation.store.store import Store
from tests.devices.fake_printer import TIMEOUT_S, Manners
from tests.station.printing.shop import BIG, OUT_OF_LABELS, PATIENCE_S, READY, TAKES_ALL, Shop


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


def told_by(sent: bytearray) -> Any:  # noqa: ANN401 - JSON
    return json.loads(sent)


def test_labels_that_are_asked_for_are_sent(shop: Shop) -> None:
    printer = shop.printer(READY, TAKES_ALL)
    _, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() is None
    job = shop.ask(copies=2)
    alarm.ring()
    assert alarm.next_wait_s() is None
    assert shop.state(job) is PrintState.SENT
    sent = told_by(printer.connections[1])
    assert (sent["template"], sent["copies"]) == ("item", 2)
    (values,) = sent["values"]
    assert (values["serial_number"], values["printed_by"], values["site"]) == ("SN-1", "Grace", "Northside")
    assert shop.told(job) == [PrintState.SENT]


def test_the_journal_tells_who_asked_and_what_became_of_it(shop: Shop) -> None:
    """The station writes down what it notices in the name of who asked, even when nobody is signed on."""
    printer = shop.printer(READY, TAKES_ALL)
    shop.ask()
    shop.desk = replace(shop.desk, operator="Nobody", role=None)
    _, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() is None
    assert shop.journalled() == [
        ("PrintLabels", "Grace"),
        ("SettlePrintJob", "Grace"),
        ("SettlePrintJob", "Grace"),
    ]


def test_two_jobs_are_sent_in_the_order_in_which_they_were_asked_for(shop: Shop) -> None:
    jobs = [shop.ask(shop.uids.radio_item), shop.ask(shop.uids.screw_item)]
    printer = shop.printer(READY, TAKES_ALL, READY, TAKES_ALL)
    _, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() is None
    assert [shop.state(job) for job in jobs] == [PrintState.SENT, PrintState.SENT]
    assert [b"RADIO" in printer.connections[at] for at in (1, 3)] == [True, False]


def test_each_printer_has_a_queue_of_its_own(shop: Shop, closed_port: int) -> None:
    stuck, fine = shop.ask(printer="Far"), shop.ask(printer="Zebra")
    printer = shop.printer(READY, TAKES_ALL)
    _, alarms = shop.open_queue(shop.sender(closed_port, name="Far"), shop.sender(printer.port))
    assert {alarm.next_wait_s() for alarm in alarms} == {2.0, None}
    assert (shop.state(stuck), shop.state(fine)) == (PrintState.QUEUED, PrintState.SENT)


def test_a_job_waits_for_a_printer_that_is_off_longer_and_longer(shop: Shop, closed_port: int) -> None:
    job = shop.ask()
    _, (alarm,) = shop.open_queue(shop.sender(closed_port))
    waits = [alarm.next_wait_s()]
    for _ in range(3):
        alarm.ring()
        waits.append(alarm.next_wait_s())
    assert waits == [2.0, 4.0, 5.0, 5.0]
    event = shop.events[-1]
    assert isinstance(event, JobProgress)
    assert "cannot be reached" in event.title
    assert ("switched on" in event.hint or "port" in event.hint, event.next_try_s) == (True, 5.0)
    assert shop.now(job).note.startswith(event.title)
    # The reason is written down once, not at every attempt.
    assert [kind for kind, _ in shop.journalled()] == ["PrintLabels", "SettlePrintJob"]


def test_labels_come_out_by_themselves_when_there_is_paper_again(shop: Shop) -> None:
    job = shop.ask()
    printer = shop.printer(OUT_OF_LABELS, READY, TAKES_ALL)
    _, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() == 2.0
    assert "out of labels" in shop.now(job).note
    assert shop.state(job) is PrintState.QUEUED
    alarm.ring()
    assert alarm.next_wait_s() is None
    assert shop.state(job) is PrintState.SENT
    assert shop.now(job).note == ""


def test_a_slow_printer_gets_its_time(shop: Shop) -> None:
    shop.make = lambda _: BIG[:200_000].encode()
    job = shop.ask()
    printer = shop.printer(READY, Manners(slowly=True))
    _, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() is None
    assert printer.closed.wait(TIMEOUT_S)
    assert (shop.state(job), len(printer.got)) == (PrintState.SENT, 200_000)


@pytest.mark.parametrize(
    "manners", [Manners(reads=2000, resets=True), Manners(reads=2000, closes=True), Manners(reads=2000)]
)
def test_a_printer_that_dies_in_the_middle_leaves_the_decision_to_a_person(
    shop: Shop, manners: Manners
) -> None:
    shop.make = lambda _: BIG.encode()
    job = shop.ask()
    printer = shop.printer(READY, manners)
    queue, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() is None
    assert shop.state(job) is PrintState.UNCERTAIN
    assert "stopped taking the job" in shop.now(job).note
    for _ in range(2):
        queue.wake()
        assert alarm.next_wait_s() is None
    assert len(printer.connections) == 2, "nothing is sent again unasked"


def test_a_person_lets_an_uncertain_job_be_sent_again_or_settles_it(shop: Shop) -> None:
    jobs = [shop.ask(), shop.ask()]
    for job in jobs:
        marked = shop.book.notice(job, PrintState.SENDING)
        assert marked is not None
        assert shop.book.notice(marked, PrintState.UNCERTAIN) is not None
    printer = shop.printer(READY, TAKES_ALL)
    queue, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() is None
    assert isinstance(shop.book.came_out(jobs[0].uid), PrintJob)
    retried = queue.retry(jobs[1].uid)
    assert isinstance(retried, PrintJob)
    assert retried.state is PrintState.QUEUED
    assert alarm.next_wait_s() is None
    assert [shop.state(job) for job in jobs] == [PrintState.SENT, PrintState.SENT]
    assert len(printer.connections) == 2


def test_what_waits_is_taken_up_at_the_next_start(shop: Shop, closed_port: int) -> None:
    job = shop.ask()
    first, (alarm,) = shop.open_queue(shop.sender(closed_port))
    assert alarm.next_wait_s() == 2.0
    assert first.stop(PATIENCE_S)
    printer = shop.printer(READY, TAKES_ALL)
    _, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() is None
    assert shop.state(job) is PrintState.SENT


def test_what_was_being_sent_when_the_program_ended_is_not_sent_again(shop: Shop) -> None:
    job = shop.ask()
    assert shop.book.notice(job, PrintState.SENDING) is not None
    printer = shop.printer(READY, TAKES_ALL)
    _, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() is None
    assert shop.told(job) == [PrintState.UNCERTAIN]
    assert "which labels came out" in shop.now(job).note
    assert printer.connections == []


def test_a_job_that_waits_is_cancelled(shop: Shop, closed_port: int) -> None:
    job = shop.ask()
    queue, (alarm,) = shop.open_queue(shop.sender(closed_port))
    assert alarm.next_wait_s() == 2.0
    assert isinstance(queue.cancel(job.uid), PrintJob)
    assert alarm.next_wait_s() is None
    assert shop.told(job)[-1] is PrintState.CANCELLED
    again = queue.cancel(job.uid)
    assert isinstance(again, Refused)
    assert again.code is RefusalCode.JOB_SETTLED


def test_a_job_that_is_being_sent_is_not_cancelled(shop: Shop) -> None:
    job = shop.ask()
    assert shop.book.notice(job, PrintState.SENDING) is not None
    assert isinstance(shop.book.cancel(job.uid), Refused)
    assert shop.state(job) is PrintState.SENDING


def test_two_programs_do_not_send_one_job_twice(shop: Shop) -> None:
    job = shop.ask()
    printer = shop.printer(READY, TAKES_ALL, READY)
    assert shop.sender(printer.port).attempt(job).job is not None
    late = shop.sender(printer.port).attempt(job)
    assert (late.job, late.waits) == (None, None)
    assert [b"RADIO" in got for got in printer.connections] == [False, True, False]


def test_a_job_that_cannot_be_made_fails_and_the_next_one_is_sent(shop: Shop) -> None:
    def make(order: LabelOrder) -> bytes:
        if order.template == "broken":
            raise KitstationError("The label is not printed", detail="It could not be read.")
        return b"fine"

    shop.make = make
    broken, fine = shop.ask(template="broken"), shop.ask()
    printer = shop.printer(READY, READY, TAKES_ALL)
    _, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() is None
    assert (shop.state(broken), shop.state(fine)) == (PrintState.FAILED, PrintState.SENT)
    assert shop.now(broken).note == "The label is not printed: It could not be read."


def test_a_bug_fails_its_job_and_stops_nothing(shop: Shop, caplog: pytest.LogCaptureFixture) -> None:
    def make(order: LabelOrder) -> bytes:
        if order.template == "broken":
            raise ZeroDivisionError("by nothing")
        return b"fine"

    shop.make = make
    broken, fine = shop.ask(template="broken"), shop.ask()
    printer = shop.printer(READY, READY, TAKES_ALL)
    _, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() == 2.0
    assert shop.state(broken) is PrintState.FAILED
    assert [(trouble.printer, "by nothing" in trouble.detail) for trouble in shop.troubles] == [
        ("Zebra", True)
    ]
    assert "bug" in caplog.messages
    alarm.ring()
    assert alarm.next_wait_s() is None
    assert shop.state(fine) is PrintState.SENT


def test_labels_of_what_was_deleted_meanwhile_fail(shop: Shop, closed_port: int) -> None:
    from kitstation.domain.etags import etag
    from kitstation.store.rows import ITEMS

    nut = shop.world.item(shop.world.part("NUT"), shop.uids.bin, 0)
    job = shop.ask(shop.uids.radio_item, nut)

    def version(store: Store) -> str:
        with store.reading() as reader:
            row = reader.execute(ITEMS.select.where(ITEMS.table.c.uid == nut)).mappings().one()
            return etag(ITEMS.record(row))

    shop.world.do(DeleteItem(uid=nut, etag=shop.on_store(version)))
    printer = shop.printer(READY)
    _, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() is None
    assert shop.state(job) is PrintState.FAILED
    assert "1 of 2" in shop.now(job).note


def test_jobs_for_a_printer_that_is_not_set_up_any_more_say_so(shop: Shop) -> None:
    job = shop.ask(printer="Gone")
    shop.open_queue()
    (event,) = shop.events
    assert isinstance(event, JobProgress)
    assert (event.job.uid, event.next_try_s) == (job.uid, None)
    assert "“Gone”" in event.title
    assert shop.state(job) is PrintState.QUEUED


def test_the_queue_goes_on_after_trouble_with_the_database(shop: Shop) -> None:
    faults = [StoreFault("The database is locked", hint="Close the other program.")]

    class Locked(PrintBook):
        def next_queued(self, printer: str) -> PrintJob | None:
            if faults:
                raise faults.pop()
            return super().next_queued(printer)

    shop.book = Locked(shop.on_store, lambda: shop.desk)
    job = shop.ask()
    printer = shop.printer(READY, TAKES_ALL)
    _, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() == 2.0
    assert [trouble.title for trouble in shop.troubles] == ["The database is locked"]
    alarm.ring()
    assert alarm.next_wait_s() is None
    assert shop.state(job) is PrintState.SENT


def test_a_printer_that_answers_no_questions_is_not_asked_before_every_job(shop: Shop) -> None:
    jobs = [shop.ask(), shop.ask()]
    printer = shop.printer(TAKES_ALL, TAKES_ALL, TAKES_ALL)
    _, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() is None
    assert [shop.state(job) for job in jobs] == [PrintState.SENT, PrintState.SENT]
    assert [got[:1] for got in printer.connections] == [b"~", b"{", b"{"]


def test_labels_are_printed_again_when_somebody_asks(shop: Shop) -> None:
    job = shop.ask()
    printer = shop.printer(READY, TAKES_ALL, READY, TAKES_ALL)
    _, (alarm,) = shop.open_queue(shop.sender(printer.port))
    assert alarm.next_wait_s() is None
    again = shop.book.ask_again(job.uid)
    assert isinstance(again, PrintJob)
    assert again.repeats_uid == job.uid
    alarm.ring()
    assert alarm.next_wait_s() is None
    assert shop.state(again) is PrintState.SENT
    assert printer.connections[1] == printer.connections[3]


def test_a_failure_of_the_program_while_sending_leaves_the_job_uncertain(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def status(self) -> None:
            return None

        def send(self, job: bytes, listen: Listen = nobody_listens) -> SendResult:
            raise ZeroDivisionError(len(job))

    job = shop.ask()
    _, (alarm,) = shop.open_queue(shop.sender(1, printer=Broken()))
    assert alarm.next_wait_s() == 2.0
    assert shop.state(job) is PrintState.UNCERTAIN
    assert "bug" in caplog.messages


def test_stopping_does_not_wait_for_ever_for_a_printer_that_takes_nothing(shop: Shop) -> None:
    class Stuck:
        def __init__(self) -> None:
            self.begun, self.goes_on = threading.Event(), threading.Event()

        def status(self) -> None:
            return None

        def send(self, job: bytes, listen: Listen = nobody_listens) -> SendResult:
            self.begun.set()
            assert self.goes_on.wait(PATIENCE_S)
            return Sent(len(job))

    printer, job = Stuck(), shop.ask()
    queue, _ = shop.open_queue(shop.sender(1, printer=printer))
    assert printer.begun.wait(PATIENCE_S)
    assert isinstance(queue.cancel(job.uid), Refused)
    assert not queue.stop(0.0)
    assert shop.state(job) is PrintState.SENDING
    printer.goes_on.set()
    assert queue.stop(PATIENCE_S)
    assert shop.state(job) is PrintState.SENT
