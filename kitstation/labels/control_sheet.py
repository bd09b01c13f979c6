"""The sheet of control codes, to steer the bench without keyboard or mouse, and of codes to test scanners with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kitstation.domain.errors import KitstationError
from kitstation.scanning.trial_codes import TrialSymbol

if TYPE_CHECKING:
    from kitstation.labels.label_data import LabelData
    from kitstation.labels.template import Template


# The field of the template that holds the text of a symbol.
_FIELDS: Final[Mapping[TrialSymbol, str]] = {
    TrialSymbol.CODE_128: "code",
    TrialSymbol.DATA_MATRIX: "data_matrix",
    TrialSymbol.EAN_13: "ean13",
}
# A GS1 code is made of its values: a template writes its application identifiers itself.
_GS1_FIELDS: Final[Mapping[str, str]] = {"10": "gs1_lot", "21": "gs1_serial"}


class Paper(StrEnum):
    """What the sheet is printed on."""

    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One code: what the symbol contains, what people call it, the group that it is printed in, and its kind.

    `elements` are the application identifiers and the values of a GS1 code.
    """

    text: str
    caption: str
    group: str
    symbol: TrialSymbol = TrialSymbol.CODE_128
    elements: tuple[tuple[str, str], ...] = ()


def write_control_sheet(
    path: Path,
    entries: Sequence[SheetEntry],
    template: Template,
    *,
    paper: Paper = Paper.A4,
    title: str = "Control codes",
) -> None:
    """Write the sheet as a PDF; entries of one group stand together in the order given.

    Needs a QGuiApplication. Raises KitstationError where a code cannot be printed or the file not be written.
    """
    # Here, because the window knows the entries from its start, and draws labels only when it is asked to.
    from kitstation.labels.pdf import to_pdf
    from kitstation.labels.ready import ready
    from kitstation.labels.rendering import render

    on_paper = _on(template, paper)
    labels = (ready(render(on_paper, _data(entry, title))) for entry in entries)
    content = to_pdf(labels)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise KitstationError(
            "The control sheet cannot be saved",
            detail=f"{path}: {error.strerror}",
            hint="Choose another folder, or close the file where it is open.",
        ) from error


def _on(template: Template, paper: Paper) -> Template:
    if template.sheet is None:
        return template
    return template.model_copy(update={"sheet": template.sheet.model_copy(update={"paper": paper.value})})


def _data(entry: SheetEntry, title: str) -> LabelData:
    from kitstation.labels.fields import RecordKind
    from kitstation.labels.label_data import label_data

    return label_data(
        RecordKind.CONTROL_SHEET,
        {**_contents(entry), "caption": entry.caption, "group": entry.group, "title": title},
    )


def _contents(entry: SheetEntry) -> Mapping[str, str]:
    if entry.symbol is TrialSymbol.GS1_128:
        return {_GS1_FIELDS[identifier]: value for identifier, value in entry.elements}
    return {_FIELDS[entry.symbol]: entry.text}
