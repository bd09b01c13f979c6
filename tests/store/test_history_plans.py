"""Genealogies and histories find their rows by seeks: none reads all of a table that grows without end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kitstation.store.database import Reader
from kitstation.store.queries import genealogy, timeline, timeline_course
from kitstation.store.queries.timeline import EVERYTHING, TimelineFilter
from kitstation.store.queries.timeline_subjects import About, AboutKind, is_station
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.statements import plans

Question = Callable[[Reader, BenchUids], object]
GROWING = ("journal", "movement", "balance", "item", "subject", "requirement")


def _page(kind: AboutKind, name: str) -> Question:
    def ask(reader: Reader, bench: BenchUids) -> object:
        return timeline.page(reader, TimelineFilter(about=(About(kind, (getattr(bench, name, name),)),)))

    return ask


QUESTIONS: dict[str, Question] = {
    "composition": lambda reader, bench: genealogy.composition(reader, [bench.radio_item]),
    "dispersion": lambda reader, bench: genealogy.dispersion(reader, [bench.paste_item]),
    "items of a lot": lambda reader, _: genealogy.items_of_lot(reader, "LOT-1"),
    "items of a serial": lambda reader, _: genealogy.items_of_serial(reader, "SN-1"),
    "an operator": lambda reader, _: timeline.page(reader, TimelineFilter(operator="Ada"), 5),
    "a station": lambda reader, _: is_station(reader, "Bench 9"),
    "the operators": lambda reader, _: timeline.operators_in_journal(reader),
    "history of an item": _page(AboutKind.ITEM, "paste_item"),
    "history of a part": _page(AboutKind.PART, "paste"),
    "history of a place": _page(AboutKind.LOCATION, "bin"),
    "history of a kit": _page(AboutKind.KIT, "kit"),
    "history of a run": _page(AboutKind.RUN, "run"),
    "history of a record": _page(AboutKind.RECORD, "shelf"),
    "history of an operator": _page(AboutKind.OPERATOR, "Ada"),
    "history of a station": _page(AboutKind.STATION, "Bench 1"),
    "changes on hand": lambda reader, bench: timeline_course.changes_on_hand(reader, (bench.screw_item,)),
}


def _reads_all(step: str) -> bool:
    return step.startswith(tuple(f"SCAN {table}" for table in GROWING)) and "USING" not in step


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_genealogy_and_no_history_reads_all_of_a_growing_table(
    store: Store, bench_uids: BenchUids, name: str
) -> None:
    with store.reading() as reader, plans() as steps:
        QUESTIONS[name](reader, bench_uids)
    assert steps
    assert [step for step in steps if _reads_all(step)] == []


def test_all_of_the_history_is_read_in_its_order(store: Store, bench_uids: BenchUids) -> None:
    with store.reading() as reader, plans() as steps:
        timeline.page(reader, EVERYTHING, 100)
    assert bench_uids.kit
    assert not any("TEMP B-TREE" in step for step in steps[:3])
