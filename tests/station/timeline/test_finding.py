"""What a typed or scanned text asks the history of."""

from __future__ import annotations

import pytest

from kitstation.scanning.grammar import Grammar
from kitstation.station.timeline.finding import MOST_PLACES, Asked, find_asked
from kitstation.store.queries.timeline_subjects import AboutKind
from kitstation.store.store import Store
from tests.support.bench import BenchUids
from tests.support.world import World


def _asked(store: Store, text: str) -> Asked:
    with store.reading() as reader:
        return find_asked(reader, text, Grammar())


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("SN-1", AboutKind.ITEM, "SN-1 · RADIO"),
        ("lot-1", AboutKind.ITEM, "LOT-1 · PASTE"),
        ("RADIO", AboutKind.PART, "RADIO"),
        ("KIT-1", AboutKind.KIT, "KIT-1"),
        ("Stores/A1-03", AboutKind.LOCATION, "Stores / A1-03"),
        ("Run", AboutKind.RUN, "Run"),
        ("ada", AboutKind.OPERATOR, "Ada"),
        ("Bench 1", AboutKind.STATION, "Bench 1"),
    ],
)
@pytest.mark.usefixtures("bench_uids")
def test_one_thing_is_named_by_its_title(store: Store, text: str, kind: AboutKind, title: str) -> None:
    asked = _asked(store, text)
    assert ([about.kind for about in asked.about], asked.title) == ([kind], title)


def test_a_place_is_told_of_with_what_is_inside_unless_that_is_too_much(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    (about,) = _asked(store, "Stores").about
    assert about.uids == (bench_uids.shelf, bench_uids.bin)
    for number in range(MOST_PLACES):
        world.location(f"B-{number}", bench_uids.shelf)
    (about,) = _asked(store, "Stores").about
    assert about.uids == (bench_uids.shelf,)


@pytest.mark.usefixtures("bench_uids")
def test_what_contains_a_text_has_no_title_and_no_balance(store: Store) -> None:
    asked = _asked(store, "SCR")
    assert {about.kind for about in asked.about} == {AboutKind.ITEM, AboutKind.PART}
    assert (asked.title, asked.items) == ("", ())
    assert _asked(store, "SN-1").items
    assert _asked(store, " ").about == ()
