"""The envelope of ISO/IEC 15434: `[)>` RS, format, GS, elements, RS, EOT, however a label or a scanner spells it.

Labels and scanners put other characters in front of the header, lose the control characters or type something
else for them: control pictures, caret notation, words in brackets, escapes, characters of the private use area, or
simply a punctuation mark. Whatever stands behind the format separates the elements of this message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kitstation.scanning.meaning import Problem, ProblemCode

GS, RS, EOT = "\x1d", "\x1e", "\x04"

_FORMAT = "0[1-9]|1[0-2]|DD"
# One spelling of a control character: a word, an escape, a caret and a letter, else any single mark.
_SPELT = r"<[A-Z]{2}>|\{[A-Z]{2}\}|\[[A-Z]{2}\]|\\x1[DEde]|\\u001[DEde]|\\03[56]|&\#(?:29|30);|\^\]|\^\^|[^0-9A-Za-z]"
_HEADER = re.compile(rf"[\x00-\x1f]{{0,2}}[>0]?\[\)>(?P<rs>{_SPELT})?(?P<format>{_FORMAT})(?P<gs>{_SPELT})?")
# What is left of a header whose beginning was lost.
_TORN_HEADER = re.compile(rf"(?:\)?>)?{RS}?(?P<format>05|06|12){GS}")

_EOT_SPELT = ("\x04", "\u2404", "<EOT>", "{EOT}", "[EOT]", "\\x04", "\\u0004", "\\004", "&#4;", "^D")
_RS_BESIDE = {
    GS: RS,
    "\u241d": "\u241e",
    "]": "^",
    "^]": "^^",
    "<GS>": "<RS>",
    "{GS}": "{RS}",
    "[GS]": "[RS]",
    "\uf70b": "\uf70c",
    "\uf70c": "\uf70b",
    "\\x1d": "\\x1e",
    "\\x1D": "\\x1E",
    "\\u001d": "\\u001e",
    "\\u001D": "\\u001E",
    "\\035": "\\036",
    "&#29;": "&#30;",
}
"""What stands for RS where the header lost it, by what stands for GS."""

_STRAY = 3
"""So many characters behind the end are a stray mark; more of them are data that was not read."""


class Record(NamedTuple):
    """One record of an envelope: its format and its elements."""

    format: str
    elements: list[str]


class Envelope(NamedTuple):
    """What an envelope holds, and what is wrong with it. Without records: its separators are lost."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    body: str = ""


def open_envelope(text: str) -> Envelope | None:
    """Return what stands in the envelope that the text is; None if it does not begin with the header of one."""
    header = _HEADER.match(text)
    if header is None:
        return None
    body = text[header.end() :]
    group = header["gs"] or (GS if GS in body else "")
    if not group:
        return Envelope((), (), body)
    record = header["rs"]
    if record is None or (record in {GS, "\x00"} and group == GS):
        record = _RS_BESIDE.get(group, "")
    records, problems = _records(header["format"], body, record, group)
    return Envelope(records, problems)


def elements_without_header(text: str) -> tuple[list[str], tuple[Problem, ...]]:
    """Return the elements of a text in format 06 whose header is lost or torn, without those that are empty."""
    torn = _TORN_HEADER.match(text)
    body = text[torn.end() :] if torn and torn["format"] == "06" else text
    body, end, rest = _cut(body, _record_end(RS, GS))
    return [element for element in body.split(GS) if element], _end_problems(end, rest) if end else ()


def _records(form: str, body: str, record: str, group: str) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    ending = _record_end(record, group)
    next_header = re.compile(rf"({_FORMAT}){re.escape(group)}")
    records = []
    while True:
        elements, end, rest = _cut(body, ending)
        records.append(Record(form, elements.split(group)))
        following = next_header.match(rest)
        if following is None:
            return tuple(records), _end_problems(end, rest)
        form, body = following[1], rest[following.end() :]


def _cut(body: str, ending: re.Pattern[str]) -> tuple[str, str, str]:
    """Return what stands in front of a record's end, the end, and what stands behind it."""
    end = ending.search(body)
    return (body[: end.start()], end.group(), body[end.end() :]) if end else (body, "", "")


def _end_problems(end: str, rest: str) -> tuple[Problem, ...]:
    if not end:
        detail = "The label's end is missing. Check its last value: the scan may be cut short."
        return (Problem(ProblemCode.TRAILER, detail),)
    if not rest:
        return ()
    if len(rest) <= _STRAY:
        return (Problem(ProblemCode.TRAILER, f"Behind the end of the label's data stands a stray {rest!r}."),)
    detail = f"Behind the end of the label's data stands {rest!r}, which was not read."
    return (Problem(ProblemCode.SURPLUS, detail),)


@lru_cache(maxsize=64)
def _record_end(record: str, group: str) -> re.Pattern[str]:
    """Return how a record ends: by RS, by EOT, or by both.

    A mark that only this header says to stand for RS may as well be part of a value: it counts where another
    record or nothing follows. Spellings of EOT count as far as they are spelt like the separators.
    """
    eot = "|".join(map(re.escape, _eot_beside(group)))
    sure = [re.escape(mark) for mark in dict.fromkeys((RS, record)) if mark != group and _is_sure(mark)]
    endings = [f"(?:{'|'.join(sure)})(?:{eot})?"] if sure else []
    if record and not _is_sure(record):
        follows = rf"{eot}|\Z" if record == group else rf"{eot}|\Z|(?=(?:{_FORMAT}){re.escape(group)})"
        endings.append(f"{re.escape(record)}(?:{follows})")
    return re.compile("|".join((*endings, eot)))


def _is_sure(mark: str) -> bool:
    return mark != "" and (len(mark) > 1 or mark in {RS, GS} or not mark.isascii())


def _eot_beside(group: str) -> Iterator[str]:
    yield EOT
    for spelt in _EOT_SPELT:
        if spelt != EOT and (
            group == "\u241d" if spelt == "\u2404" else len(group) > 1 and spelt[0] == group[0]
        ):
            yield spelt
