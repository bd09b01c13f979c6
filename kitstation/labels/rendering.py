"""From a template and a record's values to a label."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from kitstation.labels.grid import Grid
from kitstation.labels.label import Label
from kitstation.labels.label_data import LabelData
from kitstation.labels.placing import place
from kitstation.labels.template import Template


def render(template: Template, data: LabelData, dpi: int | None = None) -> Label:
    """Lay a label out for a printer of `dpi` dots to the inch; the template's own where it is not given.

    Needs a QGuiApplication, for the fonts; may be called in any thread. Raises LabelFault for values that the
    label cannot carry, ValueError for data of another kind and for a template in ZPL.
    """
    if QGuiApplication.instance() is None:
        raise ValueError("Labels need a QGuiApplication: without one Qt ends the program at the first text.")
    if data.kind is not template.kind:
        raise ValueError(f"The template {template.name} is for {template.kind}, not for {data.kind}.")
    if template.zpl:
        raise ValueError(f"The template {template.name} is in ZPL, which only the printer can draw.")
    grid = Grid(dpi or template.dpi)
    placed = [place(element, data, grid, template.folder) for element in template.elements]
    return Label(
        template=template,
        data=data,
        dpi=grid.dpi,
        width=grid.dots(template.width),
        height=grid.dots(template.height),
        marks=tuple(mark for one in placed for mark in one.marks),
        symbols=tuple(one.symbol for one in placed if one.symbol is not None),
        shortened=tuple(one.shortened for one in placed if one.shortened),
        left_out=tuple(one.left_out for one in placed if one.left_out),
    )
