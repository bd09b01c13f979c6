"""Commands as lines of JSON: in the journal's own form they come in, and are answered one a line.

A line is an object. `kind` names the command; `command_id`, `at` (with its time zone), `operator` and `station` may be
left out; all else are the command's fields, as `codec` writes them into the journal. So that an undo's own id and the
one of the command that it takes back are told apart, the latter is called `undoes`, as in the journal's table.

An entry of the journal is a line too: its fields stand together under `payload`, as an object or as the text of one.
So they must where a command has a field that is called like one of these. What else the history says of an entry is
passed over. The role is always that of whoever is signed on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final, get_type_hints

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from kitstation.domain.commands import Command, Counted, Entry, SplitOff
from kitstation.domain.ids import derived_id
from kitstation.domain.records import Role
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.texts import TextRule
from kitstation.station.desk import Desk
from kitstation.store import codec

ENVELOPE: Final = ("kind", "command_id", "at", "operator", "station")
PAYLOAD: Final = "payload"
_OF_THE_JOURNAL: Final = frozenset(
    {"seq", "format", "role", "undoes", "undone", "kit", "kit_uid", "sentence", "images"}
)
_UNDOES: Final = "undoes"
_UNDO: Final = "Undo"
LONGEST_ID: Final = 100
_MOMENT: Final[TypeAdapter[datetime]] = TypeAdapter(AwareDatetime)
_NAMES_ANOTHER: Final = frozenset({"SetKitStatus", "SettlePrintJob"})
"""Kinds whose `uid` names what is there, although they carry no etag."""


class LineError(ValueError):
    """A line is no command: `where` names the place in it, the message says what is wrong."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}" if where else what)
        self.where = where
        self.what = what


def read_entry(text: str, desk: Desk) -> Entry | Refused:
    """Return what a line asks for, handed in by `desk` as far as the line does not say otherwise.

    Uids of new records that are left out follow from the command's id, so that a repeated line makes nothing twice.
    Refused where somebody who is no administrator hands in a command for somebody else. Raises LineError.
    """
    line = _object(text)
    kind = line.get("kind")
    if not isinstance(kind, str) or kind not in codec.KINDS:
        raise LineError("kind", f"{kind!r} is no kind of command" if "kind" in line else "it is missing")
    command_id = _text(line, "command_id") or desk.ids.new()
    if len(command_id) > LONGEST_ID:
        raise LineError("command_id", f"it has more than {LONGEST_ID} characters")
    entry = desk.entry(_command(kind, _fields(kind, line), command_id))
    operator = _text(line, "operator") or desk.operator
    if operator != desk.operator and desk.role is not Role.ADMINISTRATOR:
        return refuse(RefusalCode.NOT_ALLOWED, cause="other", name=operator)
    return replace(
        entry,
        command_id=command_id,
        at=_moment(line["at"]) if line.get("at") is not None else entry.at,
        operator=operator,
        station=_text(line, "station") or desk.station,
    )


def write_line(entry: Entry) -> str:
    """Return the line that `read_entry` reads as this entry."""
    form = codec.dump(entry.command)
    values: dict[str, Any] = json.loads(form.payload)
    if form.kind == _UNDO:
        values = {_UNDOES: values["command_id"]}
    envelope = {
        "kind": form.kind,
        "command_id": entry.command_id,
        "at": entry.at.isoformat(),
        "operator": entry.operator,
        "station": entry.station,
    }
    own = {PAYLOAD: values} if _clashes(form.kind) else values
    return json.dumps(envelope | own, ensure_ascii=False)


def _clashes(kind: str) -> bool:
    """Whether a kind of command has fields that are called like those of the envelope."""
    return kind != _UNDO and not set(ENVELOPE).isdisjoint(get_type_hints(codec.KINDS[kind]))


def made_by(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind of command that name the records it makes, and may be left out."""
    names = {field.name for field in fields(codec.KINDS[kind]) if field.default is MISSING}
    makes = {"new_uid"} & names
    if "uid" in names and "etag" not in names and kind not in _NAMES_ANOTHER:
        makes.add("uid")
    return tuple(sorted(makes))


def schema() -> dict[str, Any]:
    """Return the JSON schema of a line."""
    adapters = [(kind, "validation", _adapter(kind)) for kind in codec.KINDS]
    parts, shared = TypeAdapter.json_schemas(adapters, ref_template="#/$defs/{model}")  # type: ignore[arg-type]  # a mode is a literal
    definitions: dict[str, Any] = dict(shared.get("$defs", {}))
    for (kind, _mode), part in parts.items():
        found = definitions.get(part["$ref"].rpartition("/")[2], part) if "$ref" in part else part
        definitions[str(kind)] = _schema_of(str(kind), found)
    if "SplitOff" in definitions:
        definitions["SplitOff"] = _without_required(definitions["SplitOff"], {"uid"})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One command, one line",
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in sorted(codec.KINDS)],
        "$defs": definitions,
    }


def _schema_of(kind: str, found: Mapping[str, Any]) -> dict[str, Any]:
    properties = dict(found["properties"])
    required = set(found.get("required", ())) - set(made_by(kind))
    if kind == _UNDO:
        properties[_UNDOES] = properties.pop("command_id")
        required = {_UNDOES}
    if _clashes(kind):
        payload = {"type": "object", "properties": properties, "required": sorted(required)}
        properties, required = {PAYLOAD: {**payload, "additionalProperties": False}}, {PAYLOAD}
    envelope = {
        "kind": {"const": kind},
        "command_id": {"type": "string", "minLength": 1, "maxLength": LONGEST_ID},
        "at": {"type": "string", "format": "date-time"},
        "operator": {"type": "string", "minLength": 1},
        "station": {"type": "string", "minLength": 1},
    }
    return {
        "type": "object",
        "title": kind,
        "description": (codec.KINDS[kind].__doc__ or "").strip(),
        "properties": envelope | properties,
        "required": ["kind", *sorted(required)],
        "additionalProperties": False,
    }


def _without_required(found: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {**found, "required": [name for name in found["required"] if name not in names]}


@cache
def _adapter(kind: str) -> TypeAdapter[Command]:
    return TypeAdapter(codec.KINDS[kind])


def _object(text: str) -> dict[str, Any]:
    try:
        line = json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_each_once)
    except json.JSONDecodeError as error:
        raise LineError(f"column {error.colno}", f"it is no JSON: {error.msg}") from None
    except LineError:
        raise
    except ValueError:
        # Python reads no whole number of more than some thousand digits.
        raise LineError("", "it has a number that is too long") from None
    except RecursionError:
        raise LineError("", "it is nested too deeply") from None
    if not isinstance(line, dict):
        raise LineError("", "it is no JSON object")
    _refuse_half_characters(text, line)
    return line


def _refuse_half_characters(text: str, line: dict[str, Any]) -> None:
    r"""Raise LineError for half of a surrogate pair, such as "\ud800": no file and no database keeps it."""
    if "\\ud" not in text.lower():
        return
    try:
        json.dumps(line, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        raise LineError("", "it has half a character, such as \\ud800 alone") from None


def _no_number(name: str) -> object:
    raise LineError("", f"{name} is no number")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(name for name, _ in pairs if [other for other, _ in pairs].count(name) > 1)
        raise LineError(twice, "it is there twice")
    return found


def _text(line: Mapping[str, Any], name: str) -> str:
    value = line.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or not value.strip():
        raise LineError(name, "it is no text, or an empty one")
    if why := TextRule(name).wrong_with(value):
        raise LineError(name, why)
    return value


def _moment(value: object) -> datetime:
    if not isinstance(value, str):
        raise LineError("at", "it is no moment such as 2026-03-02T12:00:00Z")
    try:
        return _MOMENT.validate_python(value)
    except ValidationError as error:
        raise LineError("at", error.errors()[0]["msg"]) from None


def _fields(kind: str, line: Mapping[str, Any]) -> dict[str, Any]:
    """Return the command's own fields, from beside the envelope or from an entry's payload."""
    if PAYLOAD not in line:
        values = {name: value for name, value in line.items() if name not in ENVELOPE}
        if kind == _UNDO and _UNDOES in values:
            values["command_id"] = values.pop(_UNDOES)
        elif kind == _UNDO:
            raise LineError(_UNDOES, "it is missing")
        return values
    if strange := line.keys() - {*ENVELOPE, PAYLOAD} - _OF_THE_JOURNAL:
        raise LineError(min(strange), "an entry of the journal has no such value")
    if line.get("format", codec.FORMAT) not in codec.FORMATS:
        raise LineError("format", "this version does not know it")
    payload = line[PAYLOAD]
    if isinstance(payload, str):
        payload = _object(payload)
    if not isinstance(payload, dict):
        raise LineError(PAYLOAD, "it is no JSON object")
    return payload


def _command(kind: str, values: dict[str, Any], command_id: str) -> Command:
    for name in made_by(kind):
        values.setdefault(name, derived_id(command_id, name))
    parts = values.get("parts")
    if kind == "SplitItem" and isinstance(parts, list):
        values["parts"] = [
            {"uid": derived_id(command_id, f"part {number}"), **part} if isinstance(part, dict) else part
            for number, part in enumerate(parts, 1)
        ]
    _refuse_strange(kind, values)
    try:
        return _adapter(kind).validate_python(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise LineError(".".join(map(str, first["loc"])), first["msg"]) from None


def _refuse_strange(kind: str, values: Mapping[str, Any]) -> None:
    """Raise LineError for a field that there is not: it would otherwise be a wish that nobody hears."""
    known = get_type_hints(codec.KINDS[kind])
    if strange := values.keys() - known.keys():
        raise LineError(min(strange), f"{kind} has no such field")
    for name, inner in (("parts", SplitOff), ("counts", Counted)):
        elements = values.get(name)
        for number, element in enumerate(elements if isinstance(elements, list) else ()):
            if isinstance(element, dict) and (strange := element.keys() - get_type_hints(inner).keys()):
                raise LineError(f"{name}.{number}.{min(strange)}", "there is no such field")
