"""What was loaded, what is not there, and what was never asked for are three different things."""

from __future__ import annotations

import pytest

from kitstation.domain.errors import InvariantError
from kitstation.domain.loaded import Loaded, Rows
from kitstation.domain.records import Supplier

ACME = Supplier(uid="s", name="Acme")
RENAMED = Supplier(uid="s", name="Acme Ltd", version=2)


@pytest.fixture
def suppliers() -> Rows[Supplier]:
    return Rows("supplier")


def test_what_was_looked_up_and_is_not_there_is_none() -> None:
    names: Loaded[str, str] = Loaded("name")
    names.note_absent(["a"])
    assert names.find("a") is None
    assert names.known("a")


def test_what_was_never_looked_up_is_a_bug() -> None:
    names: Loaded[str, str] = Loaded("name")
    assert not names.known("a")
    with pytest.raises(InvariantError, match="name 'a' was never loaded"):
        names.find("a")


def test_what_is_referred_to_and_not_there_is_a_bug() -> None:
    names: Loaded[str, str] = Loaded("name")
    names.note_absent(["a"])
    with pytest.raises(InvariantError, match="name 'a' is referred to but is not there"):
        names.get("a")


def test_noting_absence_forgets_nothing() -> None:
    names: Loaded[str, str] = Loaded("name")
    names.note("a", "A")
    names.note_absent(["a", "b"])
    assert (names.get("a"), names.find("b")) == ("A", None)


def test_a_loaded_record_is_not_written(suppliers: Rows[Supplier]) -> None:
    suppliers.load(ACME)
    assert (suppliers.inserted, suppliers.updated, suppliers.removed) == ([], [], [])


def test_a_new_record_is_inserted_in_its_last_form(suppliers: Rows[Supplier]) -> None:
    suppliers.note_absent(["s"])
    suppliers.put(ACME)
    suppliers.put(RENAMED)
    assert (suppliers.inserted, suppliers.updated, suppliers.removed) == ([RENAMED], [], [])


def test_a_changed_record_is_updated(suppliers: Rows[Supplier]) -> None:
    suppliers.load(ACME)
    suppliers.put(RENAMED)
    assert (suppliers.inserted, suppliers.updated, suppliers.removed) == ([], [(ACME, RENAMED)], [])


def test_a_stored_record_that_is_gone_is_removed(suppliers: Rows[Supplier]) -> None:
    suppliers.load(ACME)
    suppliers.remove("s")
    assert suppliers.find("s") is None
    assert (suppliers.inserted, suppliers.updated, suppliers.removed) == ([], [], ["s"])


def test_a_record_that_came_and_went_leaves_no_trace(suppliers: Rows[Supplier]) -> None:
    suppliers.put(ACME)
    suppliers.remove("s")
    assert (suppliers.inserted, suppliers.updated, suppliers.removed) == ([], [], [])


def test_a_record_that_went_and_came_back_is_updated(suppliers: Rows[Supplier]) -> None:
    suppliers.load(ACME)
    suppliers.remove("s")
    suppliers.put(RENAMED)
    assert (suppliers.inserted, suppliers.updated, suppliers.removed) == ([], [(ACME, RENAMED)], [])


def test_loading_again_overwrites_no_change(suppliers: Rows[Supplier]) -> None:
    suppliers.load(ACME)
    suppliers.put(RENAMED)
    suppliers.load(ACME)
    assert suppliers.get("s") == RENAMED
