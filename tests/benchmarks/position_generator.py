"""Gives a stock positions: one for each part at a bin where its first items lie, with limits and orders."""

from __future__ import annotations

from pathlib import Path

from kitstation.store.store import Store

MOST_POSITIONS = 245_000
"""Items go round the parts and round the bins: after so many, the pairs of both come again."""

_CATALOGUE = """
    INSERT INTO catalogue (uid, ref, name, type, description, status, version)
    VALUES ('catalogue', 'MAIN', 'Main', 'DEFAULT', '', 'CREATED', 1)
"""
# Every third is below its minimum, whatever lies there.
_POSITIONS = """
    INSERT INTO position (uid, catalogue_uid, ref, part_uid, location_uid, type, status, bin, reference_number,
        minimum, maximum, attributes, created_at, updated_at, version)
    SELECT printf('position-%07d', id), 'catalogue', printf('P-%07d', id), part_uid, location_uid, 'DEFAULT',
        'CREATED', printf('b-%02d', id % 97), '', iif(id % 3, 1, 10000000) * 1000000,
        iif(id % 3, 9000000, 20000000) * 1000000, '[]', received_at, received_at, 1
    FROM item WHERE id < ?
"""
_ORDER_LINES = """
    INSERT INTO order_line (uid, order_number, part_uid, location_uid, ordered, received, purchase_unit, factor,
        expected_on, status, version)
    SELECT printf('order-%07d', id), printf('PO-%04d', id / 10), part_uid, location_uid, 50000000,
        id % 3 * 10000000, 'ea', 1000000, '2026-12-01', iif(id % 3, 'Partially Received', 'Ordered'), 1
    FROM item WHERE id < ? / 20
"""


def add_positions(path: Path, positions: int) -> None:
    """Add so many positions to the stock of a database.

    Raises ValueError for more than there are pairs of a part and a bin.
    """
    if positions > MOST_POSITIONS:
        raise ValueError(f"The stock has only {MOST_POSITIONS} pairs of a part and a bin.")
    store = Store(path)
    try:
        with store.reading() as connection:
            connection.exec_driver_sql(_CATALOGUE)
            connection.exec_driver_sql(_POSITIONS, (positions,))
            connection.exec_driver_sql(_ORDER_LINES, (positions,))
        store.optimize()
    finally:
        store.close()
