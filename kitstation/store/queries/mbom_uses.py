"""In which assemblies parts are, at every depth: what an mBOM may not contain, because it would contain itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, literal_column, select

from kitstation.store import tables
from kitstation.store.lookups import CHUNK

_line, _part = tables.mbom_line.c, tables.part.c


def _uses() -> Select[Any]:
    """Return the query of all that needs given parts, as such or as substitutes, and of all that needs those.

    `union` keeps what was found before out: a ring of assemblies, which older versions let in, ends it.
    """
    asked = select(_part.uid.label("part_uid"), _part.uid)
    used = asked.where(_part.uid.in_(bindparam("uids", expanding=True))).cte("used", recursive=True)
    needing = select(used.c.part_uid, _line.assembly_uid).join(used, _line.part_uid == used.c.uid)
    substitute = func.json_each(_line.substitutes).table_valued("value", joins_implicitly=True)
    instead = (
        select(used.c.part_uid, _line.assembly_uid)
        .select_from(tables.mbom_line)
        .join(substitute, literal_column("1"))
        .join(used, substitute.c.value == used.c.uid)
        .where(_line.substitutes != ())
    )
    found = used.union(needing, instead)
    return select(found.c.part_uid, found.c.uid).where(found.c.uid != found.c.part_uid)


_USES = _uses()


def assemblies_around(connection: Connection, part_uids: Collection[str]) -> dict[str, set[str]]:
    """Return for each part the assemblies that need it, directly or through others."""
    found: dict[str, set[str]] = defaultdict(set)
    remaining = iter(part_uids)
    while chunk := list(islice(remaining, CHUNK)):
        for row in connection.execute(_USES, {"uids": chunk}):
            found[row.part_uid].add(row.uid)
    return {uid: found[uid] for uid in part_uids}
