"""Columns: which row is the header, and which of its columns means what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kitstation.domain.errors import ImportFault
from kitstation.station.importing.sheet import Row, Sheet
from kitstation.station.importing.synonyms import SYNONYMS

ROWS_BEFORE_HEADER = 60
"""So many rows may hold a title block before the header row is given up."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a file is imported as: the fields that matter, and of which groups at least one must be there."""

    name: str
    fields: tuple[str, ...]
    required: tuple[tuple[str, ...], ...]


BOM = Purpose(
    "bill of materials",
    (
        "part_number", "revision", "quantity", "references", "description", "comment", "value",
        "manufacturer", "do_not_populate", "excluded_from_bom", "populate",
    ),
    (("part_number",), ("quantity", "references")),
)  # fmt: skip
PARTS = Purpose(
    "list of parts",
    ("part_number", "revision", "description", "manufacturer", "tracking_type", "unit"),
    (("part_number",),),
)
INVENTORY = Purpose(
    "inventory",
    (
        "part_number", "revision", "tracking_type", "serial_number", "lot_number", "quantity", "unit", "location",
        "supplier", "cost", "expires_on", "date_code", "description", "manufacturer",
    ),
    (("part_number",), ("location",), ("quantity", "serial_number")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The header row of a sheet and the column of each field that was found in it.

    `missing` are the required groups that no column was found for; `remarks` is what a person should know.
    """

    purpose: Purpose
    header: Row
    columns: Mapping[str, int]
    missing: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[str, ...] = ()

    def title(self, field: str) -> str:
        """Return what the file calls a field's column, or the field's own name when there is none."""
        return self.header.cell(self.columns[field]) if field in self.columns else field

    def rows_of(self, sheet: Sheet) -> tuple[Row, ...]:
        """Return the rows below the header."""
        return tuple(row for row in sheet.rows if row.number > self.header.number)


def recognise(
    sheet: Sheet, purpose: Purpose, by_hand: Mapping[str, str] = MappingProxyType({})
) -> ColumnMapping:
    """Return what the columns of a sheet mean.

    `by_hand` gives the header of a field's column and goes before what is recognised. Raises ImportFault when
    the sheet has no rows below its header, or when `by_hand` names what is not there.
    """
    for field in by_hand:
        if field not in purpose.fields:
            raise ImportFault(
                f"No field of the {purpose.name} is called “{field}”",
                hint=f"The fields are {', '.join(purpose.fields)}.",
            )
    candidates = sheet.rows[:ROWS_BEFORE_HEADER]
    if not candidates:
        raise ImportFault(f"{sheet.source} is empty", hint="Export the table again, with its rows.")
    header = max(candidates, key=lambda row: len(_columns(row, purpose, by_hand)))
    columns = _columns(header, purpose, by_hand)
    _check_by_hand(by_hand, columns, header, sheet)
    if sheet.rows[-1].number == header.number:
        raise ImportFault(
            f"{sheet.source} has no rows below its header",
            detail=f"The header is in row {header.number}: {_titles(header)}.",
            hint="Export the table again, with its rows and one row of column names above them.",
        )
    return ColumnMapping(
        purpose=purpose,
        header=header,
        columns=MappingProxyType(columns),
        missing=tuple(group for group in purpose.required if not any(field in columns for field in group)),
        remarks=tuple(_remarks(header, purpose, columns)),
    )


def missing_message(mapping: ColumnMapping, group: tuple[str, ...]) -> str:
    """Return the sentence about a required column that was not found: what there is, and what would do."""
    names = "; or ".join(", ".join(SYNONYMS[field][:6]) for field in group)
    return (
        f"No column was recognised as {' or '.join(group)}. The columns are {_titles(mapping.header)}. "
        f"Name the column for example {names}; or say which column it is."
    )


def plain_header(text: str) -> str:
    """Return a header without case, blanks and punctuation, so that ways to write it are equal."""
    return "".join(sign for sign in text.replace("#", "number").casefold() if sign.isalnum())


_FIELDS_OF_NAME = {
    purpose.name: {
        plain_header(name): (field, rank)
        for field in purpose.fields
        for rank, name in enumerate(SYNONYMS[field])
    }
    for purpose in (BOM, PARTS, INVENTORY)
}


def _columns(row: Row, purpose: Purpose, by_hand: Mapping[str, str]) -> dict[str, int]:
    """Return the columns that a row would name if it were the header."""
    titles = [plain_header(cell) for cell in row.cells]
    best: dict[str, tuple[int, int]] = {}
    for index, title in enumerate(titles):
        field, rank = _FIELDS_OF_NAME[purpose.name].get(title, ("", 0))
        if field and (rank, index) < best.get(field, (len(SYNONYMS[field]), 0)):
            best[field] = (rank, index)
    columns = {field: index for field, (_rank, index) in best.items()}
    for field, name in by_hand.items():
        columns.pop(field, None)
        if (chosen := _index_of(row, name)) is not None:
            columns = {
                other: index for other, index in columns.items() if index != chosen or other in by_hand
            }
            columns[field] = chosen
    return columns


def _index_of(row: Row, name: str) -> int | None:
    """Return the column that a person names: by its exact title first."""
    exact = [index for index in range(len(row.cells)) if row.cell(index) == name.strip()]
    alike = [index for index, cell in enumerate(row.cells) if plain_header(cell) == plain_header(name) != ""]
    return next(iter(exact + alike), None)


def _check_by_hand(by_hand: Mapping[str, str], columns: Mapping[str, int], header: Row, sheet: Sheet) -> None:
    for field, name in by_hand.items():
        if field not in columns:
            raise ImportFault(
                f"{sheet.source} has no column “{name}”",
                detail=f"The columns are {_titles(header)}.",
                hint=f"Give one of these for {field}.",
            )


def _remarks(header: Row, purpose: Purpose, columns: Mapping[str, int]) -> list[str]:
    """Return a remark for each column that means the same as another one and is left out."""
    remarks = []
    used = {index: field for field, index in columns.items()}
    for index in range(len(header.cells)):
        field, _rank = _FIELDS_OF_NAME[purpose.name].get(plain_header(header.cell(index)), ("", 0))
        if field and index not in used and field in columns:
            remarks.append(
                f"“{header.cell(index)}” was left out: {field} is taken from “{header.cell(columns[field])}”."
            )
    return remarks


def _titles(header: Row) -> str:
    return ", ".join(f"“{cell.strip()}”" for cell in header.cells if cell.strip())
