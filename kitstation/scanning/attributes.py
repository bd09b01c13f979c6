"""From the elements of a code, by whatever identifiers, to the attributes of a meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kitstation.scanning.dates import read_expiry
from kitstation.scanning.meaning import Fields, Meaning, Problem, ProblemCode
from kitstation.scanning.quantities import read_quantity, unit_in

Sources = Mapping[str, tuple[str, ...]]
"""For each attribute of a meaning the identifiers that fill it; the first one that says something wins."""


def meaning_from(
    kind: str,
    elements: Mapping[str, str],
    sources: Sources,
    problems: Iterable[Problem] = (),
    *,
    unique_item_id: str | None = None,
) -> Meaning:
    """Return what elements say, with the problems found so far and those of quantity and expiry date.

    Blanks that pad a value stay in the fields and are taken from the attributes.
    """
    texts = {
        attribute: first_stated(elements, identifiers)
        for attribute, identifiers in sources.items()
        if attribute not in {"quantity", "expires_on"}
    }
    stated = first_stated(elements, sources.get("quantity", ()))
    quantity, quantity_problem = read_quantity(stated)
    expires_on, date_problem = read_expiry(first_stated(elements, sources.get("expires_on", ())))
    if quantity and not texts.get("quantity_unit"):
        texts["quantity_unit"] = unit_in(stated)
    found = (problem for problem in (quantity_problem, date_problem) if problem)
    return Meaning(
        kind,
        Fields.of(elements),
        **texts,
        quantity=quantity,
        expires_on=expires_on,
        unique_item_id=unique_item_id,
        problems=(*problems, *found),
    )


def first_stated(elements: Mapping[str, str], identifiers: Iterable[str]) -> str | None:
    """Return the first value of these identifiers that is more than blanks, without the blanks around it."""
    for identifier in identifiers:
        if (value := elements.get(identifier)) and (stated := value.strip(" ")):
            return stated
    return None


def collected(pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return elements by identifier, and the problems of those that stand twice with different values.

    The first of them counts; one that is empty says nothing.
    """
    elements: dict[str, str] = {}
    problems = []
    for identifier, value in pairs:
        known = elements.setdefault(identifier, value)
        if known == value or not value:
            continue
        if not known:
            elements[identifier] = value
            continue
        detail = f"{identifier} stands twice, as {known!r} and {value!r}; the first one counts."
        problems.append(Problem(ProblemCode.DUPLICATE, detail))
    return elements, tuple(problems)
