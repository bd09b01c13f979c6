"""What people write to choose records, and what is said when it chooses none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.records import LabelKind
from kitstation.station.printing.selecting import (
    NothingSelected,
    SelectionError,
    read_selection,
    select_records,
    usual_kind,
)
from kitstation.store.queries.label_subjects import SelectedBy, Selection
from kitstation.store.store import Store
from tests.support.bench import BenchUids


@pytest.mark.parametrize(
    ("text", "by", "value"),
    [
        ("serial=SN-1", SelectedBy.SERIAL, "SN-1"),
        ("line=K-7/91290A115", SelectedBy.LINE, "K-7/91290A115"),
        ("lot=a=b", SelectedBy.LOT, "a=b"),
        ("0190a1f6", SelectedBy.UID, "0190a1f6"),
        ("uid=0190a1f6", SelectedBy.UID, "0190a1f6"),
    ],
)
def test_an_expression_names_what_and_which(text: str, by: SelectedBy, value: str) -> None:
    assert read_selection(text) == Selection(by, value)


@given(st.text(max_size=30))
def test_any_text_chooses_something_or_says_what_to_write(text: str) -> None:
    by, equals, value = text.partition("=")
    if (equals and by not in set(SelectedBy)) or not (value if equals else text).strip(" \t"):
        with pytest.raises(SelectionError, match="Write"):
            read_selection(text)
    else:
        assert read_selection(text).text in text


def test_the_usual_kind_follows_from_what_is_chosen() -> None:
    assert usual_kind([read_selection("lot=L")]) is LabelKind.LOT
    for texts in (["lot=L", "kit=K"], ["0190a1f6"]):
        with pytest.raises(SelectionError, match="Choose a template"):
            usual_kind(map(read_selection, texts))


def test_records_are_chosen_once_in_the_order_of_the_expressions(store: Store, bench_uids: BenchUids) -> None:
    chosen = [read_selection(text) for text in ("part=SCREW", "location=Stores/*", "serial=SN-1")]
    with store.reading() as reader:
        found = select_records(reader, LabelKind.ITEM, chosen)
    assert found == (bench_uids.screw_item, bench_uids.paste_item, bench_uids.radio_item)


def test_what_names_nothing_says_how_to_name_it(store: Store, bench_uids: BenchUids) -> None:
    assert bench_uids.kit
    with store.reading() as reader:
        with pytest.raises(NothingSelected, match="whole path"):
            select_records(reader, LabelKind.LOCATION, [read_selection("location=A1-03")])
        with pytest.raises(SelectionError, match="kit lines are not chosen by serial"):
            select_records(reader, LabelKind.KIT_LINE, [read_selection("serial=SN-1")])
