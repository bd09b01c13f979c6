"""The rules of the house, and those who work there."""

from __future__ import annotations

from kitstation.domain.records import RULES_UID
from kitstation.store import rows
from kitstation.store.loading import queries
from kitstation.store.loading.reading import Reading


def load_rules(reading: Reading) -> None:
    """Take in the rules of the house."""
    if reading.touches.rules:
        reading.rows(rows.RULES, queries.RULES, reading.records.rules, {RULES_UID})


def load_people(reading: Reading) -> None:
    """Take in operators, their names and badges."""
    touched, records = reading.touches, reading.records
    reading.rows(rows.OPERATORS, queries.OPERATORS, records.operators, touched.operators)
    reading.names(queries.OPERATOR_NAMES, records.operator_names, touched.operator_names)
    reading.names(queries.BADGES, records.badges, touched.badges)
