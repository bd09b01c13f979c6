"""Templates: how a label looks, as a shop writes it down in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from kitstation.labels import gs1
from kitstation.labels.elements import (
    GS1_SYMBOLOGIES,
    Element,
    Length,
    LinearElement,
    MatrixElement,
    Millimetres,
    Points,
)
from kitstation.labels.faults import TemplateProblem
from kitstation.labels.fields import RecordKind, fields_of

Dpi = Annotated[int, Field(ge=150, le=1200)]
_ROUNDING_MM = 0.005

PAPERS: dict[str, tuple[float, float]] = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Width and height of papers in millimetres."""


class Heading(BaseModel):
    """A line of text above labels: the value of a field, in points, in a band of this height in millimetres."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    field: str
    height: Length
    size: Points


class Sheet(BaseModel):
    """A sheet of labels: where the first one stands on the paper, and how far it is to the next.

    `title` stands above the labels of the first page. `headings` stands wherever the value of its field changes;
    the labels below it begin a new row.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    paper: Literal["A4", "Letter"] | tuple[Length, Length]
    left: Millimetres
    top: Millimetres
    columns: Annotated[int, Field(ge=1, le=100)]
    rows: Annotated[int, Field(ge=1, le=200)]
    pitch_x: Length
    pitch_y: Length
    title: Heading | None = None
    headings: Heading | None = None

    @property
    def page(self) -> tuple[float, float]:
        """The width and height of the paper in millimetres."""
        return PAPERS[self.paper] if isinstance(self.paper, str) else self.paper

    @property
    def labels(self) -> int:
        """How many labels it has."""
        return self.columns * self.rows

    @property
    def may_begin_anywhere(self) -> bool:
        """Whether labels that are used already can be skipped: where headings stand, labels have no numbers."""
        return self.title is None and self.headings is None


class Template(BaseModel):
    """A label: its size in millimetres, the resolution of its printer in dots to the inch, and what is on it.

    `name` and `folder` come from the file. A template has either elements or native ZPL (see `native_zpl`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    folder: Path
    title: str
    kind: RecordKind
    width: Length
    height: Length
    dpi: Dpi = 203
    sheet: Sheet | None = None
    elements: tuple[Element, ...] = ()
    zpl: str = ""

    @model_validator(mode="after")
    def _is_of_one_form(self, info: ValidationInfo) -> Template:
        if bool(self.elements) == bool(self.zpl):
            raise ValueError("A template has either [[elements]] or zpl, and not both.")
        if self.zpl and self.sheet:
            raise ValueError("A template in ZPL is for single labels: take out [sheet].")
        return self


def problems_of(template: Template) -> Iterator[TemplateProblem]:
    """Yield what is wrong with a template as a whole, each with the element that it is about."""
    if template.sheet is not None:
        for problem in _sheet_problems(template, template.sheet):
            yield TemplateProblem(("sheet",), problem)
    for number, element in enumerate(template.elements):
        for problem in _element_problems(template, element):
            yield TemplateProblem(("elements", number), f"Element {number + 1} ({element.type}): {problem}")


def _element_problems(template: Template, element: Element) -> Iterator[str]:
    known = fields_of(template.kind)
    for expression in element.expressions():
        yield from expression.problems(template.kind)
    for condition, name in (("when", element.when), ("unless", element.unless)):
        if name and name not in known:
            yield f"{condition} names “{name}”, which is no field of {template.kind}."
    right, bottom = element.x + element.width, element.y + element.height
    if right > template.width + _ROUNDING_MM or bottom > template.height + _ROUNDING_MM:
        yield (
            f"It reaches to {right:g} x {bottom:g} mm, beyond the label of {template.width:g} x "
            f"{template.height:g} mm. Make it smaller, or move it."
        )
    if isinstance(element, LinearElement | MatrixElement) and not element.data.fields:
        yield "data has no field: every label would say the same. Write for example “{code}”."
    if isinstance(element, LinearElement | MatrixElement) and element.symbology in GS1_SYMBOLOGIES:
        yield from gs1.problems_of(element.data)


def _sheet_problems(template: Template, sheet: Sheet) -> Iterator[str]:
    if sheet.columns > 1 and sheet.pitch_x < template.width - _ROUNDING_MM:
        yield f"sheet.pitch_x ({sheet.pitch_x:g} mm) is less than the label's width: labels would overlap."
    if sheet.rows > 1 and sheet.pitch_y < template.height - _ROUNDING_MM:
        yield f"sheet.pitch_y ({sheet.pitch_y:g} mm) is less than the label's height: labels would overlap."
    width, height = sheet.page
    right = sheet.left + (sheet.columns - 1) * sheet.pitch_x + template.width
    bottom = sheet.top + (sheet.rows - 1) * sheet.pitch_y + template.height
    if right > width + _ROUNDING_MM or bottom > height + _ROUNDING_MM:
        yield (
            f"The labels of the sheet reach to {right:g} x {bottom:g} mm, beyond the paper of {width:g} x "
            f"{height:g} mm. Check columns, rows, pitch and margins."
        )
    for part in (sheet.title, sheet.headings):
        if part is not None and part.field not in fields_of(template.kind):
            yield f"sheet names the field “{part.field}”, which {template.kind} has not."
