"""Names and texts: how long they may be, which signs they may hold, and which field is of which kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import Enum
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.commands import (
    Command,
    CreateItem,
    CreateLocation,
    CreateMbomLine,
    CreatePart,
    CreatePosition,
    CreateRun,
    CreateSupplier,
    ScrapItem,
    SplitItem,
    SplitOff,
    TransferItem,
    UpdateItem,
    UpdateLocation,
    UpdateMbomLine,
    UpdatePart,
    UpdateSupplier,
)
from kitstation.domain.editions import FIRST
from kitstation.domain.etags import etag
from kitstation.domain.quantities import ONE
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.text_fields import TEXT_RULES, rule_of
from kitstation.domain.texts import LONGEST_NAME, LONGEST_TEXT, SHOWN, TextRule, shown
from kitstation.domain.working_set import WorkingSet
from tests.support.bench import BenchUids
from tests.support.memory import Memory
from tests.support.old_rules import OldRules
from tests.support.world import World

NAME, TEXT = TextRule("name", needed=True), TextRule("reason", LONGEST_TEXT, lines=True)
SEPARATED = "which stands between the fields of a scanned code: give the one field that is meant"
TYPED = "type it anew instead of copying it"
NO_TEXT_OF_ITS_OWN = {"etag", "command_id"}


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


@pytest.mark.parametrize(
    ("rule", "text", "why"),
    [
        (NAME, "SN-1", None),
        (NAME, "Ünï 電 Ω (a/b)", None),
        (NAME, "a\u00a0b", None),
        (NAME, "n" * LONGEST_NAME, None),
        (NAME, "n" * (LONGEST_NAME + 1), "it has 201 characters, and at most 200 are possible"),
        (NAME, "", "it is empty"),
        (TextRule("revision"), "", None),
        (NAME, " ", "it begins or ends with a blank"),
        (NAME, "A ", "it begins or ends with a blank"),
        (NAME, "\u3000A", "it begins or ends with a blank"),
        (NAME, "A\x1dB", f"it holds the separator GS (0x1D), {SEPARATED}"),
        (NAME, "\x1dA", f"it holds the separator GS (0x1D), {SEPARATED}"),
        (NAME, "A\x1e", f"it holds the separator RS (0x1E), {SEPARATED}"),
        (NAME, "A\x04", f"it holds the separator EOT (0x04), {SEPARATED}"),
        (NAME, "A\tB", "it holds the control character tab (0x09)"),
        (NAME, "A\x00B", "it holds the control character NUL (0x00)"),
        (NAME, "A\x07B", "it holds the control character (0x07)"),
        (NAME, "A\x7fB", "it holds the control character DEL (0x7F)"),
        (NAME, "A\x80B", "it holds the control character (0x80)"),
        (NAME, "A\nB", "it has a line break in it"),
        (NAME, "A\r", "it has a line break in it"),
        (NAME, "A\u2028B", "it has a line break in it"),
        (NAME, "A\x85B", "it has a line break in it"),
        (NAME, "A\ud800", "it holds half of a character: it was read in the wrong encoding"),
        (NAME, "👩\u200d🔧 🏴\U000e0067\U000e0062\U000e007f ❤\ufe0f", None),
        (NAME, "\u0645\u0633\u0645 e\u0301\u0323 \u0645\u06cc\u200c\u062e", None),
        (NAME, "A\u200b", f"it holds a sign that nobody sees (U+200B): {TYPED}"),
        (NAME, "\ufeffA", f"it holds a sign that nobody sees (U+FEFF): {TYPED}"),
        (NAME, "A\u00adB", f"it holds a sign that nobody sees (U+00AD): {TYPED}"),
        (NAME, "\u200eA", f"it holds a sign that nobody sees (U+200E): {TYPED}"),
        (NAME, "A\u202e1-B", f"it holds a sign that nobody sees (U+202E): {TYPED}"),
        (TEXT, "", None),
        (TEXT, "\u2067\u0645\u0633\u0645\u0627\u0631\u2069 A-1", None),
        (TEXT, " one\r\n\ttwo\n", None),
        (TEXT, "t" * (LONGEST_TEXT + 1), "it has 2001 characters, and at most 2000 are possible"),
        (TEXT, "one\x0btwo", "it has a line break in it"),
        (TEXT, "one\x1dtwo", f"it holds the separator GS (0x1D), {SEPARATED}"),
    ],
)
def test_what_may_stand_in_a_text(rule: TextRule, text: str, why: str | None) -> None:
    assert rule.wrong_with(text) == why
    refused = rule.refuse(text)
    assert (refused.facts["why"] if refused else None) == why


@given(st.text())
def test_what_is_shown_of_a_text_is_short_and_can_be_seen_and_written(text: str) -> None:
    found = shown(text)
    assert len(found) <= SHOWN + 1
    assert NAME.wrong_with(f"x{found}x") is None


@given(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=LONGEST_NAME)
)
def test_what_people_can_see_is_a_name(text: str) -> None:
    assert NAME.wrong_with(text) is None


def texts_in(kind: Any, *, within: str = "") -> Iterator[str]:  # noqa: ANN401 - a dataclass
    """Yield the fields of a command that hold texts, as it is declared, those of what is nested in it too."""
    for name, hint in get_type_hints(kind).items():
        parts = [hint, *get_args(hint)]
        if any(part is str for part in parts) and not any(get_origin(part) is Literal for part in parts):
            yield within + name
        for part in parts:
            if hasattr(part, "__dataclass_fields__"):
                yield from texts_in(part)
            assert not (isinstance(part, type) and issubclass(part, Enum) and str in parts)


def is_reference(name: str) -> bool:
    return name in {"substitutes", *NO_TEXT_OF_ITS_OWN} or (
        name.endswith(("_uid", "_uids")) and name != "new_uid"
    )


@pytest.mark.parametrize("kind", get_args(Command), ids=lambda kind: kind.__name__)
def test_every_text_of_every_command_is_of_a_kind(kind: type[Command]) -> None:
    texts = [name for name in texts_in(kind) if not is_reference(name) and name != "uid"]
    assert [name for name in texts if rule_of(kind, name) is None] == []


def test_no_rule_is_for_a_field_that_is_in_no_command() -> None:
    assert set(TEXT_RULES) == {name for kind in get_args(Command) for name in texts_in(kind)} & set(
        TEXT_RULES
    )


@pytest.mark.parametrize(
    "command",
    [
        CreatePart(uid="n", part_number="A\x1dB"),
        CreatePart(uid="n", part_number="A", revision="B "),
        CreatePart(uid="n", part_number="A", description="\x07"),
        CreatePart(uid="", part_number="A"),
        CreatePart(uid="n", part_number="A", gtin="0123\n"),
        CreateSupplier(uid="n", name="n" * 201),
        CreateLocation(uid="n", name="A\x7f"),
        CreateLocation(uid="n", name="A", barcode="L\x1d1"),
        CreateRun(uid="n", title="A\u2028B", part_uid="p", quantity=ONE),
        CreateItem(uid="n", part_uid="p", location_uid="l", serial_number="SN\x1dL"),
        CreateItem(uid="n", part_uid="p", location_uid="l", lot_number="L "),
        CreateItem(uid="n", part_uid="p", location_uid="l", condition="\x00"),
        CreateMbomLine(uid="n", assembly_uid="a", part_uid="p", quantity=ONE, designators=("R1", "R\n2")),
        CreatePosition(
            uid="n", catalogue_uid="c", ref="R", part_uid="p", location_uid="l", attributes=("a=\x01",)
        ),
        ScrapItem(item_uid="i", quantity=ONE, reason="r" * 2001),
        TransferItem(item_uid="i", to_location_uid="l", new_uid="n\x1d"),
        SplitItem(item_uid="i", parts=(SplitOff(uid=" n", quantity=ONE),)),
    ],
    ids=lambda command: type(command).__name__,
)
def test_a_new_text_that_may_not_stand_there_is_refused(memory: World, command: Command) -> None:
    assert memory.refused(command).code is RefusalCode.BAD_NAME


def test_what_stood_there_before_the_rules_stays_and_can_be_worked_with(
    memory: World, records: WorkingSet
) -> None:
    old = World(OldRules(memory.door), ids=memory.ids)
    assert old.entry(CreateSupplier(uid="s", name="A")).edition != FIRST
    part = old.part("P\x1d1", description="d" * 3_000)
    place = old.location("Shelf \n1")
    supplier = old.supplier("A\tB")
    item = old.item(part, place, 5)
    record = records.parts.get(part)
    kept = UpdatePart(uid=part, etag=etag(record), description=record.description, manufacturer="Acme")
    memory.do(kept)
    assert (
        memory.refused(replace(kept, etag=etag(records.parts.get(part)), description="e" * 3_000)).code
        is RefusalCode.BAD_NAME
    )
    memory.do(
        UpdateSupplier(uid=supplier, etag=etag(records.suppliers.get(supplier)), name="A\tB", archived=True)
    )
    memory.do(UpdateLocation(uid=place, etag=etag(records.locations.get(place)), inventory_available=True))
    memory.do(UpdateItem(uid=item, etag=etag(records.items.get(item)), condition="USED"))
    memory.item(part, place, 2)
    run = memory.run(part)
    assert records.runs.get(run).part_uid == part


def test_a_designator_that_stood_there_before_stays_beside_a_new_one(
    memory: World, memory_bench: BenchUids, records: WorkingSet
) -> None:
    old = World(OldRules(memory.door), ids=memory.ids)
    line = records.mbom_lines.get(records.mboms.get(memory_bench.assembly)[memory_bench.screw])
    old.do(UpdateMbomLine(uid=line.uid, etag=etag(line), quantity=ONE, designators=("R\n1",)))
    line = records.mbom_lines.get(line.uid)
    change = UpdateMbomLine(uid=line.uid, etag=etag(line), quantity=ONE, designators=("R\n1", "R2"))
    memory.do(change)
    line = records.mbom_lines.get(line.uid)
    refused = memory.refused(replace(change, etag=etag(line), designators=("R\n1", "R\t3")))
    assert refused.facts["what"] == "reference designator"
