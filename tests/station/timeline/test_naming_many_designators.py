from __future__ import annotations

import pytest

from kitstation.station.sentences import Speech
from kitstation.station.timeline.wording import Words
from kitstation.store.queries.naming import LineName

MANY = tuple(f"R{number}" for number in range(57, 0, -1))


@pytest.mark.parametrize(
    ("designators", "brief"),
    [
        ((), "kit K-1"),
        (("U1",), "kit K-1 (U1)"),
        (("R1", "R2", "R3", "R4"), "kit K-1 (R1, R2, R3, R4)"),
        (("R10", "R1", "R2", "R20", "R3"), "kit K-1 (R1, R2 and 3 more)"),
        (MANY, "kit K-1 (R1, R2 and 55 more)"),
        (("TP", "R2", "C9", "C10", "R1"), "kit K-1 (C9, C10 and 3 more)"),
    ],
)
def test_a_brief_sentence_names_a_few_of_many_designators_in_the_order_in_which_they_are_read(
    designators: tuple[str, ...], brief: str
) -> None:
    names = {"line": LineName("K-1", "RES", "ea", designators)}
    assert Words(Speech(), names, brief=True).kit_line("line") == brief


def test_a_whole_sentence_names_all_of_them() -> None:
    names = {"line": LineName("K-1", "RES", "ea", MANY)}
    assert Words(Speech(), names).kit_line("line") == f"kit K-1 ({', '.join(MANY)})"
