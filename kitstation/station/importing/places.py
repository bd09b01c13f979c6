"""Locations and suppliers of an inventory file: found by name, or created on the way."""

from __future__ import annotations

from collections.abc import Iterable

from kitstation.domain.commands import CreateLocation, CreateSupplier
from kitstation.station.importing.plan import Commands
from kitstation.store.queries.for_import import locations_by_path, suppliers_by_name
from kitstation.store.store import Store


class Places:
    """The locations and suppliers that a file names. What does not exist is created when it is first asked for."""

    def __init__(
        self, store: Store, *, paths: Iterable[str], suppliers: Iterable[str], commands: Commands
    ) -> None:
        wanted = {ancestor for path in set(paths) for ancestor in _with_ancestors(path)}
        with store.reading() as connection:
            self._locations = locations_by_path(connection, wanted)
            self._suppliers = suppliers_by_name(connection, set(suppliers))
        self._commands = commands
        self.created_locations = 0
        self.created_suppliers = 0

    def location(self, row: int, path: str) -> str:
        """Return the uid of the location, which is created with its parents when it does not exist."""
        if (known := self._locations.get(path)) is not None:
            return known
        parent_uid: str | None = None
        for ancestor in _with_ancestors(path):
            if (uid := self._locations.get(ancestor)) is None:
                uid = self._locations[ancestor] = self._commands.new_uid()
                name = ancestor.rpartition("/")[2]
                self._commands.add(row, CreateLocation(uid=uid, name=name, parent_uid=parent_uid))
                self.created_locations += 1
            parent_uid = uid
        return self._locations[path]

    def supplier(self, row: int, name: str) -> str | None:
        """Return the uid of the supplier, who is created when unknown; None for a blank name."""
        if not name:
            return None
        if (uid := self._suppliers.get(name)) is None:
            uid = self._suppliers[name] = self._commands.new_uid()
            self._commands.add(row, CreateSupplier(uid=uid, name=name))
            self.created_suppliers += 1
        return uid


def _with_ancestors(path: str) -> list[str]:
    """Return the paths from the root down to this one."""
    names = path.split("/") if path else []
    return ["/".join(names[:depth]) for depth in range(1, len(names) + 1)]
