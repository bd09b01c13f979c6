"""Check digits of GS1 keys, and the problem that a wrong one is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kitstation.scanning.meaning import Problem, ProblemCode

_CHECKED_LENGTHS: Mapping[str, int] = {
    "00": 18,
    "01": 14,
    "02": 14,
    "03": 14,
    "253": 13,
    "255": 13,
    "402": 17,
    **{f"41{place}": 13 for place in range(8)},
    "8003": 14,
    "8006": 14,
    "8017": 18,
    "8018": 18,
    "8026": 14,
}
"""For each application identifier with a check digit: how many digits of its value end with it (GS1 General
Specifications, section 3)."""


def checked_digits(identifier: str) -> int:
    """Return how many digits of an identifier's value end with their check digit; 0 where there is none."""
    return _CHECKED_LENGTHS.get(identifier, 0)


def check_digit(digits: str) -> str:
    """Return the GS1 check digit of digits that have none yet."""
    threefold = sum(map(int, digits[::-2]))
    return str(-(3 * threefold + sum(map(int, digits[-2::-2]))) % 10)


def has_valid_check_digit(digits: str) -> bool:
    """Tell whether the last of the digits is the GS1 check digit of the others."""
    threefold = sum(map(int, digits[-2::-2]))
    return (3 * threefold + sum(map(int, digits[::-2]))) % 10 == 0


def wrong_check_digit(digits: str) -> Problem:
    """Return the problem that a number with a wrong check digit has."""
    return Problem(
        ProblemCode.CHECK_DIGIT, f"The check digit of {digits} is wrong. Scan it again, or type it in."
    )


def wrong_check_digits(elements: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each element, by application identifier, whose check digit is wrong."""
    for identifier, value in elements.items():
        length = checked_digits(identifier)
        if length and not has_valid_check_digit(value[:length]):
            yield wrong_check_digit(value[:length])
