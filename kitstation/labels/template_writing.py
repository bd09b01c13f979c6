"""Writing a template as text again: in the order in which people write it, and with their comments.

tomlkit keeps the comments within a table, but takes one above a `[[elements]]` for the end of the table before it.
So the text is cut at its headers first, each with the comment above it; an element then takes its comment along.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

import tomlkit
from pydantic import BaseModel
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Item, Table

from kitstation.labels.elements import Element, Meaning
from kitstation.labels.expressions import Expression
from kitstation.labels.faults import TemplateFault
from kitstation.labels.template import Template
from kitstation.labels.template_reading import read_template
from kitstation.labels.toml_places import Section, sections

_NOT_WRITTEN = {"name", "folder", "elements"}
_FIRST = (
    "type",
    "symbology",
    "text",
    "data",
    "file",
    "when",
    "unless",
    "optional",
    "x",
    "y",
    "width",
    "height",
)
_ALWAYS = {"dpi"}
_ELEMENTS = "elements"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

Plain = str | int | float | bool | list[float]


def written(template: Template) -> str:
    """Return a template as a new text. What is as usual is left out."""
    document = tomlkit.document()
    for key, value in _values(template).items():
        document.add(key, _item(value))
    parts = [tomlkit.dumps(document)]
    if template.sheet is not None:
        parts.append(_new_table("[sheet]", _values(template.sheet)))
        for name in ("title", "headings"):
            heading = getattr(template.sheet, name)
            if heading is not None:
                parts.append(_new_table(f"[sheet.{name}]", _values(heading)))
    parts += [_new_table("[[elements]]", _values(element)) for element in template.elements]
    return "\n".join(parts)


def amended(text: str, before: Template, after: Template) -> str:
    """Return the text of `before`, changed so that it describes `after`; comments stay with what they are about.

    A text that is built in another way than with a header for each table is written anew.
    """
    if before == after:
        return text
    try:
        changed = _joined(text, before, after)
        read = read_template(changed, name=after.name, folder=after.folder)
    except (TOMLKitError, TemplateFault, _OtherForm):
        return written(after)
    return changed if read == after else written(after)


class _OtherForm(Exception):
    """The text is not cut into sections as templates usually are."""


def _joined(text: str, before: Template, after: Template) -> str:
    parts = sections(text)
    old = [part for part in parts if part.name == _ELEMENTS]
    if len(old) != len(before.elements):
        raise _OtherForm
    first = next((at for at, part in enumerate(parts) if part.name == _ELEMENTS), len(parts))
    leading, behind = parts[:first], [part for part in parts[first:] if part.name != _ELEMENTS]
    chunks = [
        *(_edited_section(part, before, after) for part in leading),
        *_elements(old, before.elements, after.elements),
        *(_edited_section(part, before, after) for part in behind),
    ]
    return "".join(_spaced(chunks)).rstrip() + "\n"


def _spaced(chunks: list[str]) -> Iterator[str]:
    """Yield the chunks, a new or a moved one with a blank line behind it as well."""
    for chunk in chunks:
        yield chunk if chunk.endswith("\n\n") or not chunk.strip() else chunk.rstrip("\n") + "\n\n"


def _edited_section(part: Section, before: Template, after: Template) -> str:
    if not part.name:
        return _edited(part.text, (), _values(before), _values(after))
    if part.name == "sheet" and before.sheet and after.sheet:
        return _edited(part.text, ("sheet",), _values(before.sheet), _values(after.sheet))
    return part.text


def _elements(old: list[Section], before: tuple[Element, ...], after: tuple[Element, ...]) -> Iterator[str]:
    for element, source in zip(after, _sources(before, after), strict=True):
        if source is None:
            yield _new_table("[[elements]]", _values(element)) + "\n"
        else:
            yield _edited(old[source].text, (_ELEMENTS, 0), _values(before[source]), _values(element))


def _sources(before: tuple[Element, ...], after: tuple[Element, ...]) -> list[int | None]:
    """Return for each element which one it was; None for a new one. The likest first."""
    found: list[int | None] = [None] * len(after)
    free = list(range(len(before)))
    for alike in (_same, _same_content, _same_type):
        for at, element in enumerate(after):
            if found[at] is None:
                found[at] = next((n for n in free if alike(before[n], element)), None)
                if (taken := found[at]) is not None:
                    free.remove(taken)
    return found


def _same(one: Element, other: Element) -> bool:
    return one == other


def _same_content(one: Element, other: Element) -> bool:
    return _same_type(one, other) and all(
        getattr(one, name, None) == getattr(other, name, None)
        for name in ("text", "data", "file", "when", "unless")
    )


def _same_type(one: Element, other: Element) -> bool:
    return one.type == other.type


def _edited(
    text: str, path: tuple[str | int, ...], before: Mapping[str, Plain], after: Mapping[str, Plain]
) -> str:
    """Return the text of one section with other values; those that are the same stay as they are written."""
    if before == after:
        return text
    body = text.rstrip()
    document = tomlkit.parse(body + "\n")
    table = document if not path else _table(document, path)
    there: Any = tomllib.loads(body)
    for key in path:
        there = there[key]
    for key in there.keys() & before.keys() - after.keys():
        table.remove(key)
    for key, value in after.items():
        if key not in there or there[key] != value:
            table[key] = _item(value)
    return document.as_string().rstrip() + text[len(body) :]


def _table(document: Container, path: tuple[str | int, ...]) -> Table | Container:
    found: object = document
    for key in path:
        found = found[key]  # type: ignore[index]  # tables by their names, elements by their numbers
    if not isinstance(found, Table | Container):
        raise _OtherForm
    return found


def _new_table(header: str, values: Mapping[str, Plain]) -> str:
    table = tomlkit.document()
    for key, value in values.items():
        table.add(key, _item(value))
    return f"{header}\n{tomlkit.dumps(table)}"


def _values(model: BaseModel) -> dict[str, Plain]:
    """Return what is written of a model's own settings, in order; nothing that is as usual."""
    fields = type(model).model_fields
    names = [*(name for name in _FIRST if name in fields), *(name for name in fields if name not in _FIRST)]
    if isinstance(model, Template):
        names = [name for name in fields if name not in _NOT_WRITTEN]
    return {
        name: _plain(getattr(model, name), is_points=Meaning.POINTS in fields[name].metadata)
        for name in names
        if not isinstance(getattr(model, name), BaseModel)
        and (name in _ALWAYS or fields[name].is_required() or getattr(model, name) != fields[name].default)
    }


def _plain(value: object, *, is_points: bool) -> Plain:
    match value:
        case Expression():
            return value.source
        case Enum():
            return str(value.value)
        case tuple():
            return [float(part) for part in value]
        case float() if is_points and value.is_integer():
            return int(value)
        case str() | bool() | int() | float():
            return value
        case _:
            raise TypeError(f"A template cannot hold {value!r}.")


def _item(value: Plain) -> Item:
    if isinstance(value, str) and _suits_many_lines(value):
        return tomlkit.string(value, literal=True, multiline=True)
    return tomlkit.item(value)


def _suits_many_lines(text: str) -> bool:
    """Tell whether a text can stand between three quotes as it is, as ZPL does best."""
    return "\n" in text and "'''" not in text and not text.endswith("'") and not _CONTROL.search(text)
