"""Faults: what can go wrong outside the rules, in words that a technician can act on."""

from __future__ import annotations


class KitstationError(Exception):
    """A disk, port, file or network let us down. Adapters raise it in place of their library's own exception.

    `title` says what happened, `detail` says why as far as it is known, `hint` says what to do.
    """

    def __init__(self, title: str, *, detail: str = "", hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.detail = detail
        self.hint = hint

    def __str__(self) -> str:
        return " ".join(part for part in (self.title, self.detail, self.hint) if part)


class StoreFault(KitstationError):
    """The database cannot be opened, read or written."""


class DeviceFault(KitstationError):
    """A scanner or printer cannot be used."""


class ImportFault(KitstationError):
    """A file cannot be read as a table at all (single bad rows are reported as problems, not as faults)."""


class InvariantError(Exception):
    """A bug: something that the rules exclude has been seen. Nothing may be acknowledged after it."""


class NotLoadedError(InvariantError):
    """Something was asked for that was not loaded.

    In a batch, a command may ask for what an earlier one has made; then it is loaded anew. Anywhere else it is a bug.
    """
