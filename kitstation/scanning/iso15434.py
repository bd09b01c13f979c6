"""Labels of makers and distributors, and marks of MIL-STD-130: messages of ISO/IEC 15434 in formats 05, 06 and 12."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kitstation.scanning.attributes import collected
from kitstation.scanning.data_identifiers import DATA_IDENTIFIERS, meaning_of, split_element
from kitstation.scanning.envelope import Envelope, Record, elements_without_header, open_envelope
from kitstation.scanning.gs1 import meaning_of_format_05
from kitstation.scanning.meaning import ISO15434, Fields, Meaning, Problem, ProblemCode
from kitstation.scanning.symbology import Symbology
from kitstation.scanning.text_elements import meaning_of_text_elements, split_text_element

_PART_IDENTIFIERS = frozenset({"P", "1P"})

_SEPARATORS_LOST = Problem(
    ProblemCode.SEPARATORS_LOST,
    "The scanner lost the separators between the label's elements, so they cannot be told apart. "
    "Set the scanner to send control characters, or use it in serial mode.",
)
_HEADER_MISSING = Problem(
    ProblemCode.HEADER, "The label's header is missing; its elements were read without it."
)
_CAPS_LOCK = Problem(
    ProblemCode.CAPS_LOCK, "Capitals and small letters were exchanged and put right. Is Caps Lock on?"
)

Split = Callable[[str], tuple[str, str] | None]


def recognise_iso15434(text: str, symbology: Symbology | None) -> Meaning | None:
    """Return what a message says, with all that is wrong with it as problems; None for other text."""
    envelope = open_envelope(text)
    if envelope is None:
        return _without_header(text)
    if not envelope.records:
        return _without_separators(envelope)
    meanings = [_meaning_of_record(record) for record in envelope.records]
    meaning = meanings[0] if len(meanings) == 1 else _combined(meanings)
    return replace(meaning, problems=(*envelope.problems, *meaning.problems))


def _meaning_of_record(record: Record) -> Meaning:
    match record.format:
        case "06":
            elements, problems = _read_elements(record.elements, split_element, "data identifier")
            return meaning_of(ISO15434, elements, problems)
        case "12" | "DD":
            elements, problems = _read_elements(
                record.elements, split_text_element, "text element identifier"
            )
            return meaning_of_text_elements(ISO15434, elements, problems)
        case "05":
            return meaning_of_format_05(record.elements)
        case other:
            detail = f"The label's data are in format {other}, which is not one of items in a stock."
            return Meaning(ISO15434, problems=(Problem(ProblemCode.FORMAT, detail),))


def _read_elements(
    elements: Iterable[str], split: Split, identifier: str
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    written = [element for element in elements if element]
    pairs = [split(element) for element in written]
    if written and not any(pairs):
        exchanged = [split(element.swapcase()) for element in written]
        if all(exchanged):
            found, problems = collected(pair for pair in exchanged if pair)
            return found, (_CAPS_LOCK, *problems)
    found, problems = collected(pair for pair in pairs if pair)
    unread = (
        Problem(
            ProblemCode.NO_IDENTIFIER, f"{element!r} does not begin with a {identifier} and was not read."
        )
        for element, pair in zip(written, pairs, strict=True)
        if pair is None
    )
    return found, (*unread, *problems)


def _combined(meanings: list[Meaning]) -> Meaning:
    """Return what several records say together; what an earlier one says goes before what a later one says."""
    pairs = (pair for meaning in meanings for pair in meaning.fields.items())
    elements, doubled = collected(pairs)
    stated: dict[str, object] = {}
    for meaning in reversed(meanings):
        attributes = {name: getattr(meaning, name) for name in _ATTRIBUTES}
        stated |= {name: value for name, value in attributes.items() if value is not None}
    problems = tuple(problem for meaning in meanings for problem in meaning.problems)
    # Every attribute keeps the type that it has in the meaning it comes from.
    return replace(
        meanings[0],
        fields=Fields.of(elements),
        problems=(*problems, *doubled),
        **stated,  # type: ignore[arg-type]
    )


_ATTRIBUTES = tuple(
    name for name in Meaning.__dataclass_fields__ if name not in {"kind", "fields", "problems"}
)


def _without_separators(envelope: Envelope) -> Meaning | None:
    if split_element(envelope.body) is None:
        return None
    return Meaning(ISO15434, problems=(_SEPARATORS_LOST,))


def _without_header(text: str) -> Meaning | None:
    """Read elements alone, as some readers deliver a Macro 06 symbol: all of them known, and one a part."""
    if "\x1d" not in text:
        return None
    elements, problems = elements_without_header(text)
    identifiers = {split[0] if (split := split_element(element)) else "" for element in elements}
    if not (identifiers & _PART_IDENTIFIERS and identifiers <= DATA_IDENTIFIERS.keys()):
        return None
    found, element_problems = _read_elements(elements, split_element, "data identifier")
    return meaning_of(ISO15434, found, (_HEADER_MISSING, *problems, *element_problems))
