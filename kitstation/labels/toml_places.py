"""Where things stand in a TOML text: its sections, and the line of each key.

Python's own reader and tomlkit tell what a text says, not where; people who edit by hand need the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What may hold a bracket or an equals sign that means nothing; in the order in which TOML sees it.
_OPAQUE = re.compile(
    r"""\#[^\n]* | '{3}.*?'{3,5} | "{3}(?:\\.|.)*?"{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*'""",
    re.DOTALL | re.VERBOSE,
)
_HEADER = re.compile(r"[ \t]*\[{1,2}[ \t]*([^\[\],=]+?)[ \t]*\]{1,2}[ \t]*(?:#.*)?")
_KEY = re.compile(r"""[ \t]*["']?([A-Za-z0-9_-]+)["']?[ \t.]*(?:[^=#]*)=""")


@dataclass(frozen=True, slots=True)
class Section:
    """A table of a text with its header and the comment right above it; what stands before all headers has none.

    `first_line` is the number of its first line, `header_line` that of its header, both from 1.
    """

    name: str
    text: str
    first_line: int
    header_line: int


def sections(text: str) -> tuple[Section, ...]:
    """Return the sections of a text; joined they are the text again. The first one is that without a header."""
    lines, masked = text.splitlines(keepends=True), _masked(text).split("\n")
    starts = [("", 0, 0)]
    for at, line in enumerate(masked):
        if found := _HEADER.fullmatch(line):
            starts.append((found[1], _with_comment(masked, at, starts[-1][2]), at))
    ends = [*(start for _, start, _ in starts[1:]), len(lines)]
    return tuple(
        Section(name, "".join(lines[start:end]), start + 1, header + 1)
        for (name, start, header), end in zip(starts, ends, strict=True)
    )


def line_of(text: str, where: tuple[int | str, ...]) -> int:
    """Return the line of a place such as ("elements", 2, "size"): that of the key, or else of its table; 0 for none."""
    if not where:
        return 0
    number = 0
    for section in sections(text):
        if section.name and section.name == where[0]:
            if len(where) > 1 and isinstance(where[1], int):
                number += 1
                if number <= where[1]:
                    continue
            key = where[2:] if len(where) > 1 and isinstance(where[1], int) else where[1:]
            return (_key_line(section, str(key[0])) if key else 0) or section.header_line
        if not section.name and (line := _key_line(section, str(where[0]))):
            return line
    return 0


def _key_line(section: Section, key: str) -> int:
    for at, line in enumerate(_masked(section.text).split("\n")):
        found = _KEY.match(line)
        if found and found[1] == key:
            return section.first_line + at
    return 0


def _with_comment(masked: list[str], header: int, after: int) -> int:
    first = header
    while first - 1 > after and masked[first - 1].lstrip().startswith("#"):
        first -= 1
    return first


def _masked(text: str) -> str:
    """Return the text with as many lines, in which nothing within texts and comments looks like TOML."""
    return _OPAQUE.sub(lambda found: "".join(_blanks(found[0])), text)


def _blanks(opaque: str) -> Iterator[str]:
    if opaque.startswith("#"):
        yield "#"
    elif "\n" in opaque:
        yield "''" + "\n" * opaque.count("\n")
    else:
        # A key may stand in quotes.
        yield opaque if re.fullmatch(r"""["'][A-Za-z0-9_-]+["']""", opaque) else "''"
