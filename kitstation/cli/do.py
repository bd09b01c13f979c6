"""`kitstation do`: commands from a file or standard input, one a line, each answered with one line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from kitstation.cli.boundary import ExitCode, open_station
from kitstation.cli.options import AsJson, Debug, OperatorName, ProfileFolder
from kitstation.cli.printing import as_json as json_line
from kitstation.cli.printing import print_json
from kitstation.cli.signing_on import refusal_in_words

if TYPE_CHECKING:
    from kitstation.domain.commands import Entry
    from kitstation.domain.outcomes import Accepted, Outcome
    from kitstation.domain.records import Record
    from kitstation.domain.refusals import Refused
    from kitstation.station.desk import Desk
    from kitstation.store.store import Store

MARKS = {"accepted": "✓", "repeated": "=", "refused": "✗", "error": "!", "not done": "-"}
GENERATED = ("serial_number", "lot_number", "number", "path", "name", "part_number", "ref")
"""What people call a record: the names among them that it has are told."""


def do(  # noqa: PLR0913 - each is an option
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Commands, one JSON object a line. Without: standard input."),
    ] = None,
    *,
    atomic: Annotated[bool, typer.Option("--atomic", help="All of them or, if one fails, none.")] = False,
    batch: Annotated[
        int,
        typer.Option("--batch", metavar="N", min=1, help="Write N commands at once: faster, answered later."),
    ] = 1,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON schema of every command, and end.")
    ] = False,
    operator: OperatorName = None,
    as_json: AsJson = False,
    profile: ProfileFolder = None,
    debug: Debug = False,
) -> None:
    """Do commands in the journal's own form.

    A line is {"kind": "IssueItem", ...the command's fields}. It may also say "command_id" (a repeated one does nothing
    twice), "at", "operator" and "station". Uids of new records may be left out and are told. In an Undo, "undoes" names
    the command to take back. An entry of the journal, with its fields under "payload", is a line too.

    Each line is a transaction of its own. Ends with 1 where something was refused, with 2 where a line is no command.
    """
    from kitstation.station import command_lines

    if schema:
        print_json(command_lines.schema())
        return
    if atomic and batch != 1:
        raise typer.BadParameter("--atomic writes everything at once.", param_hint="--batch")
    with (
        _opened(file) as lines,
        open_station(profile, as_json=as_json, debug=debug, operator=operator) as station,
    ):
        read = (_read(number, raw, station.desk) for number, raw in enumerate(lines, 1) if raw.strip())
        answers = _all_or_none(read, station.store) if atomic else _in_batches(read, station.store, batch)
        worst = ExitCode.DONE
        for answer in answers:
            _print(answer, as_json=as_json)
            worst = max(worst, answer.exit_code)
    raise typer.Exit(worst)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what it asks for: an entry, a refusal of its own, or (with `error`) nothing."""

    number: int
    asked: Entry | Refused | None
    error: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a line. `outcome` is None where it was not done."""

    line: Line
    outcome: Outcome | None = None

    @property
    def exit_code(self) -> ExitCode:
        """What the process says if this is the worst."""
        from kitstation.domain.refusals import Refused

        if self.line.asked is None:
            return ExitCode.WRONG_USAGE
        return ExitCode.REFUSED if isinstance(self.outcome, Refused) else ExitCode.DONE


@contextmanager
def _opened(file: Path | None) -> Iterator[BinaryIO]:
    if file is None:
        # Its text layer would guess the encoding; the journal's form is UTF-8.
        yield sys.stdin.buffer
        return
    try:
        stream = file.open("rb")
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}.", param_hint="FILE") from error
    with stream:
        yield stream


def _read(number: int, raw: bytes, desk: Desk) -> Line:
    from kitstation.station.command_lines import LineError, read_entry

    try:
        return Line(number, read_entry(raw.decode("utf-8-sig"), desk))
    except UnicodeDecodeError as error:
        return Line(number, None, (f"byte {error.start + 1}", "it is no UTF-8"))
    except LineError as error:
        return Line(number, None, (error.where, error.what))


def _in_batches(lines: Iterable[Line], store: Store, size: int) -> Iterator[Answer]:
    waiting = iter(lines)
    while group := list(islice(waiting, size)):
        yield from _done(group, store)


def _done(group: list[Line], store: Store) -> Iterator[Answer]:
    from kitstation.domain.commands import Entry

    entries = [line.asked for line in group if isinstance(line.asked, Entry)]
    outcomes = iter(store.execute_all(entries) if entries else ())
    for line in group:
        yield Answer(line, next(outcomes) if isinstance(line.asked, Entry) else line.asked)


def _all_or_none(lines: Iterable[Line], store: Store) -> Iterator[Answer]:
    from kitstation.domain.commands import Entry

    group = list(lines)
    entries = [line.asked for line in group if isinstance(line.asked, Entry)]
    if len(entries) < len(group):
        # Nothing is tried where not everything can be done.
        yield from (Answer(line, None if isinstance(line.asked, Entry) else line.asked) for line in group)
        return
    outcomes = store.execute_all(entries, atomic=True) if entries else []
    refused = bool(outcomes) and _is_refused(outcomes[-1])
    for at, line in enumerate(group):
        tried = at < len(outcomes)
        is_last = at == len(outcomes) - 1
        yield Answer(line, outcomes[at] if tried and (is_last or not refused) else None)


def _is_refused(outcome: Outcome) -> bool:
    from kitstation.domain.refusals import Refused

    return isinstance(outcome, Refused)


def _print(answer: Answer, *, as_json: bool) -> None:
    told = _told(answer)
    if as_json:
        typer.echo(json_line(told))
    else:
        words = _words(answer, told)
        typer.echo(f"{answer.line.number} {MARKS[str(told['outcome'])]} {words}")
    sys.stdout.flush()


def _told(answer: Answer) -> dict[str, object]:
    from kitstation.domain.commands import Entry
    from kitstation.domain.outcomes import Accepted

    line, asked = answer.line, answer.line.asked
    if asked is None:
        where, what = line.error
        return {"line": line.number, "outcome": "error", "where": where, "message": what}
    entry = asked if isinstance(asked, Entry) else None
    told: dict[str, object] = {
        "line": line.number,
        "outcome": "not done",
        "kind": type(entry.command).__name__ if entry else None,
        "command_id": entry.command_id if entry else None,
    }
    match answer.outcome:
        case None:
            return told
        case Accepted() as accepted:
            return told | _accepted(accepted)
        case refused:
            return told | _refused(refused)


def _accepted(accepted: Accepted) -> dict[str, object]:
    changes = accepted.changes
    return {
        "outcome": "repeated" if accepted.repeated else "accepted",
        "records": [_record(record) for record in changes.puts],
        "removed": [{"kind": type(record).__name__, "uid": record.uid} for record in changes.removals],
        "moved": [
            {
                "item_uid": movement.item_uid,
                "quantity": movement.quantity,
                "from": movement.from_bucket.value,
                "from_place": movement.from_place,
                "to": movement.to_bucket.value,
                "to_place": movement.to_place,
            }
            for movement in changes.movements
        ],
    }


def _record(record: Record) -> dict[str, object]:
    named = {name: value for name in GENERATED if (value := getattr(record, name, None))}
    return {"kind": type(record).__name__, "uid": record.uid, **named}


def _refused(refused: Refused) -> dict[str, object]:
    headline, sentence = refusal_in_words(refused)
    return {
        "outcome": "refused",
        "code": refused.code.value,
        "facts": dict(refused.facts),
        "headline": headline,
        "sentence": sentence,
    }


def _words(answer: Answer, told: dict[str, object]) -> str:
    from kitstation.domain.outcomes import Accepted

    if told["outcome"] == "error":
        return ": ".join(str(told[name]) for name in ("where", "message") if told[name])
    kind = str(told["kind"] or "")
    if told["outcome"] == "refused":
        return f"{kind} {told['code']}: {told['headline']}. {told['sentence']}".strip()
    if not isinstance(answer.outcome, Accepted):
        return f"{kind} was not done"
    made = [" ".join(map(str, _record(record).values())) for record in answer.outcome.changes.puts]
    return "; ".join([f"{kind} {told['outcome']}", *made])
