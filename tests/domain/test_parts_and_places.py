"""Parts, suppliers, locations, mBOM lines and runs: what may be said of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kitstation.domain.commands import (
    Command,
    CreateLocation,
    CreateMbomLine,
    CreatePart,
    CreateRun,
    CreateSupplier,
    DeleteMbomLine,
    UpdateMbomLine,
    UpdatePart,
)
from kitstation.domain.etags import etag
from kitstation.domain.records import Location, MbomLine, Part, Run, Supplier, TrackingType
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.texts import shown
from tests.support.bench import BenchUids
from tests.support.memory import Memory
from tests.support.world import World

BLANKS = ["", " ", " A", "A ", "\t", "A\n"]


def test_a_part_is_known_by_number_and_revision(memory: World) -> None:
    memory.part("PN-1", revision="A")
    memory.part("PN-1", revision="B")
    command = CreatePart(uid="new", part_number="PN-1", revision="B")
    refused = memory.refused(command)
    assert (refused.code, refused.facts["name"]) == (RefusalCode.DUPLICATE, "PN-1 revision B")


def test_a_part_becomes_what_the_command_says(memory: World) -> None:
    command = CreatePart(
        uid="p",
        part_number="PN-1",
        revision="C",
        description="a screw",
        manufacturer="Acme",
        tracking=TrackingType.LOT,
        unit="m",
    )
    assert memory.do(command).changes.puts == (
        Part(
            uid="p",
            part_number="PN-1",
            revision="C",
            description="a screw",
            manufacturer="Acme",
            tracking=TrackingType.LOT,
            unit="m",
        ),
    )


def test_a_supplier_and_a_run_become_what_the_commands_say(memory: World) -> None:
    assert memory.do(CreateSupplier(uid="s", name="Acme")).changes.puts == (Supplier(uid="s", name="Acme"),)
    part = memory.part("BOARD")
    run = memory.do(CreateRun(uid="r", title="R1", part_uid=part, quantity=Decimal("2.0"))).changes.puts
    assert run == (Run(uid="r", title="R1", part_uid=part, quantity=Decimal(2)),)


@pytest.mark.parametrize("name", BLANKS)
@pytest.mark.parametrize(
    "command",
    [
        CreatePart(uid="n", part_number="A"),
        CreateSupplier(uid="n", name="A"),
        CreateLocation(uid="n", name="A"),
        CreateRun(uid="n", title="A", part_uid="p", quantity=Decimal(1)),
    ],
    ids=lambda command: type(command).__name__,
)
def test_a_name_is_not_empty_and_has_no_blank_at_its_ends(memory: World, command: Command, name: str) -> None:
    field = {CreatePart: "part_number", CreateRun: "title"}.get(type(command), "name")
    renamed: Command = replace(command, **{field: name})  # type: ignore[arg-type]  # each has that field
    refused = memory.refused(renamed)
    assert refused.code is RefusalCode.BAD_NAME
    assert refused.facts["name"] == shown(name)


def test_a_unit_is_not_empty(memory: World) -> None:
    assert memory.refused(CreatePart(uid="n", part_number="A", unit="")).code is RefusalCode.BAD_NAME


def test_a_location_lies_within_its_parent(memory: World) -> None:
    root = memory.location("Stores")
    made = memory.do(CreateLocation(uid="l", name="A1-03", parent_uid=root)).changes.puts
    assert made == (Location(uid="l", name="A1-03", parent_uid=root, path="Stores/A1-03"),)


def test_the_same_name_may_lie_in_two_places(memory: World) -> None:
    shelves = memory.location("Stores"), memory.location("Line")
    for shelf in shelves:
        memory.location("A1", shelf)
    refused = memory.refused(CreateLocation(uid="l", name="A1", parent_uid=shelves[1]))
    assert (refused.code, refused.facts["name"]) == (RefusalCode.DUPLICATE, "Line/A1")


def test_a_location_at_the_root_is_there_once(memory: World) -> None:
    memory.location("Stores")
    assert memory.refused(CreateLocation(uid="l", name="Stores")).code is RefusalCode.DUPLICATE


def test_a_location_is_not_named_like_a_path(memory: World) -> None:
    refused = memory.refused(CreateLocation(uid="l", name="Stores/A1"))
    assert (refused.code, refused.facts["why"]) == (RefusalCode.BAD_NAME, "it contains a /")


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (CreateLocation(uid="n", name="A", parent_uid="nowhere"), "location"),
        (CreateRun(uid="n", title="R", part_uid="nothing", quantity=Decimal(1)), "part"),
        (CreateMbomLine(uid="n", assembly_uid="nothing", part_uid="x", quantity=Decimal(1)), "part"),
    ],
)
def test_what_a_record_refers_to_must_be_there(memory: World, command: Command, what: str) -> None:
    refused = memory.refused(command)
    assert (refused.code, refused.facts["what"]) == (RefusalCode.UNKNOWN_RECORD, what)


def test_a_uid_is_given_once(memory: World, memory_bench: BenchUids) -> None:
    taken = memory.supplier("Acme")
    memory_line = memory.mbom(memory_bench.radio, {memory_bench.screw: 1})[0]
    for command in (
        CreatePart(uid=memory_bench.screw, part_number="NEW"),
        CreateSupplier(uid=taken, name="New"),
        CreateLocation(uid=memory_bench.bin, name="New"),
        CreateRun(uid=memory_bench.run, title="New", part_uid=memory_bench.radio, quantity=Decimal(1)),
        CreateMbomLine(
            uid=memory_line, assembly_uid=memory_bench.paste, part_uid=memory_bench.screw, quantity=Decimal(1)
        ),
    ):
        assert memory.refused(command).code is RefusalCode.DUPLICATE, command


def test_a_supplier_is_known_by_name(memory: World) -> None:
    memory.supplier("Acme")
    assert memory.refused(CreateSupplier(uid="s", name="Acme")).code is RefusalCode.DUPLICATE


@pytest.mark.parametrize("quantity", ["0", "-1"])
def test_a_run_makes_more_than_nothing(memory: World, quantity: str) -> None:
    command = CreateRun(uid="r", title="R", part_uid=memory.part("BOARD"), quantity=Decimal(quantity))
    assert memory.refused(command).code is RefusalCode.BAD_QUANTITY


@pytest.fixture
def mbom_line(memory: World) -> MbomLine:
    assembly, part = memory.part("BOARD"), memory.part("SCREW")
    [uid] = memory.mbom(assembly, {part: 4})
    return MbomLine(uid=uid, assembly_uid=assembly, part_uid=part, quantity=Decimal(4), designators=())


def test_an_mbom_line_is_unique_per_part_and_assembly(memory: World, mbom_line: MbomLine) -> None:
    command = CreateMbomLine(
        uid="n", assembly_uid=mbom_line.assembly_uid, part_uid=mbom_line.part_uid, quantity=Decimal(1)
    )
    refused = memory.refused(command)
    assert (refused.code, refused.facts["name"]) == (RefusalCode.DUPLICATE, "SCREW")


def test_an_assembly_does_not_contain_itself(memory: World, mbom_line: MbomLine) -> None:
    command = CreateMbomLine(
        uid="n", assembly_uid=mbom_line.part_uid, part_uid=mbom_line.part_uid, quantity=Decimal(1)
    )
    assert memory.refused(command).code is RefusalCode.CONTAINS_ITSELF


@pytest.mark.parametrize("quantity", ["0", "-0.5"])
def test_an_assembly_needs_more_than_nothing_of_a_part(
    memory: World, mbom_line: MbomLine, quantity: str
) -> None:
    create = CreateMbomLine(
        uid="n",
        assembly_uid=mbom_line.part_uid,
        part_uid=mbom_line.assembly_uid,
        quantity=Decimal(quantity),
    )
    update = UpdateMbomLine(uid=mbom_line.uid, etag=etag(mbom_line), quantity=Decimal(quantity))
    assert memory.refused(create).code is RefusalCode.BAD_QUANTITY
    assert memory.refused(update).code is RefusalCode.BAD_QUANTITY


def test_an_mbom_line_changes_when_its_writer_has_seen_it(memory: World, mbom_line: MbomLine) -> None:
    command = UpdateMbomLine(
        uid=mbom_line.uid, etag=etag(mbom_line), quantity=Decimal("4.50"), designators=("H1",)
    )
    changed = replace(mbom_line, quantity=Decimal("4.5"), designators=("H1",), version=2)
    assert memory.do(command).changes.puts == (changed,)
    refused = memory.refused(command)
    assert (refused.code, refused.facts) == (
        RefusalCode.STALE_ETAG,
        {"current": etag(changed), "seen": etag(mbom_line)},
    )


def test_an_mbom_line_that_is_gone_makes_room_for_another(memory: World, mbom_line: MbomLine) -> None:
    delete = DeleteMbomLine(uid=mbom_line.uid, etag=etag(mbom_line))
    memory.do(delete)
    assert memory.refused(delete).code is RefusalCode.UNKNOWN_RECORD
    memory.mbom(mbom_line.assembly_uid, {mbom_line.part_uid: 2})


@pytest.mark.parametrize(
    "command",
    [
        UpdatePart(uid="nothing", etag="1-0000"),
        UpdateMbomLine(uid="nothing", etag="1-0000", quantity=Decimal(1)),
        DeleteMbomLine(uid="nothing", etag="1-0000"),
    ],
)
def test_what_is_not_there_cannot_be_changed(memory: World, command: Command) -> None:
    assert memory.refused(command).code is RefusalCode.UNKNOWN_RECORD


def part_of(world: World, uid: str) -> Part:
    assert isinstance(world.door, Memory)
    return world.door.records.parts.get(uid)


def test_a_part_changes_in_what_is_named_and_in_nothing_else(memory: World) -> None:
    uid = memory.part("SCREW", description="a screw")
    part = part_of(memory, uid)
    memory.do(UpdatePart(uid=uid, etag=etag(part), manufacturer="Acme"))
    assert part_of(memory, uid) == replace(part, manufacturer="Acme", version=2)
    memory.do(UpdatePart(uid=uid, etag=etag(part_of(memory, uid)), description=""))
    assert part_of(memory, uid) == replace(part, manufacturer="Acme", description="", version=3)


def test_a_part_is_changed_only_by_who_has_seen_it_as_it_is(memory: World) -> None:
    """Seed 001: an update carries the `etag` that was read."""
    uid = memory.part("SCREW")
    command = UpdatePart(uid=uid, etag=etag(part_of(memory, uid)), description="new")
    memory.do(command)
    assert memory.refused(command).code is RefusalCode.STALE_ETAG


def test_tracking_is_validated_on_update_too(memory: World, memory_bench: BenchUids) -> None:
    """Seed 001: "tracking-type validations enforced on creation are also enforced on update"."""
    for uid in (memory_bench.radio, memory_bench.paste):
        seen = etag(part_of(memory, uid))
        command = UpdatePart(uid=uid, etag=seen, tracking=TrackingType.UNTRACKED)
        assert memory.refused(command).code is RefusalCode.TRACKING_IN_USE
    seen = etag(part_of(memory, memory_bench.screw))
    memory.do(UpdatePart(uid=memory_bench.screw, etag=seen, tracking=TrackingType.LOT))


def test_a_unit_does_not_change_while_anything_is_measured_in_it(
    memory: World, memory_bench: BenchUids
) -> None:
    seen = etag(part_of(memory, memory_bench.screw))
    refused = memory.refused(UpdatePart(uid=memory_bench.screw, etag=seen, unit="kg"))
    assert (refused.code, refused.facts) == (
        RefusalCode.UNIT_MISMATCH,
        {"part_unit": "ea", "item_unit": "kg"},
    )
    seen = etag(part_of(memory, memory_bench.assembly))
    memory.do(UpdatePart(uid=memory_bench.assembly, etag=seen, unit="kg"))


def test_a_unit_does_not_change_once_a_kit_counts_in_it(memory: World, memory_bench: BenchUids) -> None:
    """Nothing of it is on hand, but what a kit needs or holds is said in the old unit."""
    memory.issue(memory_bench.radio_item, memory_bench.radio_line)
    seen = etag(part_of(memory, memory_bench.radio))
    refused = memory.refused(UpdatePart(uid=memory_bench.radio, etag=seen, unit="kg"))
    assert refused.code is RefusalCode.UNIT_MISMATCH
    memory.do(UpdatePart(uid=memory_bench.radio, etag=seen, unit="ea", description="a radio"))


@pytest.mark.parametrize("unit", BLANKS)
def test_a_unit_does_not_become_blank(memory: World, unit: str) -> None:
    uid = memory.part("SCREW")
    refused = memory.refused(UpdatePart(uid=uid, etag=etag(part_of(memory, uid)), unit=unit))
    assert refused.code is RefusalCode.BAD_NAME


@pytest.mark.parametrize("number", ["0.0000001", "1000000000001", "NaN", "sNaN", "Infinity"])
def test_numbers_that_cannot_be_kept_exactly_are_refused(memory: World, number: str) -> None:
    command = CreateRun(uid="r", title="R", part_uid=memory.part("BOARD"), quantity=Decimal(number))
    assert memory.refused(command).code is RefusalCode.BAD_QUANTITY
