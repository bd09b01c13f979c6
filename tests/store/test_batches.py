"""A batch does what its commands do one by one, and what is refused leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.outcomes import Accepted, Outcome
from kitstation.domain.refusals import Refused
from kitstation.store.store import Store
from tests.support.histories import History, histories
from tests.support.tables import contents

pytestmark = pytest.mark.timeout(600)


@contextmanager
def new_store() -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "kitstation.db")
        try:
            yield store
        finally:
            store.close()


def answer(outcome: Outcome) -> Refused | str:
    return outcome if isinstance(outcome, Refused) else outcome.command_id


@given(histories(), st.data())
def test_a_batch_does_what_its_commands_do_one_by_one(history: History, data: st.DataObject) -> None:
    with new_store() as singly, new_store() as together:
        one_by_one = [singly.execute(entry) for entry in history.entries]
        remaining, outcomes = list(history.entries), list[Outcome]()
        while remaining:
            size = data.draw(st.integers(1, len(remaining)))
            outcomes += together.execute_all(remaining[:size])
            del remaining[:size]
        assert outcomes == one_by_one
        assert contents(together) == contents(singly)


@given(histories())
def test_the_store_decides_as_the_rules_do_in_memory(history: History) -> None:
    """Everything that a decision asked for was loaded, and nothing else made a difference."""
    with new_store() as store:
        assert [answer(store.execute(entry)) for entry in history.entries] == [
            answer(outcome) for outcome in history.outcomes
        ]


@given(histories())
def test_a_refused_command_leaves_every_table_as_it_was(history: History) -> None:
    with new_store() as store:
        before = contents(store)
        for entry in history.entries:
            if isinstance(store.execute(entry), Refused):
                assert contents(store) == before
            else:
                before = contents(store)


@given(histories())
def test_a_repeated_history_changes_nothing(history: History) -> None:
    with new_store() as store:
        first = store.execute_all(history.entries)
        before = contents(store)
        again = store.execute_all(
            [e for e, o in zip(history.entries, first, strict=True) if isinstance(o, Accepted)]
        )
        assert all(isinstance(outcome, Accepted) and outcome.repeated for outcome in again)
        assert contents(store) == before


@given(histories())
def test_an_atomic_batch_with_a_refusal_leaves_every_table_as_it_was(history: History) -> None:
    with new_store() as store:
        empty = contents(store)
        outcomes = store.execute_all(history.entries, atomic=True)
        refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
        if refused:
            assert outcomes[-1:] == refused
            assert contents(store) == empty
        else:
            assert len(contents(store)["journal"]) == len(history.entries)
