"""Trees: what is in an assembly, requirement by requirement, and where a thing went, assembly by assembly.

A tree shows each item with what is below it once. Where an item comes again, it says so and is not opened again; so a
tree is never larger than what it shows, and items that hang together in a ring end it. So does a way of more than
`DEEPEST` items: somebody who comes there asks for the last one by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from kitstation.domain.movements import Bucket
from kitstation.domain.quantities import ZERO, plain
from kitstation.station.genealogy.whereabouts import Fate, Rest, Whereabouts, fate_of
from kitstation.store.database import Reader
from kitstation.store.queries.genealogy import (
    Composition,
    Dispersion,
    Need,
    Share,
    TracedItem,
    composition,
    dispersion,
)

DEEPEST = 100


class BranchKind(StrEnum):
    """What a branch is to the one that it grows from."""

    ROOT = "root"
    NEED = "need"
    """What an assembly needs of a part; below it, what is installed for it."""
    INSTALLED = "installed"
    ORIGIN = "origin"
    """The item that an assembly was split from, in which the parts were installed."""
    ASSEMBLY = "assembly"
    """The assembly in which it is installed."""
    BECAME = "became"
    """The item that it became by a split, a merge or a move."""
    SHARE = "share"
    """So much of it that lies somewhere, or is gone."""


class Use(StrEnum):
    """How what is installed stands to what was required."""

    AS_REQUIRED = "as_required"
    OTHER_REVISION = "other_revision"
    SUBSTITUTE = "substitute"


class Branch(NamedTuple):
    """One line of a tree. `key` is its way from the root; what it does not have is empty, zero or None.

    `rests` says where it is in the end; `repeated` that what is below it is shown where the item came first.
    """

    key: str
    kind: BranchKind
    part_number: str
    revision: str
    description: str
    unit: str
    item: TracedItem | None = None
    required: Decimal | None = None
    quantity: Decimal | None = None
    missing: Decimal = ZERO
    designators: tuple[str, ...] = ()
    use: Use = Use.AS_REQUIRED
    fate: Fate | None = None
    rests: tuple[Rest, ...] = ()
    repeated: bool = False
    children: tuple[Branch, ...] = ()


def contents_tree(reader: Reader, item_uids: Sequence[str]) -> tuple[Branch, ...]:
    """Return what is in items, down to the last lot: the seeds' aBOM, as it is installed."""
    found = composition(reader, item_uids)
    whereabouts = Whereabouts(dispersion(reader, item_uids))
    return _Contents(found, whereabouts).roots(item_uids)


def usage_tree(reader: Reader, item_uids: Sequence[str]) -> tuple[Branch, ...]:
    """Return where items went, up to the assemblies at the top."""
    return _Usage(dispersion(reader, item_uids)).roots(item_uids)


class _Contents:
    def __init__(self, found: Composition, whereabouts: Whereabouts) -> None:
        self._found = found
        self._whereabouts = whereabouts
        self._opened: set[str] = set()
        self._depth = 0
        self._rests: tuple[Rest, ...] = ()

    def roots(self, item_uids: Sequence[str]) -> tuple[Branch, ...]:
        return tuple(self._root(uid) for uid in item_uids if uid in self._found.items)

    def _root(self, uid: str) -> Branch:
        self._rests = self._whereabouts.rests(uid)
        return self._item_branch(uid, uid, BranchKind.ROOT)

    def _item_branch(
        self,
        uid: str,
        key: str,
        kind: BranchKind,
        quantity: Decimal | None = None,
        need: Need | None = None,
    ) -> Branch:
        item = self._found.items[uid]
        repeated = uid in self._opened or self._depth >= DEEPEST
        self._opened.add(uid)
        self._depth += 1
        children = () if repeated else tuple(self._below(uid, key))
        self._depth -= 1
        return Branch(
            key=key,
            kind=kind,
            part_number=item.part_number,
            revision=item.revision,
            description=item.description,
            unit=item.unit,
            item=item,
            quantity=quantity,
            designators=need.designators if need else (),
            use=_use(item, need) if need else Use.AS_REQUIRED,
            rests=self._rests,
            repeated=repeated and self._has_contents(uid),
            children=children,
        )

    def _below(self, uid: str, key: str) -> Iterator[Branch]:
        for need in self._found.needs.get(uid, ()):
            yield self._need_branch(need, f"{key}/{need.uid}")
        for share in self._found.origins.get(uid, ()):
            # Where something was split from says what is in it only where that had something in it.
            if self._has_contents(share.item_uid):
                branch_key = f"{key}/{share.item_uid}"
                yield self._item_branch(share.item_uid, branch_key, BranchKind.ORIGIN, share.quantity)

    def _need_branch(self, need: Need, key: str) -> Branch:
        installed = self._found.installed.get(need.uid, ())
        amount = plain(sum((share.quantity for share in installed), ZERO))
        return Branch(
            key=key,
            kind=BranchKind.NEED,
            part_number=need.part_number,
            revision=need.revision,
            description=need.description,
            unit=need.unit,
            required=need.quantity,
            quantity=amount,
            missing=max(plain(need.quantity - amount), ZERO),
            designators=need.designators,
            children=tuple(
                self._item_branch(
                    share.item_uid, f"{key}/{share.item_uid}", BranchKind.INSTALLED, share.quantity, need
                )
                for share in installed
            ),
        )

    def _has_contents(self, uid: str) -> bool:
        seen, waiting = {uid}, [uid]
        while waiting:
            each = waiting.pop()
            if self._found.needs.get(each):
                return True
            origins = {share.item_uid for share in self._found.origins.get(each, ())} - seen
            seen |= origins
            waiting.extend(origins)
        return False


def _use(item: TracedItem, need: Need) -> Use:
    if item.part_uid == need.part_uid:
        return Use.AS_REQUIRED
    same_number = item.part_number == need.part_number and item.part_uid not in need.substitutes
    return Use.OTHER_REVISION if same_number else Use.SUBSTITUTE


class _Usage:
    def __init__(self, found: Dispersion) -> None:
        self._found = found
        self._whereabouts = Whereabouts(found)
        self._opened: set[str] = set()
        self._depth = 0

    def roots(self, item_uids: Sequence[str]) -> tuple[Branch, ...]:
        return tuple(
            self._item_branch(uid, uid, BranchKind.ROOT) for uid in item_uids if uid in self._found.items
        )

    def _item_branch(self, uid: str, key: str, kind: BranchKind, share: Share | None = None) -> Branch:
        item = self._found.items[uid]
        repeated = uid in self._opened or self._depth >= DEEPEST
        self._opened.add(uid)
        shares = self._found.shares.get(uid, ())
        self._depth += 1
        children = () if repeated else tuple(self._below(shares, key, kind))
        self._depth -= 1
        return Branch(
            key=key,
            kind=kind,
            part_number=item.part_number,
            revision=item.revision,
            description=item.description,
            unit=self._found.items[share.item_uid].unit if share else item.unit,
            item=item,
            quantity=share.quantity if share else None,
            designators=share.designators if share else (),
            fate=fate_of(share) if share else None,
            rests=self._whereabouts.rests(uid),
            repeated=repeated and any(_leads_on(each) for each in shares),
            children=children,
        )

    def _below(self, shares: Sequence[Share], key: str, kind: BranchKind) -> Iterator[Branch]:
        # Assemblies come first: they are what a recall is about.
        for share in sorted(shares, key=self._order):
            branch_key = f"{key}/{share.bucket}:{share.place}"
            if share.assembly_uid is not None:
                yield self._item_branch(share.assembly_uid, branch_key, BranchKind.ASSEMBLY, share)
            elif share.bucket is Bucket.TRANSFERRED:
                yield self._item_branch(share.place, branch_key, BranchKind.BECAME, share)
            elif kind is not BranchKind.ASSEMBLY:
                # Where an assembly is stands in its own line.
                yield self._share_branch(share, branch_key)

    def _share_branch(self, share: Share, key: str) -> Branch:
        item = self._found.items[share.item_uid]
        return Branch(
            key=key,
            kind=BranchKind.SHARE,
            part_number=item.part_number,
            revision=item.revision,
            description=item.description,
            unit=item.unit,
            item=item,
            quantity=share.quantity,
            fate=fate_of(share),
            rests=(self._whereabouts.rest_of(share),),
        )

    def _order(self, share: Share) -> tuple[object, ...]:
        if share.assembly_uid is not None:
            assembly = self._found.items[share.assembly_uid]
            return (0, assembly.part_number, assembly.revision, assembly.number, share.place)
        rank = 1 if share.bucket is Bucket.TRANSFERRED else 2
        return (rank, share.bucket.value, "", "", share.place)


def _leads_on(share: Share) -> bool:
    return share.assembly_uid is not None or share.bucket is Bucket.TRANSFERRED
