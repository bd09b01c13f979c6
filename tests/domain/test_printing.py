"""Print jobs: who asked for which labels is in the journal, and nothing is printed twice unasked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.commands import PrintLabels, Reprint, SettlePrintJob, Undo
from kitstation.domain.outcomes import Accepted
from kitstation.domain.printing import may_become, next_free_label
from kitstation.domain.records import LabelKind, PrintJob, PrintState, Role
from kitstation.domain.refusals import RefusalCode
from tests.support.bench import BenchUids
from tests.support.clock import FakeClock
from tests.support.memory import Memory
from tests.support.world import World

BUSY = (PrintState.QUEUED, PrintState.SENDING)


def job(world: World, uid: str = "j") -> PrintJob:
    assert isinstance(world.door, Memory)
    return world.door.records.print_jobs.get(uid)


def labels(bench: BenchUids) -> PrintLabels:
    return PrintLabels(
        uid="j", template="item", kind=LabelKind.ITEM, record_uids=(bench.radio_item,), printer="Zebra"
    )


def settle(world: World, *states: PrintState) -> None:
    for state in states:
        world.do(SettlePrintJob(uid="j", state=state))


def test_labels_that_were_asked_for_wait_for_their_printer(memory: World, memory_bench: BenchUids) -> None:
    done = memory.do(replace(labels(memory_bench), copies=3))
    made = job(memory)
    assert (made.state, made.copies, made.record_uids) == (PrintState.QUEUED, 3, (memory_bench.radio_item,))
    assert (made.station, made.created_by, made.command_id) == ("Bench 1", "Ada", done.command_id)
    assert made.created_at == made.settled_at == memory.clock.now()


@pytest.mark.parametrize("kind", list(LabelKind))
def test_there_are_labels_of_every_kind_of_record(
    memory: World, memory_bench: BenchUids, kind: LabelKind
) -> None:
    uids = {
        LabelKind.ITEM: memory_bench.screw_item,
        LabelKind.LOT: memory_bench.paste_item,
        LabelKind.LOCATION: memory_bench.bin,
        LabelKind.KIT: memory_bench.kit,
        LabelKind.KIT_LINE: memory_bench.screw_line,
    }
    wanted = replace(labels(memory_bench), kind=kind, record_uids=(uids.get(kind, "nobody"),))
    if kind is LabelKind.OPERATOR:
        assert memory.refused(wanted).code is RefusalCode.UNKNOWN_RECORD
        return
    memory.do(wanted)
    assert job(memory).kind is kind
    stranger = replace(wanted, uid="k", record_uids=(uids[kind], "stranger"))
    assert memory.refused(stranger).facts["uid"] == "stranger"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"copies": 0}, RefusalCode.BAD_QUANTITY),
        ({"copies": 10_000}, RefusalCode.BAD_QUANTITY),
        ({"record_uids": ()}, RefusalCode.BAD_QUANTITY),
        ({"template": " "}, RefusalCode.BAD_NAME),
        ({"printer": ""}, RefusalCode.BAD_NAME),
    ],
)
def test_what_no_printer_could_do_is_refused(
    memory: World, memory_bench: BenchUids, change: dict[str, object], code: RefusalCode
) -> None:
    assert memory.refused(replace(labels(memory_bench), **change)).code is code  # type: ignore[arg-type]  # by name


def test_a_job_is_asked_for_once(memory: World, memory_bench: BenchUids) -> None:
    memory.do(labels(memory_bench))
    assert memory.refused(labels(memory_bench)).code is RefusalCode.DUPLICATE


def test_a_job_is_settled_with_the_reason_and_the_time(memory: World, memory_bench: BenchUids) -> None:
    memory.do(labels(memory_bench))
    assert isinstance(memory.clock, FakeClock)
    memory.clock.advance(timedelta(minutes=5))
    memory.do(SettlePrintJob(uid="j", state=PrintState.QUEUED, note="out of labels"))
    waiting = job(memory)
    assert (waiting.state, waiting.note, waiting.version) == (PrintState.QUEUED, "out of labels", 2)
    assert waiting.settled_at - waiting.created_at == timedelta(minutes=5)


def test_one_sender_takes_a_job(memory: World, memory_bench: BenchUids) -> None:
    """Whoever marks it first sends it: two programs on one profile never print it both."""
    memory.do(labels(memory_bench))
    settle(memory, PrintState.SENDING)
    refused = memory.refused(SettlePrintJob(uid="j", state=PrintState.SENDING))
    assert (refused.code, refused.facts["state"]) == (RefusalCode.JOB_SETTLED, "sending")
    assert memory.refused(SettlePrintJob(uid="j", state=PrintState.CANCELLED)).code is refused.code


def test_an_unknown_job_is_neither_settled_nor_printed_again(memory: World) -> None:
    for command in (SettlePrintJob(uid="x", state=PrintState.SENT), Reprint(uid="y", job_uid="x")):
        assert memory.refused(command).code is RefusalCode.UNKNOWN_RECORD


@given(st.lists(st.sampled_from(PrintState), min_size=1, max_size=12))
def test_between_two_sendings_somebody_knows_that_nothing_came_out_or_decides(
    wanted: list[PrintState],
) -> None:
    course = [PrintState.QUEUED]
    for state in wanted:
        if may_become(course[-1], state):
            course.append(state)
    before_sending = {before for before, after in pairwise(course) if after is PrintState.SENDING}
    assert before_sending <= {PrintState.QUEUED}
    assert not {PrintState.SENT, PrintState.CANCELLED} & set(course[:-1])


def test_labels_are_printed_again_as_a_new_job_that_names_the_old_one(
    memory: World, memory_bench: BenchUids
) -> None:
    memory.do(replace(labels(memory_bench), copies=2))
    settle(memory, PrintState.SENDING, PrintState.SENT)
    memory.do(Reprint(uid="again", job_uid="j", printer="Office"))
    again = job(memory, "again")
    assert (again.repeats_uid, again.copies, again.printer) == ("j", 2, "Office")
    assert (again.state, again.version, job(memory).state) == (PrintState.QUEUED, 1, PrintState.SENT)
    assert memory.refused(Reprint(uid="again", job_uid="j")).code is RefusalCode.DUPLICATE
    assert memory.refused(Reprint(uid="third", job_uid="j", printer=" ")).code is RefusalCode.BAD_NAME


@pytest.mark.parametrize("state", BUSY)
def test_what_still_waits_is_not_printed_twice(
    memory: World, memory_bench: BenchUids, state: PrintState
) -> None:
    memory.do(labels(memory_bench))
    if state is PrintState.SENDING:
        settle(memory, state)
    assert memory.refused(Reprint(uid="k", job_uid="j")).code is RefusalCode.JOB_SETTLED


def test_printing_is_not_taken_back(memory: World, memory_bench: BenchUids) -> None:
    asked = memory.do(labels(memory_bench)).command_id
    settled = memory.do(SettlePrintJob(uid="j", state=PrintState.CANCELLED)).command_id
    repeated = memory.do(Reprint(uid="k", job_uid="j")).command_id
    for command_id in (asked, settled, repeated):
        assert memory.refused(Undo(command_id=command_id)).code is RefusalCode.CANNOT_UNDO
    assert job(memory).state is PrintState.CANCELLED


def test_a_technician_prints(memory: World, memory_bench: BenchUids) -> None:
    for command in (
        labels(memory_bench),
        SettlePrintJob(uid="j", state=PrintState.CANCELLED),
        Reprint(uid="k", job_uid="j"),
    ):
        entry = replace(memory.entry(command), role=Role.TECHNICIAN)
        assert isinstance(memory.door.execute(entry), Accepted)


def test_a_deleted_item_gets_no_label(memory: World, memory_bench: BenchUids) -> None:
    assert isinstance(memory.door, Memory)
    items = memory.door.records.items
    items.put(replace(items.get(memory_bench.screw_item), deleted=True))
    wanted = replace(labels(memory_bench), record_uids=(memory_bench.screw_item,))
    assert memory.refused(wanted).facts["what"] == "inventory item"


def test_a_job_on_sheets_begins_with_the_first_free_label(memory: World, memory_bench: BenchUids) -> None:
    memory.do(replace(labels(memory_bench), first_label=15))
    assert job(memory).first_label == 15
    settle(memory, PrintState.SENDING, PrintState.SENT)
    # The labels of that sheet are used by now.
    memory.do(Reprint(uid="again", job_uid="j"))
    memory.do(replace(Reprint(uid="third", job_uid="j"), first_label=7))
    assert (job(memory, "again").first_label, job(memory, "third").first_label) == (1, 7)


@pytest.mark.parametrize("first", [0, -1, 20_001])
def test_a_label_that_no_sheet_has_is_refused(memory: World, memory_bench: BenchUids, first: int) -> None:
    asked = memory.refused(replace(labels(memory_bench), first_label=first))
    assert asked.code is RefusalCode.BAD_QUANTITY
    memory.do(labels(memory_bench))
    settle(memory, PrintState.SENDING, PrintState.SENT)
    again = memory.refused(Reprint(uid="again", job_uid="j", first_label=first))
    assert again.code is RefusalCode.BAD_QUANTITY


@pytest.mark.parametrize(
    ("first", "copies", "free"),
    [
        (1, 1, 2),
        (1, 20, 21),
        (1, 21, 1),
        (1, 22, 2),
        (15, 6, 21),
        (15, 7, 1),
        (21, 1, 1),
        (21, 43, 1),
        (3, 14, 17),
    ],
)
def test_the_next_job_can_go_on_where_the_last_one_ended(
    memory: World, memory_bench: BenchUids, first: int, copies: int, free: int
) -> None:
    memory.do(replace(labels(memory_bench), first_label=first, copies=copies))
    assert next_free_label(job(memory), 21) == free
