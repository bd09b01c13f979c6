"""Labels made for the queue and for files: from a template's name and a record's values to bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kitstation.domain.records import LabelKind
from kitstation.labels.faults import LabelFault
from kitstation.labels.fields import RecordKind
from kitstation.labels.jobs import zpl_job
from kitstation.labels.label_data import LabelData, label_data
from kitstation.labels.pdf import to_pdf
from kitstation.labels.ready import ReadyLabel, ready, to_png
from kitstation.labels.rendering import render
from kitstation.labels.template import Template
from kitstation.labels.template_files import Templates, load_templates
from kitstation.station.printing.making import LabelOrder
from kitstation.station.printing.printers import LabelFormat
from kitstation.ui.resources import resource


class LabelMaker:
    """Makes labels; a `MakeJob`. Needs a QGuiApplication; may be called on any thread."""

    def __init__(self, templates: Templates) -> None:
        self.templates = templates

    @staticmethod
    def of_shop(own: Path) -> LabelMaker:
        """Return a maker with the program's templates and those of a folder, which win."""
        return LabelMaker(load_templates(resource("labels"), own))

    def kind_of(self, template: str) -> LabelKind:
        """Return what a template's labels are about. Raises TemplateFault, or LabelFault for the control sheet's."""
        kind = self.templates.get(template).kind
        if kind is RecordKind.CONTROL_SHEET:
            raise LabelFault(
                f"“{template}” is for the sheet of control codes, not for labels",
                hint="Choose another template, or write the sheet with: kitstation control-sheet FILE.pdf",
            )
        return LabelKind(kind.value)

    def __call__(self, order: LabelOrder) -> bytes:
        """Return the labels in the format that is asked for. Raises LabelFault, TemplateFault or PayloadFault."""
        template = self.templates.get(order.template)
        if template.kind.value != order.kind.value:
            raise LabelFault(
                f"The template “{template.title}” is not for this",
                detail=f"It is for {template.kind}, and this is {order.kind}.",
                hint="Choose another template.",
            )
        data = [label_data(template.kind, values) for values in order.values]
        match order.format:
            case LabelFormat.ZPL:
                return zpl_job(template, data, dpi=order.dpi, copies=order.copies)
            case LabelFormat.PDF:
                _refuse_native(template, "PDF")
                return to_pdf(_copied(template, data, order), first_position=order.first_position)
            case LabelFormat.PNG:
                _refuse_native(template, "picture")
                if len(data) != 1 or order.copies != 1:
                    raise LabelFault(
                        "A picture holds one label", hint="Choose one record, or a PDF for several labels."
                    )
                return to_png(ready(render(template, data[0], order.dpi)))


def _copied(template: Template, data: list[LabelData], order: LabelOrder) -> Iterator[ReadyLabel]:
    for one in data:
        label = ready(render(template, one, order.dpi))
        for _ in range(order.copies):
            yield label


def _refuse_native(template: Template, what: str) -> None:
    if template.zpl:
        raise LabelFault(
            f"The template “{template.title}” cannot become a {what}",
            detail="It is written in ZPL, which only a label printer can draw.",
            hint="Print it at a label printer, or choose another template.",
        )
