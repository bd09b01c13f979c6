"""What the history says of labels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kitstation.domain.commands import CreateOperator, PrintLabels, Reprint, SettlePrintJob
from kitstation.domain.records import LabelKind, PrintState
from kitstation.station.sentences import Speech
from kitstation.station.timeline.printing_sentences import say_printing
from kitstation.station.timeline.wording import Words
from kitstation.store.queries.naming import names_of
from kitstation.store.queries.timeline import TimelineFilter, page
from kitstation.store.queries.timeline_subjects import About, AboutKind
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.world import World


def test_labels_of_every_kind_are_told(world: World, store: Store, bench_uids: BenchUids) -> None:
    world.do(CreateOperator(uid="ada", name="Ada", badge="OP-1"))
    expected = {
        (LabelKind.ITEM, bench_uids.radio_item): "SN-1 (RADIO)",
        (LabelKind.LOT, bench_uids.paste_item): "PASTE, lot LOT-1",
        (LabelKind.LOCATION, bench_uids.bin): "Stores / A1-03",
        (LabelKind.KIT, bench_uids.kit): "kit KIT-1",
        (LabelKind.KIT_LINE, bench_uids.screw_line): "SCREW for kit KIT-1",
        (LabelKind.OPERATOR, "ada"): "Ada",
    }
    for (kind, uid), name in expected.items():
        asked = PrintLabels(uid="j", template="t", kind=kind, record_uids=(uid,), printer="Zebra")
        with store.reading() as reader:
            words = Words(Speech(), names_of(reader, {uid}))
        assert say_printing(asked, words) == f"Asked for one label “t” of {name} at Zebra"
        several = replace(asked, record_uids=(uid, "x", "y"), copies=2)
        assert say_printing(several, words) == f"Asked for 6 labels “t” of {name} and 2 more at Zebra"


@pytest.mark.parametrize("state", list(PrintState))
def test_what_became_of_labels_is_told_with_its_reason(state: PrintState) -> None:
    said = say_printing(SettlePrintJob(uid="j", state=state, note="out of labels"), Words(Speech(), {}))
    assert said.endswith(": out of labels")
    assert "{" not in said


def test_an_items_history_tells_its_labels(world: World, store: Store, bench_uids: BenchUids) -> None:
    asked = PrintLabels(
        uid="j", template="item", kind=LabelKind.ITEM, record_uids=(bench_uids.radio_item,), printer="Zebra"
    )
    world.do(asked)
    for state in (PrintState.SENDING, PrintState.SENT):
        world.do(SettlePrintJob(uid="j", state=state))
    again = Reprint(uid="k", job_uid="j", printer="Office")
    world.do(again)
    about = (About(AboutKind.ITEM, (bench_uids.radio_item,)),)
    with store.reading() as reader:
        found = page(reader, TimelineFilter(about=about))
    assert [entry.command for entry in found.entries[:2]] == [again, asked]
    assert found.entries[2].kind == "CreateItem"
    assert say_printing(again, Words(Speech(), found.names)) == "Asked for labels “item” again at Office"


def test_the_first_label_of_a_sheet_is_told_where_it_is_another_one() -> None:
    asked = PrintLabels(
        uid="j", template="t", kind=LabelKind.OPERATOR, record_uids=("ada",), printer="Office", first_label=15
    )
    again = Reprint(uid="k", job_uid="j", first_label=3)
    words = Words(Speech(), {})
    assert say_printing(asked, words).endswith(" at Office, from label 15 of the sheet on")
    assert say_printing(again, words).endswith(" again, from label 3 of the sheet on")
