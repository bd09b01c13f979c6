"""Commands as lines: what the journal holds comes in again as it was, and what is no command says where and why."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitstation.domain.commands import Command, CreateItem, Entry, SplitItem, Undo
from kitstation.domain.records import Role
from kitstation.domain.refusals import Refused
from kitstation.station.command_lines import LineError, made_by, read_entry, schema, write_line
from kitstation.station.desk import Desk
from kitstation.store import codec
from tests.support.clock import NOON, FakeClock, SeqIds

DESK = Desk(FakeClock(), SeqIds(), "Grace", "B7")
TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
MOMENTS = st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1))  # noqa: DTZ001 - as hypothesis wants its bounds


def values(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type hint
    """Return values of a type, as commands use types."""
    if hint is Decimal:
        return st.decimals(min_value=0, max_value=10**9, places=6)
    if get_origin(hint) in {UnionType, Union}:
        return st.one_of(*map(values, get_args(hint)))
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    if is_dataclass(hint):
        return commands(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    known: dict[Any, st.SearchStrategy[Any]] = {
        str: TEXTS,
        bool: st.booleans(),
        int: st.integers(0, 1000),
        date: st.dates(),
        datetime: MOMENTS,
        NoneType: st.none(),
    }
    return known[hint]


def commands(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a dataclass
    """Return all commands of a kind."""
    return st.builds(kind, **{name: values(hint) for name, hint in get_type_hints(kind).items()})


def asked(line: str) -> Entry:
    entry = read_entry(line, DESK)
    assert isinstance(entry, Entry)
    return entry


@pytest.mark.parametrize("kind", codec.KINDS)
@given(data=st.data())
def test_a_command_of_any_kind_comes_in_as_it_went_out(kind: str, data: st.DataObject) -> None:
    command: Command = data.draw(commands(codec.KINDS[kind]))
    entry = Entry(command_id="c-1", at=NOON, operator="Ada", station="B2", command=command)
    again = asked(write_line(entry))
    assert codec.dump(again.command) == codec.dump(command)
    assert replace(again, command=command) == entry


@pytest.mark.parametrize("kind", codec.KINDS)
@given(data=st.data())
def test_an_entry_of_the_journal_is_a_line(kind: str, data: st.DataObject) -> None:
    command: Command = data.draw(commands(codec.KINDS[kind]))
    form = codec.dump(command)
    row = {"seq": 7, "kind": form.kind, "command_id": "c-1", "format": codec.FORMAT, "role": "technician"}
    for payload in (form.payload, json.loads(form.payload)):
        again = asked(json.dumps(row | {"payload": payload}))
        assert codec.dump(again.command) == form
        assert again.role is Role.ADMINISTRATOR


@pytest.mark.parametrize("kind", codec.KINDS)
def test_the_schema_describes_every_kind(kind: str) -> None:
    described = schema()["$defs"][kind]
    assert described["additionalProperties"] is False
    if "payload" in described["properties"]:
        assert described["required"] == ["kind", "payload"]
        return
    own = {field.name for field in fields(codec.KINDS[kind])}
    expected = {"undoes"} if kind == "Undo" else own
    envelope = {"kind", "command_id", "at", "operator", "station"}
    assert set(described["properties"]) == expected | envelope
    assert not set(made_by(kind)) & set(described["required"])


def test_what_a_line_leaves_out_is_that_of_the_desk() -> None:
    entry = asked('{"kind": "HoldItem", "item_uid": "i", "reason": "bent"}')
    assert (entry.operator, entry.station, entry.at) == ("Grace", "B7", NOON)
    assert entry.command_id


def test_uids_that_are_left_out_are_the_same_when_the_line_comes_again() -> None:
    line = '{"kind": "CreateItem", "command_id": "c-1", "part_uid": "p", "location_uid": "l"}'
    first, again = asked(line).command, asked(line).command
    assert isinstance(first, CreateItem)
    assert first == again
    assert first.uid


def test_parts_of_a_split_get_uids_of_their_own() -> None:
    line = '{"kind": "SplitItem", "item_uid": "i", "parts": [{"quantity": "1"}, {"quantity": 2.5}]}'
    command = asked(line).command
    assert isinstance(command, SplitItem)
    assert len({part.uid for part in command.parts}) == 2
    assert [str(part.quantity) for part in command.parts] == ["1", "2.5"]


def test_a_line_says_what_is_undone_apart_from_its_own_id() -> None:
    entry = asked('{"kind": "Undo", "command_id": "c-2", "undoes": "c-1"}')
    assert (entry.command_id, entry.command) == ("c-2", Undo(command_id="c-1"))


def test_only_an_administrator_hands_in_commands_of_others() -> None:
    line = '{"kind": "ReleaseHold", "item_uid": "i", "operator": "Ada"}'
    assert asked(line).operator == "Ada"
    assert isinstance(read_entry(line, replace(DESK, role=Role.SUPERVISOR)), Refused)


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("nonsense", "column 1"),
        ("[]", ""),
        ("{}", "kind"),
        ('{"kind": "Explode"}', "kind"),
        ('{"kind": 5}', "kind"),
        ('{"kind": "HoldItem", "item_uid": "i"}', "reason"),
        ('{"kind": "HoldItem", "item_uid": 5, "reason": ""}', "item_uid"),
        ('{"kind": "HoldItem", "item_uid": "i", "reason": "", "colour": "red"}', "colour"),
        ('{"kind": "HoldItem", "kind": "HoldItem"}', "kind"),
        ('{"kind": "RecountItem", "item_uid": "i", "counted": "many", "reason": ""}', "counted"),
        ('{"kind": "RecountItem", "item_uid": "i", "counted": NaN, "reason": ""}', ""),
        ('{"kind": "SplitItem", "item_uid": "i", "parts": [{"quantity": "x"}]}', "parts.0.quantity"),
        ('{"kind": "SplitItem", "item_uid": "i", "parts": [{"quantity": 1, "a": 1}]}', "parts.0.a"),
        ('{"kind": "ReleaseHold", "item_uid": "i", "at": "noon"}', "at"),
        ('{"kind": "ReleaseHold", "item_uid": "i", "at": "2026-03-02T12:00:00"}', "at"),
        ('{"kind": "ReleaseHold", "item_uid": "i", "command_id": ""}', "command_id"),
        ('{"kind": "Undo", "command_id": "c-1"}', "undoes"),
        ('{"kind": "ReleaseHold", "payload": [], "command_id": "c"}', "payload"),
        ('{"kind": "ReleaseHold", "payload": {"item_uid": "i"}, "format": 99}', "format"),
        ('{"kind": "ReleaseHold", "payload": {"item_uid": "i"}, "item_uid": "i"}', "item_uid"),
        ("[" * 100_000, ""),
        ('{"kind": "HoldItem", "item_uid": "i", "reason": "\\ud800"}', ""),
        ('{"kind": "HoldItem", "item_uid": "i", "reason": ["\\uDFFF"]}', ""),
        ('{"kind": "RecountItem", "item_uid": "i", "counted": ' + "9" * 5000 + ', "reason": ""}', ""),
    ],
)
def test_what_is_no_command_says_where(line: str, where: str) -> None:
    with pytest.raises(LineError) as raised:
        read_entry(line, DESK)
    assert raised.value.where == where
    assert raised.value.what
