"""The columns of the trees and of the recall list."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from kitstation.station.genealogy.recall import RecallRow
from kitstation.station.genealogy.subjects import TraceSubject
from kitstation.station.genealogy.trees import Branch
from kitstation.station.genealogy.whereabouts import Fate
from kitstation.station.sentences import readable
from kitstation.ui.pages.genealogy.tree_model import BranchColumn
from kitstation.ui.pages.genealogy.words import GenealogyWords, Translate
from kitstation.ui.tables.column import Align, Column
from kitstation.ui.theme.painting import PillContent
from kitstation.ui.theme.tokens import Tone

_TONES = {
    Fate.ON_HAND: Tone.ACCEPTED,
    Fate.INSTALLED: Tone.QUESTION,
    Fate.IN_KIT: Tone.QUESTION,
    Fate.RESERVED: Tone.QUESTION,
    Fate.SCRAPPED: Tone.REFUSED,
    Fate.LOST: Tone.ATTENTION,
}


def contents_columns(tr: Translate, words: GenealogyWords) -> tuple[BranchColumn, ...]:
    """Return the columns of what is in a thing."""
    end = Align.TRAILING
    return (
        BranchColumn(tr("Part and number"), words.name),
        BranchColumn(tr("Required"), _required, end),
        BranchColumn(tr("Installed"), _quantity, end),
        BranchColumn(tr("Missing"), _missing, end),
        BranchColumn(tr("Designators"), _branch_designators),
        BranchColumn(tr("Where"), partial(_where, words)),
    )


def usage_columns(tr: Translate, words: GenealogyWords) -> tuple[BranchColumn, ...]:
    """Return the columns of where a thing went."""
    return (
        BranchColumn(tr("Where it went"), words.name),
        BranchColumn(tr("Quantity"), _quantity, Align.TRAILING),
        BranchColumn(tr("Designators"), _branch_designators),
        BranchColumn(tr("Where"), partial(_where, words)),
    )


def recall_columns(tr: Translate, words: GenealogyWords) -> tuple[Column[RecallRow], ...]:
    """Return the columns of the recall list."""
    end = Align.TRAILING
    return (
        Column(key="level", title=tr("Level"), value=_level, sort_key=_level_by, align=end, muted=True),
        Column(key="part_number", title=tr("Part"), value=_part_number, bold=True),
        Column(key="revision", title=tr("Rev."), value=_revision, muted=True, initially_hidden=True),
        Column(
            key="description", title=tr("Description"), value=_description, muted=True, initially_hidden=True
        ),
        Column(key="serial_number", title=tr("Serial"), value=_serial),
        Column(key="lot_number", title=tr("Lot"), value=_lot),
        Column(key="date_code", title=tr("Date code"), value=_date_code, initially_hidden=True),
        Column(
            key="contains",
            title=tr("Contains"),
            value=_contains,
            unit=_contains_unit,
            align=end,
            sort_key=_contains_by,
        ),
        Column(key="designators", title=tr("Designators"), value=_designators, initially_hidden=True),
        Column(
            key="fate",
            title=tr("Now"),
            value=partial(_fate, words),
            drawn=partial(_fate_pill, words),
        ),
        Column(
            key="quantity", title=tr("Quantity"), value=_amount, unit=_unit, align=end, sort_key=_amount_by
        ),
        Column(key="location", title=tr("Location"), value=_place, stretch=True),
        Column(key="kit", title=tr("Kit"), value=_kit),
        Column(key="top", title=tr("In"), value=_top),
    )


def choice_columns(tr: Translate, words: GenealogyWords) -> tuple[Column[TraceSubject], ...]:
    """Return the columns of what a text can mean."""
    return (
        Column(key="subject", title=tr("Found"), value=words.subject, bold=True, stretch=True),
        Column(key="description", title=tr("Description"), value=_subject_description, muted=True),
        Column(key="places", title=tr("Location"), value=_subject_places),
    )


def _required(branch: Branch) -> str:
    return GenealogyWords.quantity(branch.required, branch.unit)


def _quantity(branch: Branch) -> str:
    return GenealogyWords.quantity(branch.quantity, branch.unit)


def _missing(branch: Branch) -> str:
    return GenealogyWords.quantity(branch.missing, branch.unit) if branch.missing else ""


def _branch_designators(branch: Branch) -> str:
    return ", ".join(branch.designators)


def _where(words: GenealogyWords, branch: Branch) -> str:
    return words.rests(branch.rests)


def _level(row: RecallRow) -> str:
    return str(row.level)


def _level_by(row: RecallRow) -> int:
    return row.level


def _part_number(row: RecallRow) -> str:
    return row.item.part_number


def _revision(row: RecallRow) -> str:
    return row.item.revision


def _description(row: RecallRow) -> str:
    return row.item.description


def _serial(row: RecallRow) -> str:
    return row.item.serial_number or ""


def _lot(row: RecallRow) -> str:
    return row.item.lot_number or ""


def _date_code(row: RecallRow) -> str:
    return row.item.date_code or ""


def _contains(row: RecallRow) -> str:
    return f"{row.contains:f}" if row.contains else ""


def _contains_unit(row: RecallRow) -> str:
    return row.contains_unit


def _contains_by(row: RecallRow) -> Decimal:
    return row.contains


def _designators(row: RecallRow) -> str:
    return ", ".join(row.designators)


def _fate(words: GenealogyWords, row: RecallRow) -> str:
    return words.fate(row.fate)


def _fate_pill(words: GenealogyWords, row: RecallRow) -> PillContent:
    return PillContent(words.fate(row.fate), _TONES[row.fate])


def _amount(row: RecallRow) -> str:
    return f"{row.quantity:f}"


def _amount_by(row: RecallRow) -> Decimal:
    return row.quantity


def _unit(row: RecallRow) -> str:
    return row.item.unit


def _place(row: RecallRow) -> str:
    return readable(row.location)


def _kit(row: RecallRow) -> str:
    return row.kit


def _top(row: RecallRow) -> str:
    return row.top


def _subject_description(subject: TraceSubject) -> str:
    return subject.description


def _subject_places(subject: TraceSubject) -> str:
    return ", ".join(dict.fromkeys(readable(item.location) for item in subject.items))
