"""What has been loaded of the store, kept apart from what was never asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from kitstation.domain.errors import InvariantError, NotLoadedError


class HasUid(Protocol):
    """A record that is known by its uid and counts its versions."""

    @property
    def uid(self) -> str:
        """The record's identifier."""
        ...

    @property
    def version(self) -> int:
        """How often the record was written."""
        ...


K = TypeVar("K")
V = TypeVar("V")
R = TypeVar("R", bound=HasUid)


class Loaded(Generic[K, V]):
    """What is known under each key that was asked for; None is "looked up and not there".

    Asking for what was never loaded is a bug and says so, because an absent record and an unloaded one
    would otherwise look the same.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._known: dict[K, V | None] = {}

    def note(self, key: K, value: V | None) -> None:
        """Remember what is under a key."""
        self._known[key] = value

    def note_absent(self, keys: Iterable[K]) -> None:
        """Remember that nothing is under those keys that nothing has been noted for."""
        for key in keys:
            self._known.setdefault(key, None)

    def forget(self) -> None:
        """Forget everything, because a change may have made it wrong: whoever asks again has it loaded anew."""
        self._known.clear()

    def find(self, key: K) -> V | None:
        """Return what is under a key, or None."""
        try:
            return self._known[key]
        except KeyError:
            raise NotLoadedError(f"{self._name} {key!r} was never loaded") from None

    def get(self, key: K) -> V:
        """Return what must be under a key, because something refers to it."""
        value = self.find(key)
        if value is None:
            raise InvariantError(f"{self._name} {key!r} is referred to but is not there")
        return value

    def at_hand(self, key: K) -> V | None:
        """Return what is under a key, as far as is known: what a command derives itself was never asked for."""
        return self._known.get(key)

    def known(self, key: K) -> bool:
        """Whether a key was asked for."""
        return key in self._known

    def __iter__(self) -> Iterator[K]:
        return iter(self._known)


class Rows(Loaded[str, R]):
    """The records of one kind by uid, and which of them are new, changed or gone since loading."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._stored: dict[str, R] = {}
        self._touched: dict[str, R | None] = {}

    def load(self, record: R) -> None:
        """Take in a record as the store has it."""
        if not self.known(record.uid) or self._known[record.uid] is None:
            self.note(record.uid, record)
            self._stored[record.uid] = record

    def put(self, record: R) -> None:
        """Add or replace a record."""
        self.note(record.uid, record)
        self._touched[record.uid] = record

    def remove(self, uid: str) -> None:
        """Take a record away."""
        self.note(uid, None)
        self._touched[uid] = None

    @property
    def is_changed(self) -> bool:
        """Whether any record is new, changed or gone since loading."""
        return bool(self._touched)

    @property
    def inserted(self) -> list[R]:
        """The records that the store does not have yet."""
        return [record for uid, record in self._touched.items() if record and uid not in self._stored]

    @property
    def updated(self) -> list[tuple[R, R]]:
        """The records that the store has in an older form: each as it was and as it is."""
        return [
            (before, record)
            for uid, record in self._touched.items()
            if record and (before := self._stored.get(uid))
        ]

    @property
    def removed(self) -> list[str]:
        """The uids of the records that the store has and that are gone."""
        return [uid for uid, record in self._touched.items() if record is None and uid in self._stored]
