"""Text files with delimiters: encoding, delimiter and rows."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator

from kitstation.domain.errors import ImportFault
from kitstation.station.formula_guard import unguarded
from kitstation.station.importing.sheet import Row, Sheet

SAMPLE = 64 * 1024
"""Bytes or characters that are looked at to find out encoding and delimiter."""

DELIMITERS = (",", "\t", ";", "|")

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD_ENCODINGS = ["cp1252", "gb18030", "cp932", "big5", "cp949", "cp1250", "cp1251"]
# Bills in English have no other letters beyond ASCII; so few tell a statistical detector nothing.
_SIGNS_OF_WINDOWS_1252 = frozenset(
    # No-break space, copyright, registered, degree, plus-minus, 2, 3, micro, middle dot, 1/4, 1/2, times,
    # curly quotes, dashes, ellipsis, trade mark.
    b"\xa0\xa9\xae\xb0\xb1\xb2\xb3\xb5\xb7\xbc\xbd\xd7\x91\x92\x93\x94\x96\x97\x85\x99"
)
_ASCII = bytes(range(128))
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\x0b\x0c\x04\x1c\x1d\x1e\x1f")
"""What no table holds. The separators of a scanned code are the business of the cell that they stand in."""


def read_delimited(data: bytes, source: str) -> Sheet:
    """Return the table in a text file; raises ImportFault when it is no text."""
    text, encoding, remarks = _decode(data, source)
    if any(sign in _CONTROLS for sign in text[:SAMPLE]) or "\x00" in text:
        raise _no_text(source)
    lines = io.StringIO(text, newline="")
    delimiter, skipped = _declared_delimiter(lines)
    if delimiter is None:
        delimiter = _detected_delimiter(text, source)
    rows = tuple(_rows(lines, source, delimiter=delimiter, skipped=skipped))
    return Sheet(source=source, rows=rows, encoding=encoding, delimiter=delimiter, remarks=remarks)


def _decode(data: bytes, source: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the text, the name of its encoding, and a remark when that was a guess."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding, ()
            except UnicodeDecodeError as error:
                raise _no_text(source) from error
    if b"\x00" in data:
        raise _no_text(source)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    encoding = _guessed_encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text(source) from error
    remark = (
        f"The file does not say how its letters are encoded; it was read as {encoding}. "
        "If signs such as µ look wrong, save it as UTF-8 and import it again."
    )
    return text, encoding, (remark,)


def _guessed_encoding(data: bytes) -> str:
    foreign = data.translate(None, delete=_ASCII)
    if _SIGNS_OF_WINDOWS_1252.issuperset(foreign):
        return "cp1252"
    import charset_normalizer

    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())[:SAMPLE]
    best = charset_normalizer.from_bytes(telling, cp_isolation=_OLD_ENCODINGS).best()
    return best.encoding if best else "cp1252"


def _declared_delimiter(lines: io.StringIO) -> tuple[str | None, int]:
    """Return the delimiter that Excel's first line ``sep=;`` declares, and how many lines that takes."""
    first = lines.readline().rstrip("\r\n").strip('"')
    if first.lower().startswith("sep=") and first[4:] in DELIMITERS:
        return first[4:], 1
    lines.seek(0)
    return None, 0


def _detected_delimiter(text: str, source: str) -> str:
    sample = text[:SAMPLE]
    if len(text) > SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    candidates = [delimiter for delimiter in DELIMITERS if delimiter in sample]
    if len(candidates) <= 1:
        # Nothing to choose; long text without any delimiter takes the detector minutes.
        return next(iter(candidates), DELIMITERS[0])
    # A third of a second to import: not something that every start of the station should wait for.
    import clevercsv

    try:
        dialect = clevercsv.Detector().detect(sample, delimiters=candidates)
    except clevercsv.Error as error:
        raise _no_text(source) from error
    return dialect.delimiter if dialect and dialect.delimiter in candidates else candidates[0]


def _rows(lines: io.StringIO, source: str, *, delimiter: str, skipped: int) -> Iterator[Row]:
    """Yield the rows that are not blank. The quote is always ``"``: a sample may not show it."""
    record: list[str] = []
    last: tuple[str, ...] = ()
    reader = csv.reader(_noted(lines, record), delimiter=delimiter, skipinitialspace=True)
    begins = following = skipped + 1
    try:
        for cells in reader:
            begins, following = following, skipped + reader.line_num + 1
            if any(cell.strip() for cell in cells):
                yield Row(begins, tuple(map(unguarded, cells)))
            last = tuple(record)
            record.clear()
    except csv.Error as error:
        raise _open_quote(source, following) from error
    # An open quote swallows all lines to the end of the file.
    if len(last) > 1 and "".join(last).count('"') % 2 == 1:
        raise _open_quote(source, begins)


def _noted(lines: Iterable[str], record: list[str]) -> Iterator[str]:
    for line in lines:
        record.append(line)
        yield line


def _open_quote(source: str, row: int) -> ImportFault:
    return ImportFault(
        f"{source} cannot be read as a table from row {row} on",
        detail='A cell there begins with a quotation mark " that is never closed.',
        hint='Close the quotation mark, or write "" for one that belongs to the text.',
    )


def _no_text(source: str) -> ImportFault:
    return ImportFault(
        f"{source} cannot be read as a table",
        detail="It is neither text nor an Excel workbook.",
        hint="Export the table as .csv (UTF-8) or .xlsx and import that file.",
    )
