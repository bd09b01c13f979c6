"""Reading a file as a sheet: text with delimiters, or an Excel workbook."""

from __future__ import annotations

from pathlib import Path

from kitstation.domain.errors import ImportFault
from kitstation.station.importing.delimited import read_delimited
from kitstation.station.importing.sheet import Sheet
from kitstation.station.importing.workbook import read_workbook

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes. A table of a million rows is smaller; a larger file is something else."""

_ZIP = b"PK\x03\x04"
_OTHER_KINDS = {
    b"\xd0\xcf\x11\xe0": "an Excel workbook of the old kind (.xls)",
    b"%PDF": "a PDF document",
    b"{\\rtf": "a text document (.rtf)",
}


def read_sheet(path: Path) -> Sheet:
    """Return the table that a file holds.

    Raises ImportFault when the file cannot be read or holds no table.
    """
    data = _bytes_of(path)
    if not data.strip():
        raise ImportFault(
            f"{path.name} is empty", hint="Export the table again and check that it was saved to this file."
        )
    for magic, kind in _OTHER_KINDS.items():
        if data.startswith(magic):
            raise ImportFault(
                f"{path.name} cannot be read as a table",
                detail=f"It is {kind}.",
                hint="Open it in a spreadsheet program and save it as .xlsx or .csv.",
            )
    if data.startswith(_ZIP):
        return read_workbook(data, path.name)
    return read_delimited(data, path.name)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ImportFault(f"{path} is a folder", hint="Name the file in it that is to be imported.")
        if path.stat().st_size > LARGEST_FILE:
            raise ImportFault(
                f"{path.name} is too large for a table",
                detail=f"It has {path.stat().st_size} bytes.",
                hint="Check that it is the right file, or divide it into smaller ones.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise ImportFault(f"{path} does not exist", hint="Check the name and the folder.") from None
    except (OSError, ValueError) as error:
        raise ImportFault(
            f"{path.name} cannot be read",
            detail=str(error),
            hint="Check that you may read the file and that its disk is there.",
        ) from error
