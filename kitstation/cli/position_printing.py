"""Which position is meant on the command line, and how positions are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitstation.cli.boundary import refuse
from kitstation.cli.printing import JsonObject

if TYPE_CHECKING:
    from kitstation.store.database import Reader
    from kitstation.store.queries.positions import PositionRow


def the_position(
    reader: Reader, ref: str, catalogue: str | None = None, *, as_json: bool = False
) -> PositionRow:
    """Return the one position that has this ref or uid. Raises typer.Exit where that is not one."""
    from kitstation.store.queries.positions import named, with_uids

    found = with_uids(reader, [ref]) or named(reader, ref, catalogue)
    if len(found) == 1:
        return found[0]
    if not found:
        raise refuse(
            f"There is no position {ref}.",
            detail="No position has this ref or uid.",
            hint="See the positions with: kitstation position list",
            as_json=as_json,
        )
    raise refuse(
        f"{len(found)} catalogues have a position {ref}.",
        detail=", ".join(row.catalogue for row in found),
        hint="Say which with --catalogue.",
        as_json=as_json,
    )


def position_json(row: PositionRow) -> JsonObject:
    """Return a position as JSON says it: the fields of the seeds, by these names."""
    return {
        "uid": row.uid,
        "ref": row.ref,
        "catalogue": row.catalogue,
        "type": row.type,
        "status": row.status,
        "workflow_ref": row.workflow_ref,
        "workflow_version": row.workflow_version,
        "product_ref": row.product_ref,
        "part_number": row.part_number,
        "revision": row.revision,
        "location_ref": row.location_ref,
        "bin": row.bin,
        "reference_number": row.reference_number,
        "attributes": row.attributes,
        "minimum": row.minimum,
        "maximum": row.maximum,
        "unit": row.unit,
        "on_hand": row.on_hand,
        "available": row.available,
        "reserved": row.reserved,
        "picked": row.picked,
        "on_order": row.on_order,
        "back_order": row.back_order,
        "below_minimum": row.below_minimum,
        "created_on": row.created_on,
        "updated_on": row.updated_on,
        "etag": row.etag,
    }


def position_cells(row: PositionRow) -> tuple[object, ...]:
    """Return a position as a line of a table."""
    return (
        row.ref,
        row.part_number,
        row.revision,
        row.location_ref,
        row.on_hand,
        row.available,
        row.minimum,
        row.maximum,
        row.on_order,
        row.unit,
    )
