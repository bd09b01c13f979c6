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
        match order.format:
            case LabelFormat.ZPL:
                return self._zpl(order)
            case LabelFormat.PDF:
                return to_pdf(self.ready_labels(order), first_position=order.first_label)
            case LabelFormat.PNG:
                if len(order.values) != 1 or order.copies != 1:
                    raise LabelFault(
                        "A picture holds one label", hint="Choose one record, or a PDF for several labels."
                    )
                return to_png(next(self.ready_labels(order)))

    def ready_labels(self, order: LabelOrder) -> Iterator[ReadyLabel]:
        """Yield proved labels one by one, for pages or a picture. Raises LabelFault, TemplateFault or PayloadFault."""
        template = self._template(order)
        if template.zpl:
            raise LabelFault(
                f"The template “{template.title}” cannot be drawn here",
                detail="It is written in ZPL, which only a label printer can draw.",
                hint="Print it at a label printer, or choose another template.",
            )
        if order.first_label > 1 and (template.sheet is None or not template.sheet.may_begin_anywhere):
            raise LabelFault(
                f"The labels of “{template.title}” are on no sheet of which some could be used",
                hint="Begin with label 1.",
            )
        for data in _data(template, order):
            label = ready(render(template, data, order.dpi))
            for _ in range(order.copies):
                yield label

    def _zpl(self, order: LabelOrder) -> bytes:
        template = self._template(order)
        if order.first_label > 1:
            raise LabelFault(
                "A label printer has no sheets",
                detail=f"These labels should begin with label {order.first_label} of one.",
                hint="Begin with label 1, or print them at a printer that takes sheets.",
            )
        return zpl_job(template, _data(template, order), dpi=order.dpi, copies=order.copies)

    def _template(self, order: LabelOrder) -> Template:
        template = self.templates.get(order.template)
        if template.kind.value != order.kind.value:
            raise LabelFault(
                f"The template “{template.title}” is not for this",
                detail=f"It is for {template.kind}, and this is {order.kind}.",
                hint="Choose another template.",
            )
        return template


def _data(template: Template, order: LabelOrder) -> Iterator[LabelData]:
    for made, values in enumerate(order.values, start=1):
        yield label_data(template.kind, values)
        # Its label is made once the next one is asked for.
        order.watch(made, len(order.values))
