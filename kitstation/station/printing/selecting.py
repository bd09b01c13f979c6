"""Choosing records for labels by expressions that people write: ``serial=SN-1``, ``line=K-7/91290A115``, or a uid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kitstation.domain.errors import KitstationError
from kitstation.domain.records import LabelKind
from kitstation.store.database import Reader
from kitstation.store.queries.label_subjects import SelectedBy, Selection, can_select, selected

_USUAL_KIND: Mapping[SelectedBy, LabelKind] = {
    SelectedBy.SERIAL: LabelKind.ITEM,
    SelectedBy.LOT: LabelKind.LOT,
    SelectedBy.PART: LabelKind.ITEM,
    SelectedBy.LOCATION: LabelKind.LOCATION,
    SelectedBy.KIT: LabelKind.KIT,
    SelectedBy.LINE: LabelKind.KIT_LINE,
    SelectedBy.OPERATOR: LabelKind.OPERATOR,
}
KIND_WORDS: Mapping[LabelKind, str] = {
    LabelKind.ITEM: "inventory items",
    LabelKind.LOT: "lots",
    LabelKind.LOCATION: "locations",
    LabelKind.KIT: "kits",
    LabelKind.KIT_LINE: "kit lines",
    LabelKind.OPERATOR: "operators",
}


class SelectionError(ValueError):
    """What was written chooses no records, whatever there is; the message says what to write."""


class NothingSelected(KitstationError):
    """No record is what was chosen."""


def read_selection(text: str) -> Selection:
    """Return what an expression chooses; what has no equals sign is a uid. Raises SelectionError."""
    by, equals, value = text.partition("=")
    if not equals:
        by, value = SelectedBy.UID, text
    value = value.strip(" \t")
    if by not in set(SelectedBy):
        raise SelectionError(
            f"“{by}” is nothing to choose by. Write one of {_words(SelectedBy)} before the =."
        )
    if not value:
        raise SelectionError(f"Nothing stands behind “{by}=”. Write for example serial=SN-1.")
    return Selection(SelectedBy(by), value)


def usual_kind(selections: Iterable[Selection]) -> LabelKind:
    """Return what labels are about where no template says it. Raises SelectionError where that is not clear."""
    kinds = {_USUAL_KIND.get(selection.by) for selection in selections}
    if len(kinds) != 1 or (kind := kinds.pop()) is None:
        raise SelectionError("It is not clear what the labels are about. Choose a template.")
    return kind


def select_records(reader: Reader, kind: LabelKind, selections: Iterable[Selection]) -> tuple[str, ...]:
    """Return the uids of the records that are chosen, each once, in the order of the expressions.

    Raises SelectionError for an expression that does not go with the kind, NothingSelected for one that names nothing.
    """
    found: dict[str, None] = {}
    for selection in selections:
        if not can_select(kind, selection.by):
            possible = [by for by in SelectedBy if can_select(kind, by)]
            raise SelectionError(
                f"Labels of {KIND_WORDS[kind]} are not chosen by {selection.by}. Use {_words(possible)}, or another "
                "template."
            )
        uids = selected(reader, kind, selection)
        if not uids:
            raise _nothing(kind, selection)
        found.update(dict.fromkeys(uids))
    return tuple(found)


def _nothing(kind: LabelKind, selection: Selection) -> NothingSelected:
    hints = {
        SelectedBy.LOCATION: "Write its whole path, as in Stores/A1; Stores/* is everything inside Stores.",
        SelectedBy.LINE: "Write the kit's number, a slash and the part's number, as in K-7/91290A115.",
        SelectedBy.PART: "Only what is on hand gets a label.",
    }
    return NothingSelected(
        f"There is nothing to print for {selection.by}={selection.text}",
        detail=f"No {KIND_WORDS[kind]} in this profile are named so.",
        hint=hints.get(selection.by, "Check the number; capitals and small letters differ."),
    )


def _words(names: Iterable[SelectedBy]) -> str:
    return ", ".join(names)
