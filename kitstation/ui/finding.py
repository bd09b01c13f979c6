"""Find anything: what a few typed letters could mean among parts, stock, kits and places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kitstation.station.sentences import amount, readable
from kitstation.store.queries import inventory, kits, scan_targets
from kitstation.store.store import Store

_KITS_MAX = 5
_ITEMS_MAX = 12
_KITS_SEARCHED = 500


class FoundKind(Enum):
    """What was found; it decides where the finding leads to."""

    KIT = "kit"
    PART = "part"
    ITEM = "item"
    LOCATION = "location"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: `name` is what leads to it, `title` and `detail` are what is shown."""

    kind: FoundKind
    name: str
    title: str
    detail: str = ""


def find_anything(store: Store, words: str) -> tuple[Found, ...]:
    """Return what the words name or begin, the certain before the likely. At most some twenty."""
    wanted = words.strip(" \t")
    if not wanted:
        return ()
    found: dict[tuple[FoundKind, str], Found] = {}
    with store.reading() as reader:
        named = scan_targets.named_by(reader, wanted)
        newest = kits.newest_kits(reader, _KITS_SEARCHED)
        items = inventory.search(reader, wanted, _ITEMS_MAX)
    for kit in [kit for kit in newest if _matches(wanted, kit.number, kit.run, kit.assembly)][:_KITS_MAX]:
        _add(
            found,
            Found(FoundKind.KIT, kit.number, kit.number, f"{kit.run} · {kit.status.value.capitalize()}"),
        )
    for part in named.parts:
        _add(found, Found(FoundKind.PART, part.name, part.name, part.detail))
    for place in named.locations:
        _add(found, Found(FoundKind.LOCATION, place.name, readable(place.name)))
    for row in items:
        _add(found, _item(row))
    return tuple(found.values())


def _item(row: inventory.InventoryRow) -> Found:
    name = row.serial_number or row.lot_number or row.part_number
    place = f"{amount(row.quantity, row.unit)} · {readable(row.location)}"
    detail = place if name == row.part_number else f"{row.part_number} · {place}"
    return Found(FoundKind.ITEM, name, name, detail)


def _matches(wanted: str, *texts: str) -> bool:
    return any(wanted.casefold() in text.casefold() for text in texts)


def _add(found: dict[tuple[FoundKind, str], Found], one: Found) -> None:
    found.setdefault((one.kind, one.name), one)
