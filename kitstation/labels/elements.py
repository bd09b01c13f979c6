"""The elements of a template. Lengths are in millimetres from the upper left corner of the label."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf, model_validator

from kitstation.labels.expressions import Expression


class Meaning(StrEnum):
    """What the number or text of a setting means, for whoever asks people for it."""

    MILLIMETRES = "mm"
    POINTS = "pt"
    FIELD = "field"
    """The name of a field of the record, or blank."""
    PICTURE = "picture"
    """The name of a picture beside the template."""


Millimetres = Annotated[float, Field(ge=0, le=1000), Meaning.MILLIMETRES]
Length = Annotated[float, Field(gt=0, le=1000), Meaning.MILLIMETRES]
Points = Annotated[float, Field(ge=3, le=400), Meaning.POINTS]
FieldName = Annotated[str, Meaning.FIELD]


def _expression(value: object) -> Expression:
    return value if isinstance(value, Expression) else Expression.parse(value)


TextWithFields = Annotated[InstanceOf[Expression], BeforeValidator(_expression)]


class Across(StrEnum):
    """How something stands in its box from left to right."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Down(StrEnum):
    """How something stands in its box from top to bottom."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Fit(StrEnum):
    """What becomes of a text that is longer than its box is wide.

    To shrink, letters become smaller, then narrower; only then is the middle of the text left out.
    """

    SHRINK = "shrink"
    ELIDE = "elide"
    ELIDE_MIDDLE = "elide-middle"
    WRAP = "wrap"


class Ink(StrEnum):
    """What a text is printed in; white is for a filled box."""

    BLACK = "black"
    WHITE = "white"


class LinearSymbology(StrEnum):
    """The linear symbols that can be printed."""

    CODE128 = "code128"
    CODE39 = "code39"
    EAN13 = "ean13"
    EAN8 = "ean8"
    UPCA = "upca"
    ITF = "itf"
    CODABAR = "codabar"
    GS1_128 = "gs1-128"
    """Code 128 with a GS1 message: `(01)...(10)...`."""


class MatrixSymbology(StrEnum):
    """The 2D symbols that can be printed."""

    DATA_MATRIX = "datamatrix"
    QR = "qr"
    GS1_DATA_MATRIX = "gs1-datamatrix"
    """Data Matrix with a GS1 message."""


GS1_SYMBOLOGIES: frozenset[LinearSymbology | MatrixSymbology] = frozenset(
    {LinearSymbology.GS1_128, MatrixSymbology.GS1_DATA_MATRIX}
)


class _Element(BaseModel):
    """What all elements have: a box, and conditions on fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    x: Millimetres
    y: Millimetres
    width: Millimetres
    height: Millimetres
    when: FieldName = ""
    """Drawn only where this field has a value."""
    unless: FieldName = ""
    """Drawn only where this field has none."""

    def expressions(self) -> Iterator[Expression]:
        """Yield the texts with fields."""
        yield from ()


class _Boxed(_Element):
    width: Length
    height: Length


class _Turnable(_Boxed):
    """What can be turned; the box is that on the label, after it was turned."""

    turned: Literal[0, 90, 180, 270] = 0
    """Degrees clockwise."""


class TextElement(_Turnable):
    """A text. `size` and `smallest` are in points; `lines` is how many a wrapped text may take."""

    type: Literal["text"]
    text: TextWithFields
    size: Points
    smallest: Points = 5.0
    bold: bool = False
    font: str = ""
    align: Across = Across.LEFT
    valign: Down = Down.MIDDLE
    fit: Fit = Fit.SHRINK
    lines: Annotated[int, Field(ge=1, le=50)] = 2
    ink: Ink = Ink.BLACK

    @model_validator(mode="after")
    def _smallest_is_not_larger(self) -> TextElement:
        if self.smallest > self.size:
            raise ValueError(
                f"The smallest size ({self.smallest:g}) is larger than the size ({self.size:g})."
            )
        return self

    def expressions(self) -> Iterator[Expression]:
        """Yield the text."""
        yield self.text


class _Symbol(_Turnable):
    """A symbol. It is made as large as fits its box with its quiet zones.

    An `optional` symbol is left out where it does not fit, or cannot carry the text; another one is a fault then.
    """

    data: TextWithFields
    largest_module: Length
    align: Across = Across.CENTER
    optional: bool = False

    def expressions(self) -> Iterator[Expression]:
        """Yield the data."""
        yield self.data


class LinearElement(_Symbol):
    """Bars, as high as the box."""

    type: Literal["linear"]
    symbology: LinearSymbology = LinearSymbology.CODE128
    largest_module: Length = 0.51


class MatrixElement(_Symbol):
    """A 2D symbol. `correction` is for QR: how much of it may be damaged."""

    type: Literal["matrix"]
    symbology: MatrixSymbology = MatrixSymbology.DATA_MATRIX
    largest_module: Length = 1.02
    valign: Down = Down.MIDDLE
    correction: Literal["L", "M", "Q", "H"] = "M"


class ImageElement(_Turnable):
    """A picture, PNG or SVG, in the folder of the template. It keeps its proportions."""

    type: Literal["image"]
    file: Annotated[str, Meaning.PICTURE]
    align: Across = Across.CENTER
    valign: Down = Down.MIDDLE


class LineElement(_Element):
    """A line: either its height or its width is 0."""

    type: Literal["line"]
    width: Millimetres = 0.0
    height: Millimetres = 0.0
    thickness: Length = 0.25

    @model_validator(mode="after")
    def _is_straight(self) -> LineElement:
        if (self.width == 0) == (self.height == 0):
            raise ValueError("A line has either a width or a height.")
        return self


class BoxElement(_Boxed):
    """A frame, or a filled box."""

    type: Literal["box"]
    thickness: Length = 0.25
    filled: bool = False


Element = Annotated[
    TextElement | LinearElement | MatrixElement | ImageElement | LineElement | BoxElement,
    Field(discriminator="type"),
]
