"""What people call the fields of a file."""

from __future__ import annotations

from collections.abc import Callable

Translate = Callable[[str], str]


def field_name(field: str, tr: Translate) -> str:
    """Return what people call a field; an unknown one in its own words."""
    names = {
        "part_number": tr("Part number"),
        "revision": tr("Revision"),
        "tracking_type": tr("Tracked by"),
        "serial_number": tr("Serial number"),
        "lot_number": tr("Lot number"),
        "quantity": tr("Quantity"),
        "unit": tr("Unit"),
        "location": tr("Location"),
        "supplier": tr("Supplier"),
        "cost": tr("Cost"),
        "expires_on": tr("Expires"),
        "date_code": tr("Date code"),
        "description": tr("Description"),
        "manufacturer": tr("Manufacturer"),
        "references": tr("Designators"),
        "comment": tr("Comment"),
        "value": tr("Value"),
        "do_not_populate": tr("Do not populate"),
        "excluded_from_bom": tr("Excluded from the BOM"),
        "populate": tr("Populate"),
    }
    return names.get(field, field.replace("_", " ").capitalize())
