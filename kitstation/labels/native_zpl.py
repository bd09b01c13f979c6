"""Templates in ZPL, for shops that have their own: the printer draws them, and values are put in harmlessly.

What the printer makes of them cannot be decoded here: unlike all other labels these are not proved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kitstation.labels.expressions import Expression
from kitstation.labels.faults import LabelFault
from kitstation.labels.label_data import LabelData
from kitstation.labels.template import Template
from kitstation.labels.zpl import MOST_COPIES

_COMMAND = re.compile(r"[\^~]([A-Za-z][A-Za-z0-9@])([^\^~]*)")
# Commands with which the signs that this module relies on would mean something else.
_REDEFINING = {"CC", "CT", "CD"}
_FIELD_ENDS = {"FS", "XZ", "XA", "FO", "FT"}
_QUALITY_200_ESCAPE = 6
"""Which parameter of ^BX is its escape sign, from 0."""


@dataclass(frozen=True, slots=True)
class _FieldData:
    """The data of one field, and the commands that stand before it in the field."""

    text: str
    before: dict[str, str]

    @property
    def has_values(self) -> bool:
        return bool(Expression.parse(self.text).fields)


def problems_of(template: Template) -> Iterator[str]:
    """Yield what is wrong with a template in ZPL; nothing for another one."""
    if not template.zpl:
        return
    try:
        expression = Expression.parse(template.zpl)
    except ValueError as error:
        yield f"zpl: {error}"
        return
    if any(sign in piece.spec for piece in expression.pieces for sign in "^~"):
        yield "zpl: A format in braces must not contain ^ or ~, which begin commands."
        return
    yield from (f"zpl: {problem}" for problem in expression.problems(template.kind))
    yield from _form_problems(template.zpl)
    data = list(_field_data(template.zpl))
    within = sum(len(Expression.parse(one.text).fields) for one in data)
    if within != len(expression.fields):
        yield "zpl: Fields in braces may stand in ^FD ... ^FS alone. Braces that are meant as such are doubled."
    for one in data:
        if one.has_values:
            yield from _value_problems(one)


def to_native_zpl(template: Template, data: LabelData, *, copies: int = 1) -> bytes:
    """Return the job for one record's label. Raises LabelFault for a value that its barcode cannot carry."""
    if data.kind is not template.kind:
        raise ValueError(f"The template {template.name} is for {template.kind}, not for {data.kind}.")
    if not 1 <= copies <= MOST_COPIES:
        raise ValueError(f"A label is printed 1 to {MOST_COPIES} times, not {copies}.")
    body, end = template.zpl.strip(), len("^XZ")
    parts: list[str] = []
    since = 0
    for one, start in _with_places(body):
        parts.append(Expression.parse(body[since:start]).fill(data))
        parts.append(_filled(one, data))
        since = start + len(one.text)
    parts.append(Expression.parse(body[since:-end]).fill(data))
    return f"{''.join(parts)}^PQ{copies}{body[-end:]}\n".encode()


def escape(text: str) -> str:
    """Return a value for a field with ^FH: what the printer could take for a command is written in hexadecimal."""
    return "".join(_hexadecimal(sign) for sign in text)


def _hexadecimal(sign: str) -> str:
    if " " <= sign <= "}" and sign not in "^_\\>":
        return sign
    return "".join(f"_{byte:02X}" for byte in sign.encode())


def _filled(one: _FieldData, data: LabelData) -> str:
    if not one.has_values:
        return Expression.parse(one.text).fill(data)
    doubled = _escape_sign(one)
    is_picky = "BC" in one.before and not one.before["BC"].upper().endswith(",A")

    def escaped(value: str) -> str:
        if is_picky and ">" in value:
            raise LabelFault(
                f"“{value}” cannot be printed by this template",
                detail="In its barcode the sign > is a command to the printer.",
                hint="Write ^BC with mode A as its last parameter in the template, or change the number.",
            )
        return escape(value.replace(doubled, doubled * 2) if doubled else value)

    return Expression.parse(one.text).fill(data, escaped)


def _form_problems(zpl: str) -> Iterator[str]:
    commands = [match[1].upper() for match in _COMMAND.finditer(zpl)]
    text = zpl.strip().upper()
    if not (text.startswith("^XA") and text.endswith("^XZ")) or commands.count("XZ") != 1:
        yield "zpl: It must be one label, from ^XA to ^XZ."
    if "PQ" in commands:
        yield "zpl: Take out ^PQ: the number of copies is chosen when it is printed."
    if redefining := sorted(_REDEFINING & set(commands)):
        yield f"zpl: Take out ^{redefining[0]}: it changes the signs that make values harmless."
    if "CI28" not in zpl.upper():
        yield "zpl: Write ^CI28 behind ^XA, so that letters beyond English are printed as they are."


def _value_problems(one: _FieldData) -> Iterator[str]:
    if one.before.get("FH", "?") not in {"", "_"}:
        yield f"zpl: Write ^FH before ^FD{one.text}: it makes values harmless that contain ^ or ~."
    if "BX" in one.before and _escape_sign(one) == "":
        yield "zpl: Give ^BX its escape sign, which differs between printers, as in ^BXN,4,200,,,,|"


def _escape_sign(one: _FieldData) -> str:
    parameters = one.before.get("BX", "").split(",")
    return parameters[_QUALITY_200_ESCAPE] if len(parameters) > _QUALITY_200_ESCAPE else ""


def _field_data(zpl: str) -> Iterator[_FieldData]:
    for one, _ in _with_places(zpl):
        yield one


def _with_places(zpl: str) -> Iterator[tuple[_FieldData, int]]:
    before: dict[str, str] = {}
    for match in _COMMAND.finditer(zpl):
        name, rest = match[1].upper(), match[2].strip()
        if name == "FD":
            yield _FieldData(match[2], dict(before)), match.start(2)
        elif name in _FIELD_ENDS:
            before = {}
        else:
            before[name] = rest
