"""Labels that may leave the program, because they were read from their own dots."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPainter

from kitstation.labels.bitmap import Bitmap, bitmap_of, png_of, preview
from kitstation.labels.faults import LabelFault
from kitstation.labels.label import Label
from kitstation.labels.marks import paint
from kitstation.labels.proof import proof


@dataclass(frozen=True, slots=True)
class ReadyLabel:
    """A label whose symbols were all read from `bitmap`. Made by `ready` alone."""

    label: Label
    bitmap: Bitmap


def ready(label: Label) -> ReadyLabel:
    """Prove a label. Raises LabelFault with what to change for one that could not be read."""
    bitmap = bitmap_of(label)
    shown = proof(bitmap, label.symbols)
    if not shown.holds:
        raise LabelFault(
            f"The label “{label.template.title}” is not printed: it could not be read",
            detail=" ".join(problem.sentence for problem in shown.problems),
            hint=shown.problems[0].hint,
        )
    return ReadyLabel(label, bitmap)


def to_png(printed: ReadyLabel, *, grey: bool = False) -> bytes:
    """Return a label as PNG: as the printer makes it, or in greys for the screen."""
    image = preview(printed.label) if grey else printed.bitmap.image()
    return png_of(image, printed.label.dpi)


def paint_label(painter: QPainter, printed: ReadyLabel) -> None:
    """Paint a label on any device, from the painter's origin, in dots of the label's resolution.

    For a system printer render the label at the printer's own resolution, so that bars stay whole dots.
    """
    paint(painter, printed.label.marks)
