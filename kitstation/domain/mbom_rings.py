"""The rule that an mBOM never contains itself, in however roundabout a way."""

from __future__ import annotations

from collections.abc import Iterable

from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.working_set import WorkingSet


def refuse_ring(assembly_uid: str, part_uids: Iterable[str], records: WorkingSet) -> Refused | None:
    """Refuse that an assembly needs, or may take instead, a part that needs the assembly itself.

    A substitute counts as what it stands for: it may be the one that is used.
    """
    if part_uid := closes_ring(assembly_uid, part_uids, records):
        assembly, part = records.parts.get(assembly_uid), records.parts.get(part_uid)
        return refuse(RefusalCode.CONTAINS_ITSELF, part_number=assembly.part_number, through=part.part_number)
    return None


def closes_ring(assembly_uid: str, part_uids: Iterable[str], records: WorkingSet) -> str | None:
    """Return the first of the parts that is the assembly, or needs it at any depth; None where none does."""
    around = {assembly_uid, *records.used_in.get(assembly_uid)}
    return next((uid for uid in part_uids if uid in around), None)
