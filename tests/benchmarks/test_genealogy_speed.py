"""The recall list of a lot that is used in ten thousand assemblies, and the trees of the same."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter_ns

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from kitstation.station.genealogy.recall import recall_list
from kitstation.station.genealogy.trees import contents_tree, usage_tree
from kitstation.store.database import Reader
from kitstation.store.queries.genealogy import items_of_serial
from kitstation.store.store import Store
from tests.benchmarks import works_generator
from tests.benchmarks.bare import bare_query, milliseconds_since
from tests.benchmarks.conftest import Record
from tests.benchmarks.figures import Figure, median_at_most
from tests.benchmarks.kept import kept
from tests.benchmarks.turns import in_turns
from tests.benchmarks.works_generator import BOARDS_IN_SYSTEM, generate_assemblies, uid_of_lot

BOARDS = 10_000
ROUNDS = 30
# The least that a recall list can be: what contains the lot, at every level, and where it is.
REACHED = """
    WITH RECURSIVE reached(uid) AS (
        SELECT ? UNION
        SELECT requirement.assembly_uid FROM reached
        JOIN balance ON balance.item_uid = reached.uid AND balance.bucket = 'delivered' AND balance.quantity > 0
        JOIN requirement ON requirement.uid = balance.place)
    SELECT item.*, part.part_number, location.path, balance.*
    FROM reached JOIN item ON item.uid = reached.uid JOIN part ON part.uid = item.part_uid
    JOIN location ON location.uid = item.location_uid JOIN balance ON balance.item_uid = item.uid
"""


@pytest.fixture(scope="module")
def works_path(stock_folder: Path) -> Path:
    make = partial(generate_assemblies, boards=BOARDS)
    return kept(stock_folder, f"works-{BOARDS}", Path(works_generator.__file__), make)


@pytest.fixture
def store(works_path: Path) -> Iterator[Store]:
    opened = Store(works_path)
    yield opened
    opened.close()


def _recall(reader: Reader) -> int:
    return len(recall_list(reader, [uid_of_lot()]).rows)


def _usage(reader: Reader) -> int:
    return len(usage_tree(reader, [uid_of_lot()])[0].children)


def _contents(reader: Reader) -> int:
    (system,) = items_of_serial(reader, "S-000007")
    return len(contents_tree(reader, [system.uid])[0].children[0].children)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, how many lines the answer has, and in how many ms it should be there."""

    name: str
    ask: Callable[[Reader], int]
    answers: int
    limit: float


QUESTIONS = (
    Question("recall list", _recall, BOARDS + BOARDS // BOARDS_IN_SYSTEM + 1, 200),
    Question("tree of where it went", _usage, BOARDS + 1, 400),
    Question("tree of what is in a system", _contents, BOARDS_IN_SYSTEM, 20),
)


@pytest.fixture(autouse=True)
def _as_in_the_window() -> Iterator[None]:
    """The window collects garbage by itself, between two events: see `kitstation.ui.garbage`."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.name for question in QUESTIONS])
def test_a_lot_in_ten_thousand_assemblies_is_followed_at_once(
    benchmark: BenchmarkFixture, record: Record, store: Store, works_path: Path, question: Question
) -> None:
    with bare_query(works_path) as query:

        def follow() -> float:
            since = perf_counter_ns()
            with store.reading() as reader:
                found = question.ask(reader)
            spent = milliseconds_since(since)
            assert found == question.answers
            gc.collect()
            return spent

        def read() -> float:
            return query.one(REACHED, uid_of_lot())

        measured, reference = in_turns(benchmark, follow, read, rounds=ROUNDS)
    record(
        Figure(
            f"{question.name}, a lot in {BOARDS:,} assemblies",
            measured,
            "raw SQL of the recall's rows",
            reference,
            (median_at_most(question.limit),),
        )
    )
