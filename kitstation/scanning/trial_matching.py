"""Finding a test code again in what a scanner sent, however its settings have distorted it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from itertools import product
from typing import Final

from kitstation.scanning.envelope import EOT, GS, RS
from kitstation.scanning.keyboards import MISMATCHES, Mismatch
from kitstation.scanning.trial_codes import FORMAT_06_HEADER, FORMAT_06_TRAILER, TrialCode, TrialSymbol

NAMES: Final[Mapping[str, str]] = {GS: "GS", RS: "RS", EOT: "EOT"}
"""The separators of ISO/IEC 15434 and what they are called."""

# What is known to arrive in their place: control pictures, private characters, numbers typed with Alt held.
_KNOWN_FORMS: Final[Mapping[str, tuple[str, ...]]] = {
    GS: ("\u241d", "\uf70b", "\uf70c", "Alt+0029", "0029", "029", "<GS>", "]"),
    RS: ("\u241e", "\uf70c", "\uf70b", "Alt+0030", "0030", "030", "<RS>", "^"),
    EOT: ("\u2404", "Alt+0004", "0004", "004", "<EOT>", "d", "D"),
}
_TERMINATORS: Final = "\r\n\t"
_FEWEST_LEFT: Final = 5
_LONGEST_PREFIX: Final = 24
# Behind this nothing is looked for: the longest test code, with each separator spelled out, is shorter.
_LONGEST: Final = 160


class Case(StrEnum):
    """What became of capitals and small letters."""

    KEPT = "kept"
    UPPER = "upper"
    LOWER = "lower"
    SWAPPED = "swapped"


_CHANGES: Final[Mapping[Case, Callable[[str], str]]] = {
    Case.KEPT: str,
    Case.UPPER: str.upper,
    Case.LOWER: str.lower,
    Case.SWAPPED: str.swapcase,
}


@dataclass(frozen=True, slots=True)
class Cut:
    """What of a test code is left: without characters at its beginning and end."""

    beginning: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Distortion:
    """What a keyboard did to every character; `mismatch` is None where the layouts agree."""

    mismatch: Mismatch | None = None
    case: Case = Case.KEPT

    def forms(self, character: str) -> tuple[str, ...]:
        """Return as what a character may arrive."""
        read = self.mismatch.read(character) if self.mismatch else (character,)
        return tuple(_changed(form, self.case) for form in read)


@dataclass(frozen=True, slots=True)
class Match:
    """A test code found again: what stood before and behind it, and what its separators have become.

    `aim` is the AIM identifier, where it stood right before the code as it should. `brackets` says that the
    application identifiers of a GS1 code stood in brackets.
    """

    before: str
    aim: str
    behind: str
    distortion: Distortion
    cut: Cut
    separators: Mapping[str, str] = field(default_factory=dict)
    brackets: bool = False


_DISTORTIONS: Final = (
    *(Distortion(case=case) for case in Case),
    *(Distortion(mismatch, case) for case, mismatch in product(Case, MISMATCHES)),
)


def find_whole(code: TrialCode, sent: str) -> Match | None:
    """Return the simplest way in which all of a test code stands in what was sent; None if there is none."""
    return _with(Cut(), code, sent) or _in_brackets(code, sent)


def find_part(code: TrialCode, sent: str) -> Match | None:
    """Return the simplest way in which a test code stands there, though something of it is missing."""
    return next((found for cut in _cuts(code) if (found := _with(cut, code, sent))), None)


def _in_brackets(code: TrialCode, sent: str) -> Match | None:
    if not code.elements:
        return None
    # Some scanners send the separators as well.
    bracketed = GS.join(f"({identifier}){value}" for identifier, value in code.elements)
    found = _with(Cut(), replace(code, text=bracketed), sent)
    return replace(found, brackets=True) if found else None


def _with(cut: Cut, code: TrialCode, sent: str) -> Match | None:
    looked_at, rest = sent[:_LONGEST], sent[_LONGEST:]
    # The identifier first: digits alone do not tell one keyboard from another.
    for aim in (code.aim, ""):
        for distortion in _DISTORTIONS:
            if found := _find(aim, code, looked_at, distortion, cut):
                return replace(found, behind=found.behind + rest)
    return None


def _cuts(code: TrialCode) -> Iterator[Cut]:
    if code.symbol is TrialSymbol.DATA_MATRIX:
        yield Cut(len(FORMAT_06_HEADER), len(FORMAT_06_TRAILER))
    most = len(code.text) - max(_FEWEST_LEFT, len(code.text) // 3)
    for missing in range(1, most + 1):
        yield Cut(end=missing)
        yield Cut(beginning=missing)


def _find(aim: str, code: TrialCode, sent: str, distortion: Distortion, cut: Cut) -> Match | None:
    left = slice(cut.beginning, len(code.text) - cut.end)
    wanted = aim + code.text[left]
    forms = _forms_of(aim, distortion) + _forms_of(code.text, distortion)[left]
    for at in range(min(len(sent), _LONGEST_PREFIX)):
        if not sent.startswith(forms[0], at) and wanted[0] not in NAMES:
            continue
        separators: dict[str, str] = {}
        end = _end_of(forms, wanted, sent, at, separators)
        if end is None:
            continue
        before, behind = sent[:at], sent[end:]
        if cut.end and separators.get(wanted[-1]) == "":
            # It is missing with what stood behind it: that says nothing about separators.
            continue
        if _is_missing(cut, before, behind):
            return Match(before, aim, behind, distortion, cut, separators)
    return None


def _is_missing(cut: Cut, before: str, behind: str) -> bool:
    """Tell whether what was cut off is missing indeed, and not there as something else."""
    if cut.beginning and cut.end:
        # An envelope that is left out leaves no separators behind.
        return not NAMES.keys() & {*before, *behind}
    return len(before) < (cut.beginning or _LONGEST) and len(behind.rstrip(_TERMINATORS)) < (
        cut.end or _LONGEST
    )


@lru_cache(maxsize=4096)
def _forms_of(text: str, distortion: Distortion) -> tuple[tuple[str, ...], ...]:
    return tuple(_forms(character, distortion) for character in text)


def _forms(character: str, distortion: Distortion) -> tuple[str, ...]:
    if character not in NAMES:
        return distortion.forms(character)
    known = _KNOWN_FORMS[character]
    typed = ("".join(distortion.forms(sign)[0] for sign in form) for form in known)
    return tuple(dict.fromkeys((character, *known, *typed)))


def _end_of(
    forms: Sequence[tuple[str, ...]], left: str, sent: str, at: int, separators: dict[str, str]
) -> int | None:
    """Return where the code ends that begins at a place; each separator must have become the same throughout."""
    for index, character in enumerate(left):
        if character in NAMES:
            return _behind_separator(forms, left, sent, (index, at), separators)
        form = next((form for form in forms[index] if form and sent.startswith(form, at)), None)
        if form is None:
            if "" not in forms[index]:
                return None
            form = ""
        at += len(form)
    return at


def _behind_separator(
    forms: Sequence[tuple[str, ...]],
    left: str,
    sent: str,
    place: tuple[int, int],
    separators: dict[str, str],
) -> int | None:
    index, at = place
    character = left[index]
    for form in _possible(character, forms[index], sent[at : at + 1], separators):
        if not sent.startswith(form, at):
            continue
        tried = {**separators, character: form}
        end = _end_of(forms[index + 1 :], left[index + 1 :], sent, at + len(form), tried)
        if end is not None:
            separators.update(tried)
            return end
    return None


def _possible(
    character: str, forms: tuple[str, ...], there: str, separators: Mapping[str, str]
) -> tuple[str, ...]:
    if character in separators:
        return (separators[character],)
    other = (there,) if there and not there.isalnum() and there not in _TERMINATORS + "".join(NAMES) else ()
    return (*forms, *other, "")


def _changed(text: str, case: Case) -> str:
    """Return a text in another case; a character that would become two keeps its own."""
    change = _CHANGES[case]
    return "".join(changed if len(changed := change(sign)) == 1 else sign for sign in text)
