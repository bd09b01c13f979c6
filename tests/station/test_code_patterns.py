"""A station's own codes: kept in its settings, read everywhere, changed while somebody works."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kitstation.domain.errors import KitstationError
from kitstation.domain.records import LabelKind
from kitstation.scanning.grammar import Grammar
from kitstation.scanning.scan import Scan
from kitstation.station.building import Moved, NewBuild, Started, Wanted, install, start_build
from kitstation.station.code_patterns import (
    PatternSettings,
    all_faults,
    examples_of,
    known_codes,
    moved,
    place_of,
    put_in,
    put_in_place_of,
    taken_out,
)
from kitstation.station.count_keeping import NoKeeping
from kitstation.station.counting import CountingSession
from kitstation.station.desk import Desk
from kitstation.station.genealogy.subjects import find_subjects
from kitstation.station.pattern_trial import PatternTrial, Result, try_kept, try_pattern
from kitstation.station.receiving import ReceivingSession
from kitstation.station.settings import Settings, load_settings, save_settings
from kitstation.station.timeline.finding import find_asked
from kitstation.store.store import Store
from kitstation.ui.pages.inventory.stock_reading import read_scan
from kitstation.ui.pages.labels.choosing import find_subjects as find_labelled
from kitstation.ui.pages.positions.reading import read_scanned
from tests.station.bench_driver import BenchDriver
from tests.support.bench import BenchUids
from tests.support.clock import NOON, FakeClock, SeqIds
from tests.support.world import World

BAG = PatternSettings(
    name="Bag", expression=r"(?P<part_number>[A-Z]+)~(?P<quantity>\d+)", examples=("PAD~5", "PAD~12")
)
SERIAL = PatternSettings(name="Serial", expression=r"#(?P<serial_number>.+)#")
BROKEN = PatternSettings(name="Broken", expression=r"(?P<part_number>\d+")
HOUSE = known_codes([BAG, SERIAL]).grammar


def desk_with(grammar: Grammar) -> Desk:
    return Desk(FakeClock(), SeqIds(1_000_000), "Grace", "B7", grammar=grammar)


def scan_of(text: str) -> Scan:
    return Scan(text, text.encode(), "test", NOON, 0)


# Settings.


def test_patterns_are_kept_with_their_examples_whatever_these_hold(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    saved = Settings(
        patterns=(BAG, PatternSettings(name="B", expression="é", examples=("\x1d\x1e\x04\x00é",)))
    )
    save_settings(saved, path)
    assert load_settings(path) == saved


@pytest.mark.parametrize("name", ["Bag", "BAG"])
def test_two_patterns_of_one_name_are_no_settings(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=f"Several patterns are called {name}"):
        Settings(patterns=(BAG, PatternSettings(name=name, expression="x")))
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"patterns": [BAG.model_dump(), {"name": name, "expression": "x"}]}))
    with pytest.raises(KitstationError, match=f"Several patterns are called {name}"):
        load_settings(path)


@pytest.mark.parametrize(
    "values",
    [{"name": "\ud800"}, {"expression": "\udfff"}, {"examples": ("a\ud800",)}, {"examples": ("x",) * 21}],
)
def test_what_no_file_can_hold_is_no_pattern(values: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PatternSettings.model_validate({**BAG.model_dump(), **values})


def test_a_pattern_that_cannot_be_used_is_named_and_the_others_are_used(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save_settings(Settings(patterns=(BROKEN, BAG)), path)
    codes = known_codes(load_settings(path).patterns)
    assert [fault.name for fault in codes.faults] == ["Broken"]
    assert [pattern.name for pattern in codes.grammar.patterns] == ["Bag"]
    assert all_faults(codes.faults) is codes.faults[0]


def test_several_faults_are_told_as_one_that_names_each() -> None:
    told = all_faults(known_codes([BROKEN, PatternSettings(name="Empty", expression="")]).faults)
    assert told is not None
    assert told.title == "2 patterns of codes cannot be used"
    assert "“Broken”: A “(” is never closed." in told.detail
    assert "“Empty”: It has no named group" in told.detail
    assert all_faults(()) is None


# Precedence.


def test_our_labels_come_before_patterns_and_patterns_before_all_other_kinds() -> None:
    anything = PatternSettings(name="Any", expression="(?P<part_number>.+)")
    grammar = known_codes([anything]).grammar
    for text, kinds in {
        "24daeec7-08d8-4908-af9b-eba707a5241b": ["own", "vendor:Any", "plain"],
        "[)>\x1e06\x1d1PX\x1e\x04": ["vendor:Any", "iso15434", "plain"],
        "QTY:5 PN:X MPN:Y": ["vendor:Any", "vendor:tme", "plain"],
        "]C1109": ["vendor:Any", "gs1", "plain"],
        "PRESISTOR": ["vendor:Any", "identifier", "plain"],
    }.items():
        assert [meaning.kind for meaning in grammar.read(text).meanings] == kinds, text


def test_what_the_database_knows_comes_before_a_pattern(
    bench: BenchDriver, world: World, bench_uids: BenchUids
) -> None:
    bench.session.set_desk(desk_with(HOUSE))
    world.item(bench_uids.radio, bench_uids.bin, serial="PASTE~2")
    assert bench.scan("PASTE~2").serial_number == "PASTE~2"
    assert bench.scan("#SN-1#").serial_number == "SN-1"


# Everywhere.


def test_a_changed_desk_reads_differently_at_once(bench: BenchDriver) -> None:
    assert bench.scan("SCREW~3").code == "UNKNOWN_CODE"
    bench.session.set_desk(desk_with(HOUSE))
    verdict = bench.scan("SCREW~3")
    assert (verdict.code, verdict.part_number, verdict.quantity) == ("ISSUED", "SCREW", Decimal(3))
    bench.session.set_desk(desk_with(Grammar()))
    assert bench.scan("SCREW~2").code == "UNKNOWN_CODE"


@pytest.mark.usefixtures("bench_uids")
def test_receiving_and_counting_read_by_the_desk_that_they_have_now(store: Store) -> None:
    receiving = ReceivingSession(store, desk_with(Grammar()))
    counting = CountingSession(store, desk_with(Grammar()), NoKeeping(), each=True)
    for session in (receiving, counting):
        session.scan(scan_of("Stores/A1-03"))
        assert not session.scan(scan_of("SCREW~7")).accepted
        session.desk = desk_with(HOUSE)
        assert session.scan(scan_of("SCREW~7")).accepted
    form = receiving.view().form
    assert form.part is not None
    assert (form.part.part_number, form.quantity) == ("SCREW", Decimal(7))
    counted = [row for row in counting.view().rows if row.counted is not None]
    assert [(row.item.part_number, row.counted) for row in counted] == [("SCREW", Decimal(7))]


def test_building_reads_by_the_desk(store: Store, bench_uids: BenchUids) -> None:
    desk = desk_with(HOUSE)
    started = start_build(store, desk, NewBuild(bench_uids.run, bench_uids.bin, serial_number="B-1"))
    assert isinstance(started, Started)
    wanted = Wanted("SCREW~1", Decimal(1), from_stock=True)
    usual = install(store, replace(desk, grammar=Grammar()), started.uid, wanted)
    assert not isinstance(usual, Moved)
    assert isinstance(install(store, desk, started.uid, wanted), Moved)


@pytest.mark.usefixtures("bench_uids")
def test_every_list_finds_what_a_pattern_names(store: Store) -> None:
    with store.reading() as reader:
        (subject,) = find_subjects(reader, "#SN-1#", HOUSE)
        asked = find_asked(reader, "SCREW~4", HOUSE)
        assert (subject.number, asked.title) == ("SN-1", "SCREW")
        assert find_subjects(reader, "#SN-1#", Grammar()) == ()
    scanned = read_scan(store, "#SN-1#", HOUSE)
    assert scanned.row is not None
    assert scanned.row.name == "SN-1"
    assert read_scanned(store, "SCREW~4", HOUSE).text == "SCREW"
    labelled = find_labelled(store, HOUSE, kind=LabelKind.ITEM, text="#SN-1#", any_kind=False)
    assert len(labelled.found) == 1


# Trying.


def results(trial: PatternTrial) -> list[tuple[Result, str]]:
    return [(sample.result, sample.winner) for sample in trial.samples]


def test_a_trial_says_what_each_code_is_taken_for_and_what_each_group_gives() -> None:
    uid = "24daeec7-08d8-4908-af9b-eba707a5241b"
    samples = ["]C0PAD~007\r", "pad~1", "KS.UNDO", '{"a": 1}', "", "PAD~99999999999", uid]
    trial = try_pattern(BAG, samples)
    assert (
        results(trial)
        == [
            (Result.BELIEVED, "vendor:Bag"),
            (Result.NO_MATCH, "identifier"),
            (Result.NO_MATCH, "KS.UNDO"),
            (Result.NO_MATCH, "plain"),
            (Result.NO_MATCH, "plain"),
            (Result.BELIEVED, "vendor:Bag"),
            (Result.NO_MATCH, "own"),
        ]
        or results(trial)[1][1] == "plain"
    )
    assert trial.samples[0].groups == (("part_number", "PAD"), ("quantity", "007"))
    assert [problem.code for problem in trial.samples[5].problems] == ["quantity"]
    assert [sample.is_well for sample in trial.samples] == [True] + [False] * 6
    assert not trial.is_well


def test_what_comes_before_a_pattern_takes_its_codes() -> None:
    other = PatternSettings(name="Other", expression="(?P<lot_number>P.+)")
    assert results(try_pattern(BAG, ["PAD~1"], [other])) == [(Result.NOT_FIRST, "vendor:Other")]
    assert results(try_pattern(BAG, ["PAD~1"], [other], 0)) == [(Result.BELIEVED, "vendor:Bag")]
    assert try_kept((BAG, other), "Bag").is_well
    assert not try_kept((other, BAG), "Bag").is_well
    with pytest.raises(KeyError):
        try_kept((other,), "Bag")


def test_a_pattern_that_cannot_be_used_says_why_and_its_codes_are_read_without_it() -> None:
    trial = try_pattern(BROKEN, ["PAD~1"], [BAG])
    assert trial.fault is not None
    assert trial.fault.place == 0
    assert results(trial) == [(Result.UNUSABLE, "vendor:Bag")]


# Lists.


def test_a_list_is_changed_pattern_by_pattern() -> None:
    both = put_in(put_in((), BAG), SERIAL)
    assert both == (BAG, SERIAL)
    assert put_in(both, BROKEN, 0) == (BROKEN, BAG, SERIAL)
    assert put_in_place_of(both, "Bag", BROKEN) == (BROKEN, SERIAL)
    assert taken_out(both, "Bag") == (SERIAL,)
    assert place_of(both, "Serial") == 1


@given(by=st.integers(-9, 9), place=st.integers(0, 4))
def test_moving_keeps_every_pattern_and_the_order_of_the_others(by: int, place: int) -> None:
    listed = tuple(PatternSettings(name=f"P{number}", expression="x") for number in range(5))
    changed = moved(listed, f"P{place}", by)
    assert taken_out(changed, f"P{place}") == taken_out(listed, f"P{place}")
    assert place_of(changed, f"P{place}") == min(max(place + by, 0), 4)


def test_examples_are_kept_once_and_as_they_are() -> None:
    assert examples_of(["A\x1dB", "", "A\x1dB", "x" * 9000, "\ud800", "C"]) == ("A\x1dB", "C")
    assert len(examples_of(map(str, range(50)))) == 20
