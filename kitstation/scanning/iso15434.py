"""Labels of makers and distributors: the message of ISO/IEC 15434, format 06, however a scanner garbled it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kitstation.scanning.data_identifiers import DATA_IDENTIFIERS, meaning_of, split_element
from kitstation.scanning.meaning import ISO15434, Fields, Meaning, Problem, ProblemCode
from kitstation.scanning.symbology import Symbology

# The header is `[)>` RS `06` GS. Scanners put other characters in front of it, lose the control characters or
# type something else for them: control pictures, `^` and `]`, `@`, or characters of the private use area.
# Whatever stands behind 06 separates the elements of this message.
_HEADER = re.compile(
    "[>0]?\\[\\)>[\x1e\x1d\x00\u241e\u241d^@\uf70b\uf70c]?06([\x1d\x1e\u241d\\]@\uf70b\uf70c]?)"
)

# For each separator how the end of the record looks: `@` and `]` are known to stand for GS only where
# the header has them, so the `^` beside `]` counts only at the very end.
_RECORD_END = {
    "\x1d": re.compile("[\x1e\u241e\x04]"),
    "\x1e": re.compile("\x04"),
    "\u241d": re.compile("[\x1e\u241e\x04\u2404]"),
    "@": re.compile("[\x1e\u241e\x04]"),
    "]": re.compile("\x1e|\\^?\x04|\\^\\Z"),
    "\uf70b": re.compile("[\x1e\x04\uf70c]"),
    "\uf70c": re.compile("[\x1e\x04\uf70b]"),
}

_PART_IDENTIFIERS = frozenset({"P", "1P"})


def recognise_iso15434(text: str, symbology: Symbology | None) -> Meaning | None:
    """Return what a format 06 message says, with all that is wrong with it as problems; None for other text."""
    header = _HEADER.match(text)
    if header is None:
        return _without_header(text)
    body = text[header.end() :]
    separator = header[1] or ("\x1d" if "\x1d" in body else "")
    if not separator:
        return _without_separators(body)
    body, problems = _cut_record(body, separator)
    fields, element_problems = _read_elements(body.split(separator))
    return meaning_of(ISO15434, fields, (*problems, *element_problems))


def _cut_record(body: str, separator: str) -> tuple[str, tuple[Problem, ...]]:
    end = _RECORD_END[separator].search(body)
    if end is None:
        return body, ()
    surplus = body[end.end() :].lstrip("\x04\u2404")
    # Some labels carry one stray character behind the end; more than that is another record.
    if len(surplus) <= 1:
        return body[: end.start()], ()
    detail = f"Behind the end of the label's data stands {surplus!r}, which was not read."
    return body[: end.start()], (Problem(ProblemCode.SURPLUS, detail),)


def _read_elements(elements: Iterable[str]) -> tuple[Fields, tuple[Problem, ...]]:
    fields: dict[str, str] = {}
    problems: list[Problem] = []
    for element in filter(None, elements):
        split = split_element(element)
        if split is None:
            detail = f"{element!r} does not begin with a data identifier and was not read."
            problems.append(Problem(ProblemCode.NO_IDENTIFIER, detail))
        elif fields.setdefault(split[0], split[1]) != split[1]:
            detail = (
                f"{split[0]} stands twice, as {fields[split[0]]!r} and {split[1]!r}; the first one counts."
            )
            problems.append(Problem(ProblemCode.DUPLICATE, detail))
    return Fields.of(fields), tuple(problems)


def _without_separators(body: str) -> Meaning | None:
    if split_element(body) is None:
        return None
    detail = (
        "The scanner lost the separators between the label's elements, so they cannot be told apart. "
        "Set the scanner to send control characters, or use it in serial mode."
    )
    return Meaning(ISO15434, problems=(Problem(ProblemCode.SEPARATORS_LOST, detail),))


def _without_header(text: str) -> Meaning | None:
    """Read elements alone, as some readers deliver a Macro 06 symbol: all of them known, and one a part."""
    if "\x1d" not in text:
        return None
    body, problems = _cut_record(text, "\x1d")
    elements = [element for element in body.split("\x1d") if element]
    identifiers = {split[0] if (split := split_element(element)) else "" for element in elements}
    if not (identifiers & _PART_IDENTIFIERS and identifiers <= DATA_IDENTIFIERS.keys()):
        return None
    fields, element_problems = _read_elements(elements)
    missing = Problem(ProblemCode.HEADER, "The label's header is missing; its elements were read without it.")
    return meaning_of(ISO15434, fields, (missing, *problems, *element_problems))
