"""Kits, their lines, and what the lines hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from kitstation.domain.movements import Bucket
from kitstation.domain.records import RULES_UID, KitLine, Rules
from kitstation.store import rows
from kitstation.store.loading import queries
from kitstation.store.loading.reading import Reading
from kitstation.store.lookups import Lookup


def load_kits(reading: Reading) -> None:
    """Take in kit lines with their kits, and kits with all of their lines where that is touched."""
    touched, records = reading.touches, reading.records
    touched.lines_of_kits |= touched.holdings_of_kits | touched.filled_kits
    touched.kit_lines |= touched.holdings_of_lines
    _touch_what_is_reserved(reading, _load_lines(reading, queries.KIT_LINES, touched.kit_lines))
    records.kit_lines.note_absent(touched.kit_lines)
    kit_uids = touched.kits | touched.lines_of_kits
    kit_uids |= {line.kit_uid for uid in touched.kit_lines if (line := records.kit_lines.find(uid))}
    _load_kit_rows(reading, kit_uids)
    reading.names(queries.KIT_NUMBERS, records.kit_numbers, touched.kit_numbers)
    _load_whole_kits(reading)
    _load_holdings(reading)


def _load_whole_kits(reading: Reading) -> None:
    touched, records = reading.touches, reading.records
    for kit_uid in touched.lines_of_kits:
        if kit := records.kits.find(kit_uid):
            records.lines_of_kit.note(kit_uid, {})
            if kit_uid in touched.filled_kits:
                touched.mboms_of_runs.add(kit.run_uid)
            if kit_uid in touched.holdings_of_kits:
                # What the kit holds may come to lie there.
                touched.locations.update(uid for uid in (kit.location_uid, kit.delivery_uid) if uid)
    for line in _load_lines(reading, queries.LINES_OF_KITS, touched.lines_of_kits):
        records.lines_of_kit.get(line.kit_uid)[line.part_uid] = line.uid
        touched.kit_lines.add(line.uid)
        if line.kit_uid in touched.holdings_of_kits:
            touched.holdings_of_lines.add(line.uid)
        if line.kit_uid in touched.filled_kits:
            _touch_what_is_reserved(reading, [line])


def _touch_what_is_reserved(reading: Reading, lines: Iterable[KitLine]) -> None:
    """Whatever changes a line's need may let go what is reserved for it; most lines have nothing reserved."""
    for line in lines:
        if reading.records.ledger.total_at(Bucket.RESERVED, line.uid):
            reading.touches.holdings_of_lines.add(line.uid)


def _load_kit_rows(reading: Reading, uids: Collection[str]) -> None:
    """Take in kits, and with them the rules of the house that matter for what is issued."""
    if not uids:
        return
    records = reading.records
    for row in queries.KITS.rows(reading.connection, uids):
        records.kits.load(rows.KITS.record(row))
        if not records.rules.known(RULES_UID):
            records.rules.note(
                RULES_UID,
                Rules(
                    any_revision=bool(row["any_revision"]),
                    allow_negative_untracked=bool(row["allow_negative_untracked"]),
                ),
            )
    records.kits.note_absent(uids)


def _load_lines(reading: Reading, lookup: Lookup[str], keys: Collection[str]) -> list[KitLine]:
    """Take in kit lines, with how much is issued to them and reserved for them."""
    lines: list[KitLine] = []
    for row in lookup.rows(reading.connection, keys) if keys else ():
        lines.append(line := rows.KIT_LINES.record(row))
        reading.records.kit_lines.load(line)
        reading.records.ledger.load_total(Bucket.PICKED, line.uid, row["picked"])
        reading.records.ledger.load_total(Bucket.RESERVED, line.uid, row["reserved"])
    return lines


def _load_holdings(reading: Reading) -> None:
    """Take in which items lines hold something of."""
    touched, records = reading.touches, reading.records
    wanted = touched.holdings_of_lines
    if not wanted:
        return
    held: dict[str, set[str]] = defaultdict(set)
    for row in (row for lookup in queries.HOLDINGS for row in lookup.rows(reading.connection, wanted)):
        if row["quantity"]:
            held[row["place"]].add(row["item_uid"])
            touched.items.add(row["item_uid"])
    for uid in wanted:
        records.items_on_line.note(uid, held[uid])
