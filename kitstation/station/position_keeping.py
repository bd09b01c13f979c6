"""Keeping positions: a part is to be at a place, by the names that people know them by."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kitstation.domain.commands import Command, CreateCatalogue, CreatePosition
from kitstation.domain.outcomes import Accepted
from kitstation.domain.quantities import ZERO
from kitstation.domain.records import Catalogue
from kitstation.domain.refusals import RefusalCode, Refused, refuse
from kitstation.domain.texts import LONGEST_REF
from kitstation.station.desk import Desk
from kitstation.store.database import Reader
from kitstation.store.queries import positions
from kitstation.store.queries.parts import PartRow, revisions_of
from kitstation.store.queries.positions import PositionRow, location_uid_of
from kitstation.store.store import Store

FIRST_CATALOGUE = "MAIN"
"""The catalogue that is opened for the first position, where none is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPosition:
    """What is to be kept where. Without a revision it is the newest, without a catalogue the only one."""

    part_number: str
    location: str
    revision: str | None = None
    catalogue: str | None = None
    ref: str = ""
    type: str = "DEFAULT"
    bin: str = ""
    reference_number: str = ""
    minimum: Decimal = ZERO
    maximum: Decimal = ZERO
    attributes: tuple[str, ...] = ()


def create_position(store: Store, desk: Desk, wanted: NewPosition) -> PositionRow | Refused:
    """Make a position, and the first catalogue with it where there is none; all of it or nothing."""
    with store.reading() as reader:
        part = _part(reader, wanted)
        location_uid = location_uid_of(reader, wanted.location)
        catalogue = _catalogue(reader, wanted.catalogue)
    if isinstance(part, Refused):
        return part
    if location_uid is None:
        return refuse(RefusalCode.UNKNOWN_RECORD, what=f"location {wanted.location}")
    if isinstance(catalogue, Refused):
        return catalogue
    commands: list[Command] = []
    catalogue_uid = catalogue.uid if catalogue else desk.ids.new()
    if catalogue is None:
        commands.append(CreateCatalogue(uid=catalogue_uid, ref=FIRST_CATALOGUE, name=FIRST_CATALOGUE))
    uid = desk.ids.new()
    commands.append(
        CreatePosition(
            uid=uid,
            catalogue_uid=catalogue_uid,
            ref=wanted.ref or usual_ref(part.part_number, part.revision, wanted.location),
            part_uid=part.uid,
            location_uid=location_uid,
            type=wanted.type,
            bin=wanted.bin,
            reference_number=wanted.reference_number,
            minimum=wanted.minimum,
            maximum=wanted.maximum,
            attributes=wanted.attributes,
        )
    )
    last = store.execute_all([desk.entry(command) for command in commands], atomic=True)[-1]
    if not isinstance(last, Accepted):
        return last
    with store.reading() as reader:
        (made,) = positions.with_uids(reader, [uid])
    return made


def usual_ref(part_number: str, revision: str, location: str) -> str:
    """Return the ref of a position that was given none: what it is of, and where, as far as that fits."""
    return f"{part_number}:{revision}@{location}"[:LONGEST_REF].strip()


def _part(reader: Reader, wanted: NewPosition) -> PartRow | Refused:
    revisions = revisions_of(reader, wanted.part_number)
    fitting = [part for part in revisions if wanted.revision in {None, part.revision}]
    if fitting:
        return fitting[-1]
    name = " ".join(filter(None, (wanted.part_number, wanted.revision)))
    return refuse(RefusalCode.UNKNOWN_RECORD, what=f"part {name}")


def _catalogue(reader: Reader, ref: str | None) -> Catalogue | Refused | None:
    """Return the catalogue with this ref, or the only one; None where there is none yet."""
    known = positions.catalogues(reader)
    if ref is None:
        if len(known) > 1:
            why = "there are several; say which"
            return refuse(RefusalCode.BAD_NAME, what="catalogue", name="", why=why)
        return known[0] if known else None
    found = next((one for one in known if one.ref == ref), None)
    return found or refuse(RefusalCode.UNKNOWN_RECORD, what=f"catalogue {ref}")
