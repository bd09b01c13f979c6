"""Templates that hypothesis draws: anything that a shop may have written."""

from __future__ import annotations

import operator
import string
from pathlib import Path

from hypothesis import strategies as st

from kitstation.labels.elements import (
    GS1_SYMBOLOGIES,
    Across,
    Down,
    Element,
    Fit,
    Ink,
    LinearSymbology,
    MatrixSymbology,
)
from kitstation.labels.fields import RecordKind, fields_of
from kitstation.labels.template import Template

FOLDER = Path("/nowhere")
_TURNS = st.sampled_from([0, 90, 180, 270])
_LITERALS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="{}"), max_size=12
)


@st.composite
def expressions(draw: st.DrawFn, kind: RecordKind) -> str:
    """Draw a text with a field of the kind."""
    field = draw(st.sampled_from(sorted(fields_of(kind))))
    return draw(_LITERALS) + "{" + field + "}" + draw(_LITERALS).replace("{", "").replace("}", "")


@st.composite
def elements(draw: st.DrawFn, kind: RecordKind, width: float, height: float) -> dict[str, object]:
    """Draw the settings of an element that lies within the label."""
    wide, high = (draw(st.integers(1, int(side * 1000))) / 1000 for side in (width, height))
    values: dict[str, object] = {
        "x": draw(st.integers(0, round((width - wide) * 1000))) / 1000,
        "y": draw(st.integers(0, round((height - high) * 1000))) / 1000,
        "width": wide,
        "height": high,
    }
    if draw(st.booleans()):
        values["when"] = draw(st.sampled_from(sorted(fields_of(kind))))
    type_ = draw(st.sampled_from(["text", "linear", "matrix", "line", "box"]))
    return {"type": type_, **values, **draw(_own(type_, kind))}


def _own(type_: str, kind: RecordKind) -> st.SearchStrategy[dict[str, object]]:
    sizes = st.integers(12, 100).map(lambda number: number / 2)
    match type_:
        case "text":
            return st.fixed_dictionaries(
                {"text": expressions(kind), "size": sizes},
                optional={
                    "bold": st.booleans(),
                    "align": st.sampled_from(Across),
                    "valign": st.sampled_from(Down),
                    "fit": st.sampled_from(Fit),
                    "lines": st.integers(1, 50),
                    "ink": st.sampled_from(Ink),
                    "font": st.text(string.ascii_letters + " ", max_size=8),
                    "turned": _TURNS,
                },
            )
        case "linear":
            return st.builds(
                operator.or_, _symbols(LinearSymbology, kind), _options(optional=st.booleans(), turned=_TURNS)
            )
        case "matrix":
            return st.builds(
                operator.or_,
                _symbols(MatrixSymbology, kind),
                _options(correction=st.sampled_from("LMQH"), turned=_TURNS),
            )
        case "line":
            return st.sampled_from([{"width": 0.0}, {"height": 0.0}])
        case _:
            return st.fixed_dictionaries({}, optional={"filled": st.booleans()})


@st.composite
def _symbols(
    draw: st.DrawFn, symbologies: type[LinearSymbology | MatrixSymbology], kind: RecordKind
) -> dict[str, object]:
    """Draw a symbology, and data such as it takes."""
    symbology = draw(st.sampled_from(symbologies))
    data = draw(expressions(kind))
    if symbology in GS1_SYMBOLOGIES:
        data = "(10)" + data[data.index("{") : data.index("}") + 1]
    return {"symbology": symbology, "data": data}


def _options(**values: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional=values)


@st.composite
def sheets(draw: st.DrawFn, width: float, height: float) -> dict[str, object]:
    """Draw a sheet on which such labels fit."""
    return {
        "paper": draw(st.sampled_from(["A4", "Letter", (200.0, 250.5)])),
        "left": draw(st.integers(0, 20)) / 2,
        "top": draw(st.integers(0, 20)) / 2,
        "columns": 1 if width > 80 else 2,
        "rows": 2,
        "pitch_x": width + draw(st.integers(1, 10)) / 2,
        "pitch_y": height + draw(st.integers(1, 10)) / 2,
        "title": draw(st.sampled_from([None, {"field": "site", "height": 9.0, "size": 12.0}])),
    }


@st.composite
def templates(draw: st.DrawFn, *, least: int = 1) -> Template:
    """Draw a valid template with elements."""
    kind = draw(st.sampled_from(RecordKind))
    width, height = (draw(st.integers(2, 180)) / 2 for _ in range(2))
    return Template.model_validate(
        {
            "name": "own",
            "folder": FOLDER,
            "title": draw(_LITERALS),
            "kind": kind,
            "width": width,
            "height": height,
            "dpi": draw(st.sampled_from([203, 300, 600])),
            "sheet": draw(sheets(width, height)) if draw(st.booleans()) else None,
            "elements": draw(st.lists(elements(kind, width, height), min_size=least, max_size=6)),
        }
    )


def with_element(template: Template, number: int, element: Element) -> Template:
    """Return a template in which one element is another one."""
    changed = (*template.elements[:number], element, *template.elements[number + 1 :])
    return template.model_copy(update={"elements": changed})
