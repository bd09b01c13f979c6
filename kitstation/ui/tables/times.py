"""Moments as the person's language writes them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale


def local_time(at: datetime) -> str:
    """Return a moment as the person's language writes it."""
    moment = QDateTime.fromMSecsSinceEpoch(int(at.timestamp() * 1000))
    return QLocale().toString(moment, "d MMM yyyy, HH:mm")


def local_day(at: datetime) -> str:
    """Return the day of a moment as the person's language writes it."""
    return QLocale().toString(QDateTime.fromMSecsSinceEpoch(int(at.timestamp() * 1000)).date(), "d MMM yyyy")
