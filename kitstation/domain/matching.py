"""Matching: whether an item is what a kit line or a build requirement asks for."""

from __future__ import annotations

from kitstation.domain.records import BuildRequirement, InventoryItem, KitLine
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import WorkingSet


def refuse_part(
    item: InventoryItem, wanted: KitLine | BuildRequirement, records: WorkingSet
) -> Refused | None:
    """Refuse an item that is neither the part asked for, nor one of its substitutes, nor an allowed revision.

    ION validates "against the primary and substitutes together"; with "any part revision" the same part number is
    enough. What was used is on record, because the movement names the item.
    """
    if item.part_uid == wanted.part_uid or item.part_uid in wanted.substitutes:
        return None
    part, asked = records.parts.get(item.part_uid), records.parts.get(wanted.part_uid)
    other_revision = part.part_number == asked.part_number
    if not other_revision or not records.house_rules.any_revision:
        return refuse(
            RefusalCode.WRONG_PART,
            part_number=part.part_number,
            revision=part.revision,
            wanted=asked.part_number,
            wanted_revision=asked.revision,
        )
    if part.unit != asked.unit:
        return refuse(RefusalCode.UNIT_MISMATCH, part_unit=asked.unit, item_unit=part.unit)
    return None
