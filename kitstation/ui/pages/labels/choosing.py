"""Choosing what gets a label: by what is typed or scanned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kitstation.domain.errors import KitstationError
from kitstation.domain.records import LabelKind
from kitstation.station.printing.selecting import KIND_WORDS, SelectionError, read_selection, select_records
from kitstation.station.resolving import resolve
from kitstation.store.queries.label_data import label_values
from kitstation.store.queries.label_subjects import SelectedBy, Selection, can_select, selected
from kitstation.ui.printing.words import caption

if TYPE_CHECKING:
    from kitstation.scanning.grammar import Grammar
    from kitstation.store.database import Reader
    from kitstation.store.queries.scan_targets import Targets
    from kitstation.store.store import Store

_NUMBERS = (
    SelectedBy.SERIAL,
    SelectedBy.LOT,
    SelectedBy.PART,
    SelectedBy.LOCATION,
    SelectedBy.KIT,
    SelectedBy.LINE,
    SelectedBy.OPERATOR,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A record that gets a label, and what people call it."""

    uid: str
    caption: str


@dataclass(frozen=True, slots=True)
class Subjects:
    """Records of a kind."""

    kind: LabelKind
    found: tuple[Subject, ...]


def find_subjects(store: Store, grammar: Grammar, *, kind: LabelKind, text: str, any_kind: bool) -> Subjects:
    """Return the records of a kind that a text names; with `any_kind`, of another one where that kind has none.

    A text such as `part=91290A115` says itself what it names. Raises KitstationError where nothing is named so.
    """
    with store.reading() as reader:
        targets = resolve(grammar.read(text), reader).targets
        kinds = dict.fromkeys((kind, *_kinds_of(targets))) if any_kind else (kind,)
        for each in kinds:
            if uids := _uids(reader, each, text, targets):
                values = label_values(reader, each, uids)
                return Subjects(each, tuple(Subject(uid, caption(each, values[uid])) for uid in values))
        raise _nothing(kind, text, targets)


def _uids(reader: Reader, kind: LabelKind, text: str, targets: Targets) -> tuple[str, ...]:
    by, equals, _value = text.partition("=")
    if equals and by in set(SelectedBy):
        try:
            return select_records(reader, kind, (read_selection(text),))
        except SelectionError as error:
            raise KitstationError(f"“{text}” chooses nothing", hint=str(error)) from error
    found: dict[str, None] = {}
    for selection in (*(Selection(each, text) for each in _NUMBERS), *_meant(kind, targets)):
        if can_select(kind, selection.by):
            found.update(dict.fromkeys(selected(reader, kind, selection)))
    return tuple(found)


def _meant(kind: LabelKind, targets: Targets) -> Iterator[Selection]:
    """Yield what a scan means that does not say so in plain letters."""
    for item in targets.items:
        if kind is not LabelKind.LOT or item.lot_number:
            yield Selection(SelectedBy.UID, item.uid)
    for part in targets.parts:
        yield Selection(SelectedBy.PART, part.name)
    for kit in targets.kits:
        yield Selection(SelectedBy.KIT, kit.name)
    for place in targets.locations:
        yield Selection(SelectedBy.LOCATION, place.name)


def _kinds_of(targets: Targets) -> Iterator[LabelKind]:
    if targets.items or targets.parts:
        yield LabelKind.ITEM
    if targets.locations:
        yield LabelKind.LOCATION
    if targets.kits:
        yield LabelKind.KIT


def _nothing(kind: LabelKind, text: str, targets: Targets) -> KitstationError:
    others = [KIND_WORDS[other] for other in _kinds_of(targets) if other is not kind]
    if others:
        return KitstationError(
            f"{text} is none of the {KIND_WORDS[kind]}",
            hint=f"It is among the {' and '.join(others)}: choose these above. What is chosen now is then cleared.",
        )
    return KitstationError(
        f"{text} is not known here", hint=f"None of the {KIND_WORDS[kind]} is named so. Check the number."
    )
