"""Sentences: every refusal has its words, and none is left with a gap."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from kitstation.domain import refusals
from kitstation.domain.records import TrackingType
from kitstation.domain.refusals import RefusalCode, refuse
from kitstation.station.questions import HowMany, Mode, OverNeed, WhichOf
from kitstation.station.sentences import Circumstances, Speech, amount, readable
from kitstation.station.verdicts import Sound, Tone
from kitstation.store.queries.history import Whereabouts
from kitstation.store.queries.kits import LineState
from kitstation.store.queries.scan_targets import ItemTarget

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ITEM = ItemTarget(
    uid="i",
    part_uid="p",
    part_number="PASTE",
    revision="A",
    tracking=TrackingType.LOT,
    serial_number=None,
    lot_number="LOT-1",
    quantity=Decimal(10),
    unit="g",
    location="Stores/A1-03",
    expires_on=None,
    received_at=NOON,
)
LINE = LineState(
    uid="l",
    kit_uid="k",
    part_uid="p",
    part_number="PASTE",
    revision="A",
    description="",
    tracking=TrackingType.LOT,
    unit="g",
    required=Decimal(5),
    issued=Decimal(2),
    on_hand=Decimal(1),
    designators=(),
    take=None,
)
FACTS = {
    "state": "sent",
    "what": "part",
    "name": "X",
    "why": "It is empty",
    "asked": "7",
    "remaining": "3",
    "required": "5",
    "issued": "2",
    "on_hand": "1",
    "unit": "g",
    "kit": "KIT-1",
    "status": "Completed",
    "part_number": "PASTE",
    "serial_number": "SN-1",
    "part_tracking": "lot",
    "item_tracking": "serial",
    "new_tracking": "serial",
    "items": "3",
    "part_unit": "g",
    "item_unit": "ea",
    "quantity": "x",
    "cause": "held",
    "expired_on": "2026-03-01",
    "role": "technician",
    "needed": "administrator",
    "expected": "4",
    "order": "PO-1",
    "ordered": "10",
    "installed": "1",
    "minimum": "5",
    "maximum": "3",
    "pattern": "SN",
    "run": "Run",
    "makes": "2",
    "begun": "2",
    "operator": "Bob",
}
WITH_CAUSE = {RefusalCode.NOT_AVAILABLE, RefusalCode.IN_USE}
HELD = Whereabouts("k2", "KIT-2", NOON, "Ada", "B1")
AROUND = [
    Circumstances("CODE"),
    Circumstances("CODE", ITEM),
    Circumstances("CODE", ITEM, LINE, HELD, "KIT-1"),
    Circumstances("CODE", ITEM, LINE, HELD, "KIT-2"),
    Circumstances("CODE", ITEM, LINE, just_now=True),
]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("code", RefusalCode)
def test_every_refusal_has_a_headline_without_a_gap(code: RefusalCode, around: Circumstances) -> None:
    facts = {name: value for name, value in FACTS.items() if name != "cause" or code in WITH_CAUSE}
    headline, sentence = Speech(zone=UTC).refusal(refuse(code, **facts), around)
    assert headline
    assert "{" not in headline + sentence
    assert "None" not in headline + sentence
    assert not headline.endswith(".")


@pytest.mark.parametrize("code", RefusalCode)
def test_every_refusal_looks_and_sounds_like_something(code: RefusalCode) -> None:
    manner = Speech().manner(code)
    assert manner.tone is not Tone.ACCEPTED
    assert manner.sound in {Sound.REFUSED, Sound.ATTENTION}


@pytest.mark.parametrize(
    "question",
    [
        HowMany(Mode.ISSUE, ITEM, LINE, Decimal(3), Decimal(10)),
        HowMany(Mode.RETURN, ITEM, LINE, Decimal(2), Decimal(2)),
        OverNeed(ITEM, LINE, Decimal(7)),
        WhichOf(Mode.ISSUE, (ITEM, ITEM), None),
    ],
)
def test_every_question_is_asked_without_a_gap(question: HowMany | OverNeed | WhichOf) -> None:
    headline, sentence = Speech().question(question)
    assert headline.endswith("?")
    assert sentence
    assert "{" not in headline + sentence


def test_a_scan_that_holds_braces_is_shown_as_it_is() -> None:
    headline, _ = Speech().refusal(refuse(RefusalCode.UNKNOWN_CODE), Circumstances('{"x": {0}}'))
    assert headline == '{"x": {0}} is not known here'


def test_an_issue_says_what_is_short() -> None:
    wording = Speech().issued(ITEM, Decimal(2), LINE, kit_complete=False)
    assert wording == ("Issued 2 g of PASTE", "lot LOT-1 · PASTE · 2 of 5 · 2 g short")


def test_clock_times_are_those_of_the_wall() -> None:
    assert Speech(zone=timezone(timedelta(hours=2))).clock_time(NOON) == "14:00"


def test_texts_are_translated_before_they_are_filled() -> None:
    german = {"Issued {what}": "{what} ausgegeben", "{quantity} of {part}": "{quantity} von {part}"}
    speech = Speech(lambda text: german.get(text, text))
    assert speech.issued(ITEM, Decimal(2), LINE, kit_complete=True).headline == "2 g von PASTE ausgegeben"


def test_a_kit_that_needs_nothing_says_so() -> None:
    assert Speech().kit_opened("KIT-1", "Run", 0).sentence == "“Run” · nothing is missing"
    assert "3 lines" in Speech().kit_opened("KIT-1", "Run", 3).sentence


def test_quantities_and_places_are_plain() -> None:
    assert amount(Decimal("1E+3"), "ea") == "1000 ea"
    assert readable("Stores/A1-03") == "Stores / A1-03"


@pytest.mark.parametrize(
    ("cause", "headline"),
    [
        ("held", "It is held: bent pins"),
        ("in_work", "It is still being built"),
        ("location", "Nothing is taken from Stores / A1-03"),
    ],
)
def test_what_may_not_be_taken_says_why(cause: str, headline: str) -> None:
    refused = refuse(RefusalCode.NOT_AVAILABLE, cause=cause, why="bent pins")
    assert Speech().refusal(refused, Circumstances("CODE", ITEM)).headline == headline


def test_a_role_that_may_not_is_told_who_may() -> None:
    refused = refuse(RefusalCode.NOT_ALLOWED, role="technician", needed="administrator")
    assert Speech().record_refusal(refused) == ("A technician may not do that", "Ask an administrator.")


def _refusals() -> Iterator[tuple[str, RefusalCode, dict[str, str]]]:
    """Yield every refusal that the domain's source spells out, with the facts that it gives."""
    for file in sorted(Path(refusals.__file__).parent.glob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match call:
                case ast.Call(
                    func=ast.Name(id="refuse"),
                    args=[ast.Attribute(value=ast.Name(id="RefusalCode"), attr=code)],
                    keywords=keywords,
                ):
                    facts = {one.arg: _given(one.arg, one.value) for one in keywords if one.arg}
                    yield f"{file.name}:{call.lineno}", RefusalCode[code], facts


def _given(name: str, value: ast.expr) -> str:
    if isinstance(value, ast.Constant):
        return str(value.value)
    return {"role": "technician", "needed": "administrator"}.get(name, "picked" if name == "cause" else "7")


def test_the_domain_gives_every_fact_that_a_sentence_asks_for() -> None:
    found = list(_refusals())
    assert len(found) > 90
    for where, code, facts in found:
        headline, sentence = Speech(zone=UTC).refusal(refuse(code, **facts), Circumstances("CODE"))
        assert headline, where
        assert sentence not in {"", "."}, where
