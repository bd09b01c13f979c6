"""Texts in text files that a spreadsheet program would run as a formula, and the mark that keeps it from doing so.

OWASP, "CSV Injection": a cell that begins with =, +, -, @, a tab or a carriage return is taken for a formula, and an
apostrophe before it makes it a text. Reading takes the mark away again, so that what was exported comes back as it was.
"""

from __future__ import annotations

from typing import Final

_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
_MARK: Final = "'"


def begins_as_formula(text: str) -> bool:
    """Return whether a spreadsheet program would take a text for a formula."""
    return text.startswith(_SIGNS)


def guarded(text: str) -> str:
    """Return a text as a cell of a text file: with a mark, where without it a formula would run."""
    return _MARK + text if text.lstrip(_MARK).startswith(_SIGNS) else text


def unguarded(cell: str) -> str:
    """Return the text of which `guarded` made a cell; any other cell is its own text."""
    is_marked = cell.startswith(_MARK) and cell.lstrip(_MARK).startswith(_SIGNS)
    return cell.removeprefix(_MARK) if is_marked else cell
