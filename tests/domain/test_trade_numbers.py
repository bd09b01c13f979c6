"""A number of others names one part, and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kitstation.domain.commands import AddTradeNumber, CreatePart, SetSupplierPart, Undo, UpdatePart
from kitstation.domain.etags import etag
from kitstation.domain.quantities import ONE
from kitstation.domain.records import Role
from kitstation.domain.refusals import RefusalCode
from kitstation.domain.roles import may
from kitstation.domain.working_set import WorkingSet
from tests.support.memory import Memory
from tests.support.world import World

NEW = AddTradeNumber(uid="n", part_uid="r100", number="ERJ-3EKF1002V")


@pytest.fixture
def records(memory: World) -> WorkingSet:
    assert isinstance(memory.door, Memory)
    return memory.door.records


@pytest.fixture
def shop(memory: World) -> World:
    """Two resistors; the second has a number of every kind."""
    memory.do(CreatePart(uid="r100", part_number="R-100", manufacturer_part_number="RC0603"))
    memory.do(
        CreatePart(uid="r200", part_number="R-200", manufacturer_part_number="RC0805", gtin="4006381333931")
    )
    supplier = memory.supplier("Digi-Key")
    memory.do(
        SetSupplierPart(
            uid="sold",
            supplier_uid=supplier,
            part_uid="r200",
            supplier_part_number="311-200-ND",
            purchase_unit="ea",
            factor=ONE,
        )
    )
    memory.do(AddTradeNumber(uid="t", part_uid="r200", number="CRCW0805"))
    return memory


def test_a_number_is_remembered_besides_those_that_the_part_has(shop: World, records: WorkingSet) -> None:
    shop.do(NEW)
    shop.do(replace(NEW, uid="m", number="445-1"))
    assert records.trade_numbers.get("n").number == "ERJ-3EKF1002V"
    assert records.parts.get("r100").manufacturer_part_number == "RC0603"


@pytest.mark.parametrize(
    "number", ["R-200", "RC0805", "4006381333931", "04006381333931", "311-200-ND", "CRCW0805"]
)
def test_a_number_that_names_another_part_is_refused_with_its_name(shop: World, number: str) -> None:
    refused = shop.refused(replace(NEW, number=number))
    assert refused.code is RefusalCode.NUMBER_TAKEN
    assert refused.facts == {"name": number, "part_number": "R-200"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"number": ""}, RefusalCode.BAD_NAME),
        ({"number": "RC 1 "}, RefusalCode.BAD_NAME),
        ({"part_uid": "nothing"}, RefusalCode.UNKNOWN_RECORD),
        ({"number": "RC0603"}, RefusalCode.NUMBER_TAKEN),
        ({"uid": "t"}, RefusalCode.DUPLICATE),
    ],
)
def test_an_impossible_number_is_refused(shop: World, change: dict[str, str], code: RefusalCode) -> None:
    assert shop.refused(replace(NEW, **change)).code is code


def test_no_number_is_remembered_for_an_archived_part(shop: World, records: WorkingSet) -> None:
    shop.do(UpdatePart(uid="r100", etag=etag(records.parts.get("r100")), archived=True))
    assert shop.refused(NEW).code is RefusalCode.ARCHIVED


def test_a_number_that_was_taken_back_is_free_for_another_part(shop: World, records: WorkingSet) -> None:
    done = shop.do(NEW)
    shop.do(Undo(command_id=done.command_id))
    assert records.trade_numbers.find("n") is None
    shop.do(replace(NEW, uid="m", part_uid="r200"))


def test_whoever_receives_may_say_what_a_label_means() -> None:
    assert may(Role.TECHNICIAN, AddTradeNumber)
