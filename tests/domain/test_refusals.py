"""Refusals are values with facts, and every code of the rules can be met."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kitstation.domain
from kitstation.domain.errors import KitstationError, StoreFault
from kitstation.domain.refusals import RefusalCode, Refused, refuse

OF_THE_SESSION = {
    RefusalCode.UNKNOWN_CODE,
    RefusalCode.UNREADABLE_SCAN,
    RefusalCode.SEVERAL_MATCHES,
    RefusalCode.SCANNED_TWICE,
    RefusalCode.NO_KIT_OPEN,
    RefusalCode.QUANTITY_NEEDED,
    RefusalCode.NOTHING_ASKED,
    RefusalCode.NUMBER_NEEDED,
    RefusalCode.KIT_COMPLETE,
    RefusalCode.NOTHING_TO_UNDO,
}
"""What a scan can run into before there is a command."""

OF_THE_STORE = {RefusalCode.ID_REUSED}


def codes_in(folder: Path) -> set[RefusalCode]:
    sources = " ".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    return {RefusalCode(name) for name in re.findall(r"RefusalCode\.([A-Z_]+)", sources)}


def test_every_code_that_the_rules_do_not_give_belongs_to_the_session_or_the_store() -> None:
    rules = codes_in(Path(kitstation.domain.__file__).parent)
    assert set(RefusalCode) - rules == OF_THE_SESSION | OF_THE_STORE


def test_every_code_that_the_rules_give_is_met_by_a_test_of_the_rules() -> None:
    assert (
        codes_in(Path(kitstation.domain.__file__).parent) <= codes_in(Path(__file__).parent) - OF_THE_SESSION
    )


def test_facts_are_texts() -> None:
    assert refuse(RefusalCode.NOT_ENOUGH, asked=5).facts == {"asked": "5"}


def test_facts_do_not_change() -> None:
    with pytest.raises(TypeError):
        refuse(RefusalCode.NOT_ENOUGH, asked=5).facts["asked"] = "6"  # type: ignore[index]  # which is the point


def test_equal_refusals_are_equal() -> None:
    assert refuse(RefusalCode.ALREADY_UNDONE) == Refused(RefusalCode.ALREADY_UNDONE)
    assert refuse(RefusalCode.NOT_ENOUGH, asked=5) != refuse(RefusalCode.NOT_ENOUGH, asked=6)


def test_a_fault_says_what_happened_why_and_what_to_do() -> None:
    fault = StoreFault("The disk is full", detail="No space left.", hint="Make room.")
    assert isinstance(fault, KitstationError)
    assert str(fault) == "The disk is full No space left. Make room."
    assert str(StoreFault("The disk is full")) == "The disk is full"
