"""Reading udev rules as udev does, as far as the rules of this project go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_PART = re.compile(r'([A-Z_]+)(?:\{([A-Za-z_]+)\})?(==|!=|\+=|:=|=)"([^"]*)"')
_KEYS = {"ACTION", "SUBSYSTEM", "ATTRS", "ENV", "GOTO", "LABEL", "GROUP", "MODE", "TAG"}


@dataclass(frozen=True, slots=True)
class Part:
    """One comparison or assignment of a rule."""

    key: str
    attribute: str
    operator: str
    value: str

    @property
    def compares(self) -> bool:
        """Whether the rule goes on only where this holds."""
        return self.operator in {"==", "!="}


Rule = tuple[Part, ...]


def read_rules(path: Path) -> list[Rule]:
    """Return the rules of a file. Raises ValueError for a line that udev would refuse."""
    lines = path.read_text(encoding="ascii").splitlines()
    return [_rule(line) for line in lines if line.strip() and not line.startswith("#")]


def applied(rules: list[Rule], device: dict[str, str], makers: set[str]) -> dict[str, str]:
    """Return what the rules assign to a device: its properties by name, GROUP, MODE and TAG.

    `device` holds ACTION, SUBSYSTEM and properties; `makers` are the vendor ids of it and what it is plugged into.
    """
    known, assigned, awaited = dict(device), dict[str, str](), ""
    for rule in rules:
        label = next((part.value for part in rule if part.key == "LABEL"), "")
        if awaited and label != awaited:
            continue
        awaited = ""
        if not all(_holds(part, known, makers) for part in rule if part.compares):
            continue
        for part in rule:
            if part.key == "GOTO":
                awaited = part.value
            elif not part.compares and part.key != "LABEL":
                known[part.attribute or part.key] = assigned[part.attribute or part.key] = part.value
    if awaited:
        raise ValueError(f"There is no LABEL {awaited}.")
    return assigned


def _holds(part: Part, known: dict[str, str], makers: set[str]) -> bool:
    wanted = set(part.value.split("|"))
    there = makers if part.key == "ATTRS" else {known.get(part.attribute or part.key, "")}
    return bool(wanted & there) == (part.operator == "==")


def _rule(line: str) -> Rule:
    pieces = [piece.strip() for piece in line.split(", ")]
    found = [_PART.fullmatch(piece) for piece in pieces]
    if not all(found):
        raise ValueError(f"udev would refuse: {line}")
    parts = tuple(Part(one[1], one[2] or "", one[3], one[4]) for one in found if one)
    if unknown := {part.key for part in parts} - _KEYS:
        raise ValueError(f"Not known here: {unknown}")
    return parts
