"""Reading a template from its text, with the line and the remedy of everything that is wrong.

It is TOML: people edit it by hand, so comments must be possible, and native ZPL must fit in as it is, over many
lines and with backslashes. Python reads it without a further library.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kitstation.labels import native_zpl, pictures
from kitstation.labels.elements import ImageElement
from kitstation.labels.faults import TemplateFault, TemplateProblem
from kitstation.labels.template import Template, problems_of
from kitstation.labels.toml_places import line_of

NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
"""What the name of a template's file looks like, without its ending."""
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")


def read_template(text: str, *, name: str, folder: Path) -> Template:
    """Return the template that a text describes; its pictures lie in the folder. Raises TemplateFault."""
    if not NAME.fullmatch(name):
        words = "The file's name is made of small letters, digits, - and _ alone."
        raise template_fault(folder / f"{name}.toml", [TemplateProblem((), words)])
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise template_fault(folder / f"{name}.toml", [_not_toml(error, text)]) from error
    problems = _named_itself(content)
    if not problems:
        try:
            template = Template.model_validate({**content, "name": name, "folder": folder})
        except ValidationError as error:
            problems = [problem_of(details, content) for details in error.errors()]
        else:
            problems = list(all_problems(template))
            if not problems:
                return template
    placed = [replace(one, line=line_of(text, one.where)) for one in problems]
    raise template_fault(folder / f"{name}.toml", placed)


def all_problems(template: Template) -> Iterator[TemplateProblem]:
    """Yield everything that is wrong with a template whose settings are possible each for itself."""
    yield from problems_of(template)
    for number, element in enumerate(template.elements):
        if isinstance(element, ImageElement):
            for problem in pictures.problems_of(template.folder, element.file):
                yield TemplateProblem(("elements", number), f"Element {number + 1} (image): {problem}")
    for problem in native_zpl.problems_of(template):
        yield TemplateProblem(("zpl",), problem)


def template_fault(path: Path, problems: Iterable[TemplateProblem]) -> TemplateFault:
    """Return the fault of a file with these problems."""
    found = tuple(problems)
    return TemplateFault(
        f"The label template {path.name} cannot be used",
        detail=f"{path}: " + " ".join(str(problem) for problem in found),
        hint="Correct the file, or remove it to use the template that comes with the program.",
        problems=found,
    )


def problem_of(details: ErrorDetails, content: Mapping[str, object]) -> TemplateProblem:
    """Return in a sentence what pydantic found in the content of a file."""
    location = details["loc"]
    if len(location) > 2 and location[0] == "elements":
        # Behind the number stands the type, by which pydantic told the elements apart.
        location = (*location[:2], *location[3:])
    where = _where(location, content)
    words = _words(details)
    return TemplateProblem(location, f"{where}: {words}" if where else words)


def _named_itself(content: Mapping[str, object]) -> list[TemplateProblem]:
    words = "This comes from the file's own name and place. Take it out."
    return [TemplateProblem((key,), f"{key}: {words}") for key in ("name", "folder") if key in content]


def _not_toml(error: tomllib.TOMLDecodeError, text: str) -> TemplateProblem:
    at = _AT_LINE.search(str(error))
    words = str(error).replace(at[0], "") if at else str(error)
    return TemplateProblem((), f"The file is not TOML: {words}.", int(at[1]) if at else text.count("\n") + 1)


def _words(details: ErrorDetails) -> str:
    match details["type"]:
        case "missing":
            return "This is missing. Add it."
        case "extra_forbidden":
            return "There is no such setting. Check its spelling, or take it out."
        case "union_tag_invalid" | "union_tag_not_found":
            return "type must be one of text, linear, matrix, image, line, box."
        case "value_error":
            return str(details.get("ctx", {}).get("error", details["msg"]))
        case "greater_than_equal" | "greater_than" | "less_than_equal" as bound:
            words = {
                "greater_than_equal": "at least",
                "greater_than": "more than",
                "less_than_equal": "at most",
            }
            limit = next(iter(details["ctx"].values()))
            return f"Write {words[bound]} {limit:g}; it is {details['input']!r}."
        case "enum" | "literal_error":
            return f"Write one of {details['ctx']['expected']}; it is {details['input']!r}."
        case _:
            return f"{details['msg']}; it is {details['input']!r}."


def _where(location: tuple[int | str, ...], content: Mapping[str, object]) -> str:
    if len(location) < 2 or location[0] != "elements":
        return ".".join(str(part) for part in location)
    number = int(location[1])
    elements = content["elements"]
    element = elements[number] if isinstance(elements, list) else None
    kind = element.get("type", "?") if isinstance(element, dict) else "?"
    rest = ".".join(str(part) for part in location[2:])
    return f"Element {number + 1} ({kind})" + (f", {rest}" if rest else "")
