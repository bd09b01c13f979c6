"""Trying a template out: whether the symbols of a label could be read from printers of other resolutions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kitstation.labels.bitmap import bitmap_of
from kitstation.labels.faults import LabelFault
from kitstation.labels.label_data import LabelData
from kitstation.labels.proof import proof
from kitstation.labels.rendering import render
from kitstation.labels.template import Template

USUAL_DPIS = (203, 300, 600)
"""The resolutions of label printers in the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What decoding a label at a resolution has shown.

    `symbols` is how many were read; `problem` says why it must not be printed, `detail` more about that, and `hint`
    what to change; all blank where it may. `shortened` and `left_out` are texts that are not printed whole and
    optional symbols without room.
    """

    dpi: int
    symbols: int = 0
    problem: str = ""
    detail: str = ""
    hint: str = ""
    shortened: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def trials(template: Template, data: LabelData, dpis: Iterable[int] = USUAL_DPIS) -> tuple[Trial, ...]:
    """Print a label on printers of these resolutions, on paper that is not there, and read it."""
    return tuple(_trial(template, data, dpi) for dpi in dpis)


def _trial(template: Template, data: LabelData, dpi: int) -> Trial:
    try:
        label = render(template, data, dpi)
    except LabelFault as fault:
        return Trial(dpi=dpi, problem=f"{fault.title}.", detail=fault.detail, hint=fault.hint)
    shown = proof(bitmap_of(label), label.symbols)
    return Trial(
        dpi=dpi,
        symbols=len(label.symbols),
        problem=" ".join(problem.sentence for problem in shown.problems),
        hint=shown.problems[0].hint if shown.problems else "",
        shortened=label.shortened,
        left_out=label.left_out,
    )
