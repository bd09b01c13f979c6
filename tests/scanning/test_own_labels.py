"""Our own labels and those of ION."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scanning.usual import read

UID = "24daeec7-08d8-4908-af9b-eba707a5241b"
BARE = UID.replace("-", "")


@pytest.mark.parametrize(
    "text",
    [
        UID,
        BARE,
        UID.upper(),
        BARE.upper(),
        f"]d1{UID}\r",
        f" {UID}\t",
        UID.replace("-", "ß"),
        f'{{"uid":"{BARE}"}}',
        f'{{ "uid" : "{UID}" }}',
        f'{{"UID":"{UID.upper()}"}}',
    ],
)
def test_a_record_id_is_read_dashed_and_in_lower_case(text: str) -> None:
    best = read(text).meanings[0]
    assert best.kind == "own"
    assert best.fields == {"uid": UID}


@settings(deadline=None)
@given(st.uuids())
def test_every_record_id_comes_back(uid: UUID) -> None:
    assert read(str(uid)).meanings[0].fields["uid"] == str(uid)


@pytest.mark.parametrize(
    "text",
    [
        BARE[:-1],
        BARE + "0",
        UID.replace("-", "", 1),
        UID.replace("2", "g", 1),
        f"{{{UID}}}",
        f'{{"uid":"{BARE[:-1]}"}}',
        f'{{"id":"{BARE}"}}',
        f"uid:{BARE}",
        "\u0661" * 32,
    ],
)
def test_what_is_almost_a_record_id_is_none(text: str) -> None:
    assert "own" not in [meaning.kind for meaning in read(text).meanings]
