"""AIM identifiers."""

from __future__ import annotations

import pytest

from kitstation.scanning.symbology import SYMBOLOGIES, Symbology, strip_aim


@pytest.mark.parametrize("symbology", SYMBOLOGIES, ids=lambda symbology: symbology.aim)
def test_every_known_identifier_is_stripped_and_named(symbology: Symbology) -> None:
    assert strip_aim(f"{symbology.aim}DATA") == (symbology, "DATA")


def test_no_identifier_stands_twice_in_the_table() -> None:
    assert len({symbology.aim for symbology in SYMBOLOGIES}) == len(SYMBOLOGIES)


def test_exactly_the_symbols_with_gs1_messages_are_gs1() -> None:
    assert {s.aim for s in SYMBOLOGIES if s.is_gs1} == {
        "]C1", "]d2", "]d5", "]Q3", "]Q4", "]e0", "]e1", "]e2", "]J1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("aim", "name"), [("]C2", "Code 128"), ("]d6", "Data Matrix"), ("]z3", "Aztec Code")]
)
def test_an_identifier_of_a_known_family_is_named_for_it(aim: str, name: str) -> None:
    assert strip_aim(f"{aim}DATA") == (Symbology(aim, name, is_gs1=False), "DATA")


def test_upper_and_lower_case_identifiers_differ() -> None:
    assert strip_aim("]E0123")[0] != strip_aim("]e0123")[0]


def test_an_identifier_that_is_not_in_the_table_is_stripped_and_unknown() -> None:
    assert strip_aim("]X9DATA") == (Symbology("]X9", "unknown", is_gs1=False), "DATA")


@pytest.mark.parametrize("text", ["", "]", "]C", "DATA", " ]C1DATA", "]12DATA", "]C-DATA", "[C1"])
def test_a_text_without_an_identifier_stays_as_it_is(text: str) -> None:
    assert strip_aim(text) == (None, text)


def test_only_the_first_identifier_is_stripped() -> None:
    assert strip_aim("]C0]C1X")[1] == "]C1X"
