"""Labels of other stock systems: InvenTree's, in JSON and as short codes, and Part-DB's web addresses.

See https://docs.inventree.org/en/stable/barcodes/internal/ and https://docs.part-db.de/.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kitstation.scanning.json_text import JsonText
from kitstation.scanning.meaning import VENDOR, Fields, Meaning
from kitstation.scanning.symbology import Symbology

INVENTREE = VENDOR + "inventree"
PART_DB = VENDOR + "part-db"

_RECORDS_BY_CODE: Mapping[str, str] = {
    "PA": "part",
    "SI": "stockitem",
    "SL": "stocklocation",
    "SP": "supplierpart",
    "MP": "manufacturerpart",
    "BO": "build",
    "PO": "purchaseorder",
    "SO": "salesorder",
    "RO": "returnorder",
    "TO": "transferorder",
}
_RECORDS = frozenset(_RECORDS_BY_CODE.values())
# A keyboard scanner that is set to another layout than a German computer types ß for the hyphen.
_SHORT = re.compile(rf"INV[-ß]({'|'.join(_RECORDS_BY_CODE)})([0-9]{{1,18}})")
_ID = re.compile(r"[0-9]{1,18}")
_PART_DB = re.compile(r"https?://[^?#\s]+/scan/(lot|part|location)/([0-9]{1,18})/?", re.IGNORECASE)


def recognise_inventree(text: str, symbology: Symbology | None) -> Meaning | None:
    """Return the record that a short code of InvenTree names, by its kind: `stockitem`, `part` and so on."""
    found = _SHORT.fullmatch(text)
    return Meaning(INVENTREE, Fields(((_RECORDS_BY_CODE[found[1]], found[2]),))) if found else None


def recognise_part_db(text: str, symbology: Symbology | None) -> Meaning | None:
    """Return the `lot`, `part` or `location` of Part-DB that a web address names."""
    found = _PART_DB.fullmatch(text)
    return Meaning(PART_DB, Fields(((found[1].lower(), found[2]),))) if found else None


def recognise_inventree_json(written: JsonText) -> Meaning | None:
    """Return the record that a label of InvenTree in JSON names; old ones hold an object with an `id`."""
    for record in _RECORDS & written.keys():
        value = written[record]
        number = value.get("id") if isinstance(value, dict) else value
        if isinstance(number, str) and _ID.fullmatch(number):
            return Meaning(INVENTREE, Fields(((record, number),)))
    return None
