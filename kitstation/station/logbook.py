"""The logbook: what the station did, one JSON object a line, in a file of its profile that does not grow for ever."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from kitstation.domain.errors import KitstationError

LARGEST_FILE: Final = 4 * 1024 * 1024
"""Bytes; then a new file is begun."""
OLD_FILES: Final = 4

_logger: Final = logging.getLogger(__name__)


class _LogbookFile(RotatingFileHandler):
    """A log file that keeps quiet when it cannot be written: no scan may wait for, or fail by, its log."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line."""
        if self.formatter is None:
            self.setFormatter(_as_json_lines())
        return super().format(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the standard library's name
        """Go on without this line."""


@contextmanager
def logbook(path: Path) -> Iterator[None]:
    """Write what is logged, by whatever part of the program, to a file until the end of the block."""
    file = _LogbookFile(path, maxBytes=LARGEST_FILE, backupCount=OLD_FILES, encoding="utf-8", delay=True)
    root = logging.getLogger()
    level = root.level
    root.addHandler(file)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.setLevel(level)
        root.removeHandler(file)
        file.close()


def record_failure(error: BaseException) -> None:
    """Write a fault, or a bug, with its traceback."""
    if isinstance(error, KitstationError):
        facts = {"title": error.title, "detail": error.detail, "hint": error.hint}
        _logger.error("fault", exc_info=error, extra=facts)
    else:
        _logger.critical("bug", exc_info=error)


def _as_json_lines() -> logging.Formatter:
    # It loads a hundred modules, of which a start at which nothing is logged needs none.
    import structlog

    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(default=str, ensure_ascii=False),
        ],
    )
