"""Importing a bill of materials: the lines of an assembly's mBOM become those of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.commands import CreateMbomLine, CreatePart, DeleteMbomLine, UpdateMbomLine
from kitstation.domain.etags import etag
from kitstation.domain.quantities import LARGEST, plain
from kitstation.domain.records import MbomLine, Part
from kitstation.station.importing import cells
from kitstation.station.importing.cells import CellError
from kitstation.station.importing.columns import ColumnMapping
from kitstation.station.importing.designators import designators
from kitstation.station.importing.part_numbers import PartKey, PartNumbers
from kitstation.station.importing.plan import Author, Commands, ImportPlan, nothing_to_do
from kitstation.station.importing.report import WHOLE_FILE, Created, Findings, SkipReason, other_rows
from kitstation.station.importing.row_reading import RowReader, begin
from kitstation.station.importing.sheet import Sheet
from kitstation.store.queries.for_import import mbom_of
from kitstation.store.queries.mbom_uses import assemblies_around
from kitstation.store.store import Store


@dataclass(frozen=True, slots=True)
class Assembly:
    """The part that the bill is of. A blank revision means the only or latest one."""

    part_number: str
    revision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _BomRow:
    """What a row asks for."""

    reader: RowReader
    part_number: str
    revision: str
    quantity: Decimal
    designators: tuple[str, ...]
    description: str
    manufacturer: str


@dataclass(slots=True)
class _Need:
    """What one assembly needs of one part, from all rows that name it."""

    first: _BomRow
    quantity: Decimal
    places: dict[str, None]
    rows: list[int]

    @property
    def designators(self) -> tuple[str, ...]:
        """Where the part sits, in the order of the file."""
        return tuple(self.places)


def plan_bom(
    sheet: Sheet, mapping: ColumnMapping, *, assembly: Assembly, store: Store, author: Author
) -> ImportPlan:
    """Plan to make a file the bill of materials of an assembly.

    Lines that exist are updated, those of parts that the file does not name are deleted. Parts that do not
    exist are created untracked, counted in pieces; the assembly too. Changes nothing.
    """
    findings, readers = begin(sheet, mapping)
    rows = [row for reader in readers if (row := _read(reader, findings)) is not None]
    named_assembly = _checked(assembly, findings)
    pairs = [(row.part_number, row.revision) for row in rows]
    parts = PartNumbers.load(store, [*pairs, (named_assembly.part_number, named_assembly.revision)])
    whole = parts.key(named_assembly.part_number, named_assembly.revision)
    needs = _merged(rows, parts, whole)
    _note_repeated_designators(needs.values())
    if not rows and not findings.problems:
        findings.problem(WHOLE_FILE, "", "", "No row names a part to place. Check the file and its columns.")
    if findings.problems:
        return nothing_to_do(findings)
    return _BomPlanner(store, author, parts).plan(whole, needs, findings)


def _checked(assembly: Assembly, findings: Findings) -> Assembly:
    checked = []
    for field, text in (("part", assembly.part_number), ("revision", assembly.revision)):
        try:
            checked.append(cells.name(text))
        except CellError as error:
            findings.problem(WHOLE_FILE, field, text, str(error))
            checked.append("")
    if not assembly.part_number.strip():
        findings.problem(
            WHOLE_FILE, "part", "", "Say which assembly the bill is of: its part number is blank."
        )
    return Assembly(*checked)


def _read(reader: RowReader, findings: Findings) -> _BomRow | None:
    """Return what a row asks for; None when it is left out or wrong."""
    if reader.is_left_out():
        findings.skip(reader.number, SkipReason.DO_NOT_POPULATE, _shown(reader))
        return None
    part_number = reader.name("part_number")
    if reader.is_blank("part_number"):
        findings.skip(reader.number, SkipReason.NO_PART_NUMBER, _shown(reader))
        return None
    places = designators(reader.text("references"))
    quantity = _quantity(reader, places)
    row = _BomRow(
        reader=reader,
        part_number=part_number,
        revision=reader.name("revision"),
        quantity=quantity,
        designators=places,
        description=reader.description("description")
        or reader.description("comment")
        or reader.description("value"),
        manufacturer=reader.description("manufacturer"),
    )
    return row if part_number else None


def _shown(reader: RowReader) -> str:
    """Return what a person needs to find a row again that is left out."""
    places, quantity = " ".join(designators(reader.raw("references"))), reader.raw("quantity")
    described = (
        reader.raw("part_number") or reader.raw("description") or reader.raw("comment") or reader.raw("value")
    )
    shown = (places, described, f"quantity {quantity}" if quantity else "")
    return ", ".join(part for part in shown if part) or reader.whole()


def _quantity(reader: RowReader, places: tuple[str, ...]) -> Decimal:
    """Return how much a row asks for, 0 after a problem: its quantity, else the number of its designators."""
    quantity = reader.amount("quantity")
    count = len(places)
    if quantity is None and reader.is_blank("quantity"):
        if not count:
            field = "quantity" if reader.has_column("quantity") else "references"
            reader.problem(
                field, "The row does not say how many are needed. Write a quantity or its designators."
            )
        elif reader.has_column("quantity"):
            reader.note("quantity", f"The quantity is blank; the {count} designators were counted.")
        return Decimal(count)
    if quantity is not None and quantity == 0:
        reader.problem("quantity", "It is 0. Write how many are needed, or mark the row DNP.")
    elif quantity is not None and count and quantity != count:
        reader.note(
            "quantity",
            f"The quantity is {quantity:f}, but there are {count} designators; the quantity is taken.",
        )
    return quantity or Decimal(0)


def _merged(rows: Iterable[_BomRow], parts: PartNumbers, whole: PartKey) -> dict[PartKey, _Need]:
    """Return what is needed of each part; rows of the same part are added, with a note."""
    needs: dict[PartKey, _Need] = {}
    for row in rows:
        key = parts.key_of(row.reader, row.part_number, row.revision)
        if key == whole:
            row.reader.problem("part_number", "This is the assembly itself. It cannot be a part of itself.")
            continue
        need = needs.setdefault(key, _Need(row, Decimal(0), {}, []))
        need.quantity = _sum(need, row)
        need.places |= dict.fromkeys(row.designators)
        need.rows.append(row.reader.number)
    for need in needs.values():
        if len(need.rows) > 1:
            also = other_rows(need.rows, need.first.reader.number)
            message = f"The same part is in {also}; the quantities were added: {need.quantity:f} in all."
            need.first.reader.note("part_number", message)
    return needs


def _sum(need: _Need, row: _BomRow) -> Decimal:
    total = plain(need.quantity + row.quantity)
    if total <= LARGEST:
        return total
    row.reader.problem("quantity", f"With row {need.first.reader.number} it is absurdly large. Check both.")
    return need.quantity


def _note_repeated_designators(needs: Iterable[_Need]) -> None:
    seen: dict[str, int] = {}
    for need in needs:
        for place in need.designators:
            first = seen.setdefault(place, need.first.reader.number)
            if first != need.first.reader.number:
                need.first.reader.note("references", f"{place} has another part in row {first}.")


class _BomPlanner:
    """Makes the commands."""

    def __init__(self, store: Store, author: Author, parts: PartNumbers) -> None:
        self._store = store
        self._parts = parts
        self._commands = Commands(author)
        self._created_parts = 0

    def plan(self, whole: PartKey, needs: Mapping[PartKey, _Need], findings: Findings) -> ImportPlan:
        """Return the plan that makes the mBOM what is needed."""
        assembly = self._parts.find(whole)
        lines = self._lines_of(assembly)
        around = self._assemblies_around(assembly)
        assembly_uid = assembly.uid if assembly else self._create_part(WHOLE_FILE, whole)
        created = updated = unchanged = 0
        for key, need in needs.items():
            part = self._parts.find(key)
            if part and part.uid in around:
                need.first.reader.problem(
                    "part_number",
                    f"{part.part_number} needs {whole.part_number}, directly or through other parts. "
                    "An assembly cannot contain itself.",
                )
            line = lines.pop(part.uid, None) if part else None
            if line is None:
                self._create_line(assembly_uid, key, need)
                created += 1
            elif self._update_line(line, need):
                updated += 1
            else:
                unchanged += 1
        for line in lines.values():
            self._commands.add(WHOLE_FILE, DeleteMbomLine(uid=line.uid, etag=etag(line)))
        report = findings.report(
            created=Created(parts=self._created_parts, lines=created),
            updated=updated,
            removed=len(lines),
            unchanged=unchanged,
        )
        return self._commands.plan(report)

    def _lines_of(self, assembly: Part | None) -> dict[str, MbomLine]:
        if assembly is None:
            return {}
        with self._store.reading() as connection:
            return mbom_of(connection, assembly.uid)

    def _assemblies_around(self, assembly: Part | None) -> set[str]:
        """Return all that needs the assembly, at every depth."""
        if assembly is None:
            return set()
        with self._store.reading() as connection:
            return assemblies_around(connection, (assembly.uid,))[assembly.uid]

    def _create_part(self, row: int, key: PartKey, *, description: str = "", manufacturer: str = "") -> str:
        uid = self._commands.new_uid()
        command = CreatePart(
            uid=uid,
            part_number=key.part_number,
            revision=key.revision,
            description=description,
            manufacturer=manufacturer,
        )
        self._commands.add(row, command)
        self._created_parts += 1
        return uid

    def _create_line(self, assembly_uid: str, key: PartKey, need: _Need) -> None:
        row, part = need.first.reader.number, self._parts.find(key)
        first = need.first
        part_uid = (
            part.uid
            if part
            else self._create_part(row, key, description=first.description, manufacturer=first.manufacturer)
        )
        command = CreateMbomLine(
            uid=self._commands.new_uid(),
            assembly_uid=assembly_uid,
            part_uid=part_uid,
            quantity=need.quantity,
            designators=need.designators,
        )
        self._commands.add(row, command)

    def _update_line(self, line: MbomLine, need: _Need) -> bool:
        """Make a line what is needed and return whether that is a change."""
        if line.quantity == need.quantity and line.designators == need.designators:
            return False
        command = UpdateMbomLine(
            uid=line.uid, etag=etag(line), quantity=need.quantity, designators=need.designators
        )
        self._commands.add(need.first.reader.number, command)
        return True
