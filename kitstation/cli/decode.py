"""`kitstation decode`: what scanned payloads mean, one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Final, cast

import typer

from kitstation.cli.boundary import faults_told, tell_fault
from kitstation.cli.options import Debug, or_given_before
from kitstation.cli.printing import JsonObject
from kitstation.cli.printing import as_json as json_line

if TYPE_CHECKING:
    from kitstation.scanning.customer_patterns import CustomerPattern
    from kitstation.scanning.grammar import Grammar
    from kitstation.scanning.meaning import Meaning, Problem, Reading

LONGEST_LINE: Final = 1_000_000
"""Bytes of a line; no payload needs more, even if every character is escaped."""

ATTRIBUTES: Final = (
    "part_number",
    "customer_part_number",
    "supplier_sku",
    "manufacturer",
    "serial_number",
    "lot_number",
    "quantity",
    "quantity_unit",
    "date_code",
    "expires_on",
    "supplier",
    "purchase_order",
    "country",
    "gtin",
    "gtin14",
    "unique_item_id",
)


def decode(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="The payloads. Without it, or with -: standard input."),
    ] = None,
    *,
    pattern: Annotated[
        list[str] | None,
        typer.Option(
            "--pattern",
            metavar="NAME=EXPRESSION",
            help="Know a code of one's own as well: a regular expression that matches all of it, with groups such "
            "as (?P<part_number>...). Can be given several times. Believed before those of --profile.",
        ),
    ] = None,
    profile: Annotated[
        Path | None,
        typer.Option(
            "--profile",
            metavar="DIR",
            callback=or_given_before,
            help="Know the patterns in the settings of this profile as well. Without it: none but --pattern's.",
        ),
    ] = None,
    debug: Debug = False,
) -> None:
    """Say what payloads mean, without a database.

    With --profile, the patterns in its settings are known (kitstation pattern list); those of --pattern are believed
    before them. A pattern of the profile that cannot be used is told of on standard error, and the others are used.
    Each line is one payload as a JSON string, control characters escaped; each is answered with one JSON object on a
    line, at once. `symbology` and `aim` are what an AIM identifier says, or null. `meanings` are all that the payload
    can mean, the best first and `plain` last; each has its `kind`, its `fields` as they stand in the code, what they
    say in this program's words where they say it, and its own `problems`. The `problems` of the line are those of the
    line itself and those of its best meaning. A line that is no JSON string has no meanings, and a problem.
    """
    from kitstation.scanning.grammar import Grammar

    with faults_told(debug=debug):
        grammar = Grammar((*_patterns(pattern or ()), *_patterns_of(profile)))
        with _opened(file) as stream:
            for line in _lines(stream):
                typer.echo(json_line(answer(line, grammar)))


def answer(line: bytes, grammar: Grammar) -> JsonObject:
    """Return what one line means, in the form in which it is printed; never an error."""
    try:
        payload = _payload(line)
    except ValueError as wrong:
        problem = {"code": "line", "detail": str(wrong)}
        return {"symbology": None, "aim": None, "meanings": [], "problems": [problem]}
    return _reading(grammar.read(payload))


def _payload(line: bytes) -> str:
    """Return the text that a line holds. Raises ValueError, with a sentence, if it holds none."""
    if len(line) > LONGEST_LINE:
        raise ValueError(f"The line is longer than {LONGEST_LINE} bytes.")
    try:
        payload = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("The line is not in UTF-8.") from None
    except (ValueError, RecursionError):
        payload = None
    if not isinstance(payload, str):
        # ValueError like the others: it is the line that is wrong, not the program.
        raise ValueError('The line is no JSON string, such as "[)>\\u001e06\\u001d1PXAF4444\\u001e\\u0004".')  # noqa: TRY004
    return payload


def _reading(reading: Reading) -> JsonObject:
    symbology = reading.symbology
    said: dict[str, object] = {
        "symbology": symbology.name if symbology else None,
        "aim": symbology.aim if symbology else None,
    }
    if reading.control:
        said["control"] = reading.control.name
    best = reading.meanings[0]
    return said | {
        "meanings": [_meaning(meaning) for meaning in reading.meanings],
        "problems": _problems(best.problems),
    }


def _meaning(meaning: Meaning) -> JsonObject:
    attributes = {name: getattr(meaning, name) for name in ATTRIBUTES}
    return {
        "kind": meaning.kind,
        "fields": dict(meaning.fields),
        **{name: value for name, value in attributes.items() if value is not None},
        "problems": _problems(meaning.problems),
    }


def _problems(problems: Iterable[Problem]) -> list[JsonObject]:
    return [{"code": problem.code, "detail": problem.detail} for problem in problems]


def _patterns(given: Iterable[str]) -> Iterator[CustomerPattern]:
    from kitstation.scanning.customer_patterns import CustomerPattern

    for written in given:
        name, sign, expression = written.partition("=")
        if not sign:
            raise typer.BadParameter(f"“{written}” is not NAME=EXPRESSION.", param_hint="--pattern")
        yield CustomerPattern(name, expression)


def _patterns_of(profile: Path | None) -> tuple[CustomerPattern, ...]:
    from kitstation.station.code_patterns import known_codes
    from kitstation.station.profile import Profile
    from kitstation.station.settings import load_settings

    if profile is None:
        return ()
    if not profile.is_dir():
        raise typer.BadParameter(f"There is no folder {profile}.", param_hint="--profile")
    codes = known_codes(load_settings(Profile(profile.absolute()).settings).patterns)
    for fault in codes.faults:
        tell_fault(fault, as_json=False)
    return codes.grammar.patterns


@contextmanager
def _opened(file: Path | None) -> Iterator[BinaryIO]:
    from kitstation.domain.errors import KitstationError

    if file is None or str(file) == "-":
        # Not its text layer, which would stop at bytes that are no UTF-8.
        yield cast("BinaryIO", sys.stdin.buffer)
        return
    try:
        stream = file.open("rb")
    except OSError as error:
        raise KitstationError(
            f"{file} cannot be read",
            detail=error.strerror or "",
            hint="Check the name, and that you may read it.",
        ) from error
    with stream:
        yield stream


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines without their ends; of one that is too long only the beginning, which says so."""
    while line := stream.readline(LONGEST_LINE + 2):
        whole = line.endswith(b"\n")
        while not whole:
            rest = stream.readline(LONGEST_LINE)
            whole = not rest or rest.endswith(b"\n")
        yield line.rstrip(b"\r\n")
