"""Reading templates from files.

They are TOML: people edit them by hand, so comments must be possible, and native ZPL must fit in as it is, over many
lines and with backslashes. Python reads it without a further library.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kitstation.labels import native_zpl, pictures
from kitstation.labels.elements import ImageElement
from kitstation.labels.faults import TemplateFault
from kitstation.labels.fields import RecordKind
from kitstation.labels.template import Template, problems_of

_MAX_BYTES = 1_000_000
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates by name. What a file of the same name could not give is in `faults`, by name as well."""

    by_name: Mapping[str, Template]
    faults: Mapping[str, TemplateFault]

    def get(self, name: str) -> Template:
        """Return a template. Raises TemplateFault for a name that there is not, or whose file is at fault."""
        if name in self.faults:
            raise self.faults[name]
        if name not in self.by_name:
            raise TemplateFault(
                f"There is no label template “{name}”",
                hint=f"Choose one of: {', '.join(sorted(self.by_name))}.",
            )
        return self.by_name[name]

    def for_kind(self, kind: RecordKind) -> tuple[Template, ...]:
        """Return the templates of a kind of record, by name."""
        return tuple(self.by_name[name] for name in sorted(self.by_name) if self.by_name[name].kind is kind)


def load_templates(*folders: Path) -> Templates:
    """Read the templates of all folders; a later folder's file wins over an earlier one's of the same name.

    A folder that is not there has none. A file at fault hides the earlier one: printing something else than
    the shop's own label would be worse than saying so.
    """
    found: dict[str, Template | TemplateFault] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            try:
                found[path.stem] = load_template(path)
            except TemplateFault as fault:
                found[path.stem] = fault
    return Templates(
        MappingProxyType({name: one for name, one in found.items() if isinstance(one, Template)}),
        MappingProxyType({name: one for name, one in found.items() if isinstance(one, TemplateFault)}),
    )


def load_template(path: Path) -> Template:
    """Read one template; its name is the file's. Raises TemplateFault that names file, element and remedy."""
    if not _NAME.fullmatch(path.stem):
        raise _fault(path, ["The file's name is made of small letters, digits, - and _ alone."])
    content = _content(path)
    if wrong := sorted({"name", "folder"} & content.keys()):
        raise _fault(path, [f"{wrong[0]}: This comes from the file's own name and place. Take it out."])
    try:
        template = Template.model_validate({**content, "name": path.stem, "folder": path.parent})
    except ValidationError as error:
        raise _fault(path, [_sentence(details, content) for details in error.errors()]) from error
    problems = [*problems_of(template), *_picture_problems(template), *native_zpl.problems_of(template)]
    if problems:
        raise _fault(path, problems)
    return template


def _content(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise _fault(path, ["The file is too large for a template."])
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _fault(path, [str(error.strerror)]) from error
    except UnicodeDecodeError as error:
        raise _fault(path, ["The file is not text in UTF-8. Save it as UTF-8."]) from error
    except tomllib.TOMLDecodeError as error:
        raise _fault(path, [f"The file is not TOML: {error}."]) from error


def _picture_problems(template: Template) -> Iterator[str]:
    for number, element in enumerate(template.elements, start=1):
        if isinstance(element, ImageElement):
            for problem in pictures.problems_of(template.folder, element.file):
                yield f"Element {number} (image): {problem}"


def _fault(path: Path, problems: list[str]) -> TemplateFault:
    return TemplateFault(
        f"The label template {path.name} cannot be used",
        detail=f"{path}: " + " ".join(problems),
        hint="Correct the file, or remove it to use the template that comes with the program.",
    )


def _sentence(details: ErrorDetails, content: Mapping[str, object]) -> str:
    where = _where(details["loc"], content)
    match details["type"]:
        case "missing":
            words = "This is missing. Add it."
        case "extra_forbidden":
            words = "There is no such setting. Check its spelling, or take it out."
        case "union_tag_invalid" | "union_tag_not_found":
            words = "type must be one of text, linear, matrix, image, line, box."
        case "value_error":
            words = str(details.get("ctx", {}).get("error", details["msg"]))
        case _:
            words = f"{details['msg']}; it is {details['input']!r}."
    return f"{where}: {words}" if where else words


def _where(location: tuple[int | str, ...], content: Mapping[str, object]) -> str:
    if len(location) < 2 or location[0] != "elements":
        return ".".join(str(part) for part in location)
    number = int(location[1])
    elements = content["elements"]
    element = elements[number] if isinstance(elements, list) else None
    kind = element.get("type", "?") if isinstance(element, dict) else "?"
    # Behind the number stands the type, by which pydantic told the elements apart.
    rest = ".".join(str(part) for part in location[3:])
    return f"Element {number + 1} ({kind})" + (f", {rest}" if rest else "")
