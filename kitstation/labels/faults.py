"""What goes wrong with labels."""

from __future__ import annotations

from dataclasses import dataclass

from kitstation.domain.errors import KitstationError


class LabelFault(KitstationError):
    """A label cannot be drawn as its template says, or could not be read if it were printed."""


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One thing that is wrong with a template: where, as a path of keys and numbers from 0, and what to do.

    `line` is that of the file, from 1; 0 where it is about none in particular.
    """

    where: tuple[int | str, ...]
    sentence: str
    line: int = 0

    def __str__(self) -> str:
        return f"Line {self.line}: {self.sentence}" if self.line else self.sentence


class TemplateFault(KitstationError):
    """A template cannot be used or kept; `detail` and `problems` name each line and element at fault."""

    def __init__(
        self, title: str, *, detail: str = "", hint: str = "", problems: tuple[TemplateProblem, ...] = ()
    ) -> None:
        super().__init__(title, detail=detail, hint=hint)
        self.problems = problems
