from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kitstation.ui.tables.column import Column
from kitstation.ui.tables.paged_model import Page, PagedTableModel, SortWish

NOWHERE = QModelIndex()
COLUMNS: tuple[Column[int], ...] = (
    Column(key="number", title="Number", value=str, sort_key=lambda number: number),
    Column(key="double", title="Double", value=lambda number: str(2 * number)),
)


@dataclass
class Query:
    """A query over the numbers below `total` that answers when told to."""

    total: int
    asked: list[tuple[object | None, int]] = field(default_factory=list)
    waiting: list[Callable[[], None]] = field(default_factory=list)

    def fetch(self, key: object | None, limit: int, on_rows: Callable[[Page[int]], None]) -> None:
        self.asked.append((key, limit))
        first = key if isinstance(key, int) else 0
        end = min(first + limit, self.total)
        page = Page(tuple(range(first, end)), end if end < self.total else None)
        self.waiting.append(lambda: on_rows(page))

    def answer(self) -> None:
        self.waiting.pop(0)()


@pytest.fixture
def model() -> PagedTableModel[int]:
    return PagedTableModel(COLUMNS, int, page_size=10)


def _shown(model: PagedTableModel[int]) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_model_keeps_qts_contract(model: PagedTableModel[int], qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt does not annotate it
    query = Query(25)
    model.load(query.fetch)
    query.answer()
    model.fetchMore()
    query.answer()


def test_a_page_is_asked_for_and_a_placeholder_stands_in_for_it(
    model: PagedTableModel[int], qtbot: QtBot
) -> None:
    query = Query(25)
    model.load(query.fetch)
    assert query.asked == [(None, 10)]
    assert model.loading
    qtbot.waitUntil(lambda: _shown(model) == ["Loading more …"])
    query.answer()
    assert _shown(model) == [str(number) for number in range(10)]
    assert not model.loading


def test_scrolling_fetches_page_after_page_until_the_last(model: PagedTableModel[int]) -> None:
    query = Query(25)
    model.load(query.fetch)
    query.answer()
    while model.canFetchMore(NOWHERE):
        model.fetchMore()
        query.answer()
    assert query.asked == [(None, 10), (10, 10), (20, 10)]
    assert model.rowCount() == 25


def test_while_a_page_is_on_its_way_no_other_is_asked_for(model: PagedTableModel[int]) -> None:
    query = Query(25)
    model.load(query.fetch)
    model.fetchMore()
    assert not model.canFetchMore(NOWHERE)
    assert len(query.asked) == 1


def test_the_late_answer_of_an_older_query_is_ignored(model: PagedTableModel[int]) -> None:
    older, newer = Query(5), Query(3)
    model.load(older.fetch)
    model.load(newer.fetch)
    older.answer()
    assert _shown(model) == []
    newer.answer()
    assert _shown(model) == ["0", "1", "2"]


def test_loading_again_begins_at_the_first_page(model: PagedTableModel[int]) -> None:
    query = Query(25)
    for _ in range(2):
        model.load(query.fetch)
        query.answer()
    assert query.asked == [(None, 10), (None, 10)]
    assert model.rowCount() == 10


def test_the_rows_before_stay_until_the_query_answers(model: PagedTableModel[int]) -> None:
    before, after = Query(2), Query(3)
    model.load(before.fetch)
    before.answer()
    model.load(after.fetch)
    assert _shown(model) == ["0", "1"]
    assert not model.canFetchMore(NOWHERE)
    after.answer()
    assert _shown(model) == ["0", "1", "2"]


def test_the_rows_before_give_way_when_the_query_takes_long(
    model: PagedTableModel[int], qtbot: QtBot
) -> None:
    before, after = Query(2), Query(3)
    model.load(before.fetch)
    before.answer()
    model.load(after.fetch)
    qtbot.waitUntil(lambda: _shown(model) == ["Loading more …"])
    after.answer()
    assert _shown(model) == ["0", "1", "2"]


def test_the_rows_of_the_same_query_are_not_taken_away_to_be_shown_again(
    model: PagedTableModel[int], qtbot: QtBot
) -> None:
    query = Query(3)
    model.load(query.fetch)
    query.answer()
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.rowsRemoved):
        model.load(query.fetch)
        query.answer()


def test_a_row_that_comes_twice_is_shown_once(model: PagedTableModel[int]) -> None:
    pages = [Page((1, 2), 2), Page((2, 3), None)]
    model.load(lambda _key, _limit, on_rows: on_rows(pages.pop(0)))
    model.fetchMore()
    assert _shown(model) == ["1", "2", "3"]


def test_after_an_error_the_placeholder_goes_and_nothing_is_asked_for(model: PagedTableModel[int]) -> None:
    query = Query(25)
    model.load(query.fetch)
    model.stop_loading()
    query.answer()
    assert (model.rowCount(), model.canFetchMore(NOWHERE)) == (0, False)


def test_sorting_is_a_wish_to_the_query(model: PagedTableModel[int], qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.sort_wanted) as wish:
        model.sort(1, Qt.SortOrder.DescendingOrder)
    assert wish.args == [SortWish("double", descending=True)]
    with qtbot.waitSignal(model.sort_wanted) as wish:
        model.sort(-1)
    assert wish.args == [SortWish(None, descending=False)]
