"""Labels are made once for checking and sending, and anew as soon as anything about them is another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from kitstation.domain.errors import KitstationError
from kitstation.domain.records import LabelKind
from kitstation.station.printing.making import LabelOrder
from kitstation.station.printing.printers import LabelFormat
from kitstation.store.queries.label_data import LabelValues
from kitstation.ui.label_making import LabelMaker
from kitstation.ui.printing.last_made import LastMade

VALUES: LabelValues = {"part_number": "P-1", "serial_number": "S-1", "printed_on": date(2026, 5, 4)}
ORDER = LabelOrder(template="item", kind=LabelKind.ITEM, values=(VALUES,), dpi=203)


@pytest.fixture
def maker(qapp: QGuiApplication, tmp_path: Path) -> LabelMaker:
    return LabelMaker.of_shop(tmp_path)


class _Watch:
    """Counts the labels that are made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, _made: int, _total: int) -> None:
        self.made += 1


def test_what_was_checked_is_sent_as_it_is(maker: LabelMaker) -> None:
    last, checking, sending = LastMade(), _Watch(), _Watch()
    checked = last.make(maker, replace(ORDER, watch=checking))
    # The queue reads the values again: they are equal, not the same.
    sent = last.make(maker, replace(ORDER, values=(dict(VALUES),), watch=sending))
    assert sent == checked == maker(ORDER)
    assert (checking.made, sending.made) == (1, 0)


@pytest.mark.parametrize(
    "other",
    [
        replace(ORDER, values=({**VALUES, "serial_number": "S-2"},)),
        replace(ORDER, values=({**VALUES, "printed_on": date(2026, 5, 5)},)),
        replace(ORDER, values=(VALUES, VALUES)),
        replace(ORDER, copies=2),
        replace(ORDER, dpi=300),
        replace(ORDER, format=LabelFormat.PDF),
        replace(ORDER, template="item_sheet", format=LabelFormat.PDF),
    ],
)
def test_what_is_another_job_in_any_way_is_made(maker: LabelMaker, other: LabelOrder) -> None:
    last, watch = LastMade(), _Watch()
    last.make(maker, ORDER)
    last.make(maker, replace(other, watch=watch))
    assert watch.made == len(other.values)


def test_templates_that_were_read_again_make_it_another_job(maker: LabelMaker, tmp_path: Path) -> None:
    last, watch = LastMade(), _Watch()
    last.make(maker, ORDER)
    last.make(LabelMaker.of_shop(tmp_path), replace(ORDER, watch=watch))
    assert watch.made == 1


def test_what_could_not_be_made_is_tried_again(maker: LabelMaker) -> None:
    last = LastMade()
    unknown = replace(ORDER, template="unknown")
    for _ in range(2):
        with pytest.raises(KitstationError):
            last.make(maker, unknown)
