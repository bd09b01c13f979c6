"""Jobs for label printers, whichever way a template is written."""

from __future__ import annotations

from collections.abc import Iterable

from kitstation.labels.label_data import LabelData
from kitstation.labels.native_zpl import to_native_zpl
from kitstation.labels.ready import ready
from kitstation.labels.rendering import render
from kitstation.labels.template import Template
from kitstation.labels.zpl import Compression, to_zpl


def zpl_job(
    template: Template,
    records: Iterable[LabelData],
    *,
    dpi: int | None = None,
    copies: int = 1,
    compression: Compression = Compression.ASCII,
) -> bytes:
    """Return one job in ZPL with `copies` of each record's label.

    Labels that are drawn here are proved first; a template in ZPL is drawn by the printer, and proved by nobody.
    Raises LabelFault for the first record whose label cannot be printed: then nothing is.
    """
    if template.zpl:
        return b"".join(to_native_zpl(template, data, copies=copies) for data in records)
    labels = (ready(render(template, data, dpi)) for data in records)
    return to_zpl(labels, copies=copies, compression=compression)
