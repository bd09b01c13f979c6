"""Whereabouts: where things are in the end. What is installed is where its assembly is."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from kitstation.domain.movements import Bucket, Removal
from kitstation.store.queries.genealogy import Dispersion, Share


class Fate(StrEnum):
    """What became of a share of an item."""

    ON_HAND = "on_hand"
    RESERVED = "reserved"
    IN_KIT = "in_kit"
    INSTALLED = "installed"
    BECAME = "became"
    SCRAPPED = "scrapped"
    LOST = "lost"


class Rest(NamedTuple):
    """Where something rests: at a location, in a kit (which may lie at one), or gone for good."""

    fate: Fate
    location: str = ""
    kit: str = ""


_FATES = {
    Bucket.ON_HAND: Fate.ON_HAND,
    Bucket.RESERVED: Fate.RESERVED,
    Bucket.PICKED: Fate.IN_KIT,
    Bucket.DELIVERED: Fate.INSTALLED,
    Bucket.TRANSFERRED: Fate.BECAME,
}


def fate_of(share: Share) -> Fate:
    """Return what became of a share."""
    if share.bucket is Bucket.REMOVED:
        return Fate.SCRAPPED if share.place == Removal.SCRAP else Fate.LOST
    return _FATES[share.bucket]


class Whereabouts:
    """Answers where items of a dispersion are in the end. Each item is followed once."""

    def __init__(self, dispersion: Dispersion) -> None:
        self._dispersion = dispersion
        self._rests: dict[str, tuple[Rest, ...]] = {}
        self._tops: dict[str, tuple[str, ...]] = {}

    def rests(self, item_uid: str) -> tuple[Rest, ...]:
        """Return where an item's shares are in the end, without repetition; what became others is not counted."""
        if (known := self._rests.get(item_uid)) is not None:
            return known
        # Items that hang together in a ring find this, and end.
        self._rests[item_uid] = ()
        found: dict[Rest, None] = {}
        for share in self._dispersion.shares.get(item_uid, ()):
            if share.assembly_uid is not None:
                found.update(dict.fromkeys(self.rests(share.assembly_uid)))
            elif share.bucket is not Bucket.TRANSFERRED:
                found[self.rest_of(share)] = None
        self._rests[item_uid] = tuple(found)
        return self._rests[item_uid]

    def rest_of(self, share: Share) -> Rest:
        """Return where a share that is in no assembly rests."""
        location = share.location or ""
        if share.bucket in {Bucket.RESERVED, Bucket.PICKED} and not location:
            # What is reserved stays where it is kept; so does what is in a kit that lies nowhere in particular.
            location = self._dispersion.items[share.item_uid].location
        return Rest(fate_of(share), location, share.kit or "")

    def tops(self, item_uid: str) -> tuple[str, ...]:
        """Return the assemblies at the top in which an item is; itself where it is in none."""
        if (known := self._tops.get(item_uid)) is not None:
            return known
        self._tops[item_uid] = (item_uid,)
        found: dict[str, None] = {}
        for share in self._dispersion.shares.get(item_uid, ()):
            if share.assembly_uid is not None:
                found.update(dict.fromkeys(self.tops(share.assembly_uid)))
        self._tops[item_uid] = tuple(found) or (item_uid,)
        return self._tops[item_uid]
