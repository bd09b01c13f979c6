"""Resolving: the database comes before any guess at a standard."""

from __future__ import annotations

import pytest

from kitstation.domain.records import TrackingType
from kitstation.station.resolving import Resolution, resolve
from kitstation.store.store import Store
from tests.scanning.usual import read
from tests.station.bench_driver import label
from tests.support.bench import BenchUids
from tests.support.world import World


def named(store: Store, text: str) -> Resolution:
    with store.reading() as reader:
        return resolve(read(text), reader)


def items(resolution: Resolution) -> list[str | None]:
    return [item.serial_number or item.lot_number for item in resolution.targets.items]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("RADIO", "parts", "RADIO"),
        ("KIT-1", "kits", "KIT-1"),
        ("Stores/A1-03", "locations", "Stores/A1-03"),
        ("1PSCREW", "parts", "SCREW"),
    ],
)
@pytest.mark.usefixtures("bench_uids")
def test_a_text_names_a_record(store: Store, text: str, kind: str, name: str) -> None:
    (target,) = getattr(named(store, text).targets, kind)
    assert target.name == name


def test_a_number_that_looks_like_an_identifier_is_first_looked_up_as_it_is(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    world.item(bench_uids.radio, bench_uids.bin, serial="SN-7")
    world.item(bench_uids.radio, bench_uids.bin, serial="SSN-7")
    assert items(named(store, "SSN-7")) == ["SSN-7"]
    assert items(named(store, "SN-7")) == ["SN-7"]


@pytest.mark.usefixtures("bench_uids")
def test_a_label_brings_its_quantity() -> None:
    assert str(read(label("1PPASTE", "1TLOT-1", "Q25")).meanings[0].quantity) == "25"


def test_a_serial_number_that_two_parts_have_is_the_one_of_the_label(
    store: Store, world: World, bench_uids: BenchUids
) -> None:
    knob = world.part("KNOB", TrackingType.SERIAL)
    world.item(knob, bench_uids.bin, serial="SN-1")
    assert len(named(store, "SN-1").targets.items) == 2
    assert [item.part_number for item in named(store, label("1PKNOB", "SSN-1")).targets.items] == ["KNOB"]


@pytest.mark.usefixtures("bench_uids")
def test_what_names_nothing_keeps_what_its_label_says(store: Store) -> None:
    resolution = named(store, label("1PUNHEARD", "SX-1"))
    assert not resolution.targets
    assert resolution.meaning is not None
    assert resolution.meaning.serial_number == "X-1"


@pytest.mark.usefixtures("bench_uids")
def test_a_plain_text_that_names_nothing_has_no_meaning(store: Store) -> None:
    assert named(store, "nothing of ours").meaning is None


def test_every_record_is_known_by_its_own_label(store: Store, bench_uids: BenchUids) -> None:
    assert items(named(store, bench_uids.radio_item)) == ["SN-1"]
    assert [kit.name for kit in named(store, bench_uids.kit).targets.kits] == ["KIT-1"]
    assert [place.name for place in named(store, bench_uids.bin).targets.locations] == ["Stores/A1-03"]
    assert [part.name for part in named(store, bench_uids.screw.upper()).targets.parts] == ["SCREW"]


@pytest.mark.usefixtures("bench_uids")
def test_a_label_of_an_unknown_part_is_not_taken_for_another_part_with_that_number(store: Store) -> None:
    assert items(named(store, label("1TLOT-1", "Q5"))) == ["LOT-1"]
    assert not named(store, label("1PSOMEBODY-ELSES", "1TLOT-1", "Q5")).targets
