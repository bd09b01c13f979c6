"""What a typed or scanned text asks the genealogy of."""

from __future__ import annotations

import pytest

from kitstation.domain.records import TrackingType
from kitstation.scanning.grammar import Grammar
from kitstation.station.genealogy.subjects import SubjectKind, TraceSubject, find_subjects, subject_of_item
from kitstation.store.store import Store
from tests.support.builds import Works, lay_out_works
from tests.support.world import World


@pytest.fixture
def works(world: World) -> Works:
    return lay_out_works(world)


def _found(store: Store, text: str) -> tuple[TraceSubject, ...]:
    with store.reading() as reader:
        return find_subjects(reader, text, Grammar())


def test_a_lot_is_all_of_its_items(store: Store, world: World, works: Works) -> None:
    elsewhere = world.item(works.paste, works.line, 5, lot="LOT-1")
    (subject,) = _found(store, "LOT-1")
    assert subject.kind is SubjectKind.LOT
    assert set(subject.item_uids) == {works.paste_item, elsewhere}


def test_the_same_lot_number_on_two_parts_is_two_lots(store: Store, world: World, works: Works) -> None:
    """Inventory semantics: lot numbers are scoped to the part."""
    world.item(world.part("GLUE", TrackingType.LOT), works.shelf, 5, lot="LOT-1")
    assert {subject.part_number for subject in _found(store, "LOT-1")} == {"PASTE", "GLUE"}


@pytest.mark.parametrize("text", ["R-1", "r-1", " R-1 "])
def test_a_serial_is_found_however_it_is_typed(store: Store, world: World, works: Works, text: str) -> None:
    item = world.item(works.radio, works.shelf, serial="R-1")
    (subject,) = _found(store, text)
    assert (subject.kind, subject.number, subject.item_uids) == (SubjectKind.SERIAL, "R-1", (item,))


def test_a_part_is_all_that_there_is_of_it(store: Store, world: World, works: Works) -> None:
    for number in (1, 2):
        world.item(works.radio, works.shelf, serial=f"R-{number}")
    assert [subject.number for subject in _found(store, "RADIO")] == ["R-1", "R-2"]
    (screws,) = _found(store, "SCREW")
    assert (screws.kind, screws.number, screws.item_uids) == (
        SubjectKind.ITEM,
        "Stores",
        (works.screw_item,),
    )


@pytest.mark.parametrize("text", ["", "  ", "nothing of the kind"])
@pytest.mark.usefixtures("works")
def test_what_is_not_known_is_nothing(store: Store, text: str) -> None:
    assert _found(store, text) == ()


def test_an_item_of_a_lot_stands_for_the_lot(store: Store, works: Works) -> None:
    with store.reading() as reader:
        subject = subject_of_item(reader, works.paste_item)
        nobody = subject_of_item(reader, "nobody")
    assert (subject and subject.number, nobody) == ("LOT-1", None)
