"""What the genealogy page reads, on the core thread."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from kitstation.station.genealogy.recall import RecallList, recall_list
from kitstation.station.genealogy.subjects import TraceSubject, find_subjects, subjects_containing
from kitstation.station.genealogy.trees import Branch, contents_tree, usage_tree

if TYPE_CHECKING:
    from kitstation.scanning.grammar import Grammar
    from kitstation.store.store import Store


class View(Enum):
    """The three ways to look at a subject."""

    CONTENTS = "contents"
    USAGE = "usage"
    RECALL = "recall"


Shown = tuple[Branch, ...] | RecallList


def read_subjects(store: Store, text: str, grammar: Grammar) -> tuple[TraceSubject, ...]:
    """Read what a text names or, where it names nothing, what contains it."""
    with store.reading() as reader:
        return find_subjects(reader, text, grammar) or subjects_containing(reader, text)


def read_view(store: Store, item_uids: tuple[str, ...], view: View) -> Shown:
    """Read one way to look at items."""
    with store.reading() as reader:
        if view is View.CONTENTS:
            return contents_tree(reader, item_uids)
        if view is View.USAGE:
            return usage_tree(reader, item_uids)
        return recall_list(reader, item_uids)
